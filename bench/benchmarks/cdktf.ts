/**
 * Synthesis of 1,000 `EncryptedRepository` with CDKTF, beside the same resources written by hand: straight into the stack, and
 * in constructs nested as ours are.
 */
import { beside, report, timeBeside } from "../figure";
import { QUICK, assertSameMade, inProcess, takeTurns } from "../harness";

const ours = inProcess("contestants/cdktf-ours.js");
const flat = inProcess("contestants/cdktf-flat.js");
const nested = inProcess("contestants/cdktf-nested.js");
const made = ours();
assertSameMade(made, flat(), "CDKTF by hand");
assertSameMade(made, nested(), "CDKTF constructs by hand");

const [mine, plain, constructs] = takeTurns([ours, flat, nested], { warmUps: 0, rounds: QUICK ? 3 : 11 });
const besideFlat = { peerName: "resources by hand", aim: 1.1 };
const besideNested = { peerName: "constructs by hand" };
const NAME = "cdktf: 1,000 repositories";
report(timeBeside({ ...besideFlat, name: `${NAME}, time`, unit: "ms" }, mine, plain));
report(beside({ ...besideFlat, name: `${NAME}, peak memory`, unit: "MB" }, "peak", mine, plain));
report(timeBeside({ ...besideNested, name: `${NAME}, time beside nested`, unit: "ms" }, mine, constructs));
report(beside({ ...besideNested, name: `${NAME}, peak memory beside nested`, unit: "MB" }, "peak", mine, constructs));
