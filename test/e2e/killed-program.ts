/** Starts a process of its own, says which, and waits to be killed. */
import { OwnedProcess } from "../support/owned-process";

const owned = new OwnedProcess(process.execPath, ["-e", "console.log(process.pid); setInterval(() => {}, 1000)"]);
void owned.written(/\d+\n/).then(() => process.stdout.write(owned.output));
