/**
 * `npm run properties -- --runs 20000 [--seed N]`: tries the properties of test/properties with many random topologies. Exits
 * with 1 when one of them does not hold, with 2 when it was called wrongly.
 */
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import type { RunResult } from "../test/properties/run-properties";
import { runProperties } from "../test/properties/run-properties";

const USAGE = `usage: npm run properties -- [--runs N] [--seed N]
  --runs N   topologies to try each property with, 1 to 1000000 (default 1000)
  --seed N   whole number, 0 to 2147483647: repeats a run (default: another one each time)`;

class UsageError extends Error {}

async function main(): Promise<void> {
  const { runs, seed } = readOptions(process.argv.slice(2));
  const again = `npm run properties -- --runs ${runs} --seed ${seed}`;
  process.stderr.write(`seed ${seed}; to repeat this run: ${again}\n`);
  const result = await runProperties({
    runs,
    seed,
    onProgress: (property, tried) => {
      process.stderr.write(`${property}: ${tried} tried\n`);
    },
  });
  console.log(summary(result));
  if (result.counterexamples.length === 0) return;
  for (const { property, reason, example } of result.counterexamples) {
    console.log(`\nDOES NOT HOLD: ${property}\n${reason}\n${example}`);
  }
  console.log(`\nseed ${seed}; to repeat: ${again}`);
  process.exitCode = 1;
}

function readOptions(args: readonly string[]): { readonly runs: number; readonly seed: number } {
  const { runs, seed } = parsed(args);
  return {
    runs: runs === undefined ? 1_000 : wholeNumber("--runs", runs, 1, 1_000_000),
    seed: seed === undefined ? randomInt(0x80000000) : wholeNumber("--seed", seed, 0, 0x7fffffff),
  };
}

function parsed(args: readonly string[]): { readonly runs?: string | undefined; readonly seed?: string | undefined } {
  try {
    return parseArgs({ args: [...args], options: { runs: { type: "string" }, seed: { type: "string" } } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`${option} takes a whole number from ${least} to ${most}, got ${JSON.stringify(text)}`);
}

function summary({ tally, seconds, counterexamples }: RunResult): string {
  const outcome = counterexamples.length === 0 ? "every property holds" : `${counterexamples.length} do not hold`;
  return [
    `${outcome}: ${tally.topologies} topologies, ${tally.decisions} decisions of ${tally.cells.size} kinds compared`,
    `with what the topology says, ${tally.organizationDecisions} calls from outside organizations; ${seconds.toFixed(1)} s`,
  ].join("\n");
}

main().catch((error: unknown) => {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
});
