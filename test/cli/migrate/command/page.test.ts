import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COPY_CALLS, CUTOVER_CALLS, DELETE_CALLS, PLAN_CALLS } from "../../../../cli/migrate/aws-calls";

const PAGE = readFileSync(join(__dirname, "../../../../docs/migrate.md"), "utf8");

/** The row of a table that begins with this cell. */
function row(cell: string, section: string): string {
  const below = PAGE.slice(PAGE.indexOf(`## ${section}`));
  return below.split("\n").find((line) => line.startsWith(`| ${cell} `)) ?? "";
}

describe("the page about migrate", () => {
  for (const [command, calls] of [
    ["`plan`", PLAN_CALLS],
    ["`copy`", COPY_CALLS],
    ["`cutover`", CUTOVER_CALLS],
    ["`--delete-source`", DELETE_CALLS],
  ] as const) {
    it(`names the permissions of ${command}, and no others of ECR`, () => {
      const named = row(command, "Permissions").match(/ecr:\w+/g) ?? [];
      const asked = calls.map(({ action }) => action).filter((action) => action.startsWith("ecr:"));
      expect([...named].sort()).to.deep.equal([...asked].sort());
    });
  }

  it("shows what the commands really print", () => {
    const steady = (text: string): string =>
      text
        .replaceAll("1234abcd-12ab-34cd-56ef-1234567890ab", "KEY")
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
        .replaceAll(/in \d+\.\d s/g, "in N s");
    const blocks = [...PAGE.matchAll(/```text\n\$ ecr-kms migrate (\w+) [^\n]*\n((?:.|\n)*?)```/g)];
    expect(blocks).to.have.length(4);
    // The last one's output is compared where the command runs, in the e2e test.
    for (const [, command = "", shown = ""] of blocks.slice(0, 3)) {
      const printed = readFileSync(join(__dirname, `../expected/e2e-${command}.txt`), "utf8");
      for (const part of steady(shown).split("…\n")) expect(printed).to.include(part.trimEnd());
    }
  });
});
