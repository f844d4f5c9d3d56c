import { InputError } from "../../../../cli/toolkit/input-error";
import type { Problem } from "../../../../cli/toolkit/input-error";
import type { InfrastructureResource, ReadOptions, ReadResources } from "../../../../cli/resources/resource";
import { readTerraformShow } from "../../../../cli/readers/terraform/read-terraform-show";

type Json = Readonly<Record<string, unknown>>;

/** A resource of a plan that is made by hand: what changes, and what is written. */
export interface PlannedResource {
  /** `aws_kms_key.key`, `data.aws_iam_policy_document.pull["x"]`: in the root module. */
  readonly address: string;
  readonly after?: Json;
  readonly unknown?: unknown;
  readonly sensitive?: unknown;
  readonly actions?: readonly string[];
  readonly before?: Json;
  readonly expressions?: Json;
  readonly block?: Json;
  readonly change?: Json;
  readonly provider?: string;
  readonly json?: Json;
}

/** The parts of a plan as well its changes. */
export interface PlanParts {
  readonly providers?: Json;
  readonly variables?: Json;
  readonly declarations?: Json;
  readonly prior?: readonly Json[];
  readonly calls?: Json;
  readonly rest?: Json;
}

const HUB = {
  aws: {
    expressions: { allowed_account_ids: { constant_value: ["111111111111"] }, region: { constant_value: "us-east-1" } },
  },
};

/** A plan of the root module. */
export function planOf(resources: readonly PlannedResource[], parts: PlanParts = {}): Json {
  const { providers = HUB, variables = {}, declarations = {}, prior = [], calls = {}, rest = {} } = parts;
  const blocks = new Map(resources.map((resource) => [blockAddress(resource.address), blockOf(resource)]));
  return {
    format_version: "1.2",
    variables,
    resource_changes: resources.map(changeOf),
    prior_state: { values: { root_module: { resources: prior } } },
    configuration: {
      provider_config: providers,
      root_module: { resources: [...blocks.values()], variables: declarations, module_calls: calls },
    },
    ...rest,
  };
}

/** Reads a value as `plan.json`. */
export function read(json: unknown, options: ReadOptions = {}): ReadResources {
  return readTerraformShow(json, "plan.json", options);
}

/** The resource at an address. */
export function at({ resources }: ReadResources, address: string): InfrastructureResource {
  const found = resources.find(({ source }) => source.address === address);
  if (!found) throw new Error(`there is no ${address}`);
  return found;
}

/** What is wrong with an input. */
export function problemsOf(action: () => unknown): readonly Problem[] {
  try {
    action();
  } catch (error) {
    if (InputError.is(error)) return error.problems;
    throw error;
  }
  return [];
}

function changeOf({
  address,
  after = {},
  unknown = {},
  sensitive = {},
  actions = ["create"],
  ...rest
}: PlannedResource): Json {
  const { before = null, change = {}, json = {} } = rest;
  const index = /\[(.*)\]$/.exec(address)?.[1];
  return {
    address,
    ...partsOf(address),
    ...(index === undefined ? {} : { index: JSON.parse(index) as unknown }),
    change: {
      actions,
      before,
      after,
      after_unknown: unknown,
      after_sensitive: sensitive,
      before_sensitive: {},
      ...change,
    },
    ...json,
  };
}

function blockOf({ address, expressions = {}, block = {}, provider = "aws" }: PlannedResource): Json {
  return { address: blockAddress(address), ...partsOf(address), provider_config_key: provider, expressions, ...block };
}

function blockAddress(address: string): string {
  return address.replace(/\[.*\]$/, "");
}

function partsOf(address: string): Json {
  const [mode, type, name] = /^(?:(data)\.)?(\w+)\.(\w+)/.exec(address)?.slice(1) ?? [];
  return { mode: mode ?? "managed", type, name };
}
