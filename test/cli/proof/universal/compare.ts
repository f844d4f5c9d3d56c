import type { AccessModel, ModelDocument } from "../../../../cli/model/access-model";
import type { StatementJson } from "../../../../cli/policy/policy-json";
import { isUnknown } from "../../../../cli/policy/unknown";
import { Random } from "../../../properties/random";
import { concreteCall, judged } from "./concrete";
import { isLetThrough } from "./decision";
import type { Finder } from "./finder";
import type { Formula } from "./formula";
import { and, not, or } from "./formula";
import type { AskedCall } from "./operation";
import { attempt } from "./operation";
import { questionsOf } from "./search";
import { randomSet } from "./sets";
import { applies } from "./statements";

/** How often the encoding and two evaluators gave which answer to a request. */
export interface EncodingComparison {
  readonly allowed: number;
  readonly denied: number;
  /** What our evaluator leaves open, for `NotPrincipal`. */
  readonly open: number;
  readonly differences: readonly {
    readonly encoding: string;
    readonly ours: string;
    readonly theirs: string;
    readonly request: unknown;
  }[];
}

/** How a statement is read, rightly or wrongly. */
export type Reading = (statement: StatementJson) => StatementJson | undefined;

/**
 * Has the solver find requests that the encoding lets through, and others that it does not, for which some statement of
 * a random set applies; and asks the evaluators about each.
 *
 * @param misread - What the encoding makes of each statement.
 */
export async function compareEncoding(
  finder: Finder,
  sets: number,
  seed: number,
  misread: Reading = (statement) => statement,
): Promise<EncodingComparison> {
  const random = new Random(seed);
  const counts = { allowed: 0, denied: 0, open: 0 };
  const differences: EncodingComparison["differences"][number][] = [];
  for (let set = 0; set < sets; set++) {
    const { model, hasUnknown } = randomSet(random);
    const [repository] = model.repositories;
    if (hasUnknown || repository === undefined) continue;
    const question = random.pick(questionsOf(model, repository));
    const { calls, isThere } = attempt(question);
    const evaluated = calls.filter(({ planned: { inIamOnly, by } }) => inIamOnly !== true && by !== "function-creator");
    if (evaluated.length === 0) continue;
    const asked = random.pick(evaluated);
    const isOpen = JSON.stringify(asked.inForce).includes('"NotPrincipal"');
    const read = { ...asked, inForce: misreadAll(asked.inForce, misread) };
    const passes = isLetThrough(read.planned, read.call, read.inForce);
    for (const encoding of ["allowed", "denied"] as const) {
      const wanted = encoding === "allowed" ? passes : not(passes);
      const reaches = statementsOf(asked).length === 0 ? true : touches(random.pick(statementsOf(asked)), asked);
      const found = await finder.find(and(isThere, comesAlone(asked), wanted, reaches));
      if (found === undefined) continue;
      const concrete = concreteCall(asked, found);
      const { ours, theirs } = await judged(concrete);
      counts[encoding] += 1;
      if (ours === "unknown" && isOpen) counts.open += 1;
      else if (ours !== encoding || theirs !== encoding)
        differences.push({ encoding, ours, theirs, request: { ...concrete.request, ...concrete } });
    }
  }
  return { ...counts, differences };
}

/** A service makes only calls about repositories as itself. */
function comesAlone({ planned, call: { who } }: AskedCall): Formula {
  return planned.target === "repository" && planned.action !== "ecr:CreateRepository" ? true : not(who.isService);
}

function touches(statement: StatementJson, { call }: AskedCall): Formula {
  const { direct, role, account } = applies(statement, call, "touched");
  return or(direct, role, account);
}

function statementsOf({ inForce: { model, resourcePolicy } }: AskedCall): readonly StatementJson[] {
  const controls = model.accounts.flatMap(({ resourceControlPolicies = [], serviceControlPolicies = [] }) =>
    [...resourceControlPolicies, ...serviceControlPolicies].flatMap(({ policies }) => policies),
  );
  const identity = model.principals.flatMap(({ policies }) => policies);
  return [...(resourcePolicy === undefined ? [] : [resourcePolicy]), ...controls, ...identity].flatMap(({ policy }) =>
    isUnknown(policy) ? [] : policy.Statement,
  );
}

function misreadAll(inForce: AskedCall["inForce"], misread: Reading): AskedCall["inForce"] {
  const { model, resourcePolicy } = inForce;
  return {
    ...inForce,
    model: misreadModel(model, misread),
    ...(resourcePolicy === undefined ? {} : { resourcePolicy: misreadDocument(resourcePolicy, misread) }),
  };
}

/** A model as somebody sees it who reads statements in a way of his own. */
export function misreadModel(model: AccessModel, misread: Reading): AccessModel {
  const read = <T>(value: T): T => {
    if (Array.isArray(value)) return value.map(read) as T;
    if (typeof value !== "object" || value === null) return value;
    if ("policy" in value && "name" in value) return misreadDocument(value as unknown as ModelDocument, misread) as T;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, read(inner as unknown)])) as T;
  };
  const { accounts, keys, repositories, principals } = model;
  // Of a repository and a key, the document itself is one level below.
  const below = <T extends { readonly policy?: ModelDocument }>(each: T): T =>
    each.policy === undefined ? each : { ...each, policy: misreadDocument(each.policy, misread) };
  return {
    ...model,
    accounts: read(accounts),
    principals: read(principals),
    keys: keys.map(below),
    repositories: repositories.map(below),
  };
}

function misreadDocument(document: ModelDocument, misread: Reading): ModelDocument {
  const { policy } = document;
  if (isUnknown(policy)) return document;
  return { ...document, policy: { ...policy, Statement: policy.Statement.flatMap((each) => misread(each) ?? []) } };
}
