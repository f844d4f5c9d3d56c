import { isRecord } from "../../../shared/internal";
import type { Problem } from "../../toolkit/input-error";
import { InputError } from "../../toolkit/input-error";
import type { ReadOptions, ReadResources } from "../../resources/resource";
import type { JsonObject } from "./json-shape";
import { readPlan } from "./read-plan";
import { readState } from "./read-state";

const PLAN_PARTS = ["resource_changes", "planned_values", "configuration"];
const SHOW = "Write it with `terraform show -json PLANFILE` (a plan) or `terraform show -json` (the state).";

/**
 * Reads what `terraform show -json` writes: a plan or a state.
 *
 * @param json - The parsed JSON.
 * @param path - The input as the user named it.
 * @throws InputError when it is neither, or when nothing says in which account something is
 */
export function readTerraformShow(json: unknown, path: string, options: ReadOptions): ReadResources {
  if (!isRecord(json)) throw new InputError([{ path, message: "is not a JSON object", hint: SHOW }]);
  const problem = notReadable(json);
  if (problem) throw new InputError([{ path, ...problem }]);
  return isPlan(json) ? readPlan(json, path, options) : readState(json, path, options);
}

function isPlan(json: JsonObject): boolean {
  return PLAN_PARTS.some((part) => part in json);
}

function notReadable(json: JsonObject): Pick<Problem, "message" | "hint"> | undefined {
  const { format_version: version } = json;
  if (version === undefined && "lineage" in json && "serial" in json) {
    return { message: "is Terraform's state file, whose form is Terraform's own affair", hint: SHOW };
  }
  if (typeof version !== "string")
    return { message: "is neither a plan nor a state: it has no format_version", hint: SHOW };
  // Versions before 1 (Terraform 0.12 to 1.0) have the same parts.
  if (!/^[01]\./.test(version)) {
    const message = `has format_version ${JSON.stringify(version)}: only 1.x is known`;
    return { message, hint: "Use a newer version of ecr-kms-cli, or Terraform 1.x." };
  }
  const isOther = !isPlan(json) && !("values" in json) && Object.keys(json).some((key) => !key.endsWith("_version"));
  return isOther ? { message: "is neither a plan nor a state of Terraform", hint: SHOW } : undefined;
}
