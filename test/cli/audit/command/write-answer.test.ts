import { chmodSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { writeToFile } from "../../../../cli/commands/audit/write-answer";
import { OwnedProcess } from "../../../support/owned-process";
import { refusalOfPromise } from "../../../support/thrown";

describe("writing an answer", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "ecr-kms-write-")));
    file = join(folder, "answer.csv");
    writeFileSync(file, "old");
  });
  afterEach(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  });
  const content = () =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));

  it("takes the place of an older one, and leaves nothing beside it and nothing listening", async () => {
    const listeners = process.listenerCount("SIGINT");
    await writeToFile(file, portions("one,", "two ü\n"));
    expect(content()).to.deep.equal({ "answer.csv": "one,two ü\n" });
    expect(process.listenerCount("SIGINT")).to.equal(listeners);
  });

  it("leaves the older one when the answer fails half way", async () => {
    const failing = async function* (): AsyncGenerator<string> {
      yield "half";
      await Promise.reject(new Error("the disk is full"));
    };
    const error = await writeToFile(file, failing()).catch((reason: unknown) => reason);
    expect(String(error)).to.equal("Error: the disk is full");
    expect(content()).to.deep.equal({ "answer.csv": "old" });
  });

  it("refuses what lies where it would write first, and leaves it", async () => {
    const beside = join(folder, `.answer.csv.${process.pid}.part`);
    writeFileSync(beside, "somebody's");
    const { problems } = await refusalOfPromise(writeToFile(file, portions("new")));
    expect(problems.map(({ message }) => message)).to.deep.equal(["cannot be written: EEXIST"]);
    expect(readFileSync(beside, "utf8")).to.equal("somebody's");
    expect(readFileSync(file, "utf8")).to.equal("old");
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`leaves the older one, and nothing else, at ${signal}`, async function () {
      const running = new OwnedProcess(process.execPath, ["--import", "tsx", join(__dirname, "slow-writer.ts"), file]);
      while (running.output !== "begun") await new Promise((resolve) => setTimeout(resolve, 20));
      expect(readdirSync(folder)).to.have.length(2);
      running.signal(signal);
      expect((await running.ended).code).to.equal(undefined);
      expect(content()).to.deep.equal({ "answer.csv": "old" });
    });
  }
});

async function* portions(...texts: readonly string[]): AsyncGenerator<string> {
  for (const text of texts) yield await Promise.resolve(text);
}
