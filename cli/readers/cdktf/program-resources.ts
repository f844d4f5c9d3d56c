import type { Gap } from "../../model/access-model";
import { gapOf, type GapKind } from "../../model/gap";
import type { ReadResources, InfrastructureResource } from "../../resources/resource";
import { isOfInterest } from "../terraform/interest";
import type { Program } from "./program";
import { markerFor } from "../../terraform-language/marker";
import { blocksOf, writtenNames } from "./blocks";
import { instancePlace, type Instance } from "./instance";
import type { Stack } from "./stack";
import type { ObjectValue } from "../../terraform-language/conversion";
import { referenceIn } from "../../terraform-language/evaluate-text";

/**
 * Every AWS resource and data source of all stacks of a program, except those of which nothing says where they are.
 *
 * @param path - Its path as the user gave it.
 * @param gaps - What could not be read before.
 */
export function programResources(program: Program, path: string, gaps: readonly Gap[] = []): ReadResources {
  const read = program.stacks.map((stack) => {
    const input = `${path}#${stack.configuration.name}`;
    const instances = stack.all().flatMap((made) => made.instances);
    const names = new Set([...stack.configuration.providers.keys(), ...instances.map(({ provider }) => provider.name)]);
    return {
      providers: [...names].flatMap((name) => [name, `${stack.configuration.name}/${name}`]),
      gaps: gapsOf(stack, program, input),
      resources: instances
        .filter(({ declaration }) => declaration.type.startsWith("aws_"))
        .map((instance) => infrastructureResource(instance, stack, program, input))
        .filter((resource) => resource !== undefined),
    };
  });
  return {
    input: { kind: "cdktf-output", path },
    resources: read.flatMap(({ resources }) => resources),
    gaps: [...gaps, ...read.flatMap((stack) => stack.gaps)],
    providers: read.flatMap(({ providers }) => providers),
  };
}

/** A resource as all readers give it; none where it is not known in which account it is. */
function infrastructureResource(
  instance: Instance,
  stack: Stack,
  program: Program,
  input: string,
): InfrastructureResource | undefined {
  const place = instancePlace(instance);
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

/** Attribute path → reference, for every attribute whose text is one reference: `kms_key` → `aws_kms_key.key.arn`. */
function referencesIn(body: ObjectValue): Readonly<Record<string, string>> {
  return Object.fromEntries(writtenNames(body).flatMap((name) => referencesAt(name, name, body[name])));
}

function referencesAt(path: string, name: string, value: unknown): readonly (readonly [string, string])[] {
  if (typeof value === "string") {
    const reference = referenceIn(value);
    return reference === undefined ? [] : [[path, reference]];
  }
  const blocks = blocksOf(name, value);
  if (blocks !== undefined) {
    return blocks.flatMap((block, index) =>
      writtenNames(block).flatMap((inner) => referencesAt(`${path}.${index}.${inner}`, inner, block[inner])),
    );
  }
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, index) => referencesAt(`${path}.${index}`, name, item));
}

/** What of a stack could not be read although it may matter. */
function gapsOf(stack: Stack, program: Program, input: string): readonly Gap[] {
  const gap = (kind: GapKind, address: string, message: string): Gap => gapOf(kind, { input, address }, message);
  const modules = stack.configuration.modules.map((module) =>
    gap(
      "unread-module",
      `module.${module}`,
      "what the module makes does not stand here; give `terraform show -json` of a plan as well",
    ),
  );
  const uncounted = stack
    .all()
    .filter(({ kind, declaration }) => kind === "unknown" && declaration.type.startsWith("aws_"))
    .map(({ declaration }) =>
      gap(
        isOfInterest(declaration.type) ? "unknown-count" : "unknown-count-of-others",
        declaration.address,
        `how many there are is not known: its ${"count" in declaration.body ? "count" : "for_each"} depends on what the configuration does not say; give \`terraform show -json\` of a plan`,
      ),
    );
  const states = stack.configuration.declarations
    .filter(({ mode, type }) => mode === "data" && type === "terraform_remote_state")
    .filter((declaration) => program.stackReadBy(declaration) === undefined)
    .map(({ address }) =>
      gap(
        "unread-stack",
        address,
        "the stack whose state it reads is not among the inputs' stacks; give its folder too",
      ),
    );
  return [...modules, ...uncounted, ...states];
}
