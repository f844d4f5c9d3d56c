import type { AccessModel, ModelDocument, Principal, Repository } from "../model/access-model";
import type { StatementJson } from "../policy/policy-json";
import { hasVariables, listOf } from "../policy/policy-json";
import { isUnknown } from "../policy/unknown";
import { ClassPair } from "./class-request";
import { principalFacts, targetFacts } from "./facts";
import { preparedStatement } from "./prepared-statement";
import { wholeAccount } from "../policy/principal-arn";
import type { DocumentKind, UnusedStatement } from "./proof";
import type { World } from "./world";
import type { JudgedCall } from "./decide";

/** Remembers which statements of resource policies spoke up in the decisions about each class. */
export class UseOfStatements {
  readonly #byClass: Set<string>[] = [];

  /** Takes in what the statements that spoke up in a decision about the class said. */
  note(pairClass: number, said: readonly string[]): void {
    const used = (this.#byClass[pairClass] ??= new Set());
    for (const each of said) used.add(each);
  }

  /** The Allow statements of repository and key policies that spoke up nowhere. */
  unused(
    world: World,
    model: AccessModel,
    classOf: (principal: number, repository: number) => number,
  ): readonly UnusedStatement[] {
    const targets = model.repositories.map((repository) => targetFacts(repository, world));
    const speaksUp = (statement: StatementJson, hasVariables: boolean, repositories: readonly number[]): boolean =>
      repositories.some((repository) =>
        model.principals.some((principal, index) => {
          const target = targets[repository];
          if (target === undefined) return false;
          const who = principalFacts(principal, target.repository, world);
          const said = whatItSays(statement, hasVariables, principal, new ClassPair(who, target));
          return said !== undefined && this.#byClass[classOf(index, repository)]?.has(said) === true;
        }),
      );
    const of = (
      kind: DocumentKind,
      { name, source, policy }: ModelDocument,
      accountId: string,
      repositories: readonly number[],
    ): readonly UnusedStatement[] =>
      isUnknown(policy)
        ? []
        : policy.Statement.flatMap((statement, index): readonly UnusedStatement[] =>
            !isJudged(statement, kind, accountId) || speaksUp(statement, hasVariables(policy), repositories)
              ? []
              : [
                  {
                    document: { kind, name, ...(source ? { source } : {}) },
                    statement: { index, ...(statement.Sid === undefined ? {} : { sid: statement.Sid }) },
                  },
                ],
          );
    return [
      ...model.repositories.flatMap(({ policy, accountId }, index) =>
        policy === undefined ? [] : of("repository-policy", policy, accountId, [index]),
      ),
      ...model.keys.flatMap(({ arn, policy, accountId }) => {
        const repositories = targets.flatMap(({ keyArn }, index) => (keyArn === arn ? [index] : []));
        return repositories.length === 0 ? [] : of("key-policy", policy, accountId, repositories);
      }),
    ];
  }
}

/** What the statements of resource policies that applied to a call said about the pair. */
export function saidIn(
  { asked, decision }: JudgedCall,
  principal: Principal,
  repository: Repository,
  world: World,
): readonly string[] {
  const pair = new ClassPair(principalFacts(principal, repository, world), targetFacts(repository, world));
  return decision.statements.flatMap(({ participant, number, match }) => {
    const { document, statements, hasVariables = false } = asked.participants[participant] ?? {};
    const statement = statements?.[number];
    if (match === "none" || statement === undefined || !isResourcePolicy(document?.kind)) return [];
    return [whatItSays(statement, hasVariables, principal, pair) ?? ""];
  });
}

function isResourcePolicy(kind: DocumentKind | undefined): boolean {
  return kind === "repository-policy" || kind === "key-policy";
}

/** Two statements of which this is the same say the same about the pairs of a class. */
function whatItSays(
  statement: StatementJson,
  hasVariables: boolean,
  principal: Principal,
  pair: ClassPair,
): string | undefined {
  if (principal.kind === "lambda" || principal.kind === "service") return JSON.stringify(statement);
  return preparedStatement(statement, hasVariables)?.signature(pair);
}

/**
 * Left out: what allows services other than Lambda something, a key account's trust in its IAM policies, and what
 * nobody asks.
 */
function isJudged({ Effect, Principal, ...statement }: StatementJson, kind: DocumentKind, accountId: string): boolean {
  if (Effect !== "Allow" || Principal === undefined) return false;
  if (preparedStatement({ Effect, Principal, ...statement }) === undefined) return false;
  if (typeof Principal === "string") return true;
  if (Object.keys(Principal).some((each) => each !== "AWS" && each !== "Service")) return false;
  if (listOf(Principal["Service"]).some((service) => service !== "lambda.amazonaws.com")) return false;
  return kind !== "key-policy" || !listOf(Principal["AWS"]).some((value) => wholeAccount(value) === accountId);
}
