import type { Context } from "z3-solver";
import { init, killThreads } from "z3-solver";
import type { Formula, Leaf, Text } from "./formula";
import { leafName, leavesOf, smtOf } from "./formula";
import type { Wanted } from "./texts";
import { Texts } from "./texts";

/** Values under which a sentence holds. */
export interface Found {
  holds(name: string): boolean;
  text(text: Text): string;
  /** An IPv4 address. */
  address(id: string): string;
}

type TextLeaf = Extract<Leaf, { is: "text" }>;

/**
 * Finds requests for which a sentence holds, by the solver z3. Which patterns a text can match together it works out
 * once, whatever the sentence.
 */
export class Finder {
  readonly #context: Context;
  readonly #texts: Texts;
  readonly #end: () => Promise<void>;
  /** How many sentences the solver was given. */
  asked = 0;

  private constructor(context: Context, end: () => Promise<void>) {
    this.#context = context;
    this.#texts = new Texts(context);
    this.#end = end;
  }

  static async start(): Promise<Finder> {
    const { Context: make, em } = (await init()) as Omit<Awaited<ReturnType<typeof init>>, "em"> & {
      readonly em: unknown;
    };
    // Its threads would keep this process alive.
    return new Finder(make("main"), async () => killThreads(em));
  }

  async end(): Promise<void> {
    await this.#end();
  }

  /** @throws When the solver does not decide in time. */
  async find(formula: Formula): Promise<Found | undefined> {
    if (formula === false) return undefined;
    const leaves = leavesOf(formula);
    const { lines, whole } = smtOf(formula);
    const base = [...leaves.map(declared), ...defined(leaves), ...lines, asserted(whole)];
    const patterns = patternsOf(leaves);
    const lemmas = [...patterns.values()].flatMap(({ text, globs }) =>
      this.#texts.conflictsAmong(text.kind, globs).map((conflict) => lemmaOf(text, conflict)),
    );
    for (;;) {
      const model = await this.#check([...base, ...lemmas]);
      if (model === undefined) return undefined;
      const texts = new Map<string, string>();
      const conflicts: string[] = [];
      for (const { text, globs } of patterns.values()) {
        const answer = await this.#texts.find(wantedOf(text, globs, model));
        if ("text" in answer) texts.set(text.id, answer.text);
        else conflicts.push(lemmaOf(text, answer.conflict));
      }
      if (conflicts.length === 0) return await this.#found(model, texts);
      lemmas.push(...conflicts);
    }
  }

  async #check(lines: readonly string[]): Promise<Model | undefined> {
    this.asked += 1;
    const solver = new this.#context.Solver();
    solver.set("timeout", 20_000);
    solver.fromString(lines.join("\n"));
    const result = await solver.check();
    if (result === "unknown") throw new Error(`the solver did not decide:\n${lines.join("\n")}`);
    if (result === "unsat") return undefined;
    const model = solver.model();
    const truths = new Map<string, boolean | undefined>();
    return {
      truth: (name) => {
        if (!truths.has(name)) {
          const value = model.eval(this.#context.Bool.const(name.slice(1, -1)));
          truths.set(name, this.#context.isTrue(value) ? true : this.#context.isFalse(value) ? false : undefined);
        }
        return truths.get(name);
      },
      address: (id) => Number(model.eval(this.#context.BitVec.const(id, 32), true).sexpr().replace("#x", "0x")),
    };
  }

  async #found(model: Model, texts: ReadonlyMap<string, string>): Promise<Found> {
    const some = new Map<string, string>();
    for (const kind of KINDS) {
      const answer = await this.#texts.find({ kind, like: [], unlike: [] });
      if ("text" in answer) some.set(kind, answer.text);
    }
    return {
      holds: (name) => model.truth(`|${name}|`) === true,
      text: ({ id, kind }) => texts.get(id) ?? some.get(kind) ?? "",
      address: (id) => {
        const number = model.address(id);
        return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join(".");
      },
    };
  }
}

const KINDS = [
  "account",
  "name",
  "organization",
  "unit",
  "tag",
  "endpoint",
  "service",
  "source-service",
  "source",
] as const;

interface Model {
  truth(name: string): boolean | undefined;
  address(id: string): number;
}

function patternsOf(
  leaves: readonly Leaf[],
): ReadonlyMap<string, { readonly text: Text; readonly globs: Set<string> }> {
  const found = new Map<string, { readonly text: Text; readonly globs: Set<string> }>();
  for (const leaf of leaves) {
    if (leaf.is !== "text") continue;
    const before = found.get(leaf.text.id) ?? { text: leaf.text, globs: new Set<string>() };
    before.globs.add(leaf.glob);
    found.set(leaf.text.id, before);
  }
  return found;
}

function wantedOf(text: Text, globs: ReadonlySet<string>, model: Model): Wanted {
  const truths = [...globs].map((glob) => ({ glob, truth: model.truth(leafName({ is: "text", text, glob })) }));
  const those = (truth: boolean): string[] => truths.flatMap((each) => (each.truth === truth ? [each.glob] : []));
  return { kind: text.kind, like: those(true), unlike: those(false) };
}

function lemmaOf(text: Text, { like, unlike }: Wanted): string {
  const name = (glob: string): string => leafName({ is: "text", text, glob } satisfies TextLeaf);
  return asserted(`(or false ${[...like.map((glob) => `(not ${name(glob)})`), ...unlike.map(name)].join(" ")})`);
}

function declared(leaf: Leaf): string {
  return `(declare-const ${leafName(leaf)} Bool)`;
}

function defined(leaves: readonly Leaf[]): readonly string[] {
  const blocks = leaves.filter((leaf) => leaf.is === "address");
  const ids = [...new Set(blocks.map(({ id }) => id))];
  return [
    ...ids.map((id) => `(declare-const |${id}| (_ BitVec 32))`),
    ...blocks.map((leaf) => {
      const mask = leaf.bits === 0 ? 0 : (0xffffffff << (32 - leaf.bits)) >>> 0;
      const hex = (number: number): string => `#x${number.toString(16).padStart(8, "0")}`;
      return asserted(
        `(= ${leafName(leaf)} (= (bvand |${leaf.id}| ${hex(mask)}) ${hex((leaf.network & mask) >>> 0)}))`,
      );
    }),
  ];
}

function asserted(what: string): string {
  return `(assert ${what})`;
}
