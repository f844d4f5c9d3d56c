import { policyDocument } from "../policies/document";
import { documentSize } from "../policies/document-size";
import type { FindingList } from "../findings/findings";
import type { ReadReplica, ReplicaRegistryConfig } from "./read-replica";
import type { RegistryPolicy } from "../policies/registry-policy";
import { replicationStatement } from "../policies/registry-policy";
import { isNamespace } from "./replication-prefixes";

/**
 * The registry policy of a destination: lets the source replicate, when it is another account, and holds the caller's further
 * statements. The source may make repositories only where a template encrypts them.
 */
export function registryPolicyOf(
  { replication, destination, registry }: ReadReplica,
  { furtherStatements = [], manageRegistryPolicy = true }: ReplicaRegistryConfig,
): RegistryPolicy | undefined {
  if (!manageRegistryPolicy) return undefined;
  const { source, filters } = replication;
  const names = Object.keys(registry.repositories);
  const reached = filters.flatMap((filter) =>
    isNamespace(filter) ? [filter] : names.filter((name) => name.startsWith(filter)),
  );
  const own = destination.sameAccount
    ? []
    : [
        replicationStatement(registry, {
          sourceAccountId: source.registryAccountId,
          repositories: reached,
          createRepositories: destination.repositories === "template",
        }),
      ];
  // Freezing is for what is made here: what the caller gave is copied.
  const further = structuredCopy(furtherStatements);
  return own.length + further.length > 0 ? policyDocument([...own, ...further]) : undefined;
}

function structuredCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** Adds a finding when a registry policy is larger than AWS accepts. */
export function checkRegistryPolicySize(policy: RegistryPolicy, path: string, findings: FindingList): void {
  const { size, limit, remaining, unit } = documentSize("registry policy", "registry-policy", policy);
  if (remaining >= 0) return;
  findings.add("DOCUMENT_TOO_LARGE", path, `the registry policy has ${size} ${unit}, AWS allows ${limit}`, {
    hint: 'replicate namespaces instead of single repositories: prefixes: ["team/"]',
  });
}
