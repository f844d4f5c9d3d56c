import { FindingList } from "../findings/findings";
import type { HubPlan } from "../hub/plan-hub";
import { hubOf } from "../hub/plan-hub";
import { checkReplicaTemplates } from "./plan-replica-templates";
import type { ReplicaRegistryConfig, ReadReplica } from "./read-replica";
import { readReplica } from "./read-replica";
import type { RegistryPolicy } from "../policies/registry-policy";
import type { RegistryTopology } from "../topology/topology";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";
import { policyDocument } from "../policies/document";
import { documentSize } from "../policies/document-size";
import { replicationStatement } from "../policies/registry-policy";
import { isNamespace } from "./prefixes";

/** What `ReplicaRegistry` makes, besides the creation templates of `planReplicaTemplates`. */
export interface ReplicaPlan extends HubPlan {
  /** The registry of the destination, for `SpokeAccess` and everything else that takes a topology. */
  readonly topology: RegistryTopology;
  /** The ARN of the key that was given; absent where one is made. */
  readonly keyArn?: string;
  /** Absent where the source is in the same account and no further statement is given. */
  readonly registryPolicy?: RegistryPolicy;
}

/**
 * What `ReplicaRegistry` makes in one destination, besides the creation templates of `planReplicaTemplates`: a key,
 * every repository with its policy (unless a template makes them), and the registry policy that lets another account
 * replicate into it.
 *
 * @throws PolicyError with every finding, among them UNKNOWN_DESTINATION, REPLICA_WITHOUT_TEMPLATE and
 * REPLICA_ACCESS_DIFFERS
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html
 * @example
 * ```ts
 * planReplica({ replication: { topology, destinations: [{ region: "eu-west-1" }] }, region: "eu-west-1" });
 * // { topology: { region: "eu-west-1", registryAccountId: "123456789012",
 * //     repositories: { app: { pull: ["222222222222"] } } },
 * //   key: { aliasName: "alias/ecr/registry", … }, repositories: [{ name: "app", … }] }
 * ```
 */
export function planReplica(config: ReplicaRegistryConfig, isUnresolved: IsUnresolved = allResolved): ReplicaPlan {
  const findings = new FindingList();
  const context = { findings, isUnresolved };
  const read = findings.orThrow("ReplicaRegistry", readReplica(config, context));
  const { destination, topology, registry } = read;
  const { keyArn, repositories: mode } = destination;
  const ofHub = new FindingList();
  const { key: keySettings, repository } = config;
  const hubConfig = {
    topology,
    ...(keyArn === undefined ? {} : { keyArn }),
    ...(keySettings === undefined ? {} : { key: keySettings }),
    ...(repository === undefined ? {} : { repository }),
  };
  const { key, repositories } = hubOf(hubConfig, registry, ofHub);
  findings.merge(ofHub.all, (path) => (path.startsWith("topology") ? `replication.${path}` : path));
  // What is wrong with a repository policy has been found already.
  if (ofHub.count === 0) checkReplicaTemplates(read, config, context);
  const registryPolicy = registryPolicyOf(read, config);
  if (registryPolicy) checkRegistryPolicySize(registryPolicy, "replication.prefixes", findings);
  findings.throwIfAny("ReplicaRegistry");
  return {
    topology,
    ...(key ? { key } : {}),
    ...(keyArn === undefined ? {} : { keyArn }),
    repositories: mode === "template" ? [] : repositories,
    ...(registryPolicy ? { registryPolicy } : {}),
  };
}

/**
 * The registry policy of a destination: lets the source replicate, when it is another account, and holds the caller's
 * further statements. The source may make repositories only where a template encrypts them.
 */
function registryPolicyOf(
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
function checkRegistryPolicySize(policy: RegistryPolicy, path: string, findings: FindingList): void {
  const { size, limit, remaining, unit } = documentSize("registry policy", "registry-policy", policy);
  if (remaining >= 0) return;
  findings.add("DOCUMENT_TOO_LARGE", path, `the registry policy has ${size} ${unit}; AWS allows ${limit}`, {
    hint: 'replicate namespaces instead of single repositories: prefixes: ["team/"]',
  });
}
