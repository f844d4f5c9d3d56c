import type { Truth } from "../../iam/truth";
import { both, DEPENDS, NO, YES } from "../../iam/truth";
import type { Language } from "../../iam/language";
import { charactersOf, languageOf, tokensOf } from "../../iam/language";
import { compileCondition } from "../../iam/condition";
import type { ConditionJson } from "../../policy/policy-json";
import { conditionEntries } from "../../policy/statement-parts";
import { wholeAccount } from "../../policy/principal-arn";
import type { PartyException, PartyName } from "../party";
import { accountsLanguage, ARN, ORGANIZATION, sourcesLike } from "./caller-kinds";
import type { Template } from "./conjunction";
import { openCondition } from "./conjunction";
import type { Literal, Signed } from "./literal";
import type { Certainty, Clause } from "./solve";

/** What a name asks of a request: all of these, of which each may be asked of any of the calls. */
interface NamedConjunction {
  readonly constant: Truth;
  /** One of each has to hold; of an exception all. */
  readonly literals: readonly (readonly Signed[])[];
  readonly exceptions: readonly NamedConjunction[];
}

/**
 * What has to hold of a request that a name does not cover; `undefined` where the name covers no caller of this kind
 * anyway.
 *
 * @param templates - The calls, all of the same kind of caller.
 */
export function beyondName(name: PartyName, templates: readonly Template[], certainty: Certainty): readonly Clause[] {
  return conjunctionsOf(name, templates).flatMap((named) => {
    const clause = negated(named, certainty);
    return clause === undefined ? [] : [clause];
  });
}

/** `undefined` where the conjunction cannot hold, so that nothing has to be asked. */
function negated({ constant, literals, exceptions }: NamedConjunction, certainty: Certainty): Clause | undefined {
  if (constant === NO || (constant === DEPENDS && certainty === "possible")) return undefined;
  return [
    ...literals.map((anyOf) => anyOf.map((signed): Signed => ({ ...signed, holds: false }))),
    ...exceptions.flatMap((exception) => positive(exception, certainty)),
  ];
}

/**
 * How an exception holds: in every call that could meet it. Who meets it in one call alone may not do the whole, and
 * is none who is left.
 */
function positive({ constant, literals }: NamedConjunction, certainty: Certainty): Clause {
  if (constant === NO || (constant === DEPENDS && certainty === "certain")) return [];
  return [literals.flat()];
}

function conjunctionsOf(name: PartyName, templates: readonly Template[]): readonly NamedConjunction[] {
  const condition = "anyone" in name ? name.anyone : name.if;
  const rest = conditionsOf(condition, templates);
  const exceptions = (name.unless ?? []).map((exception) => exceptionOf(exception, templates));
  return headsOf(name, templates).map((head) => ({
    constant: both(rest.constant, head === undefined ? NO : YES),
    literals: [...(head ?? []).map((literal) => [{ literal, holds: true }]), ...rest.literals],
    exceptions,
  }));
}

/** Whether a name is that of an account and all its principals. */
export function isWholeAccount(name: PartyName, account: string): boolean {
  return "account" in name && name.account === account && name.if === undefined && name.unless === undefined;
}

/** Ways in which somebody is the one who is named; `undefined` for nobody. */
export function headsOf(name: PartyName, [template]: readonly Template[]): readonly (readonly Literal[] | undefined)[] {
  if (template === undefined) return [];
  const { kind, partition } = template;
  if ("anyone" in name) return [[]];
  if (typeof kind === "object") {
    if ("service" in name) return [name.service === kind.service ? [] : undefined];
    if ("account" in name) {
      return [
        [textLiteral("aws:sourceaccount", languageOf([[...charactersOf(name.account)]]))],
        [textLiteral("aws:sourcearn", sourcesLike(`arn:*:*:*:${name.account}:*`))],
      ];
    }
    return [undefined];
  }
  if ("account" in name) return [[textLiteral(ARN, accountsLanguage([name.account], partition))]];
  if ("organization" in name) {
    const patterns = name.organization.includes("/")
      ? [tokensOf(name.organization.replace(/\/?$/, (slash) => slash || "/").replace(/\*\/$/, "*"))]
      : [[...charactersOf(name.organization), "/", { star: "any" } as const]];
    return [[textLiteral(ORGANIZATION, languageOf(patterns))]];
  }
  if ("principal" in name) return [[textLiteral(ARN, patternLanguage(name.principal, partition))]];
  return [undefined];
}

/** Principals are compared with a pattern as `StringLike` does. */
function patternLanguage(pattern: string, partition: string): Language {
  const account = wholeAccount(pattern);
  return account === undefined ? languageOf([tokensOf(pattern)]) : accountsLanguage([account], partition);
}

function exceptionOf({ principals, if: condition }: PartyException, templates: readonly Template[]): NamedConjunction {
  const rest = conditionsOf(condition, templates);
  const [template] = templates;
  if (principals === undefined || template === undefined) return { ...rest, exceptions: [] };
  if (typeof template.kind === "object") {
    const { service } = template.kind;
    return { ...rest, constant: both(rest.constant, principals.includes(service) ? YES : NO), exceptions: [] };
  }
  const language = languageOf(principals.flatMap((each) => patternLanguage(each, template.partition).patterns));
  return {
    ...rest,
    literals: [[{ literal: textLiteral(ARN, language), holds: true }], ...rest.literals],
    exceptions: [],
  };
}

function conditionsOf(
  condition: ConditionJson | undefined,
  templates: readonly Template[],
): Pick<NamedConjunction, "constant" | "literals"> {
  let constant: Truth = YES;
  const literals: (readonly Signed[])[] = [];
  for (const entry of conditionEntries(condition)) {
    const ways: Signed[] = [];
    let otherwise: Truth = NO;
    templates.forEach((template, call) => {
      const open = openCondition(entry, { variables: false }, template);
      if (open === undefined) {
        const truth = compileCondition(entry, false).test(template.request);
        otherwise = truth > otherwise ? truth : otherwise;
      } else if (open.isShared) ways.splice(0, ways.length, { literal: open.literal, holds: true });
      else ways.push({ literal: open.literal, holds: true, call });
    });
    if (ways.length > 0) literals.push(ways);
    else constant = both(constant, otherwise);
  }
  return { constant, literals };
}

const remembered = new Map<string, Literal>();

/** A literal that holds for the texts of a language; the same object for the same language. */
export function textLiteral(dimension: string, language: Language): Literal {
  const key = `${dimension} ${language.id}`;
  const before = remembered.get(key);
  if (before !== undefined) return before;
  const made: Literal = { dimension, absent: NO, theory: { certain: language, possible: language } };
  remembered.set(key, made);
  return made;
}
