/**
 * 1,000 `EncryptedRepository` with Pulumi under mocks, beside the same resources written by hand: in components nested as ours
 * are, as any author of a component would have them, and without components.
 */
import { beside, report, timeBeside } from "../figure";
import { QUICK, assertSameMade, inProcess, takeTurns } from "../harness";

const ours = inProcess("contestants/pulumi-ours.js");
const components = inProcess("contestants/pulumi-components.js");
const flat = inProcess("contestants/pulumi-flat.js");
const made = ours();
assertSameMade(made, components(), "Pulumi components by hand");
assertSameMade(made, flat(), "Pulumi resources by hand");

const [mine, nested, plain] = takeTurns([ours, components, flat], { warmUps: 0, rounds: QUICK ? 3 : 5 });
const besideComponents = { peerName: "components by hand", aim: 1.1 };
const besideFlat = { peerName: "resources by hand, no components" };
const NAME = "pulumi: 1,000 repositories";
report(timeBeside({ ...besideComponents, name: `${NAME}, time`, unit: "ms" }, mine, nested));
report(beside({ ...besideComponents, name: `${NAME}, peak memory`, unit: "MB" }, "peak", mine, nested));
report(timeBeside({ ...besideFlat, name: `${NAME}, time beside flat`, unit: "ms" }, mine, plain));
report(beside({ ...besideFlat, name: `${NAME}, peak memory beside flat`, unit: "MB" }, "peak", mine, plain));
