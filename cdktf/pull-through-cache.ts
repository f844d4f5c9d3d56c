import type { EcrPullThroughCacheRuleConfig } from "@cdktf/provider-aws/lib/ecr-pull-through-cache-rule";
import { EcrPullThroughCacheRule } from "@cdktf/provider-aws/lib/ecr-pull-through-cache-rule";
import type { EcrRegistryPolicyConfig } from "@cdktf/provider-aws/lib/ecr-registry-policy";
import { EcrRegistryPolicy } from "@cdktf/provider-aws/lib/ecr-registry-policy";
import type { IamRoleConfig } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicyConfig } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { PlannedCacheRule } from "../shared/plans";
import type { PullThroughCacheConfig, PullThroughCachePlan } from "../shared";
import { planPullThroughCache } from "../shared";
import { idBeside, idOf } from "./construct-id";
import type { CreationTemplateTransforms } from "./creation-template";
import { makeCreationTemplate } from "./creation-template";
import type { CommonProps, Transform } from "./options";
import { providerOf, transformed } from "./options";
import { policyText } from "./policy-text";
import type { MadeRole } from "./service-role";
import { makeServiceRole } from "./service-role";
import { isToken } from "./tokens";

/** The resources of a `PullThroughCache` that can be changed. */
export interface PullThroughCacheTransforms extends CreationTemplateTransforms {
  /** Changes each pull-through cache rule. @default - as planned */
  readonly rule?: Transform<EcrPullThroughCacheRuleConfig>;
  /** Changes each role with which ECR reads an upstream that is ECR. @default - as planned */
  readonly upstreamRole?: Transform<IamRoleConfig>;
  /** Changes the inline policy of these roles. @default - as planned */
  readonly upstreamRolePolicy?: Transform<IamRolePolicyConfig>;
  /** Changes the policy of the registry. @default - as planned */
  readonly registryPolicy?: Transform<EcrRegistryPolicyConfig>;
}

/** What a `PullThroughCache` takes. */
export interface PullThroughCacheProps extends PullThroughCacheConfig, CommonProps {
  /** Changes the resources before they are made. @default - they are made as planned */
  readonly transform?: PullThroughCacheTransforms;
}

/**
 * Upstream registries, cached in repositories that are encrypted with a key. Belongs in the registry account.
 *
 * @example
 * ```ts
 * new PullThroughCache(stack, "cache", {
 *   region: "us-east-1",
 *   registryAccountId: "123456789012",
 *   keyArn: hub.keyArn,
 *   rules: { "ecr-public": { upstreamRegistryUrl: "public.ecr.aws", pull: ["222222222222"] } },
 * });
 * ```
 */
export class PullThroughCache extends Construct {
  /** Prefix → the ARN of the role with which ECR makes its repositories. */
  public readonly templateRoleArns: Readonly<Record<string, string>>;
  /** What the policy of the registry has to allow, unless `manageRegistryPolicy` makes it. */
  public readonly registryPolicyStatements: PullThroughCachePlan["registryPolicyStatements"];
  /** Grantee → the IAM policy that it needs in its own account. */
  public readonly identityPolicies: PullThroughCachePlan["identityPolicies"];
  /** Prefix → what the owner of an upstream that is ECR in another account has to allow. */
  public readonly upstreamStatements: Readonly<Record<string, NonNullable<PlannedCacheRule["upstreamStatement"]>>>;

  /** @throws PolicyError with every finding about `props` */
  constructor(scope: Construct, id: string, props: PullThroughCacheProps) {
    super(scope, id);
    const { provider, tags, transform = {}, ...plain } = props;
    const plan = planPullThroughCache(plain, isToken);
    const fixed = plan.registryPolicy ? [REGISTRY_POLICY] : [];
    const made = plan.rules.map((rule) => {
      const below = new Construct(this, idBeside(fixed, idOf(rule.ecrRepositoryPrefix)));
      return [rule.ecrRepositoryPrefix, makeRule(below, rule, props)] as const;
    });
    if (plan.registryPolicy) {
      const policy = { policy: policyText(plan.registryPolicy), ...providerOf(props) };
      new EcrRegistryPolicy(
        this,
        REGISTRY_POLICY,
        transformed<EcrRegistryPolicyConfig>(policy, transform.registryPolicy),
      );
    }
    this.templateRoleArns = Object.fromEntries(made);
    this.registryPolicyStatements = plan.registryPolicyStatements;
    this.identityPolicies = plan.identityPolicies;
    this.upstreamStatements = plan.upstreamStatements;
  }
}

/** The id of the policy of the registry. */
const REGISTRY_POLICY = "registry-policy";

/** Makes one rule with its template below `scope`. @returns The ARN of the template's role. */
function makeRule(scope: Construct, plan: PlannedCacheRule, props: PullThroughCacheProps): string {
  const { transform = {} } = props;
  const { upstreamRegistryUrl, credentialArn, upstreamRepositoryPrefix, upstreamRole } = plan;
  const template = makeCreationTemplate(scope, plan.template, { ...props, transform });
  const role = upstreamRole && makeUpstreamRole(scope, upstreamRole, props);
  const customRoleArn = role?.role.arn ?? plan.customRoleArn;
  const rule: EcrPullThroughCacheRuleConfig = {
    // A repository that is cached before there is a template stays encrypted with AES256: the rule waits for the
    // template.
    ecrRepositoryPrefix: template.prefix,
    upstreamRegistryUrl,
    ...(credentialArn === undefined ? {} : { credentialArn }),
    ...(upstreamRepositoryPrefix === undefined ? {} : { upstreamRepositoryPrefix }),
    ...(customRoleArn === undefined ? {} : { customRoleArn }),
    ...(role ? { dependsOn: [role.policy] } : {}),
    ...providerOf(props),
  };
  new EcrPullThroughCacheRule(scope, "rule", transformed<EcrPullThroughCacheRuleConfig>(rule, transform.rule));
  return template.roleArn;
}

function makeUpstreamRole(
  scope: Construct,
  role: NonNullable<PlannedCacheRule["upstreamRole"]>,
  props: PullThroughCacheProps,
): MadeRole {
  const { transform = {} } = props;
  return makeServiceRole(new Construct(scope, "upstream"), role, {
    ...props,
    transformRole: transform.upstreamRole,
    transformPolicy: transform.upstreamRolePolicy,
  });
}
