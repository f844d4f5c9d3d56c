import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KeyDocuments } from "../shared";
import type { KeyGrantTransforms } from "./key-grants";
import { makeGrants } from "./key-grants";
import type { Transform } from "./options";
import { transformed } from "./options";
import type { Planned } from "./planned";
import { part } from "./planned";

/** What every key has in addition, and can be changed. */
export interface KeyPartTransforms extends KeyGrantTransforms {
  /** Changes the alias of the key. @default - as planned */
  readonly alias?: Transform<aws.kms.AliasArgs>;
}

/** What the alias and the grants of a key are made with. */
export interface KeyPartsOptions {
  readonly parent: pulumi.ComponentResource;
  readonly keyId: pulumi.Input<string>;
  readonly transform: KeyPartTransforms | undefined;
}

/**
 * Makes the alias and the grants of a key, or of a replica.
 *
 * @returns The name of the alias.
 */
export function makeKeyParts(
  name: string,
  plan: Planned<KeyDocuments>,
  { parent, keyId, transform }: KeyPartsOptions,
): pulumi.Output<string> {
  const alias = { name: plan.leaf(({ aliasName }) => aliasName), targetKeyId: keyId };
  new aws.kms.Alias(`${name}-alias`, transformed<aws.kms.AliasArgs>(alias, transform?.alias), { parent });
  const grants = part(plan, (planned) => planned.grants);
  makeGrants(name, grants, { parent, keyId, transform: transform?.grant });
  return pulumi.output(alias.name);
}

/** The settings of a plan that are passed on as they were given, those that are absent left out. */
export function passedSettings<Settings extends object>(
  plan: Planned<{ readonly settings: Settings }>,
): { [Property in keyof Settings]: pulumi.Input<Settings[Property]> } {
  const names = Object.keys(plan.structure.settings) as (keyof Settings)[];
  return Object.fromEntries(names.map((property) => [property, plan.leaf(({ settings }) => settings[property])])) as {
    [Property in keyof Settings]: pulumi.Input<Settings[Property]>;
  };
}
