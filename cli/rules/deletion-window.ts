import { isUnknown } from "../policy/unknown";
import { keyRule } from "./define-rule";
import { PAGES } from "./pages";

const SHORTEST = 7;
const LONGEST = 30;
const ENOUGH = 14;

/**
 * Medium below two weeks: the time in which somebody must notice that a key is going, holidays included, before all
 * images are lost. Between that and the default of 30 days it is a decision like any other.
 */
export const DELETION_WINDOW_SHORT = keyRule(
  {
    id: "deletion-window-short",
    title: `A key waits ${ENOUGH} days or longer for its deletion.`,
    severity: "medium",
    see: PAGES.deletingKeys,
    elsewhere: {},
    why: "The waiting period is all the time there is to notice that a key is going and to cancel its deletion. Afterwards its images are unrecoverable.",
    fix: `Leave deletion_window_in_days out (KMS then waits ${LONGEST} days), or set it to ${ENOUGH} or more.`,
  },
  ({ deletionWindowInDays: days }) =>
    days === undefined || isUnknown(days) || days < SHORTEST || days >= ENOUGH
      ? undefined
      : { message: `Once scheduled, it is deleted after ${days} days.` },
);

/** High: KMS refuses the value, and that only on the day the key is destroyed. */
export const DELETION_WINDOW_OUT_OF_RANGE = keyRule(
  {
    id: "deletion-window-out-of-range",
    title: `A deletion window has ${SHORTEST} to ${LONGEST} days.`,
    severity: "high",
    see: PAGES.scheduleDeletion,
    elsewhere: {},
    why: "KMS refuses any other window.",
    fix: `Set deletion_window_in_days to a number from ${SHORTEST} to ${LONGEST}.`,
  },
  ({ deletionWindowInDays: days }) =>
    days === undefined || isUnknown(days) || (days >= SHORTEST && days <= LONGEST)
      ? undefined
      : { message: `Its deletion window is ${days} days; KMS takes ${SHORTEST} to ${LONGEST}.` },
);
