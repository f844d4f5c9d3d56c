import { isRecord } from "../../../shared/internal";
import type { Gap, Change } from "../../model/access-model";
import { gapOf, type GapKind } from "../../model/gap";
import { InputError } from "../../toolkit/input-error";
import type { ReadOptions, ReadResources } from "../../resources/resource";
import { infrastructureResources } from "./resources";
import { groupedBy } from "../../toolkit/order";
import { plainProperties } from "./property-value";
import { isResourceState, overlaid, pulumiResource, type PulumiResource, type ResourceState } from "./pulumi-resource";
import { terraformName } from "./terraform-names";

/**
 * Reads what `pulumi preview --json --show-sames --show-reads` writes: what the next update would make.
 *
 * @param json - The parsed file.
 * @param path - Its path as the user gave it.
 * @throws InputError for another form, and where nothing says an account or Region
 * @see https://www.pulumi.com/docs/iac/cli/commands/pulumi_preview/
 */
export function readPulumiPreview(json: unknown, path: string, options: ReadOptions): ReadResources {
  const { steps, config, ...rest } = isRecord(json) ? json : {};
  if (!Array.isArray(steps)) {
    throw new InputError([
      { path, message: "holds no list of steps", hint: "give the output of `pulumi preview --json --show-sames`" },
    ]);
  }
  const all = previewedResources(steps, path);
  const configured = isRecord(config) ? config : {};
  const gaps = [...leftOut(steps, rest["changeSummary"], path), ...failures(rest["diagnostics"], path)];
  return infrastructureResources("pulumi-preview", { all, config: configured, options, path }, gaps);
}

/** A preview leaves out what does not change, and what it reads, unless told otherwise; its summary counts both. */
function leftOut(steps: readonly unknown[], summary: unknown, path: string): readonly Gap[] {
  const counted = isRecord(summary) ? summary : {};
  return LEFT_OUT.flatMap(({ kind, op, alike, what, flag }) => {
    const total = counted[op];
    const shown = steps.filter((step) => isRecord(step) && alike.includes(step["op"])).length;
    if (typeof total !== "number" || total <= shown) return [];
    const left = total - shown;
    const subject = left === 1 ? `a resource that ${what.one} is` : `${left} resources that ${what.many} are`;
    const message = `${subject} not in the preview: make it with \`pulumi preview --json ${flag}\``;
    return [gapOf(kind, { input: path, address: "changeSummary" }, message)];
  });
}

const LEFT_OUT: readonly {
  readonly kind: GapKind;
  readonly op: string;
  readonly alike: readonly unknown[];
  readonly what: { readonly one: string; readonly many: string };
  readonly flag: string;
}[] = [
  {
    kind: "unchanged-left-out",
    op: "same",
    alike: ["same", "refresh"],
    what: { one: "does not change", many: "do not change" },
    flag: "--show-sames",
  },
  {
    kind: "reads-left-out",
    op: "read",
    alike: ["read"],
    what: { one: "is only read", many: "are only read" },
    flag: "--show-reads",
  },
];

function failures(diagnostics: unknown, path: string): readonly Gap[] {
  const errors = Array.isArray(diagnostics)
    ? diagnostics.filter((each) => isRecord(each) && each["severity"] === "error")
    : [];
  if (errors.length === 0) return [];
  const count = errors.length === 1 ? "an error" : `${errors.length} errors`;
  const message = `the preview ended with ${count}, so that resources may be missing: fix the program and preview it again`;
  return [gapOf("failed-preview", { input: path, address: "diagnostics" }, message)];
}

/** One step of a preview. */
interface Step {
  readonly op: string;
  readonly urn: string;
  readonly oldState?: ResourceState;
  readonly newState?: ResourceState;
  readonly replaceReasons: readonly string[];
}

/**
 * The resources as they would be after the steps, and those that would be deleted as they are now.
 *
 * @throws InputError for a step that is none
 */
function previewedResources(steps: readonly unknown[], path: string): readonly PulumiResource[] {
  const read = steps.map((step, index) => readStep(step, `${path}: steps[${index}]`));
  const relevant = read.filter(({ op, oldState, newState }) => {
    return !FORGETS.has(op) && (newState !== undefined || oldState?.["delete"] !== true);
  });
  return [...groupedBy(relevant, ({ urn }) => urn).values()].flatMap(resourceOf);
}

/** What changes Pulumi's state alone. */
const FORGETS: ReadonlySet<string> = new Set(["discard", "discard-replaced", "remove-pending-replace"]);

function readStep(step: unknown, path: string): Step {
  if (!isRecord(step) || typeof step["op"] !== "string" || typeof step["urn"] !== "string") {
    const hint = "give the output of `pulumi preview --json --show-sames --show-reads` as it is";
    throw new InputError([{ path, message: "is not a step with an operation and a URN", hint }]);
  }
  const { op, urn, oldState, newState, replaceReasons } = step;
  return {
    op,
    urn,
    ...(isResourceState(oldState) ? { oldState } : {}),
    ...(isResourceState(newState) ? { newState } : {}),
    replaceReasons: Array.isArray(replaceReasons) ? replaceReasons.filter((each) => typeof each === "string") : [],
  };
}

/**
 * A replacement may be reported in up to three steps: what they lead to is the state of the last that has a new one.
 */
function resourceOf(steps: readonly Step[]): readonly PulumiResource[] {
  const step = steps.findLast(({ newState }) => newState !== undefined) ?? steps.at(-1);
  const state = step?.newState ?? step?.oldState;
  if (step === undefined || state?.["custom"] !== true) return [];
  const change = changeOf(steps, step);
  const isNew = change?.actions === "create" || change?.actions === "replace";
  const before = steps.find(({ oldState }) => oldState !== undefined)?.oldState;
  const { urn } = step;
  const known = isNew || before === undefined ? {} : { ...idOf(before), ...plainProperties(before["outputs"], urn) };
  const outputs = overlaid(known, plainProperties(state["outputs"], urn));
  // What a program says is what will be; what comes out of it may still be that of the last update.
  return [pulumiResource(state, overlaid(outputs, plainProperties(state["inputs"], urn)), change)];
}

function idOf({ id }: ResourceState): Readonly<Record<string, unknown>> {
  return typeof id === "string" && id !== "" ? { id } : {};
}

function changeOf(steps: readonly Step[], { op }: Step): Change | undefined {
  const actions = steps.map((each) => ACTIONS[each.op]);
  if (actions.includes("replace")) {
    const because = steps.find(({ replaceReasons }) => replaceReasons.length > 0)?.replaceReasons.map(terraformName);
    return { actions: "replace", ...(because ? { because } : {}) };
  }
  const action = ACTIONS[op];
  return action === undefined ? undefined : { actions: action };
}

const ACTIONS: Readonly<Record<string, Change["actions"]>> = {
  same: "none",
  create: "create",
  update: "update",
  delete: "delete",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  read: "read",
  "read-replacement": "read",
  // The next update changes nothing about what it only looks at again, or takes over as it is.
  refresh: "none",
  import: "none",
  "import-replacement": "replace",
};
