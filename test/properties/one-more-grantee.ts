import type { RegistryTopology, RepositoryAccess } from "../../shared";
import { planRegistry } from "../../shared";
import type { Saying } from "./meaning";
import { meaningOf } from "./meaning";
import { isOrganization } from "./naming";

/** One grantee more for one repository. */
export interface Addition {
  readonly repository: string;
  readonly right: "push" | "pull";
  readonly grantee: string;
}

/** The topology with one grantee more. */
function withOneMore(topology: RegistryTopology, { repository, right, grantee }: Addition): RegistryTopology {
  const access: RepositoryAccess = topology.repositories[repository] ?? {};
  const repositories = {
    ...topology.repositories,
    [repository]: { ...access, [right]: [...(access[right] ?? []), grantee] },
  };
  return { ...topology, repositories };
}

/** What a plan says differently once there is one grantee more, and has nothing to do with that grantee. */
export function strayChanges(topology: RegistryTopology, addition: Addition): readonly string[] {
  const before = meaningOf(planRegistry(topology));
  const after = meaningOf(planRegistry(withOneMore(topology, addition)));
  const changes = [
    ...[...before].filter(([key]) => !after.has(key)),
    ...[...after].filter(([key]) => !before.has(key)),
  ];
  return changes.filter(([, atom]) => !concerns(atom, addition)).map(([key]) => key);
}

/** Whether a change is to be expected: it is about the grantee, and about the repository where a policy belongs to one. */
function concerns({ text, place, document }: Saying, { repository, grantee }: Addition): boolean {
  if (document?.kind === "repository-policy" && place !== `repository policy of ${repository}`) return false;
  if (isOrganization(grantee)) {
    // Which accounts are members is not known, so the IAM policies of every account as a whole take it in.
    return document?.forAccount === true || text.includes(grantee);
  }
  const accountId = grantee.includes(":") ? grantee.split(":")[4] : grantee;
  return document?.accountId === accountId || text.includes(`:${accountId ?? ""}:`);
}
