import type { Profiler } from "node:inspector";
import { Session } from "node:inspector";

/** What a piece of work came to. */
export interface CountedWork<T> {
  readonly result: T;
  /** How often a block of our sources was entered, and how many items a search of a list may have looked at. */
  readonly operations: number;
}

/** Where our sources lie; what packages do is not counted. */
const OURS = /^(?!.*node_modules).*\/(?:shared|cli)\//;

/**
 * Counts what a piece of work does, where a clock would measure the machine too: every entry into a block of `shared/` and `cli/`, as V8
 * counts them for coverage, and the length of every list that is searched by `includes` or `indexOf`. The count is the same on
 * every machine; what is done for each pair of a hundred thousand items shows in it.
 */
export function countOperations<T>(work: () => T): CountedWork<T> {
  const session = new Session();
  session.connect();
  const searches = countSearches();
  try {
    ask(session, "Profiler.enable");
    ask(session, "Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    ask(session, "Profiler.takePreciseCoverage");
    const result = work();
    const { result: scripts } = ask(session, "Profiler.takePreciseCoverage") as Profiler.TakePreciseCoverageReturnType;
    return { result, operations: entries(scripts) + searches.looked() };
  } finally {
    searches.stop();
    session.disconnect();
  }
}

function entries(scripts: readonly Profiler.ScriptCoverage[]): number {
  let sum = 0;
  for (const { url, functions } of scripts) {
    if (!OURS.test(url)) continue;
    for (const { ranges } of functions) for (const { count } of ranges) sum += count;
  }
  return sum;
}

/** Searches of lists are one operation to V8, however long the list is. */
function countSearches(): { readonly looked: () => number; readonly stop: () => void } {
  const { includes, indexOf } = Array.prototype;
  let looked = 0;
  Array.prototype.includes = function (this: unknown[], ...args) {
    looked += this.length;
    return includes.apply(this, args);
  };
  Array.prototype.indexOf = function (this: unknown[], ...args) {
    looked += this.length;
    return indexOf.apply(this, args);
  };
  return {
    looked: () => looked,
    stop: () => Object.assign(Array.prototype, { includes, indexOf }),
  };
}

/** Asks the debugger of this process, which answers at once. */
function ask(session: Session, method: string, params: object = {}): unknown {
  let answer: unknown;
  let failure: Error | null = null;
  session.post(method, params, (error, result) => {
    failure = error;
    answer = result;
  });
  if (failure !== null) throw failure as Error;
  return answer;
}
