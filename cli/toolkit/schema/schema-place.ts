import { z } from "zod";

/** A place in a value, as JavaScript writes it, with the schema of what stands there. */
export interface SchemaPlace {
  readonly place: string;
  readonly schema: z.core.$ZodType | undefined;
}

/** Where a path leads: names of an object's properties follow a dot, keys of a map stand in brackets. */
export function schemaPlace(root: z.core.$ZodType, path: readonly PropertyKey[]): SchemaPlace {
  return path.reduce<SchemaPlace>(
    ({ place, schema }, key) => {
      const step = schema === undefined ? undefined : stepInto(schema, key);
      return { place: `${place}${keyText(key, step?.isMap ?? false, place === "")}`, schema: step?.schema };
    },
    { place: "", schema: root },
  );
}

/** The names that an object may have; none where any name is allowed. */
export function knownNames(schema: z.core.$ZodType | undefined): readonly string[] {
  const bare = schema === undefined ? undefined : withoutWrappers(schema);
  if (bare instanceof z.ZodObject) return Object.keys(bare.shape);
  if (bare instanceof z.ZodRecord) return bare.keyType instanceof z.ZodEnum ? bare.keyType.options.map(String) : [];
  if (bare instanceof z.ZodUnion) return [...new Set(bare.options.flatMap(knownNames))];
  return [];
}

interface Step {
  readonly schema: z.core.$ZodType;
  readonly isMap: boolean;
}

function stepInto(schema: z.core.$ZodType, key: PropertyKey): Step | undefined {
  const bare = withoutWrappers(schema);
  if (bare instanceof z.ZodArray) return typeof key === "number" ? { schema: bare.element, isMap: false } : undefined;
  if (bare instanceof z.ZodRecord) return typeof key === "number" ? undefined : { schema: bare.valueType, isMap: true };
  if (bare instanceof z.ZodUnion) return firstStep(bare.options, key);
  if (!(bare instanceof z.ZodObject)) return undefined;
  const shape = bare.shape as Readonly<Record<string, z.core.$ZodType>>;
  const name = String(key);
  const property = Object.hasOwn(shape, name) ? shape[name] : undefined;
  return property === undefined ? undefined : { schema: property, isMap: false };
}

function firstStep(options: readonly z.core.$ZodType[], key: PropertyKey): Step | undefined {
  for (const option of options) {
    const step = stepInto(option, key);
    if (step !== undefined) return step;
  }
  return undefined;
}

function withoutWrappers(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodPipe) return withoutWrappers(schema.in);
  const isWrapper =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodReadonly;
  return isWrapper ? withoutWrappers(schema.unwrap()) : schema;
}

function keyText(key: PropertyKey, isMapKey: boolean, isFirst: boolean): string {
  if (typeof key === "number") return `[${key}]`;
  const name = String(key);
  if (isMapKey || !/^[A-Za-z_$][\w$]*$/.test(name)) return `[${JSON.stringify(name)}]`;
  return isFirst ? name : `.${name}`;
}
