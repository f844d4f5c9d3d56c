/**
 * Measuring: contestants take turns, so that whatever else the machine does meets all of them, and the median of the rounds
 * counts. The timing libraries that were looked at (mitata, tinybench) run one contestant after the other.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { Sample } from "./figure";
import { Rounds } from "./figure";

/** One contestant: each call is one round and gives what it measured, by name. */
export type Contestant = () => Sample;

/** Whether the command line asks for fewer rounds. */
export const QUICK = process.argv.includes("--quick");

/** Lets the contestants take turns; who begins changes from round to round. */
export function takeTurns<const Contestants extends readonly Contestant[]>(
  contestants: Contestants,
  { warmUps, rounds }: { readonly warmUps: number; readonly rounds: number },
): { readonly [Index in keyof Contestants]: Rounds } {
  const samples = contestants.map((): Sample[] => []);
  for (let round = -warmUps; round < rounds; round++) {
    const order = contestants.map((_, index) => index);
    if (round % 2 !== 0) order.reverse();
    for (const index of order) {
      const sample = contestants[index]?.() ?? {};
      if (round >= 0) samples[index]?.push(sample);
    }
  }
  return samples.map((each) => new Rounds(each)) as { readonly [Index in keyof Contestants]: Rounds };
}

/** A contestant that is timed. Its input is made anew for each run, untimed, and garbage of others is collected before. */
export function timed<Input>(prepare: () => Input, run: (input: Input) => unknown, times = 1): Contestant {
  return () => {
    const inputs = Array.from({ length: times }, prepare);
    globalThis.gc?.();
    const stop = stopwatch();
    for (const input of inputs) kept = run(input);
    const { ms, cpu } = stop();
    kept = undefined;
    return { ms: ms / times, cpu: cpu / times };
  };
}

/**
 * A result must be reachable while the clock runs, or the engine may leave out the work: it is exported so that nothing can
 * show that nobody reads it.
 *
 * @public
 */
export let kept: unknown;

/** A contestant that measures itself in a process of its own, which writes one JSON object. */
export function inProcess(script: string, ...args: readonly string[]): Contestant {
  return () => JSON.parse(output(script, ...args)) as Sample;
}

/** What a script of this folder writes when it runs in a process of its own. */
export function output(script: string, ...args: readonly string[]): string {
  const run = spawnSync(process.execPath, ["--expose-gc", join(__dirname, script), ...args], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (run.status !== 0) throw new Error(`${script} ${args.join(" ")} ended with ${run.status ?? run.signal}`);
  return run.stdout;
}

/** Fails when two contestants that describe what they made did not make the same. */
export function assertSameMade(ours: object, other: object, whose: string): void {
  const [mine, theirs] = [ours, other].map((made) => {
    const { resources, digest } = made as { readonly resources?: number; readonly digest?: string };
    return `${resources} resources, ${digest}`;
  });
  if (mine !== theirs) throw new Error(`${whose}: ${theirs}; ours: ${mine}`);
}

/**
 * Starts measuring; the function returned gives what it took until then: time, processor time (of all threads, so that what
 * the engine compiles and collects elsewhere counts) and the largest memory that the process has held, in megabytes.
 */
export function stopwatch(): () => { readonly ms: number; readonly cpu: number; readonly peak: number } {
  const before = process.cpuUsage();
  const start = performance.now();
  return () => {
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    return { ms, cpu: (user + system) / 1000, peak: process.resourceUsage().maxRSS / 1024 };
  };
}
