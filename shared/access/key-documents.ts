import { checkSizes, measured } from "./check-sizes";
import type { KeyPolicy } from "../policies/document";
import type { FindingList } from "../findings/findings";
import type { KeyGrant } from "./key-grants";
import { keyGrantsOf } from "./key-grants";
import { keyPolicyOf } from "./key-policy";
import type { ResolvedTopology } from "../topology/resolved-topology";

/** What belongs to the key of a topology. */
export interface KeyDocuments {
  /** `alias/` included. */
  readonly aliasName: string;
  /** The policy of the key. */
  readonly policy: KeyPolicy;
  /** The grants of pushers and pullers; none unless `kmsAccess` is `"kms-grants"`. */
  readonly grants: readonly KeyGrant[];
}

/** The grants that ECR makes on the key for each repository. */
const ECR_GRANTS_PER_REPOSITORY = 2;

/** The documents of the key of a topology that has been read; what AWS does not take becomes a finding. */
export function keyDocumentsOf(
  topology: ResolvedTopology,
  at: (path: string) => string,
  findings: FindingList,
): KeyDocuments {
  const policy = keyPolicyOf(topology);
  const grants = keyGrantsOf(topology);
  checkSizes([measured("key policy", "key-policy", policy, "repositories")], topology.kmsAccess, at, findings);
  const ofEcr = ECR_GRANTS_PER_REPOSITORY * Object.keys(topology.repositories).length;
  if (grants.length + ofEcr > topology.grantsPerKey) {
    findings.add(
      "TOO_MANY_GRANTS",
      at("repositories"),
      `the key would have ${grants.length + ofEcr} grants, ${ofEcr} of them made by ECR; KMS allows ${topology.grantsPerKey}`,
    );
  }
  return { aliasName: topology.keyAlias, policy, grants };
}
