import type { TerraformProvider, TerraformResourceLifecycle } from "cdktf";

/** Changes what a construct gives to one of its resources: values to set, or a function from the old to the new. */
export type Transform<Config> = Partial<Config> | ((config: Config) => Config);

/** What every construct of this package takes. */
export interface CommonProps {
  /** The provider of the account in which the resources are made. @default - the stack's provider */
  readonly provider?: TerraformProvider;
  /** Tags of every resource that can have them. @default - none besides the provider's default tags */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Applies a transform. */
export function transformed<Config extends object>(config: Config, transform: Transform<Config> | undefined): Config {
  return typeof transform === "function" ? transform(config) : { ...config, ...transform };
}

/** The part of a resource's configuration that comes from the common options. */
export function commonOf({ provider, tags }: CommonProps): {
  provider?: TerraformProvider;
  tags?: Record<string, string>;
} {
  return { ...providerOf({ provider }), ...(tags ? { tags: { ...tags } } : {}) };
}

/** The same for resources without tags. */
export function providerOf({ provider }: { readonly provider?: TerraformProvider | undefined }): {
  provider?: TerraformProvider;
} {
  return provider ? { provider } : {};
}

/** `prevent_destroy`, unless the caller switched the protection off. */
export function protection(deletionProtection = true): { lifecycle?: TerraformResourceLifecycle } {
  return deletionProtection ? { lifecycle: { preventDestroy: true } } : {};
}
