import { terraformName, terraformValues, documentText } from "./terraform-names";
import { isRecord } from "../../../shared/internal";
import { isUnknown } from "../../policy/unknown";
import { knownLater } from "./property-value";

/** A resource in Terraform's words. */
export interface TerraformResource {
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * What a resource of Pulumi is in Terraform: with `aws` one resource, with `aws-native` also those that Terraform keeps
 * apart.
 *
 * @returns Nothing for types that do not decide about access to repositories.
 */
export function terraformResources(
  type: string,
  properties: Readonly<Record<string, unknown>>,
): readonly TerraformResource[] {
  const [, service, name] = /^aws:(ecr|iam|kms|organizations)\/(\w+):\w+$/.exec(type) ?? [];
  if (service === undefined || name === undefined) return nativeResources(type, properties);
  return [{ type: `aws_${service}_${terraformName(name)}`, values: terraformValues(properties) }];
}

/**
 * Resources of the provider `aws-native`, whose properties are those of CloudFormation: policies stand in the resource
 * that they belong to, where Terraform has resources of their own.
 */
function nativeResources(type: string, properties: Readonly<Record<string, unknown>>): readonly TerraformResource[] {
  return NATIVE[type]?.(properties) ?? [];
}

type Properties = Readonly<Record<string, unknown>>;

const NATIVE: Readonly<Record<string, (properties: Properties) => readonly TerraformResource[]>> = {
  "aws-native:ecr:Repository": (properties) => {
    const { repositoryName: name, repositoryPolicyText, lifecyclePolicy, ...rest } = properties;
    const { encryptionConfiguration, emptyOnDelete, repositoryUri, ...others } = rest;
    const values = {
      ...terraformValues(others),
      ...given({
        name,
        encryption_configuration: block(encryptionConfiguration),
        force_delete: emptyOnDelete,
        repository_url: repositoryUri,
      }),
    };
    const rules = isRecord(lifecyclePolicy) ? lifecyclePolicy["lifecyclePolicyText"] : lifecyclePolicy;
    return [
      { type: "aws_ecr_repository", values },
      ...attached("aws_ecr_repository_policy", { repository: name }, repositoryPolicyText),
      ...attached("aws_ecr_lifecycle_policy", { repository: name }, rules),
    ];
  },
  "aws-native:ecr:RegistryPolicy": ({ policyText, ...rest }) => [
    { type: "aws_ecr_registry_policy", values: { ...terraformValues(rest), policy: documentText(policyText) } },
  ],
  "aws-native:ecr:ReplicationConfiguration": (properties) => [
    { type: "aws_ecr_replication_configuration", values: terraformValues(properties) },
  ],
  "aws-native:ecr:PullThroughCacheRule": (properties) => [
    { type: "aws_ecr_pull_through_cache_rule", values: terraformValues(properties) },
  ],
  "aws-native:ecr:RepositoryCreationTemplate": ({ encryptionConfiguration, ...rest }) => [
    {
      type: "aws_ecr_repository_creation_template",
      values: { ...terraformValues(rest), ...given({ encryption_configuration: block(encryptionConfiguration) }) },
    },
  ],
  "aws-native:kms:Key": (properties) => {
    const { keyPolicy, enabled, pendingWindowInDays, keySpec, ...rest } = properties;
    const renamed = {
      policy: documentText(keyPolicy),
      is_enabled: enabled,
      deletion_window_in_days: pendingWindowInDays,
      customer_master_key_spec: keySpec,
    };
    return [{ type: "aws_kms_key", values: { ...terraformValues(rest), ...given(renamed) } }];
  },
  "aws-native:kms:Alias": ({ aliasName, ...rest }) => [
    { type: "aws_kms_alias", values: { ...terraformValues(rest), ...given({ name: aliasName }) } },
  ],
  "aws-native:iam:Role": ({ roleName, assumeRolePolicyDocument, policies, ...rest }) => [
    {
      type: "aws_iam_role",
      values: {
        ...terraformValues(rest),
        ...given({
          name: roleName,
          assume_role_policy: documentText(assumeRolePolicyDocument),
          inline_policy: isUnknown(policies) ? policies : inlinePolicies(policies),
        }),
      },
    },
  ],
  "aws-native:iam:User": ({ userName, policies, managedPolicyArns, ...rest }) => [
    { type: "aws_iam_user", values: { ...terraformValues(rest), ...given({ name: userName }) } },
    ...(isUnknown(policies) ? [{ name: policies, policy: policies }] : inlinePolicies(policies)).map((values) => ({
      type: "aws_iam_user_policy",
      values: { ...values, user: userName },
    })),
    ...listed(managedPolicyArns).map((arn) => ({
      type: "aws_iam_user_policy_attachment",
      values: { policy_arn: arn, user: userName },
    })),
  ],
  "aws-native:iam:RolePolicy": (properties) => namedPolicy("role", properties),
  "aws-native:iam:UserPolicy": (properties) => namedPolicy("user", properties),
  "aws-native:iam:ManagedPolicy": (properties) => {
    const { managedPolicyName, policyDocument, policyArn, roles, users, groups, ...rest } = properties;
    const policy = given({ name: managedPolicyName, policy: documentText(policyDocument), arn: policyArn });
    const holders = given({ roles, users, groups });
    const attachment = { ...holders, policy_arn: policyArn ?? knownLater(`policyArn of ${String(managedPolicyName)}`) };
    return [
      { type: "aws_iam_policy", values: { ...terraformValues(rest), ...policy } },
      ...(Object.keys(holders).length > 0 ? [{ type: "aws_iam_policy_attachment", values: attachment }] : []),
    ];
  },
};

function namedPolicy(holder: "role" | "user", properties: Properties): readonly TerraformResource[] {
  const { policyName, policyDocument, [`${holder}Name`]: name } = properties;
  const values = given({ name: policyName, policy: documentText(policyDocument), [holder]: name });
  return [{ type: `aws_iam_${holder}_policy`, values }];
}

function inlinePolicies(policies: unknown): readonly Properties[] {
  return listed(policies)
    .filter(isRecord)
    .map(({ policyName, policyDocument }) => given({ name: policyName, policy: documentText(policyDocument) }));
}

function attached(type: string, to: Properties, policy: unknown): readonly TerraformResource[] {
  return policy === undefined ? [] : [{ type, values: { ...given(to), policy: documentText(policy) } }];
}

function block(value: unknown): unknown {
  return isRecord(value) ? [terraformValues(value)] : value;
}

function listed(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isUnknown(value) ? [value] : [];
}

function given(values: Properties): Properties {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
