import * as aws from "@pulumi/aws";
import {
  EncryptedRepository,
  KeyGrants,
  KeyMonitoring,
  PullThroughCache,
  RegistryHub,
  RegistryScanning,
  ReplicaKey,
  ReplicaRegistry,
  ReplicatedRegistry,
  RepositoryKey,
  SpokeAccess,
} from "../../pulumi";
import { runPulumi, type RegisteredResource } from "../support/pulumi-mocks";
import type { ParityCase, Step } from "./cases";
import { expandReferences, type MadeResource } from "./made-resource";

/** The Terraform name of each resource type the components make. */
const TERRAFORM_TYPES: Readonly<Record<string, string>> = {
  "aws:kms/key:Key": "aws_kms_key",
  "aws:kms/replicaKey:ReplicaKey": "aws_kms_replica_key",
  "aws:kms/alias:Alias": "aws_kms_alias",
  "aws:kms/grant:Grant": "aws_kms_grant",
  "aws:ecr/repository:Repository": "aws_ecr_repository",
  "aws:ecr/repositoryPolicy:RepositoryPolicy": "aws_ecr_repository_policy",
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": "aws_ecr_lifecycle_policy",
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": "aws_ecr_registry_scanning_configuration",
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": "aws_ecr_replication_configuration",
  "aws:ecr/registryPolicy:RegistryPolicy": "aws_ecr_registry_policy",
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": "aws_ecr_repository_creation_template",
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": "aws_ecr_pull_through_cache_rule",
  "aws:iam/role:Role": "aws_iam_role",
  "aws:iam/rolePolicy:RolePolicy": "aws_iam_role_policy",
  "aws:iam/policy:Policy": "aws_iam_policy",
  "aws:cloudwatch/eventRule:EventRule": "aws_cloudwatch_event_rule",
  "aws:cloudwatch/eventTarget:EventTarget": "aws_cloudwatch_event_target",
  "aws:cloudwatch/metricAlarm:MetricAlarm": "aws_cloudwatch_metric_alarm",
  "aws:sns/topic:Topic": "aws_sns_topic",
  "aws:sns/topicPolicy:TopicPolicy": "aws_sns_topic_policy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "aws_iam_role_policy_attachment",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": "aws_iam_user_policy_attachment",
};

/** Blocks that are lists in Pulumi and have a singular name in Terraform. */
const TERRAFORM_PROPERTIES: Readonly<Record<string, string>> = {
  encryptionConfigurations: "encryption_configuration",
  imageTagMutabilityExclusionFilters: "image_tag_mutability_exclusion_filter",
  rules: "rule",
  appliedFors: "applied_for",
  destinations: "destination",
  repositoryFilters: "repository_filter",
};

/** What the Pulumi program of a case registers for one account. */
export async function registeredResources(
  { accounts }: ParityCase,
  accountId: string,
): Promise<readonly RegisteredResource[]> {
  const { resources } = await runPulumi(() => {
    const provider = new aws.Provider(`account${accountId}`, { region: "us-east-1" });
    for (const step of accounts[accountId] ?? []) make(step, provider);
  });
  return resources;
}

/** What it makes there. */
export async function pulumiResources(parityCase: ParityCase, accountId: string): Promise<readonly MadeResource[]> {
  const resources = await registeredResources(parityCase, accountId);
  const made = resources.filter(({ type }) => TERRAFORM_TYPES[type] !== undefined);
  const names = new Map(made.map((resource) => [resource.name, label(resource)]));
  return expandReferences(
    made.map((resource) => ({
      type: terraformType(resource),
      protected: resource.protect,
      provider: /::account(\d{12})::/.exec(resource.provider)?.[1] ?? resource.provider,
      values: terraformNames(withAlarmName(resource)) as MadeResource["values"],
    })),
    (text) =>
      text.replace(
        /^<([^>]+)\.(\w+)>$/,
        (_, name: string, attribute: string) => `<${names.get(name) ?? name}.${attributeName(attribute)}>`,
      ),
  );
}

function make(step: Step, provider: aws.Provider): void {
  if (step.component === "RepositoryKey") new RepositoryKey(step.name, step.config, { provider });
  if (step.component === "ReplicaKey") new ReplicaKey(step.name, step.config, { provider });
  if (step.component === "KeyGrants") new KeyGrants(step.name, step.config, { provider });
  if (step.component === "KeyMonitoring") new KeyMonitoring(step.name, step.config, { provider });
  if (step.component === "EncryptedRepository") new EncryptedRepository(step.name, step.config, { provider });
  if (step.component === "RegistryHub") new RegistryHub(step.name, step.config, { provider });
  if (step.component === "RegistryScanning") new RegistryScanning(step.name, step.config, { provider });
  if (step.component === "ReplicatedRegistry") new ReplicatedRegistry(step.name, step.config, { provider });
  if (step.component === "ReplicaRegistry") new ReplicaRegistry(step.name, step.config, { provider });
  if (step.component === "PullThroughCache") new PullThroughCache(step.name, step.config, { provider });
  if (step.component === "SpokeAccess") new SpokeAccess(step.name, step.config, { provider });
}

function terraformType({ type }: RegisteredResource): string {
  return TERRAFORM_TYPES[type] ?? type;
}

function label(resource: RegisteredResource): string {
  const { name } = resource.inputs;
  return `${terraformType(resource)} ${typeof name === "string" ? name : "key"}`;
}

/** The name of an alarm has another name in Terraform. */
function withAlarmName({ type, inputs: { name, ...inputs } }: RegisteredResource): RegisteredResource["inputs"] {
  return { ...inputs, ...(name === undefined ? {} : { [type.includes("metricAlarm") ? "alarmName" : "name"]: name }) };
}

function terraformNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(terraformNames);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      TERRAFORM_PROPERTIES[key] ?? attributeName(key),
      // The keys of a map are the caller's.
      key === "dimensions" ? inner : terraformNames(inner),
    ]),
  );
}

function attributeName(camelCase: string): string {
  return camelCase.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
