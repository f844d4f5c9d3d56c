import type { EcrRepositoryCreationTemplateConfig } from "@cdktf/provider-aws/lib/ecr-repository-creation-template";
import { EcrRepositoryCreationTemplate } from "@cdktf/provider-aws/lib/ecr-repository-creation-template";
import type { IamRoleConfig } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicyConfig } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import type { PlannedCreationTemplate } from "../shared/plans";
import type { CommonProps, Transform } from "./options";
import { providerOf, transformed } from "./options";
import { policyText, terraformText } from "./policy-text";
import { makeServiceRole } from "./service-role";

/** The resources of a repository creation template that can be changed. */
export interface CreationTemplateTransforms {
  /** Changes each repository creation template. @default - as planned */
  readonly creationTemplate?: Transform<EcrRepositoryCreationTemplateConfig>;
  /** Changes the role of each template. @default - as planned */
  readonly templateRole?: Transform<IamRoleConfig>;
  /** Changes the inline policy of the role of each template. @default - as planned */
  readonly templateRolePolicy?: Transform<IamRolePolicyConfig>;
}

/** How a repository creation template is made. */
export interface CreationTemplateOptions extends CommonProps {
  readonly transform?: CreationTemplateTransforms | undefined;
}

/** A template that was made, as other resources see it. */
export interface CreationTemplateAttributes {
  /** What the names of its repositories begin with; whoever reads it waits for the template. */
  readonly prefix: string;
  /** The ARN of the role with which ECR makes the repositories. */
  readonly roleArn: string;
}

/** Makes one planned template, its role and the role's policy below `scope`: a construct that holds nothing else. */
export function makeCreationTemplate(
  scope: Construct,
  plan: PlannedCreationTemplate,
  options: CreationTemplateOptions,
): CreationTemplateAttributes {
  const { transform = {} } = options;
  const { role, policy } = makeServiceRole(scope, plan.role, {
    ...options,
    transformRole: transform.templateRole,
    transformPolicy: transform.templateRolePolicy,
  });
  const { imageTagMutabilityExclusionFilters: filters, lifecyclePolicy, repositoryPolicy, resourceTags } = plan;
  const config: EcrRepositoryCreationTemplateConfig = {
    prefix: plan.prefix,
    appliedFor: [...plan.appliedFor],
    description: plan.description,
    customRoleArn: role.arn,
    encryptionConfiguration: [{ ...plan.encryptionConfiguration }],
    imageTagMutability: plan.imageTagMutability,
    ...(filters === undefined ? {} : { imageTagMutabilityExclusionFilter: filters.map((each) => ({ ...each })) }),
    ...(lifecyclePolicy === undefined ? {} : { lifecyclePolicy: terraformText(lifecyclePolicy) }),
    ...(repositoryPolicy === undefined ? {} : { repositoryPolicy: policyText(repositoryPolicy) }),
    ...(resourceTags === undefined ? {} : { resourceTags: { ...resourceTags } }),
    // Images may arrive as soon as there is a template: its role must be able to make their repository by then.
    dependsOn: [policy],
    ...providerOf(options),
  };
  const template = new EcrRepositoryCreationTemplate(
    scope,
    "template",
    transformed<EcrRepositoryCreationTemplateConfig>(config, transform.creationTemplate),
  );
  return { prefix: template.prefix, roleArn: role.arn };
}
