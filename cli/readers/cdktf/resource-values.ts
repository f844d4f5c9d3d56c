import type { InfrastructureResource } from "../../resources/resource";
import { markerFor } from "../../terraform-language/marker";
import { blocksOf } from "./blocks";
import { placeOf, type Instance } from "./instance";
import type { Program } from "./program";
import { referencesIn } from "./references";
import type { Stack } from "./stack";

/** A resource as all readers give it; none where it is not known in which account it is. */
export function infrastructureResource(
  instance: Instance,
  stack: Stack,
  program: Program,
  input: string,
): InfrastructureResource | undefined {
  const place = placeOf(instance);
  if (place === undefined) return undefined;
  const { declaration, address } = instance;
  const { type, mode, body } = declaration;
  const references = Object.entries(referencesIn(body)).map(
    ([path, reference]) => [path, program.origin(reference, stack)] as const,
  );
  return {
    type,
    mode,
    source: { input, address },
    ...place,
    values: attributesOf(instance),
    ...(references.length > 0 ? { references: Object.fromEntries(references) } : {}),
    ...(mode === "managed" ? { isProtected: preventsDestruction(instance) } : {}),
  };
}

/** What is written goes before what AWS would give; of that a marker stands for what is not known. */
function attributesOf({ address, written, given }: Instance): Readonly<Record<string, unknown>> {
  const known = Object.entries(given()).map(
    ([name, value]) => [name, value ?? markerFor(`${address}.${name}`)] as const,
  );
  return Object.fromEntries([...known, ...Object.entries(written).filter(([, value]) => value !== null)]);
}

/** Terraform takes only a constant here. */
function preventsDestruction({ declaration }: Instance): boolean {
  const [lifecycle] = blocksOf("lifecycle", declaration.body["lifecycle"]) ?? [];
  return [true, "true"].includes(lifecycle?.["prevent_destroy"] as boolean | string);
}
