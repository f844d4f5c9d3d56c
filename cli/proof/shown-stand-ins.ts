import type { AccessModel, InputKind, Source } from "../model/access-model";
import { isStandInId, isStandInName } from "../resources/computed-attributes";

/** Shows what stands for an id or name that AWS or Terraform has yet to choose as what it is. */
export interface ShownStandIns {
  /** For people: wherever it stands. */
  readonly everywhere: <T>(value: T) => T;
  /** For programs: in sentences; a field that is an ARN as a whole stays one. */
  readonly inSentences: <T>(value: T) => T;
}

const KEY = /(?:arn:[\w-]+:kms:[\w-]*:\d*:key\/)?((?:[0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/g;

/**
 * How the stand-ins of a model are shown.
 *
 * @example
 * ```ts
 * shownStandIns(proof.model).everywhere("on arn:aws:kms:us-east-1:123456789012:key/9f2c…");
 * // "on the key aws_kms_key.main of this plan"
 * ```
 */
export function shownStandIns(model: AccessModel): ShownStandIns {
  const kinds = new Map(model.inputs.map(({ path, kind }) => [path, kind]));
  const keys = new Map(model.keys.map(({ arn, source }) => [arn.slice(arn.lastIndexOf("/") + 1), source]));
  const names = new Map<string, string>();
  for (const { arn, kind, name, source } of model.principals) {
    if (source === undefined || !isStandInName(name, source)) continue;
    const words = inWords(kind, source, kinds);
    for (const written of [arn, `${kind} ${name}`, `${kind}/${name}`, name]) names.set(written, words);
  }
  const written = [...names.keys()].sort((one, other) => other.length - one.length);
  const inText = (text: string): string => {
    const shown = text.replace(KEY, (whole, id: string) => {
      if (!isStandInId(id)) return whole;
      if (!keys.has(id)) return "the AWS managed key alias/aws/ecr";
      return inWords("key", keys.get(id), kinds);
    });
    return written.reduce((so, name) => (so.includes(name) ? so.replaceAll(name, names.get(name) ?? "") : so), shown);
  };
  return {
    everywhere: (value) => withTexts(value, inText),
    inSentences: (value) => withTexts(value, (text) => (text.includes(" ") ? inText(text) : text)),
  };
}

const OF: Readonly<Record<InputKind, string>> = {
  "terraform-plan": "of this plan",
  "terraform-state": "of this state",
  "cdktf-output": "of this program",
  "pulumi-preview": "of this preview",
  "pulumi-stack": "of this stack",
  topology: "of this topology",
  deployed: "that is deployed",
};

function inWords(what: string, source: Source | undefined, kinds: ReadonlyMap<string, InputKind>): string {
  if (source === undefined) return `the ${what} that has yet to be made`;
  const { input, address } = source;
  if (/(?:^|\.)data\./.test(address)) return `the ${what} that ${address} reads`;
  const kind = kinds.get(input) ?? kinds.get(input.slice(0, Math.max(0, input.lastIndexOf("#"))));
  const of = kind === undefined ? `of ${input}` : OF[kind];
  return kind === "topology" || address === "" ? `the ${what} ${of}` : `the ${what} ${address} ${of}`;
}

/** A value with each of its texts, at any depth, replaced; itself where nothing changes. */
function withTexts<T>(value: T, inText: (text: string) => string): T {
  if (typeof value === "string") return inText(value) as T;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value.map((each: unknown) => withTexts(each, inText));
    return list.some((each, index) => each !== value[index]) ? (list as T) : value;
  }
  const entries = Object.entries(value).map(
    ([key, each]: [string, unknown]) => [key, withTexts(each, inText)] as const,
  );
  const isSame = entries.every(([key, each]) => each === (value as Readonly<Record<string, unknown>>)[key]);
  return isSame ? value : (Object.fromEntries(entries) as T);
}
