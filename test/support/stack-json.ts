import { basename, join } from "node:path";

/** The parts of a synthesized stack (`cdk.tf.json`) that matter here. */
export interface StackJson {
  readonly terraform: {
    readonly required_providers: Record<string, { source: string; version?: string }>;
    readonly backend: { readonly local?: { path: string } };
  };
  readonly provider: Record<string, Record<string, unknown>[]>;
  readonly data?: Record<string, Record<string, { config?: { path?: string } }>>;
  readonly resource?: Record<string, Record<string, Record<string, unknown>>>;
}

/** What a stack is deployed to. */
export interface Target {
  /** The provider's version where only one is at hand. */
  readonly providerVersion?: string;
  /** The folder for the state of every stack of the program. */
  readonly states: string;
}

/**
 * The same stack for the emulator. What the resources say is left as it is; only where they are made differs: the provider's
 * credentials, its version, and where the states lie (each stack's own, and those that it reads of others). The emulator's address
 * is not written here but in the environment of Terraform: checking a block of `endpoints`, which may name each service of AWS, takes
 * the provider two seconds, and every command does it up to three times.
 */
export function redirectStack(json: StackJson, target: Target): StackJson {
  const { providerVersion, states } = target;
  const stack = structuredClone(json);
  const aws = stack.terraform.required_providers["aws"];
  if (aws && providerVersion !== undefined) aws.version = providerVersion;
  if (stack.terraform.backend.local)
    stack.terraform.backend.local.path = moved(stack.terraform.backend.local.path, states);
  for (const { config } of Object.values(stack.data?.["terraform_remote_state"] ?? {})) {
    if (config?.path !== undefined) config.path = moved(config.path, states);
  }
  stack.provider["aws"] = (stack.provider["aws"] ?? [{}]).map((block) => ({
    ...block,
    access_key: "emulated",
    secret_key: "emulated",
    skip_metadata_api_check: "true",
  }));
  for (const key of Object.values(stack.resource?.["aws_kms_key"] ?? {})) {
    // The emulator forgets the rotation period; without this every plan would set it anew.
    key["lifecycle"] = { ...(key["lifecycle"] as object | undefined), ignore_changes: ["rotation_period_in_days"] };
  }
  return stack;
}

function moved(path: string, folder: string): string {
  return join(folder, basename(path));
}
