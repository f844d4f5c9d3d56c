/**
 * What it costs to load each entry of the package, each time in a fresh process. The adapters are held against loading alone
 * the modules that they ask for, in the same order.
 */
import { atMost, beside, report, timeBeside } from "../figure";
import type { Contestant } from "../harness";
import { QUICK, inProcess, output, takeTurns } from "../harness";

const rounds = QUICK ? { warmUps: 1, rounds: 5 } : { warmUps: 2, rounds: 21 };
const AIM_MS = 15;

const loading = (...names: readonly string[]): Contestant => inProcess("contestants/import.js", ...names);

const [core] = takeTurns([loading("ecr-kms")], rounds);
report(atMost("import: ecr-kms, time", AIM_MS, core));

for (const entry of ["ecr-kms/cdktf", "ecr-kms/pulumi"]) {
  const outside = JSON.parse(output("contestants/import.js", "--outside", entry)) as string[];
  const [ours, alone] = takeTurns([loading(entry), loading(...outside)], rounds);
  const head = { peerName: "its peer modules alone", aim: 1.05, note: `${outside.length} modules` };
  report(timeBeside({ ...head, name: `import: ${entry}, time`, unit: "ms" }, ours, alone));
  report(beside({ ...head, name: `import: ${entry}, peak memory`, unit: "MB" }, "peak", ours, alone));
}
