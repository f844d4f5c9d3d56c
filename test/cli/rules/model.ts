import type { AccessModel, Key, ModelDocument, Principal, Repository } from "../../../cli/model/access-model";
import type { StatementJson } from "../../../cli/policy/policy-json";

export const REGISTRY = "123456789012";
export const OTHER = "222222222222";
export const KEY_ARN = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";
export const ROOT = `arn:aws:iam::${REGISTRY}:root`;
export const OTHER_ROOT = `arn:aws:iam::${OTHER}:root`;
export const KEY_SUBJECT = "key alias/ecr/registry";
export const REPOSITORY_SUBJECT = "repository orders";

const PLACE = { accountId: REGISTRY, region: "us-east-1" };

/** The statement that lets the account's IAM policies decide about a key. */
export const ACCOUNT_DECIDES: StatementJson = {
  Sid: "EnableIAMUserPermissions",
  Effect: "Allow",
  Principal: { AWS: [ROOT] },
  Action: ["kms:*"],
  Resource: "*",
};

export function document(name: string, ...statements: readonly StatementJson[]): ModelDocument {
  return { name, policy: { Version: "2012-10-17", Statement: statements } };
}

/** A key that breaks no rule, but for what is given. */
export function key(different: Partial<Key> = {}): Key {
  return {
    ...PLACE,
    arn: KEY_ARN,
    name: "alias/ecr/registry",
    manager: "customer",
    policy: document("key policy of alias/ecr/registry", ACCOUNT_DECIDES),
    policyIsDefault: false,
    state: "Enabled",
    rotation: true,
    rotationPeriodInDays: 365,
    deletionWindowInDays: 30,
    multiRegion: false,
    keySpec: "SYMMETRIC_DEFAULT",
    keyUsage: "ENCRYPT_DECRYPT",
    origin: "AWS_KMS",
    bypassPolicyLockoutSafetyCheck: false,
    ...different,
  };
}

/** A repository that breaks no rule, but for what is given. */
export function repository(different: Partial<Repository> = {}): Repository {
  const { name = "orders" } = different;
  return {
    ...PLACE,
    arn: `arn:aws:ecr:us-east-1:${REGISTRY}:repository/${name}`,
    name,
    encryption: { type: "KMS", written: KEY_ARN, reference: "aws_kms_key.key.arn", keyArn: KEY_ARN },
    tagMutability: "IMMUTABLE",
    scanOnPush: true,
    forceDelete: false,
    hasLifecyclePolicy: true,
    isProtected: true,
    ...different,
  };
}

/** A role whose IAM policies are known. */
export function role(name: string, accountId: string, ...policies: readonly ModelDocument[]): Principal {
  return { arn: `arn:aws:iam::${accountId}:role/${name}`, kind: "role", accountId, name, policies };
}

/** A model that breaks no rule, but for what is given. */
export function model(different: Partial<AccessModel> = {}): AccessModel {
  return {
    inputs: [{ kind: "terraform-plan", path: "plan.json" }],
    accounts: [{ id: REGISTRY }],
    keys: [key()],
    aliases: [],
    repositories: [repository()],
    principals: [],
    registryPolicies: [],
    grants: [],
    gaps: [],
    ...different,
  };
}

export function withKey(different: Partial<Key>): AccessModel {
  return model({ keys: [key(different)] });
}

export function withRepository(different: Partial<Repository>): AccessModel {
  return model({ repositories: [repository(different)] });
}

/** A model whose key policy has statements beside the account's. */
export function withKeyStatements(...statements: readonly StatementJson[]): AccessModel {
  return withKey({ policy: document("key policy of alias/ecr/registry", ACCOUNT_DECIDES, ...statements) });
}

/** A model whose repository policy has these statements. */
export function withRepositoryStatements(...statements: readonly StatementJson[]): AccessModel {
  return withRepository({ policy: document("repository policy of orders", ...statements) });
}

/** A model with a role in the registry account that has these statements. */
export function withRoleStatements(...statements: readonly StatementJson[]): AccessModel {
  return model({ principals: [role("ci", REGISTRY, document("IAM policy ci of role ci", ...statements))] });
}
