import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { checkOutput, writeOutput } from "../../../cli/toolkit/write-output";
import { refusalOf } from "../../support/thrown";

describe("writing a report", () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "ecr-kms-output-")));
  });
  afterEach(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  });

  it("makes a new file and replaces an old one, and leaves nothing beside it", () => {
    const file = join(folder, "report.html");
    writeOutput(file, "first, longer than the second");
    writeOutput(file, "second ü");
    expect(readFileSync(file, "utf8")).to.equal("second ü");
    expect(readdirSync(folder)).to.deep.equal(["report.html"]);
  });

  it("does not follow a symbolic link in place of the file", () => {
    const target = join(folder, "precious");
    writeFileSync(target, "precious");
    symlinkSync(target, join(folder, "report.html"));
    expect(messageOf(() => writeOutput(join(folder, "report.html"), "report"))).to.equal(
      "is a symbolic link, and nothing is written through one",
    );
    expect(readFileSync(target, "utf8")).to.equal("precious");
  });

  it("does not follow a link that points to nothing", () => {
    symlinkSync(join(folder, "nothing"), join(folder, "report.html"));
    expect(messageOf(() => checkOutput(join(folder, "report.html")))).to.include("is a symbolic link");
    expect(existsSync(join(folder, "nothing"))).to.equal(false);
  });

  it("does not write into a folder that is reached through a symbolic link, and says where it really is", () => {
    mkdirSync(join(folder, "real"));
    symlinkSync(join(folder, "real"), join(folder, "linked"));
    const error = refusalOf(() => writeOutput(join(folder, "linked", "report.html"), "report"));
    expect(error.problems).to.deep.equal([
      {
        path: join(folder, "linked", "report.html"),
        message: "a folder in this path is a symbolic link",
        hint: `give the real path: ${join(folder, "real", "report.html")}`,
      },
    ]);
    expect(readdirSync(join(folder, "real"))).to.deep.equal([]);
  });

  it("does not write through a link that waits beside the target under the name of the unfinished file", () => {
    const target = join(folder, "precious");
    writeFileSync(target, "precious");
    const beside = join(folder, `.report.html.${process.pid}.part`);
    symlinkSync(target, beside);
    expect(messageOf(() => writeOutput(join(folder, "report.html"), "report"))).to.equal("cannot be written: EEXIST");
    expect(readFileSync(target, "utf8")).to.equal("precious");
  });

  it("refuses a folder in place of the file, and a folder that does not exist", () => {
    mkdirSync(join(folder, "report.html"));
    expect(messageOf(() => checkOutput(join(folder, "report.html")))).to.equal("exists and is not a file");
    expect(messageOf(() => checkOutput(join(folder, "no", "report.html")))).to.equal(
      `the folder ${join(folder, "no")} does not exist`,
    );
  });
});

function messageOf(action: () => unknown): string | undefined {
  return refusalOf(action).problems[0]?.message;
}
