import type { KmsAliasConfig } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { Construct } from "constructs";
import type { KeyDocuments } from "../shared";
import type { KeyGrantTransforms } from "./key-grants";
import { makeGrants } from "./key-grants";
import type { CommonProps, Transform } from "./options";
import { providerOf, transformed } from "./options";

/** What every key has in addition, and can be changed. */
export interface KeyPartTransforms extends KeyGrantTransforms {
  /** Changes the alias of the key. @default - as planned */
  readonly alias?: Transform<KmsAliasConfig>;
}

/** What the alias and the grants of a key are made with. */
export interface KeyPartsProps extends Pick<CommonProps, "provider"> {
  readonly transform?: KeyPartTransforms;
}

/** Makes the alias and the grants of a key, or of a replica, below `scope`. */
export function makeKeyParts(
  scope: Construct,
  { aliasName, grants }: KeyDocuments,
  keyId: string,
  props: KeyPartsProps,
): void {
  const { transform } = props;
  new KmsAlias(
    scope,
    "alias",
    transformed<KmsAliasConfig>({ name: aliasName, targetKeyId: keyId, ...providerOf(props) }, transform?.alias),
  );
  const options = { keyId, ...providerOf(props), transform: transform?.grant };
  if (grants.length > 0) makeGrants(new Construct(scope, "grants"), grants, options);
}
