import { checkKeyArn } from "../aws/key-arn";
import type { CheckContext } from "../findings/checks";
import { belowTopology, checkKeysKnown, requireConfig } from "../findings/checks";
import { FindingList } from "../findings/findings";
import type { Shape } from "../findings/shape";
import { checkShape, READ_APART } from "../findings/shape";
import type { KeyGrant } from "../access/key-grants";
import { keyDocumentsOf } from "../access/key-documents";
import { readTopology } from "../topology/read-topology";
import type { RegistryTopology } from "../topology/topology";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";

/** What `KeyGrants` is given, as plain data. */
export interface KeyGrantsConfig {
  /** The registry whose pushers and pullers get grants; its `kmsAccess` is `"kms-grants"`. */
  readonly topology: RegistryTopology;
  /** The ARN of an existing key of the key account. */
  readonly keyArn: string;
}

/** What `KeyGrants` is given: the key is checked with the topology that was read. */
export const KEY_GRANTS = {
  topology: { required: true, check: READ_APART },
  keyArn: { required: true, check: READ_APART },
} as const satisfies Shape<KeyGrantsConfig>;

/**
 * What `KeyGrants` makes: the grants on a key that exists already.
 *
 * @throws PolicyError with every finding, CONFLICTING_OPTIONS among them when the topology does not use grants
 * @example
 * ```ts
 * planGrants({ topology: { ...topology, kmsAccess: "kms-grants" }, keyArn });
 * // [{ id: "app/222222222222", repositoryName: "app", name: "app/222222222222",
 * //    granteePrincipal: "arn:aws:iam::222222222222:root", operations: ["Decrypt", "DescribeKey"],
 * //    encryptionContext: { "aws:ecr:arn": "arn:aws:ecr:us-east-1:123456789012:repository/app" } }]
 * ```
 */
export function planGrants(config: KeyGrantsConfig, isUnresolved: IsUnresolved = allResolved): readonly KeyGrant[] {
  const findings = new FindingList();
  const context = { findings, isUnresolved };
  requireConfig(config, "KeyGrants");
  checkShape(config, KEY_GRANTS, "", context);
  const topology = readTopology(config.topology, "topology", context);
  checkGrantedRepositories(config.topology, context);
  if (topology) {
    checkKeyArn(config.keyArn, "keyArn", topology, context);
    if (topology.kmsAccess !== "kms-grants")
      findings.add(
        "CONFLICTING_OPTIONS",
        "topology.kmsAccess",
        `KeyGrants makes grants, but "${topology.kmsAccess}" uses none`,
        { hint: 'set kmsAccess: "kms-grants", or leave KeyGrants out' },
      );
  }
  const { grants } = keyDocumentsOf(findings.orThrow("KeyGrants", topology), belowTopology, findings);
  findings.throwIfAny("KeyGrants");
  return grants;
}

/** Refuses the name of a repository that is known only at deployment, where each grant has it in its address. */
export function checkGrantedRepositories(topology: RegistryTopology | undefined, context: CheckContext): void {
  if (topology?.kmsAccess === "kms-grants")
    checkKeysKnown(topology.repositories, "topology.repositories", "a repository", context);
}
