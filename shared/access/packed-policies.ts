import { MANAGE_REPOSITORY_ACTIONS, PULL_ACTIONS, PUSH_ACTIONS } from "../aws/actions";
import { repositoryArn } from "../aws/arn";
import { compareText } from "../base/canonical";
import type { IdentityPolicy } from "../policies/document";
import { policyDocument, policyJson } from "../policies/document";
import { SIZE_LIMITS } from "../policies/document-size";
import type { IdentityRights } from "./rights";
import { allow } from "../policies/statement";
import { union } from "./image-rights";
import type { PackItem } from "./pack-repositories";
import { packingHash, packRepositories } from "./pack-repositories";
import type { ResolvedTopology } from "../topology/resolved-topology";
import type { IdentityPolicyStatement } from "../policies/statement";

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

/** A repository as it goes into policies: what follows from its name, made once for a whole plan. */
interface NamedRepository {
  readonly arn: string;
  readonly hash: number;
  readonly size: number;
}

interface GroupedRepository extends PackItem {
  readonly arn: string;
}

const LIMIT = SIZE_LIMITS["identity-policy"].limit - policyJson(policyDocument([])).length;
const STATEMENT_SIZES = GROUPS.map(({ sid, actions }) => sizeOf([allow(sid, actions, [])]));

/**
 * Puts as many repositories into each policy as fit, those with the same rights into one statement of it; what is not
 * about repositories stands in the first.
 */
export function repositoryPolicies(
  topology: ResolvedTopology,
  rights: IdentityRights,
  base: readonly IdentityPolicyStatement[],
): readonly IdentityPolicy[] {
  const baseSize = sizeOf(base);
  const packed = packRepositories(itemsOf(topology, rights), {
    capacity: (policy) => LIMIT - (policy === 0 ? baseSize : 0),
    statementSize: (group) => STATEMENT_SIZES[group] ?? 0,
  });
  const documents = packed.map((items, index) =>
    policyDocument([...(index === 0 ? base : []), ...statementsOf(items)]),
  );
  return Object.freeze(documents.filter(({ Statement }) => Statement.length > 0));
}

/** The statements of a policy take their text and a comma each. */
function sizeOf(statements: readonly IdentityPolicyStatement[]): number {
  return statements.reduce((sum, statement) => sum + JSON.stringify(statement).length + 1, 0);
}

/** The repositories of a principal in the order of their names, each with the group of its rights. */
function itemsOf(topology: ResolvedTopology, rights: IdentityRights): readonly GroupedRepository[] {
  const groups = new Map<string, number>();
  RIGHTS.forEach(({ right }, bit) => {
    for (const name of rights[right] ?? []) groups.set(name, (groups.get(name) ?? 0) | (1 << bit));
  });
  const known = namedRepositories(topology);
  const names = [...groups.keys()];
  return (isSorted(names) ? names : names.sort(compareText)).map((name) => {
    const { arn, hash, size } = known(name);
    return { arn, hash, size, group: groups.get(name) ?? 0 };
  });
}

const repositoriesOf = new WeakMap<ResolvedTopology, Map<string, NamedRepository>>();

function namedRepositories(topology: ResolvedTopology): (name: string) => NamedRepository {
  const repositories = repositoriesOf.get(topology) ?? new Map<string, NamedRepository>();
  repositoriesOf.set(topology, repositories);
  return (name) => {
    const found = repositories.get(name);
    if (found !== undefined) return found;
    const arn = repositoryArn(topology, name);
    // A resource takes its text, two quotes and a comma.
    const made = { arn, hash: packingHash(name), size: arn.length + 3 };
    repositories.set(name, made);
    return made;
  };
}

function isSorted(names: readonly string[]): boolean {
  return names.every((name, index) => index === 0 || (names[index - 1] ?? "") < name);
}

function statementsOf(items: readonly GroupedRepository[]): readonly IdentityPolicyStatement[] {
  return GROUPS.flatMap(({ sid, actions }, group) => {
    const arns = items.filter((item) => item.group === group).map(({ arn }) => arn);
    return arns.length > 0 ? [allow(sid, actions, arns)] : [];
  });
}
