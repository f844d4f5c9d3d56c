import type { Input, InputKind, Source } from "./access-model";

/** Before what is deployed, what will be. */
export const RANK: Readonly<Record<InputKind, string>> = {
  "terraform-plan": "0",
  "pulumi-preview": "0",
  "cdktf-output": "1",
  topology: "2",
  // What AWS reports is newer than what a tool remembers.
  deployed: "3",
  "terraform-state": "4",
  "pulumi-stack": "4",
};

/** The rank of the input that something stands in; the last for something that stands nowhere. */
export function inputRank(source: Source | undefined, inputs: readonly Input[]): string {
  if (source === undefined) return "9";
  const input = inputs.find(({ path }) => source.input === path || source.input.startsWith(`${path}#`));
  return input === undefined ? "9" : RANK[input.kind];
}
