import { ACCOUNT, PRINCIPAL, TIME } from "./fields";
import type { Condition, Definition, Part } from "./language";
import type { Known } from "./read-asked";
import { isoSeconds } from "./read-time";
import { and, is, or } from "./terms";

/** Days before the period in which pushes are looked for, to know what tags stand for. */
export const DAYS_OF_PUSHES = 30;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Kinds of parts that give no rows: what is remembered. */
export const REMEMBERED = ["push", "child"];

/** Whether extracts of this kind are only remembered for others. */
export function isRemembered(definition: Definition, kind: string): boolean {
  return definition.images === "at-the-time" && REMEMBERED.includes(kind);
}

/** From when on pushes are known, when a period is asked for. */
export function pushesFrom(definition: Definition, { since }: Known): string | undefined {
  if (since === undefined || definition.images !== "at-the-time") return since;
  return isoSeconds(Date.parse(since) - DAYS_OF_PUSHES * DAY_MS);
}

/** The parts of a definition that matter to what is asked, with everything that narrows them but the image. */
export function narrowedParts(definition: Definition, known: Known): readonly Part[] {
  return definition.parts
    .filter(({ kind }) => known.image !== undefined || kind !== "child")
    .filter(({ kind }) => known.image === undefined || kind !== "layer")
    .flatMap((part) => {
      const subject = about(part, definition, known);
      if (subject === undefined) return [];
      const only = isRemembered(definition, part.kind);
      const conditions = [
        part.where,
        ...(known.key === undefined && part.unlessKey !== undefined ? [part.unlessKey] : []),
        ...subject,
        ...(only ? [] : by(known)),
        ...when(only ? pushesFrom(definition, known) : known.since, known),
      ];
      return [{ ...part, where: and(...conditions) }];
    });
}

/** Conditions for the repository and the key; undefined where the part can say nothing about them. */
function about(part: Part, { subject }: Definition, { repository, key }: Known): readonly Condition[] | undefined {
  const { names = ["repository", "key"] } = part;
  const conditions: Condition[] = [];
  if (repository !== undefined && names.includes("repository")) {
    const { registry, name, region } = subject.repository;
    conditions.push(
      and(
        is(name, repository.name),
        ...(repository.account === undefined ? [] : [is(registry, repository.account)]),
        ...(repository.region === undefined ? [] : [is(region, repository.region)]),
      ),
    );
  }
  if (key !== undefined && subject.key !== undefined && names.includes("key")) {
    const { id, region } = subject.key;
    conditions.push(and(is(id, key.id), ...(key.region === undefined ? [] : [is(region, key.region)])));
  }
  const isAsked = repository !== undefined || key !== undefined;
  if (isAsked && conditions.length === 0) return undefined;
  return subject.eitherIsEnough === true && conditions.length > 1 ? [or(...conditions)] : conditions;
}

function by({ principal, account }: Known): readonly Condition[] {
  return [
    ...(principal === undefined ? [] : [{ op: "holds", of: PRINCIPAL, text: principal } as const]),
    ...(account === undefined ? [] : [is(ACCOUNT, account)]),
  ];
}

function when(since: string | undefined, { until }: Known): readonly Condition[] {
  return [
    ...(since === undefined ? [] : [{ op: "from", of: TIME, least: since } as const]),
    ...(until === undefined ? [] : [{ op: "before", of: TIME, end: until } as const]),
  ];
}
