import type { MadeByEcr } from "./made-by-ecr";
import type { PolicyJson } from "../policy/policy-json";
import type { Maybe, Unknown } from "../policy/unknown";
import type { Gap } from "./gap";
import type { OtherPolicies, PrincipalSetting } from "./principal-setting";
import type { Source } from "./source";

export type { Gap } from "./gap";
export type { Source } from "./source";

/**
 * Everything that decides about access to encrypted repositories, read from any input: whose it is, how it is
 * configured and what its documents say. ARNs that AWS gives only at deployment are stand-ins, the same wherever the
 * resource is meant.
 */
export interface AccessModel {
  /** The inputs that were read, as the user named them. */
  readonly inputs: readonly Input[];
  readonly accounts: readonly Account[];
  readonly keys: readonly Key[];
  readonly aliases: readonly Alias[];
  readonly repositories: readonly Repository[];
  /** Roles and users that the inputs make or read, with what is attached to them. */
  readonly principals: readonly Principal[];
  readonly registryPolicies: readonly RegistryPolicy[];
  readonly grants: readonly Grant[];
  /** What makes ECR create repositories by itself. Absent where nothing does, or the input does not say. */
  readonly madeByEcr?: MadeByEcr;
  /** What the configuration says about policies of roles and users that the inputs do not hold. */
  readonly principalSettings?: readonly PrincipalSetting[];
  /** What could not be read, although it may matter. */
  readonly gaps: readonly Gap[];
}

/** The kinds of input. */
export type InputKind =
  | "cdktf-output"
  | "terraform-plan"
  | "terraform-state"
  | "pulumi-stack"
  | "pulumi-preview"
  | "topology"
  /** What AWS itself reports. */
  | "deployed";

/** One input. */
export interface Input {
  readonly kind: InputKind;
  /** Its path as the user gave it. */
  readonly path: string;
}

/** A policy with where it stands. */
export interface ModelDocument {
  /** For people: `repository policy of orders`, `IAM policy ecr-pull of role cicd-role`. */
  readonly name: string;
  readonly source?: Source;
  /** The policy; unknown parts of its texts hold a marker; wholly unknown it is one. */
  readonly policy: Maybe<PolicyJson>;
  /** Whether it stands for policies of a role or user that the inputs do not hold. */
  readonly isForOthers?: true;
}

/** What the next deployment does to a resource: `undefined` where the input does not say. */
export interface Change {
  readonly actions: "create" | "update" | "replace" | "delete" | "none" | "read";
  /** For a replacement: which attributes make it necessary, in Terraform's words. */
  readonly because?: readonly string[];
}

/** What all resources have in common. */
export interface ModelResource {
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  readonly source?: Source;
  readonly change?: Change;
  /** Terraform's `prevent_destroy`, Pulumi's `protect`. */
  readonly isProtected?: Maybe<boolean>;
}

/** An account, with what an organization imposes on it where that was given. */
export interface Account {
  readonly id: string;
  readonly name?: string;
  /** `o-…/r-…/ou-…/`, where it was given: `"none"` for an account outside every organization. */
  readonly organizationPath?: string;
  /** From the organization's root down to the account; without them nothing is taken away. */
  readonly serviceControlPolicies?: readonly ControlLevel[];
  readonly resourceControlPolicies?: readonly ControlLevel[];
  /** Whether the inputs hold all its roles and users; absent where nobody says so. */
  readonly principalsComplete?: true;
  /** Whether none of its registries has a policy; absent where nobody says so. */
  readonly withoutRegistryPolicy?: true;
}

/** The service or resource control policies of the root, one unit or the account. */
export interface ControlLevel {
  readonly id: string;
  readonly policies: readonly ModelDocument[];
}

/** A KMS key. */
export interface Key extends ModelResource {
  /** For people: its first alias, or its address. */
  readonly name: string;
  /** `"aws"`: an AWS managed key such as `alias/aws/ecr`. */
  readonly manager: "customer" | "aws";
  /** Without a policy in the input KMS gives the default one: the account's IAM policies decide. */
  readonly policy: ModelDocument;
  readonly policyIsDefault: boolean;
  readonly state: Maybe<"Enabled" | "Disabled" | "PendingDeletion">;
  readonly rotation: Maybe<boolean>;
  readonly rotationPeriodInDays?: Maybe<number>;
  readonly deletionWindowInDays?: Maybe<number>;
  readonly multiRegion?: Maybe<boolean>;
  /** `SYMMETRIC_DEFAULT` unless something else is written. */
  readonly keySpec: Maybe<string>;
  readonly keyUsage: Maybe<string>;
  readonly origin?: Maybe<string>;
  readonly bypassPolicyLockoutSafetyCheck?: Maybe<boolean>;
}

/** A key's alias. */
export interface Alias extends ModelResource {
  /** `alias/ecr/registry` */
  readonly name: string;
  /** The ARN of the key. */
  readonly keyArn: Maybe<string>;
}

/** A repository. */
export interface Repository extends ModelResource {
  readonly name: string;
  readonly encryption: Encryption;
  /** Without one, only principals of the registry account have access. */
  readonly policy?: ModelDocument;
  readonly tagMutability: Maybe<string>;
  readonly scanOnPush: Maybe<boolean>;
  readonly forceDelete?: Maybe<boolean>;
  readonly hasLifecyclePolicy: Maybe<boolean>;
}

/** How a repository encrypts. */
export interface Encryption {
  readonly type: Maybe<"AES256" | "KMS" | "KMS_DSSE">;
  /** `kms_key` as it is written: an ARN, an alias, an id; with references resolved. Absent when nothing is written. */
  readonly written?: string;
  /** What `written` refers to when it is a reference: `aws_kms_key.key.key_id`. */
  readonly reference?: string;
  /** The ARN of the key that it amounts to: one of the model's, or one that the inputs do not make. */
  readonly keyArn?: Maybe<string>;
}

/** Who calls AWS. */
export interface Principal {
  /**
   * The role's or user's ARN. For an account its root's, and the proof asks what its administrator could do; for an
   * organization its id or path, and the proof asks for an administrator of a member account; for Lambda, the functions
   * of an account, `arn:aws:lambda:<region>:<account>:function:*`; for another service that reads or writes images as
   * itself the resource it works for, such as `arn:aws:codebuild:<region>:<account>:project/<name>`.
   */
  readonly arn: string;
  readonly kind: "role" | "user" | "account" | "organization" | "lambda" | "service";
  readonly accountId: string;
  readonly name: string;
  readonly source?: Source;
  readonly policies: readonly ModelDocument[];
  readonly permissionsBoundary?: ModelDocument;
  /** Named in a document of the inputs only: its IAM policies were not seen. */
  readonly policiesUnseen?: boolean;
  /** Of its policies that the inputs do not hold: absent where nobody says what they may be. */
  readonly otherPolicies?: OtherPolicies;
}

/** The policy of a registry. */
export interface RegistryPolicy {
  readonly accountId: string;
  readonly region: string;
  readonly document: ModelDocument;
}

/** A grant on a key. */
export interface Grant {
  readonly keyArn: Maybe<string>;
  readonly granteePrincipal: Maybe<string>;
  readonly operations: readonly string[];
  readonly encryptionContextSubset?: Readonly<Record<string, string>>;
  readonly encryptionContextEquals?: Readonly<Record<string, string>>;
  readonly source?: Source;
}

export type { Maybe, Unknown };
