/**
 * `ecr-kms check` as a command, its largest memory, and how the proof grows when there is ten times as much of something. On
 * request also the largest registry that anybody has named.
 */
import { atMost, peakAtMost, report, timeBeside } from "../figure";
import { inProcess, QUICK, takeTurns } from "../harness";
import type { StateSize } from "../states";

const rounds = QUICK ? { warmUps: 0, rounds: 3 } : { warmUps: 1, rounds: 9 };
const AIMS = { table: 13, json: 26 } as const;
const MOST_MB = 200;
const MOST_MB_LARGE = 2000;
const MOST_MS_LARGE = 15_000;

const SAMPLE = ["1000", "200", "each-different", QUICK ? "20" : "100"] as const;
const [decision, simulation] = takeTurns(
  [inProcess("contestants/one-decision.js", ...SAMPLE), inProcess("contestants/proof-one-by-one.js", ...SAMPLE)],
  rounds,
);
if (decision.values("allowed")[0] !== simulation.values("allowed")[0]) throw new Error("they do not decide the same");
const head = { name: "check: one decision", peerName: "one runSimulation", unit: "ms", aim: 1 / 100 };
report(timeBeside(head, decision, simulation));

for (const format of ["table", "json"] as const) {
  const [ours, nothing] = takeTurns(
    [inProcess("contestants/check.js", "1000", "200", format), inProcess("contestants/check.js")],
    rounds,
  );
  const name = `check: 1,000 repositories x 200 roles, ${format}`;
  report(timeBeside({ name, peerName: "node -e 0", unit: "ms", aim: AIMS[format] }, ours, nothing));
  report(peakAtMost(name, MOST_MB, ours));
}

const BASE: StateSize = { repositories: 50, roles: 20, statements: 4, policies: 4, stars: 4 };
for (const what of ["repositories", "roles", "statements", "policies", "stars"] as const) {
  const tenth: StateSize = { ...BASE, ...(what === "stars" ? { stars: 8 } : {}) };
  const proof = (size: StateSize) => inProcess("contestants/proof-of-state.js", JSON.stringify(size));
  const [tenfold, once] = takeTurns([proof({ ...tenth, [what]: tenth[what] * 10 }), proof(tenth)], rounds);
  const head = { name: `check, growth: ten times the ${what}`, peerName: "a tenth of them", unit: "ms", aim: 11 };
  report(timeBeside(head, tenfold, once));
}

if (process.argv.includes("--large")) {
  for (const format of ["table", "json"] as const) {
    const [ours] = takeTurns([inProcess("contestants/check.js", "5000", "1000", format, "state")], {
      warmUps: 0,
      rounds: 1,
    });
    const name = `check: 5,000 repositories x 1,000 roles, ${format}`;
    report(atMost(name, MOST_MS_LARGE, ours));
    report(peakAtMost(name, MOST_MB_LARGE, ours));
  }
}
