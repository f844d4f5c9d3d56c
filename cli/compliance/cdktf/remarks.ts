import type { RuleFinding } from "../../rules/finding";
import { findingText } from "../finding-text";
import type { ConstructLike, StackLike } from "./construct-types";
import type { JudgedProgram } from "./judged-program";
import { constructPlace, stackInput } from "./read-program";

/** What a remark does: an error stops the synthesis. */
export type Level = "error" | "warn" | "info";

/** Something to say about a construct. */
export interface Remark {
  readonly level: Level;
  readonly construct: ConstructLike;
  readonly text: string;
}

/**
 * What there is to say about one stack of a program.
 *
 * @param levelOf - What a finding does.
 */
export function remarksOn(
  stack: StackLike,
  { findings, gaps, problems, constructPaths }: JudgedProgram,
  levelOf: (finding: RuleFinding) => Level,
): readonly Remark[] {
  const input = stackInput(stack.node.id);
  const at = (address: string): ConstructLike =>
    constructAt(stack, constructPaths.get(constructPlace(input, address))) ?? stack;
  return [
    // Those of other stacks too: because of them this one is not judged.
    ...problems.map(({ path, message, hint }): Remark => {
      const place = path.startsWith(`${input}: `) ? path.slice(input.length + 2) : path.replace(/^[^#]*#/, "");
      return { level: "error", construct: stack, text: `${place} ${message}\n${hint}` };
    }),
    ...findings.flatMap((finding): readonly Remark[] => {
      const { source } = finding;
      if (source?.input !== input) return [];
      return [{ level: levelOf(finding), construct: at(source.address), text: remarkText(finding) }];
    }),
    ...gaps.flatMap(({ source, message }): readonly Remark[] => {
      if (source.input !== input) return [];
      return [{ level: "info", construct: at(source.address), text: `not judged: ${source.address}: ${message}` }];
    }),
  ];
}

function remarkText(finding: RuleFinding): string {
  const { rule, severity, see, suppressed } = finding;
  const off = suppressed === undefined ? "" : `, switched off: ${suppressed}`;
  return `${rule} (${severity}${off}): ${findingText(finding)}\n${see}`;
}

function constructAt(stack: StackLike, path: string | undefined): ConstructLike | undefined {
  return stack.node.findAll().find(({ node }) => node.path === path);
}
