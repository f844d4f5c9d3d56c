import type { Counterexample } from "./property";
import { properties } from "./properties";
import { Tally } from "./tally";

/** How the properties are run. */
export interface RunOptions {
  /** How many cases each property is tried with; those that take long get fewer. */
  readonly runs: number;
  readonly seed: number;
  /** Hears of each property as it begins, and now and then how many cases have been tried. */
  readonly onProgress?: (property: string, tried: number) => void;
}

/** How a run came out. */
export interface RunResult {
  readonly tally: Tally;
  readonly seconds: number;
  readonly counterexamples: readonly Counterexample[];
}

/** After how many seconds progress is told again. */
const PROGRESS_EVERY = 5;

/** Runs every property, one after another, also after one has failed. */
export async function runProperties({ runs, seed, onProgress }: RunOptions): Promise<RunResult> {
  const tally = new Tally();
  const started = performance.now();
  const counterexamples: Counterexample[] = [];
  for (const property of properties(tally)) {
    let tried = 0;
    let told = performance.now();
    onProgress?.(property.name, tried);
    const found = await property.check({
      runs,
      seed,
      onTried: () => {
        tried += 1;
        if (performance.now() - told < PROGRESS_EVERY * 1000) return;
        told = performance.now();
        onProgress?.(property.name, tried);
      },
    });
    if (found) counterexamples.push(found);
  }
  return { tally, seconds: (performance.now() - started) / 1000, counterexamples };
}
