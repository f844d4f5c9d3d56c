import type {
  AccessChange,
  AccessChangeKind,
  AccessComparison,
  ComparedVerdict,
  Concerned,
} from "../../comparison/access-comparison";
import { counted } from "../../toolkit/amounts";
import { listNames } from "../../toolkit/list-words";
import { harmless } from "../../toolkit/text-layout";
import { principalName, repositoryNames } from "../names";

/** The titles of the kinds of change. */
export const CHANGE_TITLES: Readonly<Record<AccessChangeKind, string>> = {
  gain: "Who gains access",
  "possible-gain": "Who may gain access",
  loss: "Who loses access",
  "possible-loss": "Who may lose access",
  unknown: "Not known, neither before nor now",
};

/** Before each line of a kind. */
export const CHANGE_MARKS: Readonly<Record<AccessChangeKind, string>> = {
  gain: "+",
  "possible-gain": "+?",
  loss: "-",
  "possible-loss": "-?",
  unknown: "?",
};

/** How an answer is called. */
export const VERDICT_WORDS: Readonly<Record<ComparedVerdict, string>> = {
  allowed: "yes",
  denied: "no",
  unknown: "not known",
  absent: "not there",
};

/** More names of repositories than this are counted. */
const MOST_NAMES = 12;

/** Who gains or loses, for people. */
export function concernedWords(who: Concerned): string {
  if ("party" in who) return who.party.words;
  const { kind, accountId } = who.principal;
  const name = principalName(who.principal);
  return kind === "role" || kind === "user" ? `${name} of ${accountId}` : name;
}

/** Changes of one principal or party that differ in nothing but the operation. */
export interface ChangeGroup {
  readonly who: string;
  readonly operations: readonly string[];
  readonly repositories: string;
  readonly before: ComparedVerdict;
  readonly after: ComparedVerdict;
}

/** The changes of a kind, with the operations that change alike put together. */
export function changeGroups(comparison: AccessComparison, kind: AccessChangeKind): readonly ChangeGroup[] {
  const names = repositoryNames(comparison.repositories.map(({ repository }) => repository));
  const groups = new Map<string, AccessChange[]>();
  for (const each of comparison.changes) {
    if (each.change !== kind) continue;
    const key = JSON.stringify([concernedWords(each.who), each.before, each.after, each.repositories]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((alike): readonly ChangeGroup[] => {
    const [first] = alike;
    if (first === undefined) return [];
    const { who, before, after, repositories } = first;
    const called = repositories.map((index) => names[index] ?? "");
    return [
      {
        who: concernedWords(who),
        operations: alike.map(({ operation }) => operation),
        repositories: listNames(called, MOST_NAMES),
        before,
        after,
      },
    ];
  });
}

/** What happened to repositories as a whole. */
export function repositoryLines({ repositories }: AccessComparison): readonly string[] {
  const called = (wanted: "both" | "new" | "gone"): readonly string[] =>
    repositories.flatMap(({ repository, presence }) => (presence === wanted ? [harmless(repository.name)] : []));
  const [added, gone] = [called("new"), called("gone")];
  const inBoth = called("both").length;
  return [
    ...(added.length === 0
      ? []
      : [`New: ${listNames(added, MOST_NAMES)}. Whoever has access to a new repository gains it.`]),
    ...(gone.length === 0
      ? []
      : [`Gone: ${listNames(gone, MOST_NAMES)}. Whoever had access to a repository that is gone loses it.`]),
    ...(inBoth === 0 && added.length > 0 && gone.length > 0
      ? ["No repository is in both: are these inputs of the same registry, account and Region?"]
      : []),
  ];
}

/** Whom nobody can compare. */
export function notComparedLines({ notCompared }: AccessComparison): readonly string[] {
  const words = [...new Set(notCompared.map((party) => party.words))];
  return words.length === 0 ? [] : [`Not compared: ${words.join("; ")}.`];
}

/** What changes, as one sentence. */
export function comparisonSentence({ summary, gaps }: AccessComparison): string {
  const of = (kind: AccessChangeKind): number => gaps.filter(({ change }) => change === kind).length;
  const gained = summary.gain + summary["possible-gain"] + of("possible-gain");
  const lost = summary.loss + summary["possible-loss"] + of("possible-loss");
  const unknown = summary.unknown + of("unknown");
  const nobody =
    gained + lost > 0 ? "" : gained === 0 && unknown === 0 ? "Nobody gains and nobody loses access" : NOBODY_KNOWN;
  return [
    nobody,
    gained === 0 && lost > 0 ? "Nobody gains access" : "",
    summary.gain === 0 ? "" : counted(summary.gain, "gain"),
    summary["possible-gain"] === 0 ? "" : counted(summary["possible-gain"], "possible gain"),
    of("possible-gain") === 0 ? "" : counted(of("possible-gain"), "new gap in the inputs", "new gaps in the inputs"),
    summary.loss === 0 ? "" : counted(summary.loss, "loss", "losses"),
    summary["possible-loss"] === 0 ? "" : counted(summary["possible-loss"], "possible loss", "possible losses"),
    of("possible-loss") === 0 ? "" : counted(of("possible-loss"), "gap of the old inputs", "gaps of the old inputs"),
    unknown === 0 ? "" : `${counted(unknown, "thing")} not known, neither before nor now`,
  ]
    .filter((part) => part !== "")
    .join("; ");
}

const NOBODY_KNOWN = "Nobody gains and nobody loses access, as far as that is known";
