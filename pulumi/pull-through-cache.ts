import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { PlannedCacheRule, PlannedServiceRole } from "../shared/plans";
import type { PullThroughCacheConfig, PullThroughCachePlan } from "../shared";
import { planPullThroughCache, policyJson } from "../shared";
import type { CreationTemplateTransforms } from "./creation-template";
import { makeCreationTemplate } from "./creation-template";
import type { Inputs } from "./inputs";
import type { CommonArgs, Transform } from "./options";
import { transformed } from "./options";
import type { Planned } from "./planned";
import { part, planned } from "./planned";
import type { MadeRole } from "./service-role";
import { makeServiceRole } from "./service-role";

/** The resources of a `PullThroughCache` that can be changed. */
export interface PullThroughCacheTransforms extends CreationTemplateTransforms {
  /** Changes each pull-through cache rule. @default - as planned */
  readonly rule?: Transform<aws.ecr.PullThroughCacheRuleArgs>;
  /** Changes each role with which ECR reads an upstream that is ECR. @default - as planned */
  readonly upstreamRole?: Transform<aws.iam.RoleArgs>;
  /** Changes the inline policy of these roles. @default - as planned */
  readonly upstreamRolePolicy?: Transform<aws.iam.RolePolicyArgs>;
  /** Changes the policy of the registry. @default - as planned */
  readonly registryPolicy?: Transform<aws.ecr.RegistryPolicyArgs>;
}

/** What a `PullThroughCache` takes. */
export interface PullThroughCacheArgs extends Inputs<PullThroughCacheConfig>, CommonArgs {
  /** Changes the resources before they are made. @default - they are made as planned */
  readonly transform?: PullThroughCacheTransforms;
}

/**
 * Upstream registries, cached in repositories that are encrypted with a key. Belongs in the registry account.
 *
 * @example
 * ```ts
 * new PullThroughCache("cache", {
 *   region: "us-east-1",
 *   registryAccountId: "123456789012",
 *   keyArn: hub.keyArn,
 *   rules: { "ecr-public": { upstreamRegistryUrl: "public.ecr.aws", pull: ["222222222222"] } },
 * });
 * ```
 */
export class PullThroughCache extends pulumi.ComponentResource {
  /** Prefix → the ARN of the role with which ECR makes its repositories. */
  public readonly templateRoleArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** What the policy of the registry has to allow, unless `manageRegistryPolicy` makes it. */
  public readonly registryPolicyStatements: pulumi.Output<PullThroughCachePlan["registryPolicyStatements"]>;
  /** Grantee → the IAM policy that it needs in its own account. */
  public readonly identityPolicies: pulumi.Output<PullThroughCachePlan["identityPolicies"]>;
  /** Prefix → what the owner of an upstream that is ECR in another account has to allow. */
  public readonly upstreamStatements: pulumi.Output<PullThroughCachePlan["upstreamStatements"]>;

  /** @throws pulumi.ResourceError with every finding about `args` */
  constructor(name: string, args: PullThroughCacheArgs, opts?: pulumi.ComponentResourceOptions) {
    const { tags, transform, ...plain } = args;
    const plan = planned<PullThroughCacheConfig, PullThroughCachePlan>(plain, planPullThroughCache);
    super("ecr-kms:index:PullThroughCache", name, {}, opts);
    const made = plan.structure.rules.map(({ ecrRepositoryPrefix }, index) => {
      const rule = part(plan, ({ rules }) => rules[index] as PlannedCacheRule);
      return [ecrRepositoryPrefix, this.#makeRule(`${name}-${ecrRepositoryPrefix}`, rule, args)] as const;
    });
    if (plan.structure.registryPolicy) {
      const policy = plan.value(({ registryPolicy }) => (registryPolicy ? policyJson(registryPolicy) : ""));
      const policyArgs = transformed<aws.ecr.RegistryPolicyArgs>({ policy }, transform?.registryPolicy);
      new aws.ecr.RegistryPolicy(`${name}-registry-policy`, policyArgs, { parent: this });
    }
    const known = <T>(pick: (cache: PullThroughCachePlan) => T): pulumi.Output<T> =>
      pulumi.output(plan.value(pick)) as pulumi.Output<T>;
    this.templateRoleArns = Object.fromEntries(made);
    this.registryPolicyStatements = known((cache) => cache.registryPolicyStatements);
    this.identityPolicies = known((cache) => cache.identityPolicies);
    this.upstreamStatements = known((cache) => cache.upstreamStatements);
    this.registerOutputs({
      templateRoleArns: this.templateRoleArns,
      registryPolicyStatements: this.registryPolicyStatements,
      identityPolicies: this.identityPolicies,
      upstreamStatements: this.upstreamStatements,
    });
  }

  /** Makes one rule with its template. @returns The ARN of the template's role. */
  #makeRule(name: string, plan: Planned<PlannedCacheRule>, args: PullThroughCacheArgs): pulumi.Output<string> {
    const { transform = {} } = args;
    const template = makeCreationTemplate(
      name,
      part(plan, (rule) => rule.template),
      { ...args, parent: this, transform },
    );
    const { credentialArn, upstreamRepositoryPrefix, upstreamRole, customRoleArn } = plan.structure;
    const role = upstreamRole && this.#makeUpstreamRole(name, plan, args);
    const given = customRoleArn === undefined ? undefined : plan.leaf((rule) => rule.customRoleArn ?? "");
    const roleArn = role?.role.arn ?? given;
    const rule: aws.ecr.PullThroughCacheRuleArgs = {
      ecrRepositoryPrefix: plan.structure.ecrRepositoryPrefix,
      upstreamRegistryUrl: plan.leaf(({ upstreamRegistryUrl }) => upstreamRegistryUrl),
      ...(credentialArn === undefined ? {} : { credentialArn: plan.leaf((known) => known.credentialArn ?? "") }),
      ...(upstreamRepositoryPrefix === undefined
        ? {}
        : { upstreamRepositoryPrefix: plan.leaf((known) => known.upstreamRepositoryPrefix ?? "") }),
      ...(roleArn === undefined ? {} : { customRoleArn: roleArn }),
    };
    // A repository that is cached before there is a template stays encrypted with AES256: the rule waits for the
    // template.
    const dependsOn = [template.template, ...(role ? [role.policy] : [])];
    new aws.ecr.PullThroughCacheRule(
      `${name}-rule`,
      transformed<aws.ecr.PullThroughCacheRuleArgs>(rule, transform.rule),
      { parent: this, dependsOn },
    );
    return template.roleArn;
  }

  #makeUpstreamRole(name: string, plan: Planned<PlannedCacheRule>, args: PullThroughCacheArgs): MadeRole {
    const { transform = {} } = args;
    return makeServiceRole(
      `${name}-upstream`,
      part(plan, ({ upstreamRole }) => upstreamRole as PlannedServiceRole),
      { ...args, parent: this, transformRole: transform.upstreamRole, transformPolicy: transform.upstreamRolePolicy },
    );
  }
}
