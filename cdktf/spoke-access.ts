import type { IamPolicyConfig } from "@cdktf/provider-aws/lib/iam-policy";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { IamUserPolicyAttachment } from "@cdktf/provider-aws/lib/iam-user-policy-attachment";
import { Construct } from "constructs";
import type { SpokeAccessConfig as AccessConfig, SpokePolicies } from "../shared";
import { planSpoke } from "../shared";
import type { CommonConfig, Transform } from "./options";
import { commonOf, providerOf, transformed } from "./options";
import { policyText } from "./policy-text";
import { isToken } from "./tokens";

/** What a `SpokeAccess` takes. */
export interface SpokeAccessConfig extends AccessConfig, CommonConfig {
  /** Changes the policies before they are made. @default - they are made as planned */
  readonly transform?: {
    /** Changes each IAM policy. @default - as planned */
    readonly policy?: Transform<IamPolicyConfig>;
  };
}

/**
 * The IAM policies that a spoke's principals need, attached to its roles. Belongs into the spoke account.
 *
 * @example
 * ```ts
 * new SpokeAccess(stack, "access", { topology, accountId: "111111111111", keyArn, roles: { "cicd-role": role.name } });
 * ```
 */
export class SpokeAccess extends Construct {
  /** The ARNs of the policies that were made. */
  public readonly policyArns: readonly string[];
  /** The identities of the account and their policies, as planned. */
  public readonly identities: readonly SpokePolicies[];

  /** @throws PolicyError with every finding about `config` */
  constructor(scope: Construct, id: string, config: SpokeAccessConfig) {
    super(scope, id);
    const { provider, tags, transform, ...plain } = config;
    this.identities = planSpoke(plain, isToken);
    this.policyArns = this.identities.flatMap((identity) => this.#makePolicies(identity, config));
  }

  #makePolicies(identity: SpokePolicies, config: SpokeAccessConfig): readonly string[] {
    const { kind, name, policies, policyNames, attachTo } = identity;
    return policies.map((document, index) => {
      const id = `${kind}-${name}-${index + 1}`;
      const planned = { ...named(policyNames[index]), policy: policyText(document), ...commonOf(config) };
      const policy = new IamPolicy(this, id, transformed<IamPolicyConfig>(planned, config.transform?.policy));
      const attachment = { policyArn: policy.arn, ...providerOf(config) };
      if (attachTo !== undefined && kind === "role")
        new IamRolePolicyAttachment(this, `${id}-attachment`, { ...attachment, role: attachTo });
      if (attachTo !== undefined && kind === "user")
        new IamUserPolicyAttachment(this, `${id}-attachment`, { ...attachment, user: attachTo });
      return policy.arn;
    });
  }
}

function named(name: string | undefined): { name?: string } {
  return name === undefined ? {} : { name };
}
