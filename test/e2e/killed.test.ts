import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { expect } from "chai";

const TSX = pathToFileURL(require.resolve("tsx")).href;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("a program that is killed with no time to end what it started", () => {
  it("leaves none of its processes", async () => {
    const program = spawn(process.execPath, ["--import", TSX, join(__dirname, "killed-program.ts")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [said] = (await once(program.stdout, "data")) as [Buffer];
    const pid = Number(said.toString());
    expect(isAlive(pid)).to.equal(true);
    program.kill("SIGKILL");
    // Mocha's guard ends what never comes.
    while (isAlive(pid)) await sleep(20);
  });
});
