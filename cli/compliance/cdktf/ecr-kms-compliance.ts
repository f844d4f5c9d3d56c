import { z } from "zod";
import { type RuleFinding, type Severity, SEVERITIES } from "../../rules/finding";
import { settingsOf, type ComplianceOptions, type Settings } from "../options";
import { isStack, type ConstructLike, type StackLike } from "./construct-types";
import { judgedStacks, textOfStack, type JudgedProgram } from "./judged-program";
import { findingText } from "../finding-text";
import { constructPlace, stackInput } from "./read-program";

/** How the stacks of a program are judged. */
export interface EcrKmsComplianceOptions extends ComplianceOptions {
  /** What is as severe as this stops the synthesis; the rest are warnings. @default "high" */
  readonly failOn?: Severity;
}

/**
 * The rules of `ecr-kms check` for the stacks of a program: synthesizing fails where one is broken, whatever made the
 * resources. Stacks are judged as they are synthesized, after all aspects and with all stacks of the program in view.
 * For a single stack it is an aspect, too; aspects of an `App` are asked neither by CDKTF nor by CDK Terrain.
 *
 * @example
 * new EcrKmsCompliance({ failOn: "medium" }).addTo(app);
 * app.synth();
 */
export class EcrKmsCompliance {
  readonly #settings: Settings;
  readonly #limit: number;
  readonly #visited = new WeakSet<ConstructLike>();
  readonly #programs = new WeakMap<ConstructLike, JudgedProgram>();
  readonly #said = new Set<string>();

  /**
   * @throws InputError for everything that is wrong with the options, a rule that is unknown or switched off without a
   * reason among it
   */
  constructor(options: EcrKmsComplianceOptions = {}) {
    this.#settings = settingsOf(options, "EcrKmsCompliance", { failOn: z.enum(SEVERITIES).optional() });
    this.#limit = SEVERITIES.indexOf(options.failOn ?? "high");
  }

  /**
   * Judges all stacks of a program, those too that are made later; or one stack.
   *
   * @param scope - The `App`, or a stack.
   */
  addTo(scope: ConstructLike): this {
    for (const construct of scope.node.findAll()) this.visit(construct);
    // The app's own validation comes last: stacks that were made since are found there.
    if (scope === scope.node.root) scope.node.addValidation({ validate: () => this.#missed(scope) });
    return this;
  }

  /** Called by the toolchain, where it is an aspect: for each construct of the stack. */
  visit(construct: ConstructLike): void {
    if (!isStack(construct) || this.#visited.has(construct)) return;
    this.#visited.add(construct);
    // Validations are asked after all aspects, and before annotations are collected.
    construct.node.addValidation({
      validate: () => {
        for (const remark of this.#remarksOn(construct)) this.#say(remark);
        return [];
      },
    });
  }

  #missed(app: ConstructLike): string[] {
    const stacks = app.node.findAll().filter(isStack);
    return stacks
      .filter((stack) => !this.#visited.has(stack))
      .flatMap((stack) => this.#remarksOn(stack))
      .flatMap(({ level, construct, text }) => (level === "error" ? [`[${construct.node.path}] ${text}`] : []));
  }

  #remarksOn(stack: StackLike): readonly Remark[] {
    return remarksOn(stack, this.#judged(stack), (finding) => this.#levelOf(finding));
  }

  /** A stack that other aspects have changed since is judged anew, with the others as they were. */
  #judged(stack: StackLike): JudgedProgram {
    const { root } = stack.node;
    const before = this.#programs.get(root);
    const text = textOfStack(stack);
    if (before?.texts.get(stack) === text) return before;
    const stacks = root.node.findAll().filter(isStack);
    const texts = new Map(
      stacks.map((each) => [each, each === stack ? text : (before?.texts.get(each) ?? textOfStack(each))] as const),
    );
    const made = { texts, ...judgedStacks(texts, this.#settings) };
    this.#programs.set(root, made);
    return made;
  }

  #levelOf({ severity, suppressed }: RuleFinding): Level {
    if (suppressed !== undefined) return "info";
    return SEVERITIES.indexOf(severity) <= this.#limit ? "error" : "warn";
  }

  /** Synthesizing twice says nothing twice. */
  #say({ level, construct, text }: Remark): void {
    const once = `${construct.node.path}\n${level}\n${text}`;
    if (this.#said.has(once)) return;
    this.#said.add(once);
    construct.node.addMetadata(ANNOTATIONS[level], text);
  }
}

/** What `Annotations.of(construct)` adds, in CDKTF and CDK Terrain alike. */
const ANNOTATIONS: Readonly<Record<Level, string>> = {
  error: "@cdktf/error",
  warn: "@cdktf/warn",
  info: "@cdktf/info",
};

/** What a remark does: an error stops the synthesis. */
type Level = "error" | "warn" | "info";

/** Something to say about a construct. */
interface Remark {
  readonly level: Level;
  readonly construct: ConstructLike;
  readonly text: string;
}

/**
 * What there is to say about one stack of a program.
 *
 * @param levelOf - What a finding does.
 */
function remarksOn(
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
