/**
 * `ecr-kms audit pulls` over a folder of logs, beside unpacking them and doing nothing, and beside the same search with jq. Then
 * what it does not get from CloudTrail: all in one file, and logs in which nearly every event counts.
 */
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Rounds } from "../figure";
import { peakAtMost, report, timeBeside } from "../figure";
import { inProcess, output, QUICK, takeTurns } from "../harness";
import { makeTrailLogs } from "../trail-logs";
import type { TrailOptions } from "../trail-logs";

const MOST_MB = 512;
const BYTES = QUICK ? 50e6 : 1e9;
const SIZE = QUICK ? "50 MB" : "1 GB";
/** Of 1 GB; in less, starting Node weighs too much. */
const aim = (most: number) => (QUICK ? {} : { aim: most });
const rounds = { warmUps: 1, rounds: QUICK ? 3 : 5 };

if (["zcat", "jq"].every(isThere)) main();
else process.stderr.write("bench: audit-logs is left out: zcat or jq is not there (apt-get install gzip jq)\n");

function main(): void {
  const usual = logs("usual", {});
  const [ours, jq] = [lines("ours", usual), lines("jq", usual)];
  if (ours !== jq) throw new Error(`audit finds ${ours} pulls, jq ${jq}`);
  const [us, zcat] = takeTurns([contestant("ours", usual), contestant("zcat", usual)], rounds);
  const name = `audit: ${SIZE} of logs`;
  report(timeBeside({ name, peerName: "zcat | wc -c", unit: "ms", ...aim(1.5), note: `${ours} pulls` }, us, zcat));
  const [again, filtered] = takeTurns([contestant("ours", usual), contestant("jq", usual)], { warmUps: 0, rounds: 3 });
  report(timeBeside({ name, peerName: "zcat | jq with the same filter", unit: "ms", ...aim(0.25) }, again, filtered));
  memory(name, us);

  for (const [kind, options] of [
    ["in one file", { isOneFile: true }],
    ["nearly all pulls", { pulls: 0.95 }],
  ] as const) {
    const folder = logs(kind.replaceAll(" ", "-"), options);
    const [mine, unpacked] = takeTurns([contestant("ours", folder), contestant("zcat", folder)], {
      warmUps: 0,
      rounds: 3,
    });
    const head = { name: `audit: ${SIZE} of logs, ${kind}`, peerName: "zcat | wc -c", unit: "ms" };
    report(timeBeside(head, mine, unpacked));
    memory(head.name, mine);
  }
}

/** Made once and kept for the next time: making them takes longer than searching. */
function logs(name: string, options: Omit<TrailOptions, "bytes">): string {
  const folder = join(tmpdir(), "ecr-kms-bench-logs-1", `${name}-${BYTES}`);
  makeTrailLogs(folder, { bytes: BYTES, ...options });
  return folder;
}

function contestant(way: string, folder: string) {
  return inProcess("contestants/audit.js", way, folder);
}

function lines(way: string, folder: string): number {
  return (JSON.parse(output("contestants/audit.js", way, folder, "--count")) as { lines: number }).lines;
}

function memory(name: string, measured: Rounds): void {
  report(peakAtMost(name, MOST_MB, measured));
}

function isThere(command: string): boolean {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).status === 0;
}
