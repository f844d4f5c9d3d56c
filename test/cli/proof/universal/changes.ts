import type { AccessModel, ModelDocument } from "../../../../cli/model/access-model";
import type { StatementJson } from "../../../../cli/policy/policy-json";
import { isUnknown, unknown } from "../../../../cli/policy/unknown";
import type { Random } from "../../../properties/random";
import { randomSet } from "./sets";

/** Changes each document of a model; the last part of the path of a document says what it is. */
export function withDocuments(model: AccessModel, change: (document: ModelDocument) => ModelDocument): AccessModel {
  const { repositories, keys, principals } = model;
  const changed = <T extends { readonly policy?: ModelDocument }>(each: T): T =>
    each.policy === undefined ? each : { ...each, policy: change(each.policy) };
  return {
    ...model,
    repositories: repositories.map(changed),
    keys: keys.map(changed),
    principals: principals.map((each) => ({ ...each, policies: each.policies.map(change) })),
  };
}

/** The documents of repositories, keys and principals. */
export function documentsOf({ repositories, keys, principals }: AccessModel): readonly ModelDocument[] {
  return [
    ...repositories.flatMap(({ policy }) => policy ?? []),
    ...keys.map(({ policy }) => policy),
    ...principals.flatMap(({ policies }) => policies),
  ];
}

/** Changes the statements of one document, at random. */
export function changedSomewhere(
  random: Random,
  model: AccessModel,
  change: (statements: readonly StatementJson[], document: ModelDocument) => readonly StatementJson[],
): AccessModel {
  const chosen = random.pick(documentsOf(model));
  return withDocuments(model, (document) => {
    const { policy } = document;
    if (document !== chosen || isUnknown(policy)) return document;
    return { ...document, policy: { ...policy, Statement: change(policy.Statement, document) } };
  });
}

/** A statement of another random set that fits into a document. */
export function otherStatement(
  random: Random,
  effect: StatementJson["Effect"],
  { name }: ModelDocument,
): StatementJson {
  for (;;) {
    const other = documentsOf(randomSet(random).model).find((each) => each.name.split(" ")[0] === name.split(" ")[0]);
    if (other === undefined || isUnknown(other.policy)) continue;
    const statement = random.pick(other.policy.Statement);
    if (statement.NotPrincipal === undefined) return { ...statement, Effect: effect };
  }
}

/** The same, in another order: statements, values, principals and accounts. */
export function inAnotherOrder(random: Random, model: AccessModel): AccessModel {
  const shuffled = <T>(value: T): T => {
    if (Array.isArray(value)) return random.shuffled(value.map(shuffled)) as T;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      random.shuffled(Object.entries(value)).map(([key, inner]) => [key, shuffled(inner as unknown)]),
    ) as T;
  };
  return shuffled(model);
}

/** A statement in which one value is not known. */
export function withUnknownValue(random: Random, statement: StatementJson): StatementJson {
  const places: (() => StatementJson)[] = [];
  const { Principal, Action, Condition } = statement;
  if (typeof Principal === "object" && Principal["AWS"] !== undefined)
    places.push(() => ({ ...statement, Principal: { ...Principal, AWS: unknown("var.who") } }));
  if (Action !== undefined) places.push(() => ({ ...statement, Action: unknown("var.actions") }));
  for (const [operator, block] of Object.entries(Condition ?? {}))
    for (const key of Object.keys(block))
      places.push(() => ({
        ...statement,
        Condition: { ...Condition, [operator]: { ...block, [key]: unknown("var.value") } },
      }));
  return places.length === 0 ? statement : random.pick(places)();
}
