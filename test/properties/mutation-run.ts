import type { PolicyDocument } from "../../shared";
import type { CallerLimits } from "./callers";
import type { Deployment } from "./deployment";
import { deploy, withDocument } from "./deployment";
import type { GrantMutation } from "./grant-mutations";
import { grantMutationsOf } from "./grant-mutations";
import { groupBy } from "./group-by";
import { resourcePolicy } from "./judge";
import type { DocumentMutation } from "./mutations";
import { mutationsOf } from "./mutations";
import type { PlannedDocument } from "./planned-documents";
import { listOf } from "./planned-documents";
import type { Question } from "./questions";
import { answer, questionsOf } from "./questions";
import type { Representative } from "./representative";
import { factsOf } from "./scenario";
import type { MutationKind, PlainStatement } from "./statement-change";
import { STRANGERS } from "./topologies";

/** Principals of each kind that try what a mutation changes. */
const MANY: CallerLimits = { iam: 8, services: Infinity };

/** One change of one element of what a scenario deploys. */
export interface Mutation {
  readonly scenario: Representative;
  readonly kind: MutationKind;
  /** The document, or the grant, and what was changed in it. */
  readonly what: string;
  readonly subject:
    | { readonly type: "document"; readonly holders: readonly PlannedDocument[]; readonly change: DocumentMutation }
    | { readonly type: "grant"; readonly grants: Deployment["grants"]; readonly change: GrantMutation };
  readonly deployment: Deployment;
  /** The questions whose answer it might change. */
  readonly questions: readonly Question[];
}

/** Every mutation of a scenario. */
export function mutationsOfScenario(scenario: Representative): readonly Mutation[] {
  const deployment = deploy(scenario);
  const { grants } = deployment;
  const { partition } = factsOf(scenario);
  const foreignRoot = `arn:${partition}:iam::${STRANGERS.at(-1) ?? ""}:root`;
  const questions = questionsOf(scenario, MANY);
  // Principals with the same rights have one document between them.
  const documents = [...groupBy(deployment.documents, ({ document }) => document)];
  const ofDocuments = documents.flatMap(([document, holders]) => {
    const touching = questions.filter((question) => documentsFor(deployment, question).includes(document));
    return mutationsOf(document, foreignRoot).map((change): Mutation => ({
      scenario,
      kind: change.kind,
      what: `${holders.map(({ place }) => place).join(", ")}: ${change.what}`,
      subject: { type: "document", holders, change },
      deployment: withDocument(deployment, document, change.mutated),
      questions: touching.filter(({ call }) => mayDecide(change, call.action)),
    }));
  });
  const aboutKey = questions.filter(({ caller, call }) => caller.type === "iam" && isSharedKey(call.target));
  const ofGrants = grantMutationsOf(grants, foreignRoot).map((change): Mutation => ({
    scenario,
    kind: change.kind,
    what: `grants: ${change.what}`,
    subject: { type: "grant", grants, change },
    deployment: { ...deployment, grants: change.mutated },
    questions: aboutKey.filter(({ call }) => GRANTED.has(call.action)),
  }));
  return [...ofDocuments, ...ofGrants];
}

/** What grants are about. */
const GRANTED: ReadonlySet<string> = new Set(["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]);

/**
 * The question whose answer a mutation changes; `undefined` when it changes none.
 *
 * @param limit - How many questions are tried, spread over all of them.
 */
export async function noticedBy(mutation: Mutation, limit = Infinity): Promise<Question | undefined> {
  const { scenario, deployment, questions, kind } = mutation;
  const step = Math.max(1, Math.ceil(questions.length / limit));
  const asked = questions.filter((_, index) => index % step === 0);
  // What takes something away shows where something is allowed, what lets in more where something is denied.
  const takes = kind.startsWith("remove ") && kind !== "remove condition key";
  const likely = asked.filter(({ intended }) => intended === takes);
  const others = asked.filter(({ intended }) => intended !== takes);
  for (const question of [...likely, ...others]) {
    if ((await answer(scenario, deployment, question)) !== question.intended) return question;
  }
  return undefined;
}

function documentsFor(deployment: Deployment, { caller, call, byIamAlone }: Question): readonly PolicyDocument[] {
  const identity = caller.type === "iam" ? deployment.identityPolicies(caller) : [];
  const resource = byIamAlone ? undefined : resourcePolicy(deployment, call);
  return resource ? [...identity, resource] : identity;
}

/** Whether a change can matter to an action: where the actions changed, to those that are in one of the lists only. */
function mayDecide({ kind, before, after }: DocumentMutation, action: string): boolean {
  const [did, does] = [matchesAction(before, action), matchesAction(after, action)];
  return kind === "remove action" || kind === "widen action" ? did !== does : did || does;
}

function matchesAction(statement: PlainStatement | undefined, action: string): boolean {
  return listOf(statement?.Action).some(
    (each) => each === action || (each.endsWith("*") && action.startsWith(each.slice(0, -1))),
  );
}

function isSharedKey(target: Question["call"]["target"]): boolean {
  return target.type === "key" && target.shared;
}
