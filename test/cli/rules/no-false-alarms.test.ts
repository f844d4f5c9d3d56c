import { expect } from "chai";
import { proveAccessModel } from "../../../cli/proof/prove";
import { findAll } from "../../../cli/rules/find-all";
import type { RegistryTopology } from "../../../shared";
import { EXAMPLES } from "../../examples/example-documents";
import { TOPOLOGY } from "../../shared/fixtures";
import { modelOf } from "./plan-model";

const TOPOLOGIES: readonly { readonly name: string; readonly topology: RegistryTopology }[] = [
  ...EXAMPLES,
  { name: "the topology of the tests", topology: TOPOLOGY },
];
const KMS_ACCESS = ["key-policy", "kms-grants", "ecr-grants-only"] as const;
const STRATEGIES = ["arn-condition", "exact"] as const;

describe("what this package deploys", () => {
  for (const { name, topology } of TOPOLOGIES) {
    for (const kmsAccess of KMS_ACCESS) {
      for (const principalStrategy of STRATEGIES) {
        it(`breaks no rule but that images are kept: ${name}, ${kmsAccess}, ${principalStrategy}`, async function () {
          const settings = { ...topology, kmsAccess, principalStrategy };
          // Organizations cannot hold grants: the plan refuses them.
          if (kmsAccess === "kms-grants" && JSON.stringify(topology).includes('"o-')) this.skip();
          const proof = await proveAccessModel(modelOf(settings));
          const findings = findAll({ model: proof.model, proof }, { rules: {} });
          expect(findings.map(({ rule, severity, subject }) => [rule, severity, subject])).to.deep.equal(
            Object.keys(topology.repositories)
              .sort()
              .map((repository) => ["no-lifecycle-policy", "low", `repository ${repository}`]),
          );
        });
      }
    }
  }
});
