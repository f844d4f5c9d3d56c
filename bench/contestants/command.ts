/** Runs Node with the arguments given and writes how long it took until it was gone. */
import { spawnSync } from "node:child_process";
import { stopwatch } from "../harness";

const stop = stopwatch();
const { status } = spawnSync(process.execPath, process.argv.slice(2), { stdio: "ignore" });
const { ms } = stop();
if (status !== 0) throw new Error(`${process.argv.slice(2).join(" ")} ended with ${status}`);
process.stdout.write(JSON.stringify({ ms }));
