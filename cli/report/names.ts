import type { Principal, Repository } from "../model/access-model";
import type { AccessProof } from "../proof/proof";
import { harmless } from "../toolkit/text-layout";

/** How the rows and columns of a proof are called in every format for people. */
export interface Names {
  /** The principals, then the parties in their own words. */
  readonly rows: readonly string[];
  readonly repositories: readonly string[];
}

/** The names of a proof: as short as they can be while no two are the same. */
export function namesOf({ principals, repositories, parties }: AccessProof): Names {
  const named = distinct(principals, [
    principalName,
    (it) => `${principalName(it)} ${it.kind === "lambda" ? `(${regionOf(it)})` : `of ${it.accountId}`}`,
    ({ arn }) => arn,
  ]);
  return {
    rows: [...named, ...parties.map(({ words }) => harmless(words))],
    repositories: repositoryNames(repositories),
  };
}

/** The names of repositories: as short as they can be while no two are the same. */
export function repositoryNames(repositories: readonly Repository[]): readonly string[] {
  return distinct(repositories, [
    ({ name }) => name,
    ({ name, accountId }) => `${name} (${accountId})`,
    ({ name, region }) => `${name} (${region})`,
    ({ name, accountId, region }) => `${name} (${accountId}, ${region})`,
    ({ arn }) => arn,
  ]);
}

/** What a principal is called where no other of the same name is near. */
export function principalName({ kind, name, accountId, arn }: Principal): string {
  switch (kind) {
    case "account":
      return `administrators of ${accountId}`;
    case "lambda":
      return `Lambda in ${accountId}`;
    case "organization":
      return `organization ${name === "" ? arn : name}`;
    case "user":
      return `user ${name}`;
    case "role":
    case "service":
      return name;
  }
}

/** The account that a principal is shown with; an organization has many. */
export function accountOf(principal: Principal | undefined): string {
  return principal === undefined || principal.kind === "organization" ? "" : principal.accountId;
}

function regionOf({ arn }: Principal): string {
  return arn.split(":")[3] ?? "";
}

/** Each thing's first name that no other thing has, too; else its last. */
function distinct<T>(things: readonly T[], ways: readonly ((thing: T) => string)[]): readonly string[] {
  const names = ways.map((way) => things.map((thing) => harmless(way(thing))));
  const counts = names.map((column) => {
    const count = new Map<string, number>();
    for (const name of column) count.set(name, (count.get(name) ?? 0) + 1);
    return count;
  });
  return things.map((_, index) => {
    const unique = names.find((column, way) => counts[way]?.get(column[index] ?? "") === 1) ?? names.at(-1);
    return unique?.[index] ?? "";
  });
}
