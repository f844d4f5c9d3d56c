/** How soon the command line answers, beside a Node that does nothing. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { atMost, beside, report } from "../figure";
import { inProcess, QUICK, takeTurns } from "../harness";

const AIM_MS = 150;
const command = join(dirname(createRequire(__filename).resolve("ecr-kms-cli/package.json")), "bin", "ecr-kms.js");
const [help, nothing] = takeTurns(
  [inProcess("contestants/command.js", command, "--help"), inProcess("contestants/command.js", "-e", "0")],
  QUICK ? { warmUps: 1, rounds: 5 } : { warmUps: 2, rounds: 21 },
);
report(atMost("command line: ecr-kms --help", AIM_MS, help));
report(beside({ name: "command line: ecr-kms --help", peerName: "node -e 0", unit: "ms" }, "ms", help, nothing));
