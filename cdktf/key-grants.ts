import type { KmsGrantConfig } from "@cdktf/provider-aws/lib/kms-grant";
import { KmsGrant } from "@cdktf/provider-aws/lib/kms-grant";
import { Construct } from "constructs";
import type { KeyGrant, KeyGrantsConfig } from "../shared";
import { planGrants } from "../shared";
import { idOf } from "./construct-id";
import type { CommonProps, Transform } from "./options";
import { providerOf, transformed } from "./options";
import { isToken } from "./tokens";

/** The grants that can be changed. */
export interface KeyGrantTransforms {
  /** Changes each grant. @default - as planned */
  readonly grant?: Transform<KmsGrantConfig>;
}

/** What a `KeyGrants` takes. */
export interface KeyGrantsProps extends KeyGrantsConfig, Pick<CommonProps, "provider"> {
  /** Changes each grant before it is made. @default - they are made as planned */
  readonly transform?: KeyGrantTransforms;
}

/**
 * The KMS grants of the pushers and pullers of a topology on a key that exists already. Belongs in the key account. A
 * `RepositoryKey` makes those on its own key itself.
 *
 * @example
 * ```ts
 * new KeyGrants(stack, "grants", { topology: { ...topology, kmsAccess: "kms-grants" }, keyArn });
 * ```
 */
export class KeyGrants extends Construct {
  /** The grants, as planned. */
  public readonly grants: readonly KeyGrant[];
  readonly #made: readonly KmsGrant[];

  /** @throws PolicyError with every finding about `props` */
  constructor(scope: Construct, id: string, props: KeyGrantsProps) {
    super(scope, id);
    const { provider, transform, ...plain } = props;
    this.grants = planGrants(plain, isToken);
    const options = { keyId: props.keyArn, ...providerOf({ provider }), transform: transform?.grant };
    this.#made = makeGrants(this, this.grants, options);
  }

  /** The ids of the grants that were made. */
  public get grantIds(): readonly string[] {
    return this.#made.map(({ grantId }) => grantId);
  }
}

/** How grants are made. */
export interface GrantOptions extends Pick<CommonProps, "provider"> {
  readonly keyId: string;
  readonly transform: Transform<KmsGrantConfig> | undefined;
}

/** Makes planned grants below `scope`. */
export function makeGrants(scope: Construct, grants: readonly KeyGrant[], options: GrantOptions): readonly KmsGrant[] {
  return grants.map(({ id, name, granteePrincipal, operations, encryptionContext }) => {
    const config: KmsGrantConfig = {
      ...(name === undefined ? {} : { name }),
      keyId: options.keyId,
      granteePrincipal,
      operations: [...operations],
      constraints: [{ encryptionContextSubset: { ...encryptionContext } }],
      ...providerOf(options),
    };
    return new KmsGrant(scope, idOf(id), transformed<KmsGrantConfig>(config, options.transform));
  });
}
