import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { SpokeAccessConfig, SpokePolicies } from "../shared";
import { planSpoke, policyJson } from "../shared";
import type { Inputs } from "./inputs";
import type { CommonArgs, Transform } from "./options";
import { tagsOf, transformed } from "./options";
import type { Planned } from "./planned";
import { part, planned } from "./planned";

/** What a `SpokeAccess` takes. */
export interface SpokeAccessArgs extends Inputs<SpokeAccessConfig>, CommonArgs {
  /** Changes the policies before they are made. @default - they are made as planned */
  readonly transform?: {
    /** Changes each IAM policy. @default - as planned */
    readonly policy?: Transform<aws.iam.PolicyArgs>;
  };
}

/**
 * The IAM policies that a spoke's principals need, attached to its roles. Belongs in the spoke account.
 *
 * @example
 * ```ts
 * const roles = { "cicd-role": role.name };
 * new SpokeAccess("ci", { topology, accountId: "111111111111", keyArn, roles }, { provider: ci });
 * ```
 */
export class SpokeAccess extends pulumi.ComponentResource {
  /** The ARNs of the policies that were made. */
  public readonly policyArns: readonly pulumi.Output<string>[];
  /** The identities of the account and their policies. */
  public readonly identities: pulumi.Output<readonly SpokePolicies[]>;

  /** @throws pulumi.ResourceError with every finding about `args` */
  constructor(name: string, args: SpokeAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    const { tags, transform, ...plain } = args;
    const plan = planned<SpokeAccessConfig, readonly SpokePolicies[]>(plain, planSpoke);
    super("ecr-kms:index:SpokeAccess", name, {}, opts);
    this.policyArns = plan.structure.flatMap((_, index) =>
      this.#makePolicies(
        name,
        part(plan, (identities) => identities[index] as SpokePolicies),
        args,
      ),
    );
    this.identities = pulumi.output(plan.value((identities) => identities)) as pulumi.Output<readonly SpokePolicies[]>;
    this.registerOutputs({ policyArns: this.policyArns, identities: this.identities });
  }

  #makePolicies(
    component: string,
    identity: Planned<SpokePolicies>,
    args: SpokeAccessArgs,
  ): readonly pulumi.Output<string>[] {
    const { kind, name, policies, attachTo } = identity.structure;
    return policies.map((_, index) => {
      const id = `${component}-${kind}-${name}-${index + 1}`;
      const document = part(identity, (known) => known.policies[index] as (typeof policies)[number]);
      const planned = {
        name: identity.leaf(({ policyNames }) => policyNames[index] as string),
        policy: document.value(policyJson),
        ...tagsOf(args),
      };
      const policy = new aws.iam.Policy(id, transformed<aws.iam.PolicyArgs>(planned, args.transform?.policy), {
        parent: this,
      });
      const attachment = { policyArn: policy.arn };
      const principal = identity.leaf((known) => known.attachTo ?? "");
      if (attachTo !== undefined && kind === "role") {
        new aws.iam.RolePolicyAttachment(`${id}-attachment`, { ...attachment, role: principal }, { parent: this });
      }
      if (attachTo !== undefined && kind === "user") {
        new aws.iam.UserPolicyAttachment(`${id}-attachment`, { ...attachment, user: principal }, { parent: this });
      }
      return policy.arn;
    });
  }
}
