/** Access through KMS grants for 2,000 roles: the plan, and the synthesis of the grants with CDKTF. */
import { planRegistry } from "ecr-kms";
import { documentTexts } from "../documents";
import { grantedTopology } from "../granted-roles";
import { beside, report, timeBeside } from "../figure";
import { QUICK, assertSameMade, inProcess, takeTurns, timed } from "../harness";
import { read } from "../topologies";

const withGrants = JSON.stringify(grantedTopology("kms-grants"));
const without = JSON.stringify(grantedTopology("ecr-grants-only"));
const note = `${planRegistry(read(withGrants)).key.grants.length} grants`;

const [grants, none] = takeTurns(
  [timed(() => read(withGrants), documentTexts), timed(() => read(without), documentTexts)],
  { warmUps: 3, rounds: QUICK ? 5 : 21 },
);
const plan = { name: "kms-grants: plan of 2,000 roles", peerName: "the same roles without KMS access", unit: "ms" };
report(timeBeside({ ...plan, note }, grants, none));

const ours = inProcess("contestants/grants-ours.js");
const flat = inProcess("contestants/grants-flat.js");
assertSameMade(ours(), flat(), "grants by hand");
const [mine, plain] = takeTurns([ours, flat], { warmUps: 0, rounds: QUICK ? 3 : 11 });
const synthesis = { peerName: "resources by hand", note };
report(timeBeside({ ...synthesis, name: "kms-grants: CDKTF synthesis, time", unit: "ms" }, mine, plain));
report(beside({ ...synthesis, name: "kms-grants: CDKTF synthesis, peak memory", unit: "MB" }, "peak", mine, plain));
