import type { Problem } from "../toolkit/input-error";
import type { ReadResources } from "../resources/resource";

/** What is really deployed, as AWS reports it at one moment. */
export interface Deployed {
  /** For the model of access: the same resources that readers of infrastructure code give. */
  readonly read: ReadResources;
  readonly repositories: readonly DeployedRepository[];
  /** Every key that one of the repositories is encrypted with. */
  readonly keys: readonly DeployedKey[];
  /** What could not be read although the diagnosis would like to have it, with the permission that is missing. */
  readonly unread: readonly Problem[];
  /** When it was read: ISO 8601, UTC. */
  readonly readAt: string;
}

/** A repository, as ECR describes it. */
export interface DeployedRepository {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly uri: string;
  /** ISO 8601, UTC. */
  readonly createdAt?: string;
  readonly encryptionType: string;
  /** The key's ARN, as ECR reports it; absent for AES256. */
  readonly keyArn?: string;
}

/** A key, as KMS describes it. */
export interface DeployedKey {
  readonly arn: string;
  readonly keyId: string;
  readonly accountId: string;
  readonly region: string;
  readonly aliases: readonly string[];
  readonly manager: "customer" | "aws";
  /** KMS's `KeyState`, or what says why it is not known. */
  readonly state: KeyState | { readonly unread: Problem };
  /** KMS knows no such key (any more): its deletion was carried out. */
  readonly isGone?: boolean;
  readonly enabled?: boolean;
  /** When KMS will delete it: ISO 8601, UTC. */
  readonly deletionDate?: string;
  readonly keySpec?: string;
  readonly keyUsage?: string;
  readonly origin?: string;
  readonly multiRegion?: boolean;
  readonly customKeyStoreId?: string;
  /** `expirationModel` and date of imported key material: ISO 8601, UTC. */
  readonly validTo?: string;
  readonly rotation?: { readonly enabled: boolean; readonly periodInDays?: number; readonly nextDate?: string };
  /** All grants on it, or what says why they are not known. */
  readonly grants: readonly DeployedGrant[] | { readonly unread: Problem };
  /**
   * ARNs of all repositories in the key's Region, in the accounts whose credentials are there: what tells a grant of a
   * deleted repository. An account that is not listed could not be asked.
   */
  readonly repositoriesOfAccounts: Readonly<Record<string, readonly string[]>>;
}

/** KMS's states of keys. */
export type KeyState =
  | "Creating"
  | "Enabled"
  | "Disabled"
  | "PendingDeletion"
  | "PendingImport"
  | "PendingReplicaDeletion"
  | "Unavailable"
  | "Updating";

/** A grant, as KMS lists it. */
export interface DeployedGrant {
  readonly grantId: string;
  readonly granteePrincipal: string;
  readonly retiringPrincipal?: string;
  readonly issuingAccount?: string;
  readonly operations: readonly string[];
  readonly encryptionContextSubset?: Readonly<Record<string, string>>;
  readonly encryptionContextEquals?: Readonly<Record<string, string>>;
  /** On behalf of which resource alone the grant may be used. */
  readonly sourceArn?: string;
  /** ISO 8601, UTC. */
  readonly createdAt?: string;
  readonly name?: string;
}
