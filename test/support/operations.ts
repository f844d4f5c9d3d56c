import type { Profiler } from "node:inspector";
import { Session } from "node:inspector";
import { createRequire } from "node:module";

/** What a piece of work came to. */
export interface CountedWork<T> {
  readonly result: T;
  /** How often a block of our sources was entered, and how many items a search of a list may have looked at. */
  readonly operations: number;
}

/** Our sources; what packages do is not counted. */
const OURS = /^(?!.*node_modules).*[\\/](?:shared|cli)[\\/]/;

/**
 * Counts what a piece of work does, where a clock would measure the machine too: every entry into a block of `shared/` and `cli/`, as V8
 * counts them for coverage, and the length of every list that is searched by `includes` or `indexOf`. The count is the same on
 * every machine; what is done for each pair of many items shows in it.
 */
export class OperationCounter<M> {
  /** The module, loaded anew with all of ours that it uses: V8 counts in what is compiled after the counting has begun. */
  readonly loaded: M;
  readonly #session = new Session();

  /**
   * @param file - The path of the module.
   * @param own - What is loaded anew with it.
   */
  constructor(file: string, own = OURS) {
    this.#session.connect();
    this.#ask("Profiler.enable");
    this.#ask("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    const before = Object.entries(require.cache).filter(([each]) => own.test(each));
    for (const [each] of before) Reflect.deleteProperty(require.cache, each);
    this.loaded = createRequire(__filename)(file) as M;
    // Everybody else goes on with the modules, and the classes in them, that are loaded already.
    for (const each of Object.keys(require.cache)) if (own.test(each)) Reflect.deleteProperty(require.cache, each);
    for (const [each, module] of before) require.cache[each] = module;
  }

  count<T>(work: (loaded: M) => T): CountedWork<T> {
    const searches = countSearches();
    try {
      this.#entries();
      const result = work(this.loaded);
      return { result, operations: this.#entries() + searches.looked() };
    } finally {
      searches.stop();
    }
  }

  stop(): void {
    this.#ask("Profiler.stopPreciseCoverage");
    this.#session.disconnect();
  }

  /** Entries since the last time. */
  #entries(): number {
    const { result } = this.#ask("Profiler.takePreciseCoverage") as Profiler.TakePreciseCoverageReturnType;
    return result
      .filter(({ url }) => OURS.test(url))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
      .reduce((sum, { count }) => sum + count, 0);
  }

  /** Asks the debugger of this process, which answers at once. */
  #ask(method: string, params: object = {}): unknown {
    const answers: unknown[] = [];
    this.#session.post(method, params, (error, result) => {
      answers.push(error ?? result);
    });
    const [answer] = answers;
    if (answer instanceof Error) throw answer;
    return answer;
  }
}

/** Searches of lists are one operation to V8, however long the list is. */
function countSearches(): { readonly looked: () => number; readonly stop: () => void } {
  const { includes, indexOf } = Array.prototype;
  let looked = 0;
  const counted = <A extends unknown[], R>(search: (...args: A) => R) =>
    function (this: unknown[], ...args: A): R {
      looked += this.length;
      return search.apply(this, args);
    };
  Object.assign(Array.prototype, { includes: counted(includes), indexOf: counted(indexOf) });
  return { looked: () => looked, stop: () => Object.assign(Array.prototype, { includes, indexOf }) };
}
