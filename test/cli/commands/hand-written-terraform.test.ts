import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { proveAccess } from "../../../cli/access";
import { CHECK_OPTIONS, checkSummary } from "../fixtures/terraform/check-summary";
import { RECIPES } from "../fixtures/terraform/record";

const FIXTURES = join(__dirname, "..", "fixtures", "terraform");

// What is expected was read beside each main.tf, which says what is wrong with it. UPDATE_EXPECTED=1 writes it anew.
describe("ecr-kms check of Terraform that others wrote", () => {
  for (const name of Object.keys(RECIPES)) {
    for (const input of ["plan", "state"]) {
      const folder = join(FIXTURES, name);
      if (!existsSync(join(folder, `${input}.json`))) continue;
      it(`finds what is wrong with ${name} in its ${input}`, async () => {
        const access = await proveAccess(`${input}.json`, { ...CHECK_OPTIONS[name], folder });
        const file = join(folder, `expected-check-of-${input}.json`);
        const found = checkSummary(access);
        if (process.env["UPDATE_EXPECTED"] === "1") writeFileSync(file, `${JSON.stringify(found, undefined, 2)}\n`);
        expect(found).to.deep.equal(JSON.parse(readFileSync(file, "utf8")));
      });
    }
  }
});
