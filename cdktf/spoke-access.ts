import type { IamPolicyConfig } from "@cdktf/provider-aws/lib/iam-policy";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { IamUserPolicyAttachment } from "@cdktf/provider-aws/lib/iam-user-policy-attachment";
import { Construct } from "constructs";
import type { SpokeAccessConfig, SpokePolicies } from "../shared";
import { planSpoke } from "../shared";
import type { CommonProps, Transform } from "./options";
import { commonOf, providerOf, transformed } from "./options";
import { policyText } from "./policy-text";
import { isToken } from "./tokens";

/** What a `SpokeAccess` takes. */
export interface SpokeAccessProps extends SpokeAccessConfig, CommonProps {
  /** Changes the policies before they are made. @default - they are made as planned */
  readonly transform?: {
    /** Changes each IAM policy. @default - as planned */
    readonly policy?: Transform<IamPolicyConfig>;
  };
}

/**
 * The IAM policies that a spoke's principals need, attached to its roles. Belongs in the spoke account.
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

  /** @throws PolicyError with every finding about `props` */
  constructor(scope: Construct, id: string, props: SpokeAccessProps) {
    super(scope, id);
    const { provider, tags, transform, ...plain } = props;
    this.identities = planSpoke(plain, isToken);
    this.policyArns = this.identities.flatMap((identity) => this.#makePolicies(identity, props));
  }

  #makePolicies(identity: SpokePolicies, props: SpokeAccessProps): readonly string[] {
    const { kind, name, policies, policyNames, attachTo } = identity;
    return policies.map((document, index) => {
      const id = `${kind}-${name}-${index + 1}`;
      const planned = { ...named(policyNames[index]), policy: policyText(document), ...commonOf(props) };
      const policy = new IamPolicy(this, id, transformed<IamPolicyConfig>(planned, props.transform?.policy));
      const attachment = { policyArn: policy.arn, ...providerOf(props) };
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
