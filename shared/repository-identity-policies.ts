import { MANAGE_REPOSITORY_ACTIONS, PULL_ACTIONS, PUSH_ACTIONS } from "./actions";
import { repositoryArn } from "./arn";
import type { IdentityPolicy } from "./document";
import { policyDocument, policyJson } from "./document";
import { SIZE_LIMITS } from "./document-size";
import type { IdentityRights } from "./identity-rights";
import { allow } from "./identity-statement";
import { union } from "./image-rights";
import type { PackItem } from "./pack-repositories";
import { packRepositories } from "./pack-repositories";
import type { ResolvedTopology } from "./resolved-topology";
import type { IdentityPolicyStatement } from "./statement";

/** The rights on a repository, in the order in which a Sid names them. */
const RIGHTS = [
  { right: "create", word: "Manage", actions: MANAGE_REPOSITORY_ACTIONS },
  { right: "push", word: "Push", actions: PUSH_ACTIONS },
  { right: "pull", word: "Pull", actions: PULL_ACTIONS },
] as const;

/** The Sid and the actions of each combination of rights: one bit of the index for each of `RIGHTS`. */
const GROUPS = Array.from({ length: 1 << RIGHTS.length }, (_, group) => {
  const given = RIGHTS.filter((_right, bit) => (group & (1 << bit)) !== 0);
  const words = given.map(({ word }) => word);
  return {
    sid: `${words.join("And")}${words[0] === "Manage" ? "Repositories" : "Images"}`,
    actions: union(...given.map(({ actions }) => actions)),
  };
});

/**
 * Puts as many repositories into each policy as fit, those with the same rights into one statement of it; what is not about
 * repositories stands in the first.
 */
export function repositoryPolicies(
  topology: ResolvedTopology,
  rights: IdentityRights,
  base: readonly IdentityPolicyStatement[],
): readonly IdentityPolicy[] {
  const emptySize = policyJson(policyDocument([])).length;
  const baseSize = sizeOf(base);
  const { limit } = SIZE_LIMITS["identity-policy"];
  const packed = packRepositories(itemsOf(topology, rights), {
    capacity: (policy) => limit - emptySize - (policy === 0 ? baseSize : 0),
    statementSize: (group) => sizeOf([statementOf(topology, group, [])]),
  });
  const documents = packed.map((items, index) =>
    policyDocument([...(index === 0 ? base : []), ...statementsOf(topology, items)]),
  );
  return Object.freeze(documents.filter(({ Statement }) => Statement.length > 0));
}

/** The statements of a policy take their text and a comma each. */
function sizeOf(statements: readonly IdentityPolicyStatement[]): number {
  return statements.reduce((sum, statement) => sum + JSON.stringify(statement).length + 1, 0);
}

function itemsOf(topology: ResolvedTopology, rights: IdentityRights): readonly PackItem<number>[] {
  const groups = new Map<string, number>();
  RIGHTS.forEach(({ right }, bit) => {
    for (const name of rights[right] ?? []) groups.set(name, (groups.get(name) ?? 0) | (1 << bit));
  });
  // A resource takes its text, two quotes and a comma.
  return [...groups].map(([name, group]) => ({ name, group, size: repositoryArn(topology, name).length + 3 }));
}

function statementsOf(
  topology: ResolvedTopology,
  items: readonly PackItem<number>[],
): readonly IdentityPolicyStatement[] {
  return GROUPS.flatMap((_, group) => {
    const members = items.filter((item) => item.group === group).map(({ name }) => name);
    return members.length > 0 ? [statementOf(topology, group, members)] : [];
  });
}

function statementOf(topology: ResolvedTopology, group: number, names: readonly string[]): IdentityPolicyStatement {
  const { sid, actions } = GROUPS[group] as (typeof GROUPS)[number];
  return allow(
    sid,
    actions,
    names.map((name) => repositoryArn(topology, name)),
  );
}
