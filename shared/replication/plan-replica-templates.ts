import { partOf } from "../findings/shape";
import { checkCreationTemplate, TEMPLATE_SETTINGS } from "../creation-template/check";
import type { CheckContext } from "../findings/checks";
import { checkText, requireConfig } from "../findings/checks";
import type { PlannedCreationTemplate } from "../creation-template/plan";
import { creationTemplateOf } from "../creation-template/plan";
import type { CreationTemplateConfig } from "../creation-template/config";
import { policyJson } from "../policies/document";
import { FindingList, shown } from "../findings/findings";
import type { ReadReplica, ReplicaRegistryConfig } from "./read-replica";
import { readReplica } from "./read-replica";
import { isNamespace } from "./prefixes";
import { ROOT_PREFIX } from "../aws/repository-prefix";
import { repositoryPolicyOf } from "../access/repository-policy";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";

/** What a `ReplicaRegistry` was given, and the key that it made or was given. */
export interface ReplicaTemplatesConfig extends ReplicaRegistryConfig {
  /** The ARN of the key of the destination. Any text is taken: `planReplica` has checked one that was given. */
  readonly keyArn: string;
}

/**
 * The creation templates of a destination, each with the role that encrypting needs.
 *
 * With `repositories: "template"` there is one for each namespace that is replicated, with the repository policy of its
 * repositories. With `"pre-created"` in the account of the source there is one for each namespace too, without a
 * policy, and one for the rest (`ROOT`) where single names are replicated: a filter `orders` also replicates
 * `orders-v2`, no registry policy stands in the way within one account, and the replica shall not be left with AES256.
 * In another account the source may not make repositories, so that there is nothing for a template to do.
 *
 * @throws PolicyError with every finding
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
 * @example
 * ```ts
 * const replication = { topology, destinations: [{ region: "eu-west-1" }], prefixes: ["team/"] };
 * planReplicaTemplates({ replication, region: "eu-west-1", keyArn });
 * // [{ prefix: "team", appliedFor: ["REPLICATION"],
 * //    customRoleArn: "arn:aws:iam::123456789012:role/ecr-template-eu-west-1-team", …,
 * //    encryptionConfiguration: { encryptionType: "KMS", kmsKey: keyArn }, imageTagMutability: "IMMUTABLE", role: … }]
 * ```
 */
export function planReplicaTemplates(
  config: ReplicaTemplatesConfig,
  isUnresolved: IsUnresolved = allResolved,
): readonly PlannedCreationTemplate[] {
  const findings = new FindingList();
  requireConfig(config, "ReplicaRegistry");
  const { keyArn, ...replica } = config;
  const context = { findings, isUnresolved };
  if (checkText(keyArn, "keyArn", context) && keyArn === "") findings.add("INVALID_KEY_ARN", "keyArn", "names no key");
  const read = readReplica(replica, context);
  return templatesOf(findings.orThrow("ReplicaRegistry", read), replica, keyArn).map(creationTemplateOf);
}

/** Stands for the ARN of a key while the templates are checked. */
const KEY_TO_COME = "\u0000key to come";

/** Adds a finding for everything that is wrong with the templates of a replica. */
export function checkReplicaTemplates(read: ReadReplica, config: ReplicaRegistryConfig, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  const { repositories } = read.destination;
  if (repositories === "template") checkAccess(read, context);
  const templates = templatesOf(read, config, KEY_TO_COME);
  for (const template of templates) {
    const found = new FindingList();
    const isLater: IsUnresolved = (value) => value === KEY_TO_COME || isUnresolved(value);
    checkCreationTemplate(template, { findings: found, isUnresolved: isLater });
    const ofPrefix = ["prefix", "roleName"];
    findings.merge(found.all, (path) => (ofPrefix.includes(path) ? "replication.prefixes" : `repository.${path}`));
  }
}

function templatesOf(
  read: ReadReplica,
  { repository = {}, manageTemplates = true }: ReplicaRegistryConfig,
  keyArn: string,
): readonly CreationTemplateConfig[] {
  const { replication, destination, registry } = read;
  const { region, accountId, repositories } = destination;
  if (!manageTemplates || (repositories === "pre-created" && !destination.sameAccount)) return [];
  // Without what no template has: `planReplica` refuses it where a template is all there is.
  const settings = partOf(repository, TEMPLATE_SETTINGS);
  const template = (prefix: string, policyOf?: string): CreationTemplateConfig => {
    const repositoryPolicy = policyOf === undefined ? undefined : repositoryPolicyOf(registry, policyOf);
    const place = { region, partition: registry.partition, registryAccountId: accountId, keyArn };
    return {
      ...{ prefix, appliedFor: ["REPLICATION"], ...place, ...settings },
      ...(repositoryPolicy ? { repositoryPolicy } : {}),
    };
  };
  const byTemplate = repositories === "template";
  const namespaces = replication.filters.filter(isNamespace);
  return [
    ...namespaces.map((name) => template(name.slice(0, -1), byTemplate ? namesIn(name, read)[0] : undefined)),
    ...(namespaces.length < replication.filters.length ? [template(ROOT_PREFIX)] : []),
  ];
}

/** The repositories of the topology that are in a namespace. */
function namesIn(namespace: string, { registry }: ReadReplica): readonly string[] {
  return Object.keys(registry.repositories).filter((name) => name.startsWith(namespace));
}

/** A template has one repository policy: the repositories of its namespace have to need the same. */
function checkAccess(read: ReadReplica, { findings }: CheckContext): void {
  for (const namespace of read.replication.filters.filter(isNamespace)) {
    const [first, ...others] = namesIn(namespace, read);
    if (first === undefined) continue;
    const policyOf = (name: string): string => {
      const policy = repositoryPolicyOf(read.registry, name);
      return policy ? policyJson(policy) : "";
    };
    const other = others.find((name) => policyOf(name) !== policyOf(first));
    if (other === undefined) continue;
    findings.add(
      "REPLICA_ACCESS_DIFFERS",
      "replication.prefixes",
      `the template of ${shown(namespace)} gives all its repositories one policy, but ${shown(first)} and ${shown(other)} have different pullers`,
    );
  }
}
