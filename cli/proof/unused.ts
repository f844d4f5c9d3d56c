import type { AccessModel, ModelDocument, Principal, Repository } from "../model/access-model";
import { NO } from "../iam/truth";
import type { Request } from "../iam/request";
import { accountOfArn, partitionOfArn, wholeAccount } from "../policy/principal-arn";
import type { StatementJson } from "../policy/policy-json";
import { hasVariables, listOf } from "../policy/policy-json";
import { isUnknown } from "../policy/unknown";
import { ClassPair } from "./class-request";
import { principalFacts, targetFacts } from "./facts";
import { speaksForRowsOnly } from "./mentioned";
import { preparedStatement } from "./prepared-statement";
import type { DocumentKind, UnusedStatement } from "./proof";
import type { World } from "./world";

/**
 * The Allow statements of repository and key policies that give nobody anything, whatever is asked: each names rows of
 * the proof alone, and none of them is whom it goes on to ask for. Statements for anybody else are left out: who that is
 * no row says.
 */
export function unusedStatements(world: World, model: AccessModel): readonly UnusedStatement[] {
  const rows = new Map<string, Principal[]>();
  for (const principal of model.principals) {
    if (principal.kind !== "role" && principal.kind !== "user" && principal.kind !== "account") continue;
    const alike = rows.get(principal.accountId);
    if (alike) alike.push(principal);
    else rows.set(principal.accountId, [principal]);
  }
  // Of a repository nothing is asked, but the partition that it is in.
  const requests = new Map<string, Map<Principal, Request>>();
  const requestOf = (row: Principal, repository: Repository) => (): Request => {
    const partition = partitionOfArn(repository.arn);
    const known = requests.get(partition) ?? new Map<Principal, Request>();
    requests.set(partition, known);
    const before = known.get(row);
    if (before !== undefined) return before;
    const { request } = new ClassPair(principalFacts(row, repository, world), targetFacts(repository, world));
    known.set(row, request);
    return request;
  };
  const of = (
    kind: DocumentKind,
    { name, source, policy }: ModelDocument,
    repository: Repository,
  ): readonly UnusedStatement[] =>
    isUnknown(policy)
      ? []
      : policy.Statement.flatMap((statement, index): readonly UnusedStatement[] => {
          if (statement.Effect !== "Allow" || !speaksForRowsOnly(statement, kind === "key-policy")) return [];
          const named = accountsOf(statement).flatMap((account) => rows.get(account) ?? []);
          if (named.some((row) => mayBeFor(statement, hasVariables(policy), requestOf(row, repository)))) return [];
          const sid = statement.Sid === undefined ? {} : { sid: statement.Sid };
          return [{ document: { kind, name, ...(source ? { source } : {}) }, statement: { index, ...sid } }];
        });
  const byKey = new Map<string, Repository>();
  for (const repository of model.repositories) {
    const key = world.keyOf(repository);
    if ("arn" in key && !byKey.has(key.arn)) byKey.set(key.arn, repository);
  }
  return [
    ...model.repositories.flatMap((repository) =>
      repository.policy === undefined ? [] : of("repository-policy", repository.policy, repository),
    ),
    ...model.keys.flatMap(({ arn, policy }) => {
      const repository = byKey.get(arn);
      return repository === undefined ? [] : of("key-policy", policy, repository);
    }),
  ];
}

function accountsOf({ Principal }: StatementJson): readonly string[] {
  const values = Principal === undefined || typeof Principal === "string" ? [] : listOf(Principal["AWS"]);
  return [...new Set(values.map((value) => wholeAccount(value) ?? accountOfArn(value)))];
}

/** Whether a statement names a row, and nothing that it asks of its principals speaks against it. */
function mayBeFor(statement: StatementJson, hasVariablesIn: boolean, request: () => Request): boolean {
  const prepared = preparedStatement(statement, hasVariablesIn);
  // Statements about other services, and those with variables, are not looked into.
  if (prepared === undefined || prepared.isOpen) return true;
  if (prepared.ways(request()) === undefined) return false;
  return prepared.ofPrincipal.every((condition) => (condition.truth(request()) ?? NO) !== NO);
}
