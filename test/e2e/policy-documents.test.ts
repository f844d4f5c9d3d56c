import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { providerAnswers } from "../cli/terraform-language/policy-documents/record";
import type { ProviderMirror } from "../support/tools";
import { describeMissing, findTools } from "../support/tools";

const RECORDED = join(__dirname, "..", "cli", "terraform-language", "policy-documents", "recorded.json");

describe("aws_iam_policy_document of the real provider", function () {
  this.timeout(300_000);
  let work: string;
  let mirror: ProviderMirror | undefined;

  before(function () {
    const found = findTools();
    const missing = found.missing.filter(({ name }) => name === "terraform");
    if (missing.length > 0) {
      if (process.env["E2E"] === "required") throw new Error(describeMissing(missing));
      console.log(`      skipped: ${describeMissing(missing)}`);
      this.skip();
    }
    ({ mirror } = found);
    work = mkdtempSync(join(tmpdir(), "ecr-kms-policy-documents-"));
  });

  after(() => {
    if (work) rmSync(work, { recursive: true, force: true });
  });

  it("makes of each probe what is on record", async () => {
    expect(await providerAnswers(work, mirror)).to.deep.equal(JSON.parse(readFileSync(RECORDED, "utf8")));
  });
});
