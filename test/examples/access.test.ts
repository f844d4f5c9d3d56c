import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { proveAccess } from "../../cli/access";
import { compareWithExpectation } from "../../cli/expectation/compare-with-expectation";
import { readExpectation } from "../../cli/expectation/read-expectation";
import { writeExpectation } from "../../cli/expectation/write-expectation";
import { stackExport } from "../cli/readers/pulumi/stack-export";
import { synthesize } from "../support/deployment";
import type { RegistryTopology } from "../../shared";
import { topology as cloudHsm } from "../../examples/cloudhsm-key/topology";
import { topology as cached } from "../../examples/pull-through-cache/topology";
import { topology as regulated } from "../../examples/regulated-hub/topology";
import { EXAMPLES } from "./example-documents";
import { cdktfProgram, EXAMPLES_FOLDER, pulumiResources } from "./programs";

interface ProvedExample {
  readonly name: string;
  readonly topology: RegistryTopology;
  /** Whether the topology is all that the example makes. */
  readonly isWhole?: boolean;
}

const PROVED: readonly ProvedExample[] = [
  ...EXAMPLES,
  { name: "regulated-hub", topology: regulated, isWhole: false },
  { name: "cloudhsm-key", topology: cloudHsm },
  { name: "pull-through-cache", topology: cached },
];

for (const { name, topology, isWhole = true } of PROVED) {
  describe(`access of example ${name}`, () => {
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
      expect(await differences(synthesized, name)).to.deep.equal([]);
    });

    it("is as intended in what the Pulumi program registers", async () => {
      const file = join(work, "stack.json");
      writeFileSync(file, JSON.stringify(stackExport(await pulumiResources(name, topology))));
      expect(await differences(file, name)).to.deep.equal([]);
    });

    if (!isWhole) return;
    it("is as intended in its topology", async () => {
      const file = join(work, "topology.json");
      writeFileSync(file, JSON.stringify(topology));
      expect(await differences(file, name)).to.deep.equal([]);
    });
  });
}

async function differences(input: string, example: string): Promise<readonly string[]> {
  const config = join(EXAMPLES_FOLDER, example, "ecr-kms.config.json");
  const { differences: found, proof } = await proveAccess(input, {
    expect: join(EXAMPLES_FOLDER, example, "expected-access.json"),
    ...(existsSync(config) ? { config } : {}),
  });
  for (const kmsModel of ["documented", "two-way"] as const) {
    const { expectation } = await writeExpectation(proof, kmsModel);
    const written = readExpectation(JSON.parse(JSON.stringify(expectation)), "written.json");
    expect((await compareWithExpectation(proof, written)).differences, "what was written").to.deep.equal([]);
  }
  return found.map(({ message }) => message);
}
