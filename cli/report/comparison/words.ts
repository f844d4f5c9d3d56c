import type {
  AccessChange,
  AccessChangeKind,
  AccessComparison,
  ComparedVerdict,
  Concerned,
} from "../../comparison/access-comparison";
import { counted } from "../../toolkit/amounts";
import { listNames } from "../../toolkit/list-words";
import { groupedBy } from "../../toolkit/order";
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

/** More names than this are counted. */
const MOST_NAMES = 12;

/** Who gains or loses, for people. */
function concernedWords(who: Concerned): string {
  if ("party" in who) return who.party.words;
  const { kind, accountId } = who.principal;
  const name = principalName(who.principal);
  return kind === "role" || kind === "user" ? `${name} of ${accountId}` : name;
}

/** Changes that differ in nothing but who and which operation. */
export interface ChangeGroup {
  readonly who: string;
  readonly operations: readonly string[];
  readonly repositories: string;
  readonly before: ComparedVerdict;
  readonly after: ComparedVerdict;
}

/** The changes of a kind: the operations of somebody that change alike are put together, then who changes alike. */
export function changeGroups(comparison: AccessComparison, kind: AccessChangeKind): readonly ChangeGroup[] {
  const names = repositoryNames(comparison.repositories.map(({ repository }) => repository));
  const changes = comparison.changes.filter(({ change }) => change === kind);
  const answers = ({ before, after, repositories }: AccessChange): readonly unknown[] => [before, after, repositories];
  const ofOne = groupedBy(changes, (each) => JSON.stringify([concernedWords(each.who), ...answers(each)]));
  const alike = groupedBy([...ofOne.values()], (together) =>
    JSON.stringify([together.map(({ operation }) => operation), ...together.slice(0, 1).flatMap(answers)]),
  );
  return [...alike.values()].flatMap((groups): readonly ChangeGroup[] => {
    const [first] = groups;
    const [change] = first ?? [];
    if (first === undefined || change === undefined) return [];
    const { before, after, repositories } = change;
    const called = repositories.map((index) => names[index] ?? "");
    const who = groups.flatMap((together) => together.slice(0, 1).map((each) => concernedWords(each.who)));
    return [
      {
        who: listNames(who, MOST_NAMES),
        operations: first.map(({ operation }) => operation),
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
  const asFarAsKnown = unknown === 0 ? "" : ", as far as that is known";
  const nobody = lost === 0 ? "Nobody gains and nobody loses access" : "Nobody gains access";
  const counts: readonly (readonly [count: number, one: string, many?: string])[] = [
    [summary.gain, "gain"],
    [summary["possible-gain"], "possible gain"],
    [of("possible-gain"), "new gap in the inputs", "new gaps in the inputs"],
    [summary.loss, "loss", "losses"],
    [summary["possible-loss"], "possible loss", "possible losses"],
    [of("possible-loss"), "gap in the old inputs alone", "gaps in the old inputs alone"],
    [summary.unknown, "answer not known on either side", "answers not known on either side"],
    [of("unknown"), "gap on both sides", "gaps on both sides"],
  ];
  const parts = counts.flatMap(([count, one, many]) => (count === 0 ? [] : [counted(count, one, many)]));
  return [...(gained === 0 ? [`${nobody}${asFarAsKnown}`] : []), ...parts].join("; ");
}
