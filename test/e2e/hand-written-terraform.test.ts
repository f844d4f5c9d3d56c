import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { proveAccess } from "../../cli/access";
import { CHECK_OPTIONS, checkSummary } from "../cli/fixtures/terraform/check-summary";
import { planFixture, RECIPES } from "../cli/fixtures/terraform/record";
import { sharedEmulator } from "../support/shared-emulator";
import { sideBySide } from "../support/side-by-side";

const FIXTURES = join(__dirname, "..", "cli", "fixtures", "terraform");

describe("Terraform that others wrote, planned and applied", function () {
  const planned = new Map<string, Awaited<ReturnType<typeof planFixture>>>();
  let work: string;

  before(async function () {
    const { emulator, mirror } = await sharedEmulator(this);
    await emulator.reset();
    work = mkdtempSync(join(tmpdir(), "ecr-kms-hand-written-"));
    const fixtures = Object.keys(RECIPES).map((name) => ({ name }));
    const plan = async ({ name }: { readonly name: string }): Promise<void> => {
      planned.set(name, await planFixture(name, { endpoint: emulator.endpoint, mirror, work }));
    };
    // Two at a time: each Terraform takes most of a processor.
    await sideBySide(fixtures, plan, ({ name }) => {
      const earlier = fixtures[fixtures.findIndex((each) => each.name === name) - 2];
      return earlier === undefined ? [] : [earlier.name];
    });
  });

  after(() => {
    if (work) rmSync(work, { recursive: true, force: true });
  });

  for (const name of Object.keys(RECIPES)) {
    it(`is checked with the result on record: ${name}`, async () => {
      const { plan, state } = planned.get(name) ?? {};
      for (const [input, json] of Object.entries({ plan, state })) {
        if (json === undefined) continue;
        writeFileSync(join(work, `${input}.json`), JSON.stringify(json));
        const found = checkSummary(await proveAccess(`${input}.json`, { ...CHECK_OPTIONS[name], folder: work }));
        const recorded = readFileSync(join(FIXTURES, name, `expected-check-of-${input}.json`), "utf8");
        expect(found, input).to.deep.equal(JSON.parse(recorded));
      }
    });
  }
});
