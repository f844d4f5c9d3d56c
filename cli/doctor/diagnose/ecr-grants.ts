import { groupedBy } from "../../toolkit/order";
import type { DeployedGrant, DeployedKey } from "../deployed";

/** So many grants ECR makes for each repository, when it is created. */
export const GRANTS_PER_REPOSITORY = 2;

/** What each of them allows. */
const GRANT_OPERATIONS: readonly string[] = ["GenerateDataKey", "Decrypt"];

const CONSISTENT_AFTER_MS = 5 * 60 * 1000;

/**
 * Made less than five minutes ago: KMS, and lists of repositories, may not show it everywhere. What has no date is old.
 */
export function isYoung(createdAt: string | undefined, now: Date): boolean {
  return createdAt !== undefined && now.getTime() - new Date(createdAt).getTime() < CONSISTENT_AFTER_MS;
}

/** The encryption context that ECR uses, with the repository's ARN. */
const CONTEXT = "aws:ecr:arn";

/** `ecr.us-east-1.amazonaws.com`, as KMS lists it. */
const SERVICE = /^ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;

/** The grants of a key that ECR holds: its name is the grantee. */
export function ecrGrants({ grants }: DeployedKey): readonly DeployedGrant[] {
  return isList(grants) ? grants.filter(({ granteePrincipal }) => SERVICE.test(granteePrincipal)) : [];
}

/** Whether the grants of a key are known. */
export function grantsKnown({ grants }: DeployedKey): boolean {
  return isList(grants);
}

/** How many grants a key has; `undefined` where that is not known. */
export function grantCount({ grants }: DeployedKey): number | undefined {
  return isList(grants) ? grants.length : undefined;
}

/** The ARN of the repository that a grant is for. */
export function repositoryOf(grant: DeployedGrant): string | undefined {
  const { encryptionContextSubset, encryptionContextEquals, sourceArn } = grant;
  return encryptionContextSubset?.[CONTEXT] ?? encryptionContextEquals?.[CONTEXT] ?? sourceArn;
}

/**
 * ARN of a repository → the grants that ECR has for it. There may be tens of thousands: to be made once for each key.
 */
export function grantsByRepository(key: DeployedKey): ReadonlyMap<string, readonly DeployedGrant[]> {
  return groupedBy(ecrGrants(key), (grant) => repositoryOf(grant) ?? "");
}

/** The operations of ECR that a grant does not allow. */
export function missingOperations({ operations }: DeployedGrant): readonly string[] {
  return GRANT_OPERATIONS.filter((operation) => !operations.includes(operation));
}

function isList(grants: DeployedKey["grants"]): grants is readonly DeployedGrant[] {
  return Array.isArray(grants);
}
