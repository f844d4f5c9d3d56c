/**
 * Whether something holds: 0 no, 1 it depends on something that is not known, 2 yes. Kleene's logic: *and* is the
 * least, *or* the greatest, *not* the distance from 2.
 */
export type Truth = 0 | 1 | 2;

export const NO = 0;
export const DEPENDS = 1;
export const YES = 2;

/** Both hold. */
export function both(one: Truth, other: Truth): Truth {
  return one < other ? one : other;
}

/** At least one of the two holds. */
export function either(one: Truth, other: Truth): Truth {
  return one > other ? one : other;
}

/** It does not hold. */
export function not(truth: Truth): Truth {
  return (2 - truth) as Truth;
}

/** All hold; what comes after the first that does not is not looked at. */
export function every<T>(list: readonly T[], test: (each: T) => Truth): Truth {
  let truth: Truth = YES;
  for (const each of list) {
    truth = both(truth, test(each));
    if (truth === NO) return NO;
  }
  return truth;
}

/** At least one holds; what comes after the first that does is not looked at. */
export function some<T>(list: readonly T[], test: (each: T) => Truth): Truth {
  let truth: Truth = NO;
  for (const each of list) {
    truth = either(truth, test(each));
    if (truth === YES) return YES;
  }
  return truth;
}
