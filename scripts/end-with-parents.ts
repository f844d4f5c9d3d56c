import { execFileSync } from "node:child_process";

const EVERY_MS = 500;

/** Ends this program, and with it all that it started, when npm or the shell between npm and us is killed: neither is able to say so. */
export function endWithParents(): void {
  const parents = [process.ppid, parentOf(process.ppid)].filter((pid) => pid > 1);
  const look = (): void => {
    if (parents.every(isAlive) && process.ppid === parents[0]) return;
    process.exit(1);
  };
  setInterval(look, EVERY_MS).unref();
}

function parentOf(pid: number): number {
  try {
    return Number(execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }));
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
