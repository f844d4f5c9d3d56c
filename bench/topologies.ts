import type { RegistryTopology, RepositoryAccess } from "ecr-kms";

const REGION = "eu-central-1";
const HUB = "100000000000";

/** The id of a spoke. */
export function spokeId(index: number): string {
  return String(200_000_000_000 + index * 7919);
}

/** The name of a repository. */
export function repositoryName(index: number): string {
  return `platform/service-${String(index).padStart(5, "0")}`;
}

/** The role of a team's pipeline; so many teams share an account. */
export function pipelineRole(team: number, teamsPerAccount = 5): string {
  const account = 900_000_000_000 + Math.floor(team / teamsPerAccount);
  return `arn:aws:iam::${account}:role/ci/team-${String(team).padStart(4, "0")}`;
}

/** A topology of the given repositories, with the same hub everywhere. */
export function topologyOf(
  count: number,
  access: (index: number) => RepositoryAccess,
  rest: Partial<RegistryTopology> = {},
): RegistryTopology {
  const entries = Array.from({ length: count }, (_, index) => [repositoryName(index), access(index)] as const);
  return { region: REGION, registryAccountId: HUB, ...rest, repositories: Object.fromEntries(entries) };
}

/** Whether the accounts of a registry all pull the same, or each another choice of the repositories. */
export type Spokes = "alike" | "each-different";

/**
 * A registry as a platform team runs it: each repository is pushed to by the pipeline of one team (forty repositories belong
 * to one) and pulled by the other accounts. One spoke in thirty holds pipelines. With 300 spokes each repository policy is
 * about as large as ECR allows. Where the spokes differ, each repository is pulled by all of these accounts but one in 29,
 * other ones each time.
 *
 * @returns JSON text: a program reads its topology, so that no two lists and no two ids are the same object.
 */
export function platformRegistry(repositories: number, spokes: number, kind: Spokes): string {
  const absent = Math.ceil(spokes / 30);
  const pullers = Array.from({ length: spokes - absent }, (_, index) => spokeId(index));
  const teamsPerAccount = Math.ceil(repositories / 40 / absent);
  const access = (index: number): RepositoryAccess => ({
    push: [pipelineRole(Math.floor(index / 40), teamsPerAccount)],
    pull:
      kind === "alike"
        ? pullers
        : pullers.filter((_, spoke) => index === 0 || (spoke + index * 7) % pullers.length >= absent),
  });
  return JSON.stringify(topologyOf(repositories, access));
}

/** Reads a topology as a program would. */
export function read(text: string): RegistryTopology {
  return JSON.parse(text) as RegistryTopology;
}

/**
 * A registry of which every user is a role with IAM policies of its own: each repository is pushed to by one role, and pulled
 * by half of all roles, always the same (alike), or by a tenth of them, other ones from repository to repository.
 */
export function registryOfRoles(repositories: number, roles: number, kind: Spokes): RegistryTopology {
  const everyone = Array.from({ length: roles }, (_, index) => pipelineRole(index, 4));
  return topologyOf(repositories, (index) => {
    const team = Math.floor((index * roles) / repositories);
    return {
      push: everyone.slice(team, team + 1),
      pull: everyone.filter((_, role) => (kind === "alike" ? role % 2 === 0 : (role + index * 7) % 10 === 0)),
    };
  });
}
