/**
 * `npm run mutation`: changes one element of one generated document at a time and shows that the decisions of test/properties
 * notice it. Exits with 1 when a change is neither noticed nor explained.
 */
import { groupBy } from "../test/properties/group-by";
import type { Verdict } from "../test/properties/mutation-report";
import { complaint, tryMutation } from "../test/properties/mutation-report";
import { mutationsOfScenario } from "../test/properties/mutation-run";
import type { Reason } from "../test/properties/reasons";
import { REASONS } from "../test/properties/reasons";
import { REPRESENTATIVES } from "../test/properties/representative";
import { table } from "./progress";

async function main(): Promise<void> {
  const started = performance.now();
  const verdicts: Verdict[] = [];
  for (const scenario of REPRESENTATIVES) {
    const mutations = mutationsOfScenario(scenario);
    process.stderr.write(`${scenario.name}: ${mutations.length} mutations\n`);
    for (const mutation of mutations) verdicts.push(await tryMutation(mutation));
  }
  console.log(table(["mutation", "tried", "noticed", "explained", "survived"], rowsOf(verdicts)));
  console.log(`\nMutations that change no access, and why:\n\n${table(["mutations", "reason"], reasonsOf(verdicts))}`);
  console.log(`\n${((performance.now() - started) / 1000).toFixed(1)} s`);
  const complaints = verdicts.flatMap((verdict) => complaint(verdict) ?? []);
  if (complaints.length === 0) return;
  console.log(`\n${complaints.join("\n")}`);
  process.exitCode = 1;
}

function rowsOf(verdicts: readonly Verdict[]): readonly (readonly string[])[] {
  const kinds = [...groupBy(verdicts, ({ mutation }) => mutation.kind)];
  return [...kinds.map(([kind, all]) => rowOf(kind, all)), rowOf("all", verdicts)];
}

function rowOf(name: string, verdicts: readonly Verdict[]): readonly string[] {
  const noticed = verdicts.filter((verdict) => verdict.noticed !== undefined).length;
  const explained = verdicts.filter((verdict) => verdict.noticed === undefined && verdict.reasons !== undefined).length;
  return [name, ...[verdicts.length, noticed, explained, verdicts.length - noticed - explained].map(String)];
}

function reasonsOf(verdicts: readonly Verdict[]): readonly (readonly string[])[] {
  const explained = verdicts.flatMap(({ noticed, reasons = [] }) => (noticed === undefined ? [...reasons] : []));
  return [...groupBy(explained, (reason: Reason) => reason)].map(([reason, all]) => [
    String(all.length),
    REASONS[reason],
  ]);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
