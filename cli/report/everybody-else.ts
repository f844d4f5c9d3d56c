import { listWords } from "../toolkit/list-words";
import { groupedBy } from "../toolkit/order";
import { harmless } from "../toolkit/text-layout";
import { partiesWithAccess } from "./parties";
import type { CheckReport } from "./report";

/** Where nothing differs from what is expected. */
export const AS_EXPECTED = "Access is exactly as expected.";

/** What is proved of everybody who is no row of the report. */
export interface EverybodyElse {
  /** Whether it is proved that they have no access, but for `except`. */
  readonly proved: boolean;
  /** The accounts of registries and keys of which no input holds all principals: IAM alone can give these access. */
  readonly except: readonly string[];
  /** The accounts of which the configuration says that the inputs hold all principals. */
  readonly complete: readonly string[];
  /** What would have to be known, each thing once. Empty where it is proved. */
  readonly notKnown: readonly string[];
  /** All of this in a sentence. */
  readonly sentence: string;
}

/** More than these are counted. */
const MOST = 3;

/** How something that could not be read begins: `what could not be read (unread-policy …)`. */
const UNREAD = "what could not be read (";

/** What is proved of everybody else; nothing where there is no repository to have access to. */
export function everybodyElse(report: CheckReport): EverybodyElse | undefined {
  const { model, repositories } = report.proof;
  if (repositories.length === 0) return undefined;
  const parties = partiesWithAccess(report).map(({ party }) => party);
  const except = [
    ...new Set(parties.flatMap(({ kind, accountId = "" }) => (kind === "own-account" ? [accountId] : []))),
  ];
  const unknown = parties.filter(({ kind }) => kind === "unknown");
  const saidOfParties = new Set(unknown.map(({ gap }) => gap));
  const gaps = model.gaps.filter(({ id, affectsAccess }) => affectsAccess && !saidOfParties.has(id));
  const notKnown = [
    ...unknown.map(({ words, unknowns = [] }) => {
      const untold = unknowns.filter((each) => !words.includes(each));
      return untold.length === 0 ? words : `${words} (${untold.join(", ")})`;
    }),
    ...gaps.map(({ id }) => `${UNREAD}${id})`),
  ].map(harmless);
  const holds = new Set(
    model.accounts.filter(({ principalsComplete = false }) => principalsComplete).map(({ id }) => id),
  );
  const owners = [...repositories, ...model.keys].map(({ accountId }) => accountId);
  const complete = [...new Set(owners)].filter((id) => holds.has(id));
  const told = { proved: notKnown.length === 0, except, complete, notKnown: [...new Set(notKnown)] };
  return { ...told, sentence: sentenceOf(told) };
}

function sentenceOf({ except, complete, notKnown }: Omit<EverybodyElse, "sentence">): string {
  if (notKnown.length > 0) {
    const left = notKnown.length - MOST;
    const shown = togetherUnread(notKnown.slice(0, MOST));
    const more = left > 0 ? [`${left.toLocaleString("en")} more`] : [];
    return `Not proved: who else has access depends on ${listWords([...shown, ...more])}.`;
  }
  const claim =
    except.length === 0
      ? "Nobody else: proved for every principal, not only those named."
      : `Nobody else, apart from principals of ${listWords(except)} that no input holds.`;
  return complete.length === 0
    ? claim
    : `${claim} The configuration says that the inputs hold every principal of ${listWords(complete)}.`;
}

/** Says once that things could not be read: `what could not be read (unread-policy …, unknown-key …)`. */
function togetherUnread(notKnown: readonly string[]): readonly string[] {
  const unread = notKnown.filter((each) => each.startsWith(UNREAD)).map((each) => each.slice(UNREAD.length, -1));
  const others = notKnown.filter((each) => !each.startsWith(UNREAD));
  return unread.length === 0 ? others : [...others, `${UNREAD}${unread.join(", ")})`];
}

/** What the proof takes for granted, one line for all that one setting turns into facts. */
export function assumptionWords({ assumptions = [] }: CheckReport): readonly string[] {
  const bySetting = groupedBy(assumptions, ({ setting = "" }) => setting);
  return [...bySetting].map(([setting, together]) => {
    const texts = together.map(({ text }) => harmless(text).replace(/\.$/, ""));
    const fact = setting === "" ? "" : ` To turn it into a fact: ${harmless(setting).replace(/\.$/, "")}.`;
    return `Assumed: ${texts.join("; ")}.${fact}`;
  });
}
