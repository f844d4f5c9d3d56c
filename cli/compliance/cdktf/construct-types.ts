/*
 * The part of `constructs` and of a toolchain's stack that is used. CDKTF and CDK Terrain have the same, and neither is loaded from
 * here: a second copy of a package would not know the constructs of the first.
 */

/** A construct. */
export interface ConstructLike {
  readonly node: NodeLike;
}

/** A construct's place in the tree. */
export interface NodeLike {
  readonly id: string;
  readonly path: string;
  readonly root: ConstructLike;
  findAll(): readonly ConstructLike[];
  addValidation(validation: { validate(): string[] }): void;
  addMetadata(type: string, data: string): void;
}

/** A stack: what has a Terraform configuration of its own. */
export interface StackLike extends ConstructLike {
  toTerraform(): unknown;
}

/** Whether a construct is a stack: other constructs with `toTerraform` are parts of one, and prepare nothing. */
export function isStack(construct: ConstructLike): construct is StackLike {
  return ["toTerraform", "prepareStack"].every((method) => isMethod(construct, method));
}

function isMethod(construct: ConstructLike, name: string): boolean {
  return typeof (construct as unknown as Readonly<Record<string, unknown>>)[name] === "function";
}
