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
export function leavesOf(formula: Formula, found = new Map<string, Leaf>()): ReadonlyMap<string, Leaf> {
  if (typeof formula === "boolean") return found;
  if (formula.is === "and" || formula.is === "or") for (const each of formula.of) leavesOf(each, found);
  else if (formula.is === "not") leavesOf(formula.of, found);
  else found.set(leafName(formula), formula);
  return found;
}

/** How a leaf is called in the language of the solver. */
export function leafName(leaf: Leaf): string {
  if (leaf.is === "fact") return `|${leaf.name}|`;
  if (leaf.is === "text") return `|${leaf.text.id} like ${leaf.glob}|`;
  return `|${leaf.id} in ${leaf.network}/${leaf.bits}|`;
}

/** A sentence in SMT-LIB. */
export function smtOf(formula: Formula): string {
  if (typeof formula === "boolean") return String(formula);
  if (formula.is === "not") return `(not ${smtOf(formula.of)})`;
  if (formula.is === "and" || formula.is === "or") return `(${formula.is} ${formula.of.map(smtOf).join(" ")})`;
  return leafName(formula);
}
