import { isRecord } from "../../../shared/internal";
import type { Gap } from "../../model/access-model";
import { gapOf } from "../../model/gap";
import { InputError } from "../../toolkit/input-error";
import type { ReadOptions, ReadResources } from "../../resources/resource";
import { plainProperties } from "./property-value";
import { isResourceState, overlaid, pulumiResource, type ResourceState } from "./pulumi-resource";
import { infrastructureResources } from "./resources";

/**
 * Reads what `pulumi stack export` writes: what was deployed last.
 *
 * @param json - The parsed file.
 * @param path - Its path as the user gave it.
 * @throws InputError for another form, and where nothing says an account or Region
 */
export function readPulumiStack(json: unknown, path: string, options: ReadOptions): ReadResources {
  const deployment = deploymentOf(json, path);
  const states = resourcesOf(deployment, path).filter((state) => state["custom"] === true && isThere(state));
  const all = states.map((state) => {
    const { urn, inputs, outputs } = state;
    return pulumiResource(state, overlaid(plainProperties(inputs, urn), plainProperties(outputs, urn)));
  });
  return infrastructureResources("pulumi-stack", { all, config: {}, options, path }, interrupted(deployment, path));
}

/** The first version of the form that names each resource's provider. */
const LEAST_VERSION = 3;

function deploymentOf(json: unknown, path: string): Readonly<Record<string, unknown>> {
  const { version, deployment } = isRecord(json) ? json : {};
  if (typeof version === "number" && version < LEAST_VERSION) {
    throw problem(
      path,
      `is of version ${version}, the form of an old Pulumi`,
      "export it again with Pulumi 1.0 or later",
    );
  }
  if (!isRecord(deployment)) throw problem(path, "holds no deployment", "give the output of `pulumi stack export`");
  return deployment;
}

function resourcesOf({ resources = [] }: Readonly<Record<string, unknown>>, path: string): readonly ResourceState[] {
  if (!Array.isArray(resources)) {
    throw problem(
      `${path}: deployment.resources`,
      "is not a list",
      "give the output of `pulumi stack export` as it is",
    );
  }
  const wrong = resources.findIndex((each) => !isResourceState(each));
  if (wrong !== -1) {
    throw problem(
      `${path}: deployment.resources[${wrong}]`,
      "is not a resource with a URN",
      "give the output of `pulumi stack export` as it is",
    );
  }
  return resources as readonly ResourceState[];
}

/** What waits for its deletion, or was deleted to be replaced, is not what the stack has. */
function isThere(state: ResourceState): boolean {
  return state["delete"] !== true && state["pendingReplacement"] !== true;
}

function interrupted({ pending_operations: pending }: Readonly<Record<string, unknown>>, path: string): readonly Gap[] {
  const operations: readonly unknown[] = Array.isArray(pending) ? pending : [];
  return operations.flatMap((operation) => {
    if (!isRecord(operation) || !isResourceState(operation["resource"])) return [];
    const message =
      "an update was interrupted while it changed this resource: run `pulumi refresh` and export the stack again";
    return [gapOf("interrupted-update", { input: path, address: operation["resource"].urn }, message)];
  });
}

function problem(path: string, message: string, hint: string): InputError {
  return new InputError([{ path, message, hint }]);
}
