import type { AccessModel } from "../../../../cli/model/access-model";
import type { AccessProof, KmsModel, OperationId, Verdict } from "../../../../cli/proof/proof";
import { OPERATIONS } from "../../../../cli/proof/proof";
import type { Party } from "../../../../cli/proof/party";
import { concreteCall, isTrue, judged } from "./concrete";
import { isInParty, isInRow } from "./coverage";
import type { Finder, Found } from "./finder";
import type { Formula } from "./formula";
import { and, not, or } from "./formula";
import type { Attempt, Question } from "./operation";
import { attempt, BY_A_SERVICE } from "./operation";

/** A sentence of the proof, and what would contradict it. */
interface Claim {
  readonly says: string;
  readonly question: Question;
  readonly attempt: Attempt;
  readonly against: Formula;
}

/** Somebody who has access that the proof does not show. */
export interface Hidden {
  readonly claim: string;
  readonly operation: OperationId;
  readonly kmsModel: KmsModel;
  readonly who: string;
  /** What the evaluators say to each call of the request that was found. */
  readonly calls: readonly { readonly action: string; readonly ours: string; readonly theirs: string }[];
  readonly context: unknown;
}

/** Looks for requests that AWS lets through by a model's documents and that the proof does not show. */
export async function hidden(
  finder: Finder,
  proof: AccessProof,
  model: AccessModel,
  origins: NonNullable<Question["origins"]> = "one",
): Promise<readonly Hidden[]> {
  const claims = claimsOf(proof, model, origins);
  // One question for all, as there should be no answer.
  if ((await finder.find(or(...claims.map(({ against }) => against)))) === undefined) return [];
  const results: Hidden[] = [];
  for (const claim of claims) {
    const found = await finder.find(claim.against);
    if (found !== undefined) results.push(await described(claim, found));
  }
  return results;
}

function claimsOf(proof: AccessProof, model: AccessModel, origins: NonNullable<Question["origins"]>): readonly Claim[] {
  return proof.repositories.flatMap((repository, index) =>
    questionsOf(model, repository).flatMap((asked): readonly Claim[] => {
      const question: Question = { ...asked, origins };
      const { operation, kmsModel } = question;
      const tried = attempt(question);
      const isIn = (parties: readonly Party[]): Formula => or(...parties.map((party) => isInParty(party, tried)));
      const shown = partiesOf(proof, index, question);
      const own = shown.filter(({ kind }) => kind === "own-account");
      const beyond = proof.partiesBeyond(index, operation, kmsModel, []).map(({ party }) => party);
      const isNamed = isInRow(proof, index, question, tried.who, ["role", "user"]);
      const isRow = or(
        isNamed,
        isInRow(proof, index, question, tried.who, ["account", "organization", "lambda", "service"]),
      );
      const alone = attempt(question, false);
      const others = (as: Attempt): Formula =>
        or(...beyond.filter(({ kind }) => kind !== "own-account").map((party) => isInParty(party, as)));
      // Whoever lets themselves in makes one call only, and comes with what that call comes with.
      const { opening } = alone;
      const opened: Attempt = opening === undefined ? alone : { ...alone, calls: [opening] };
      const claim = (says: string, against: Formula, of = tried): Claim => ({ says, question, attempt: of, against });
      const rowsThat = (...verdicts: Verdict[]): Formula =>
        isInRow(proof, index, question, tried.who, ["role", "user"], verdicts);
      // The answer of a row is about calls that no service makes for it.
      const isDirect = not(BY_A_SERVICE);
      return [
        claim("a row that is denied has no access", and(isDirect, tried.succeeds, rowsThat("denied", "none"))),
        claim(
          "a row that is allowed has access wherever it comes from",
          and(isDirect, tried.isPossible, rowsThat("allowed"), not(tried.succeeds)),
        ),
        claim("rows and party cells show everybody", and(tried.succeeds, not(isRow), not(isIn(shown)))),
        claim(
          "rows of roles and users, the own account and whoever is beyond show everybody",
          and(tried.succeeds, not(isNamed), not(isIn(own)), not(isIn(beyond))),
        ),
        claim(
          "whoever a resource's policy lets in by itself is beyond, in the own account too",
          and(
            // A row of a role or user says whether it may do all of it.
            or(
              and(alone.succeeds, not(others(alone))),
              and(alone.harms, not(rowsThat("denied", "none")), not(others(opened))),
            ),
            alone.who.isOf(ownerOf(question)),
            not(isInRow(proof, index, question, alone.who, ["role", "user"])),
          ),
          alone,
        ),
      ];
    }),
  );
}

/** All that may be asked about a repository; the answers of both models differ only for those who use the key. */
export function questionsOf(model: AccessModel, repository: AccessModel["repositories"][number]): readonly Question[] {
  return OPERATIONS.flatMap((operation) =>
    (operation === "push" || operation === "pull"
      ? (["documented", "two-way"] as const)
      : (["documented"] as const)
    ).map((kmsModel) => ({ model, repository, operation, kmsModel })),
  );
}

function ownerOf({ operation, repository, model }: Question): string {
  const key = model.keys.find(({ arn }) => arn === repository.encryption.keyArn);
  return operation === "administer-key" && key !== undefined ? key.accountId : repository.accountId;
}

/** The parties of the cells of an operation. */
function partiesOf(proof: AccessProof, repository: number, question: Question): readonly Party[] {
  const field = question.kmsModel === "documented" ? "documented" : "twoWay";
  return proof.partyCells.flatMap(({ operation, parties, repositories, [field]: verdict }) =>
    operation === question.operation && repositories.includes(repository) && verdict !== "none"
      ? parties.map((each) => proof.parties[each] as Party)
      : [],
  );
}

async function described({ says, question, attempt: tried }: Claim, found: Found): Promise<Hidden> {
  const calls = callsOf(tried, question, found);
  const judgements = await Promise.all(
    calls.map(async (call) => {
      const concrete = concreteCall(call, found);
      return { action: call.planned.action, ...(await judged(concrete)), concrete };
    }),
  );
  const last = judgements.at(-1)?.concrete;
  return {
    claim: says,
    operation: question.operation,
    kmsModel: question.kmsModel,
    who: last?.request.principal.arn ?? "",
    calls: judgements.map(({ action, ours, theirs }) => ({ action, ours, theirs })),
    context: last?.context,
  };
}

/** The calls that count: a service makes only those to a repository, and a function at home needs no creator. */
export function callsOf(
  { calls, who, creator }: Attempt,
  { operation, repository }: Question,
  found: Found,
): Attempt["calls"] {
  const isService = isTrue(who.isService, found);
  return calls.filter(({ planned }) => {
    // Whether retiring a grant is let through IAM alone decides: evaluators do not know.
    if (planned.inIamOnly === true) return false;
    if (operation === "pull-by-lambda")
      return planned.by !== "function-creator" || found.text(creator.account) !== repository.accountId;
    return !isService || planned.target === "repository" || operation === "administer-key";
  });
}
