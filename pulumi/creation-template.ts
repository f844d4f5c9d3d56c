import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { PlannedCreationTemplate } from "../shared/plans";
import { policyJson } from "../shared";
import type { CommonArgs, Transform } from "./options";
import { transformed } from "./options";
import type { Planned } from "./planned";
import { part } from "./planned";
import { makeServiceRole } from "./service-role";

/** The resources of a repository creation template that can be changed. */
export interface CreationTemplateTransforms {
  /** Changes each repository creation template. @default - as planned */
  readonly creationTemplate?: Transform<aws.ecr.RepositoryCreationTemplateArgs>;
  /** Changes the role of each template. @default - as planned */
  readonly templateRole?: Transform<aws.iam.RoleArgs>;
  /** Changes the inline policy of the role of each template. @default - as planned */
  readonly templateRolePolicy?: Transform<aws.iam.RolePolicyArgs>;
}

/** How a repository creation template is made. */
export interface CreationTemplateOptions extends CommonArgs {
  readonly parent: pulumi.ComponentResource;
  readonly transform?: CreationTemplateTransforms | undefined;
}

/** A template that was made, as other resources see it. */
export interface CreationTemplateAttributes {
  /** What the names of its repositories begin with. */
  readonly prefix: pulumi.Output<string>;
  /** The ARN of the role with which ECR makes the repositories. */
  readonly roleArn: pulumi.Output<string>;
  /** The template itself, for others to depend on. */
  readonly template: aws.ecr.RepositoryCreationTemplate;
}

/** Makes one planned template, its role and the role's policy. */
export function makeCreationTemplate(
  name: string,
  plan: Planned<PlannedCreationTemplate>,
  options: CreationTemplateOptions,
): CreationTemplateAttributes {
  const { parent, transform = {} } = options;
  const { role, policy } = makeServiceRole(
    name,
    part(plan, (planned) => planned.role),
    { ...options, transformRole: transform.templateRole, transformPolicy: transform.templateRolePolicy },
  );
  const template = new aws.ecr.RepositoryCreationTemplate(
    `${name}-template`,
    transformed<aws.ecr.RepositoryCreationTemplateArgs>(
      { ...templateArgs(plan), customRoleArn: role.arn },
      transform.creationTemplate,
    ),
    // Images may arrive as soon as there is a template: its role must be able to make their repository by then.
    { parent, dependsOn: [policy] },
  );
  return { prefix: template.prefix, roleArn: role.arn, template };
}

function templateArgs(plan: Planned<PlannedCreationTemplate>): aws.ecr.RepositoryCreationTemplateArgs {
  const {
    imageTagMutabilityExclusionFilters: filters,
    lifecyclePolicy,
    repositoryPolicy,
    resourceTags,
  } = plan.structure;
  return {
    prefix: plan.leaf(({ prefix }) => prefix),
    appliedFors: [...plan.structure.appliedFor],
    description: plan.leaf(({ description }) => description),
    encryptionConfigurations: [
      {
        encryptionType: plan.leaf(({ encryptionConfiguration }) => encryptionConfiguration.encryptionType),
        kmsKey: plan.leaf(({ encryptionConfiguration }) => encryptionConfiguration.kmsKey),
      },
    ],
    imageTagMutability: plan.leaf((planned) => planned.imageTagMutability),
    ...(filters === undefined ? {} : { imageTagMutabilityExclusionFilters: plan.value(filtersOf) }),
    ...(lifecyclePolicy === undefined ? {} : { lifecyclePolicy: plan.leaf((known) => known.lifecyclePolicy ?? "") }),
    ...(repositoryPolicy === undefined ? {} : { repositoryPolicy: plan.value(repositoryPolicyJson) }),
    ...(resourceTags === undefined ? {} : { resourceTags: plan.value((known) => ({ ...known.resourceTags })) }),
  };
}

function repositoryPolicyJson({ repositoryPolicy }: PlannedCreationTemplate): string {
  return repositoryPolicy === undefined ? "" : policyJson(repositoryPolicy);
}

function filtersOf({
  imageTagMutabilityExclusionFilters = [],
}: PlannedCreationTemplate): { filter: string; filterType: string }[] {
  return imageTagMutabilityExclusionFilters.map((each) => ({ ...each }));
}
