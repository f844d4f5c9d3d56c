/*
 * The part of `constructs` and of a toolchain's stack that is used. CDKTF and CDK Terrain have the same, and neither is loaded from
 * here: a second copy of a package would not know the constructs of the first.
 */

/** A construct. */
export interface ConstructLike {
  /** Its place in the tree. */
  readonly node: NodeLike;
}

/** A construct's place in the tree. */
export interface NodeLike {
  /** The id among its siblings. */
  readonly id: string;
  /** The ids from the root down to here. */
  readonly path: string;
  /** The app. */
  readonly root: ConstructLike;
  /** This construct and all below it. */
  findAll(): readonly ConstructLike[];
  /** Adds a check that synthesis runs; what it returns are errors. */
  addValidation(validation: {
    /** The messages of what is wrong; none where nothing is. */
    validate(): string[];
  }): void;
  /** Adds an entry, which a toolchain shows or keeps. */
  addMetadata(type: string, data: string): void;
}

/** A stack: what has a Terraform configuration of its own. */
export interface StackLike extends ConstructLike {
  /** The configuration of the stack, as Terraform takes it. */
  toTerraform(): unknown;
}

/** Whether a construct is a stack: other constructs with `toTerraform` are parts of one, and prepare nothing. */
export function isStack(construct: ConstructLike): construct is StackLike {
  return ["toTerraform", "prepareStack"].every((method) => isMethod(construct, method));
}

function isMethod(construct: ConstructLike, name: string): boolean {
  return typeof (construct as unknown as Readonly<Record<string, unknown>>)[name] === "function";
}
