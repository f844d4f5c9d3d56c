import type { Column, Narrowing, QuestionId } from "../question";

/**
 * The language in which questions are defined: small enough to be compiled to JavaScript and to SQL with the same
 * meaning.
 *
 * Every expression is a text or null; a text is never empty, because an empty one counts as null. Every condition is
 * true or false: nothing is null here, as it would be in SQL.
 */

/** Where something stands in a record: `["requestParameters", "repositoryName"]`. */
export type Path = readonly string[];

/** A text, or null. */
export type Expression =
  /** What stands at a path of the record: texts, numbers and booleans as texts; null for anything else. */
  | { readonly op: "text"; readonly path: Path }
  /** The same of the item of the list that the part goes through. */
  | { readonly op: "item"; readonly path: Path }
  /** What stands at a path of JSON that is in a text. */
  | { readonly op: "inside"; readonly of: Expression; readonly path: Path }
  /** The ARN of the first of `resources` that matches. */
  | { readonly op: "resource"; readonly pattern: string }
  | { readonly op: "literal"; readonly value: string }
  /** The first that is not null. */
  | { readonly op: "first"; readonly of: readonly Expression[] }
  /** The first group of the first match of a regular expression. */
  | { readonly op: "match"; readonly of: Expression; readonly pattern: string }
  /** One after the other; null when one of them is null. */
  | { readonly op: "joined"; readonly of: readonly Expression[] }
  /** The first whose condition holds. */
  | { readonly op: "choose"; readonly cases: readonly Case[]; readonly otherwise?: Expression }
  /** What a name means. */
  | { readonly op: "meaning"; readonly of: Expression; readonly names: Readonly<Record<string, string>> };

/** One way of `choose`. */
export interface Case {
  readonly when: Condition;
  readonly then: Expression;
}

/** True or false. Nothing but `not` holds for null. */
export type Condition =
  | { readonly op: "is"; readonly of: Expression; readonly values: readonly string[] }
  /** A regular expression matches somewhere. */
  | { readonly op: "matches"; readonly of: Expression; readonly pattern: string }
  /** Holds a text, which may come from the user: capitals matter. */
  | { readonly op: "holds"; readonly of: Expression; readonly text: string }
  | { readonly op: "present"; readonly of: Expression }
  /** In the order of texts: for times. */
  | { readonly op: "from"; readonly of: Expression; readonly least: string }
  | { readonly op: "before"; readonly of: Expression; readonly end: string }
  | { readonly op: "and" | "or"; readonly of: readonly Condition[] }
  | { readonly op: "not"; readonly of: Condition };

/** A list that a part goes through, one extract for each item. */
export interface Each {
  /** Where JSON stands as a text, with the list in it. */
  readonly within?: Path;
  /** Where the list is, in the record or in that text. */
  readonly list: Path;
}

/** Which events say something to a question, and what. */
export interface Part {
  readonly kind: string;
  readonly where: Condition;
  /** What of the subject these events can name; both by default. */
  readonly names?: readonly ("repository" | "key")[];
  /** Has to hold too, unless a key is asked for. */
  readonly unlessKey?: Condition;
  readonly each?: Each;
  /** By the names of columns; those not named are null. */
  readonly values: Readonly<Record<string, Expression>>;
}

/** A question, from which both the local answer and the query of Athena are made. */
export interface Definition {
  readonly id: QuestionId;
  /**
   * `Who pulled`, before what was asked for; what comes before a repository, where it is not itself what was asked for.
   */
  readonly title: { readonly start: string; readonly anything: string; readonly of?: string };
  readonly takes: readonly Narrowing[];
  readonly parts: readonly Part[];
  readonly columns: readonly Column[];
  readonly groupBy: readonly string[];
  readonly timelineBy: string;
  /** Where in the record stands what narrows the question; a key and a repository together: either. */
  readonly subject: Subject;
  /** `at-the-time`: the digest of a tag is the one that was pushed last; an image's children count as the image. */
  readonly images?: "at-the-time" | "as-named";
  readonly cannotTell: readonly string[];
}

/** Where in a record stands what is asked for. */
export interface Subject {
  readonly repository: { readonly registry: Expression; readonly name: Expression; readonly region: Expression };
  readonly key?: { readonly id: Expression; readonly region: Expression };
  readonly eitherIsEnough?: boolean;
}
