import { isRecord } from "../../../shared/internal";
import type { ObjectValue } from "../../terraform-language/conversion";

/** A resource or data source as it stands in a configuration. */
export interface Declaration {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** `aws_kms_key.key`, `data.aws_kms_alias.key` */
  readonly address: string;
  readonly body: ObjectValue;
}

/** One configuration of Terraform: a stack of CDKTF, or a folder of `*.tf.json` files. */
export interface StackConfiguration {
  readonly name: string;
  /** The path of its construct, where that is known: cross-stack references are named by it. */
  readonly constructPath: string;
  readonly declarations: readonly Declaration[];
  /** The provider blocks by the names under which resources refer to them: `aws`, `aws.hub`. */
  readonly providers: ReadonlyMap<string, ObjectValue>;
  readonly locals: ObjectValue;
  readonly variables: ObjectValue;
  readonly outputs: ObjectValue;
  readonly modules: readonly string[];
  readonly backend: { readonly type: string; readonly configuration: ObjectValue } | undefined;
}

/** Which part of a configuration is not of the form that Terraform has it in. */
export class SectionProblem extends Error {
  override readonly name = "SectionProblem";
}

/**
 * Puts the files of one configuration together. Where Terraform takes an object or a list of objects, so does this.
 *
 * @throws SectionProblem when it is none
 */
export function stackConfiguration(name: string, constructPath: string, files: readonly unknown[]): StackConfiguration {
  const section = (...path: readonly string[]): readonly (readonly [string, unknown])[] =>
    files.flatMap((file) => entriesAt([file], path, "the file"));
  const declarations = (mode: Declaration["mode"], key: string): readonly Declaration[] =>
    section(key).flatMap(([type, named]) =>
      entriesAt([named], [], `${key}.${type}`).flatMap(([declared, body]) =>
        objectsIn(body, `${key}.${type}.${declared}`).map((one) => ({
          mode,
          type,
          name: declared,
          address: `${mode === "data" ? "data." : ""}${type}.${declared}`,
          body: one,
        })),
      ),
    );
  const [backend] = section("terraform", "backend");
  return {
    name,
    constructPath,
    declarations: [...declarations("managed", "resource"), ...declarations("data", "data")],
    providers: new Map(section("provider").flatMap(([provider, blocks]) => providerBlocks(provider, blocks))),
    locals: Object.fromEntries(section("locals")),
    variables: Object.fromEntries(section("variable")),
    outputs: Object.fromEntries(section("output")),
    modules: section("module").map(([module]) => module),
    backend: backend && { type: backend[0], configuration: objectsIn(backend[1], "backend")[0] ?? {} },
  };
}

function providerBlocks(provider: string, blocks: unknown): readonly (readonly [string, ObjectValue])[] {
  return objectsIn(blocks, `provider.${provider}`).map((block) => {
    const alias = block["alias"];
    return [typeof alias === "string" ? `${provider}.${alias}` : provider, block] as const;
  });
}

/** The entries of all objects at a path; a comment (`//`) is none. */
function entriesAt(
  roots: readonly unknown[],
  path: readonly string[],
  what: string,
): readonly (readonly [string, unknown])[] {
  const objects = roots.flatMap((root) => objectsIn(root, what));
  const [step, ...further] = path;
  if (step === undefined) return objects.flatMap((object) => Object.entries(object)).filter(([key]) => key !== "//");
  return entriesAt(
    objects.filter((object) => Object.hasOwn(object, step)).map((object) => object[step]),
    further,
    step,
  );
}

function objectsIn(value: unknown, what: string): readonly ObjectValue[] {
  if (value === null) return [];
  const objects: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!objects.every(isRecord)) throw new SectionProblem(what);
  return objects;
}
