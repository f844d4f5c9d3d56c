import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { proveAccess } from "../../cli/access";
import { stackExport } from "../cli/readers/pulumi/stack-export";
import { synthesize } from "../support/deployment";
import { EXAMPLES } from "./example-documents";
import { cdktfProgram, EXAMPLES_FOLDER, pulumiResources } from "./programs";

for (const { name, topology } of EXAMPLES) {
  describe(`access of example ${name}`, () => {
    const expected = join(EXAMPLES_FOLDER, name, "expected-access.json");
    let work: string;

    before(() => {
      work = mkdtempSync(join(tmpdir(), `ecr-kms-access-${name}-`));
    });

    after(() => {
      rmSync(work, { recursive: true, force: true });
    });

    it("is as intended in what CDKTF synthesizes", async () => {
      const synthesized = join(work, "cdktf.out");
      synthesize(await cdktfProgram(name), synthesized);
      expect(await differences(synthesized, expected)).to.deep.equal([]);
    });

    it("is as intended in what the Pulumi program registers", async () => {
      const file = join(work, "stack.json");
      writeFileSync(file, JSON.stringify(stackExport(await pulumiResources(name, topology))));
      expect(await differences(file, expected)).to.deep.equal([]);
    });

    it("is as intended in its topology", async () => {
      const file = join(work, "topology.json");
      writeFileSync(file, JSON.stringify(topology));
      expect(await differences(file, expected)).to.deep.equal([]);
    });
  });
}

async function differences(input: string, expected: string): Promise<readonly string[]> {
  return (await proveAccess(input, { expect: expected })).differences.map(({ message }) => message);
}
