import type { RegistryTopology } from "ecr-kms";
import { pipelineRole, repositoryName, topologyOf } from "./topologies";

const REPOSITORIES = 200;
const ROLES_EACH = 10;

/** The key that the grants are made on. */
export const KEY_ARN = "arn:aws:kms:eu-central-1:100000000000:key/12345678-1234-1234-1234-123456789012";

/** 2,000 roles of 400 accounts, each of which pulls one of 200 repositories. */
export function grantedRoles(): readonly { readonly repository: string; readonly roles: readonly string[] }[] {
  return Array.from({ length: REPOSITORIES }, (_, index) => ({
    repository: repositoryName(index),
    roles: Array.from({ length: ROLES_EACH }, (_, role) => pipelineRole(index * ROLES_EACH + role)),
  }));
}

/** The same as a topology. In a key policy so many roles would not fit. */
export function grantedTopology(kmsAccess: "kms-grants" | "ecr-grants-only"): RegistryTopology {
  const all = grantedRoles();
  return topologyOf(REPOSITORIES, (index) => ({ pull: all[index]?.roles ?? [] }), { kmsAccess });
}
