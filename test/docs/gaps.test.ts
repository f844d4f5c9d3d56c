import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { AFFECTS_ACCESS } from "../../cli/model/gap";

describe("the table of gaps", () => {
  it("has each kind, and says whether it fails a gate", () => {
    const page = readFileSync(join(__dirname, "../../docs/check.md"), "utf8");
    const rows = page.split("\n").flatMap((line) => /^\| (`[^|]+) \|[^|]+\| (yes|no) +\|$/.exec(line)?.slice(1) ?? []);
    const said = rows.flatMap((kinds, index) =>
      index % 2 === 0 ? [...kinds.matchAll(/`([\w-]+)`/g)].map(([, kind]) => [kind, rows[index + 1] === "yes"]) : [],
    );
    expect(Object.fromEntries(said)).to.deep.equal(AFFECTS_ACCESS);
  });
});
