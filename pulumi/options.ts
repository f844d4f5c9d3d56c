import type { CustomResourceOptions, Input, Resource } from "@pulumi/pulumi";

/** Changes what a component gives to one of its resources: values to set, or a function from the old to the new. */
export type Transform<Args> = Partial<Args> | ((args: Args) => Args);

/** What every component of this package takes. */
export interface CommonArgs {
  /** Tags of every resource that can have them. @default - none besides the provider's default tags */
  readonly tags?: Readonly<Record<string, Input<string>>>;
}

/** Whether key and repositories are protected; a plain value, because Pulumi reads it when the program runs. */
export interface ProtectionArgs {
  /**
   * Whether Pulumi refuses to delete key and repositories (`protect`), also when they have left the program.
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/** Applies a transform. */
export function transformed<Args extends object>(args: Args, transform: Transform<Args> | undefined): Args {
  return typeof transform === "function" ? transform(args) : { ...args, ...transform };
}

/** The tags as a resource takes them. */
export function tagsOf({ tags }: CommonArgs): { tags?: Record<string, Input<string>> } {
  return tags ? { tags: { ...tags } } : {};
}

/** Options of a child that is protected by default. */
export function protectedChild(parent: Resource, { deletionProtection = true }: ProtectionArgs): CustomResourceOptions {
  return { parent, protect: deletionProtection };
}
