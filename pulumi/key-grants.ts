import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KeyGrant, KeyGrantsConfig } from "../shared";
import { planGrants } from "../shared";
import type { Inputs } from "./inputs";
import type { Transform } from "./options";
import { transformed } from "./options";
import type { Planned } from "./planned";
import { part, planned } from "./planned";

/** The grants that can be changed. */
export interface KeyGrantTransforms {
  /** Changes each grant. @default - as planned */
  readonly grant?: Transform<aws.kms.GrantArgs>;
}

/** What a `KeyGrants` takes. */
export interface KeyGrantsArgs extends Inputs<KeyGrantsConfig> {
  /** Changes each grant before it is made. @default - they are made as planned */
  readonly transform?: KeyGrantTransforms;
}

/**
 * The KMS grants of the pushers and pullers of a topology on a key that exists already. Belongs in the key account. A
 * `RepositoryKey` makes those on its own key itself.
 *
 * @example
 * ```ts
 * new KeyGrants("grants", { topology: { ...topology, kmsAccess: "kms-grants" }, keyArn }, { provider: security });
 * ```
 */
export class KeyGrants extends pulumi.ComponentResource {
  /** The grants, as planned. */
  public readonly grants: pulumi.Output<readonly KeyGrant[]>;
  /** The ids of the grants that were made. */
  public readonly grantIds: readonly pulumi.Output<string>[];

  /** @throws pulumi.ResourceError with every finding about `args` */
  constructor(name: string, args: KeyGrantsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, ...plain } = args;
    const plan = planned<KeyGrantsConfig, readonly KeyGrant[]>(plain, planGrants);
    super("ecr-kms:index:KeyGrants", name, {}, opts);
    this.grantIds = makeGrants(name, plan, { parent: this, keyId: args.keyArn, transform: transform?.grant });
    this.grants = pulumi.output(plan.value((grants) => grants)) as pulumi.Output<readonly KeyGrant[]>;
    this.registerOutputs({ grants: this.grants, grantIds: this.grantIds });
  }
}

/** How grants are made. */
export interface GrantOptions {
  readonly parent: pulumi.ComponentResource;
  readonly keyId: pulumi.Input<string>;
  readonly transform: Transform<aws.kms.GrantArgs> | undefined;
}

/** Makes planned grants. */
export function makeGrants(
  name: string,
  plan: Planned<readonly KeyGrant[]>,
  { parent, keyId, transform }: GrantOptions,
): readonly pulumi.Output<string>[] {
  return plan.structure.map(({ id, repositoryName, name: grantName, operations }, index) => {
    const grant = part(plan, (grants) => grants[index] as KeyGrant);
    const args: aws.kms.GrantArgs = {
      ...(grantName === undefined ? {} : { name: grantName }),
      keyId,
      granteePrincipal: grant.passedOn(({ granteePrincipal }) => granteePrincipal),
      operations: [...operations],
      constraints: [{ encryptionContextSubset: plan.value((grants) => contextOf(grants, repositoryName)) }],
    };
    return new aws.kms.Grant(`${name}-grant-${id}`, transformed<aws.kms.GrantArgs>(args, transform), { parent })
      .grantId;
  });
}

/**
 * Once outputs are known the grants may come in another order; a name that is an output belongs to the only repository.
 */
function contextOf(grants: readonly KeyGrant[], repositoryName: string): Record<string, string> {
  const grant = grants.find((each) => each.repositoryName === repositoryName) ?? grants[0];
  return { ...grant?.encryptionContext };
}
