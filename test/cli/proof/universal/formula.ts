/** What a text of a request may look like. */
export type TextKind =
  "account" | "name" | "organization" | "unit" | "tag" | "endpoint" | "service" | "source-service" | "source";

/** A text of a request that is looked for. */
export interface Text {
  readonly id: string;
  readonly kind: TextKind;
}

/** What is asked of a request: a sentence about facts, texts and an address. */
export type Formula =
  | boolean
  | { readonly is: "and"; readonly of: readonly Formula[] }
  | { readonly is: "or"; readonly of: readonly Formula[] }
  | { readonly is: "not"; readonly of: Formula }
  | Leaf;

/** What a sentence is made of. */
export type Leaf =
  /** Holds or not, as the search likes. */
  | { readonly is: "fact"; readonly name: string }
  /** A text matches a pattern with `*` and `?`. */
  | { readonly is: "text"; readonly text: Text; readonly glob: string }
  /** An IPv4 address lies in a block. */
  | { readonly is: "address"; readonly id: string; readonly network: number; readonly bits: number };

export function and(...of: readonly Formula[]): Formula {
  if (of.includes(false)) return false;
  const open = of.filter((each) => each !== true);
  return open.length === 0 ? true : open.length === 1 ? (open[0] as Formula) : { is: "and", of: open };
}

export function or(...of: readonly Formula[]): Formula {
  if (of.includes(true)) return true;
  const open = of.filter((each) => each !== false);
  return open.length === 0 ? false : open.length === 1 ? (open[0] as Formula) : { is: "or", of: open };
}

export function not(of: Formula): Formula {
  if (typeof of === "boolean") return !of;
  return of.is === "not" ? of.of : { is: "not", of };
}

export function fact(name: string): Formula {
  // The solver takes no other characters in a name.
  return { is: "fact", name: name.replace(/[^ -~]|[|\\]/g, "") };
}

/** A text matches a pattern; what every text matches holds. */
export function like(text: Text, glob: string): Formula {
  if (/^\*+$/.test(glob)) return true;
  return glob === "" ? false : { is: "text", text, glob };
}

/** The leaves of a sentence, each once. */
export function leavesOf(formula: Formula): readonly Leaf[] {
  const found = new Map<string, Leaf>();
  const seen = new Set<Formula>();
  const look = (each: Formula): void => {
    if (typeof each === "boolean" || seen.has(each)) return;
    seen.add(each);
    if (each.is === "and" || each.is === "or") each.of.forEach(look);
    else if (each.is === "not") look(each.of);
    else found.set(leafName(each), each);
  };
  look(formula);
  return [...found.values()];
}

/** How a leaf is called in the language of the solver. */
export function leafName(leaf: Leaf): string {
  if (leaf.is === "fact") return `|${leaf.name}|`;
  if (leaf.is === "text") return `|${leaf.text.id} like ${leaf.glob}|`;
  return `|${leaf.id} in ${leaf.network}/${leaf.bits}|`;
}

/** A sentence in SMT-LIB: lines that define its parts, each once, and the name of the whole. */
export function smtOf(formula: Formula): { readonly lines: readonly string[]; readonly whole: string } {
  const lines: string[] = [];
  const known = new Map<Formula, string>();
  const write = (each: Formula): string => {
    if (typeof each === "boolean") return String(each);
    const before = known.get(each);
    if (before !== undefined) return before;
    let text: string;
    if (each.is === "and" || each.is === "or") text = `(${each.is} ${each.of.map(write).join(" ")})`;
    else if (each.is === "not") text = `(not ${write(each.of)})`;
    else return leafName(each);
    if (text.length > LONG) {
      lines.push(`(define-fun part${lines.length} () Bool ${text})`);
      text = `part${lines.length - 1}`;
    }
    known.set(each, text);
    return text;
  };
  return { whole: write(formula), lines };
}

/** A part that is written out again wherever it stands, where it is shorter. */
const LONG = 80;
