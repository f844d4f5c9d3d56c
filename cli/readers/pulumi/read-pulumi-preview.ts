import { isRecord } from "../../../shared/internal";
import type { Gap } from "../../model/access-model";
import { InputError } from "../../toolkit/input-error";
import type { ReadOptions, ReadResources } from "../../resources/resource";
import { previewedResources } from "./preview-steps";
import { infrastructureResources } from "./resources";

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
  const source = { input: path, address: "changeSummary" };
  return LEFT_OUT.flatMap(({ op, alike, what, flag }) => {
    const total = counted[op];
    const shown = steps.filter((step) => isRecord(step) && alike.includes(step["op"])).length;
    if (typeof total !== "number" || total <= shown) return [];
    const left = total - shown;
    const subject = left === 1 ? `a resource that ${what.one} is` : `${left} resources that ${what.many} are`;
    return [{ source, message: `${subject} not in the preview: make it with \`pulumi preview --json ${flag}\`` }];
  });
}

const LEFT_OUT: readonly {
  readonly op: string;
  readonly alike: readonly unknown[];
  readonly what: { readonly one: string; readonly many: string };
  readonly flag: string;
}[] = [
  {
    op: "same",
    alike: ["same", "refresh"],
    what: { one: "does not change", many: "do not change" },
    flag: "--show-sames",
  },
  { op: "read", alike: ["read"], what: { one: "is only read", many: "are only read" }, flag: "--show-reads" },
];

function failures(diagnostics: unknown, path: string): readonly Gap[] {
  const errors = Array.isArray(diagnostics)
    ? diagnostics.filter((each) => isRecord(each) && each["severity"] === "error")
    : [];
  if (errors.length === 0) return [];
  const count = errors.length === 1 ? "an error" : `${errors.length} errors`;
  const message = `the preview ended with ${count}, so that resources may be missing: mend the program and preview it again`;
  return [{ source: { input: path, address: "diagnostics" }, message }];
}
