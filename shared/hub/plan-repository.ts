import { checkAliasName } from "../aws/alias-name";
import { requireConfig, checkProperties } from "../findings/checks";
import type { Shape } from "../findings/shape";
import { partOf, READ_APART } from "../findings/shape";
import { checkRepositoryName } from "../aws/checks";
import { hubOf, readHub, REGISTRY_HUB } from "./plan-hub";
import type { RegistryHubConfig, RepositoryToMake } from "./plan-hub";
import type { PlannedKey } from "../key/plan-key";
import type { Finding } from "../findings/findings";
import { FindingList, shown } from "../findings/findings";
import type { KeySettings } from "../key/settings";
import type { RepositorySettings } from "../repository/settings";
import { REPOSITORY_SETTINGS } from "../repository/settings";
import type { RegistryTopology, RepositoryAccess } from "../topology/topology";
import { TOPOLOGY } from "../topology/read-topology";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";

/** What `EncryptedRepository` is given, as plain data: a topology of one repository, flat. */
export interface EncryptedRepositoryConfig
  extends Omit<RegistryTopology, "repositories">, RepositoryAccess, RepositorySettings {
  /** The name of the repository. */
  readonly repositoryName: string;
  /** The alias of the repository's own key. @default - `alias/ecr/` and the repository name, with `-` for `.` */
  readonly keyAlias?: string;
  /** The ARN of an existing key. @default - the repository gets its own key */
  readonly keyArn?: string;
  /** Settings of its own key. @default - the defaults of `KeySettings` */
  readonly key?: KeySettings;
  /**
   * Whether Terraform and Pulumi refuse to delete key and repository. Pulumi (`protect`) also refuses for what has left
   * the program, Terraform (`prevent_destroy`) does not: where the component is removed both are planned to be
   * destroyed, and ECR refuses only while the repository has images and no `forceDelete`.
   * @default true
   */
  readonly deletionProtection?: boolean;
}

const { topology: _, repository: __, ...KEY_ARGUMENTS } = REGISTRY_HUB;
const { repositories: ___, ...FLAT_TOPOLOGY } = TOPOLOGY;
const ACCESS = {
  push: { check: READ_APART, otherwise: "nobody" },
  pull: { check: READ_APART, otherwise: "nobody" },
  lambda: { check: READ_APART, otherwise: "none" },
} as const satisfies Shape<RepositoryAccess>;

/**
 * What `EncryptedRepository` is given, by the part of a hub of one repository that it goes to. A property that is added
 * to one of the parts is an argument here by that alone.
 */
export const ENCRYPTED_REPOSITORY = {
  hub: KEY_ARGUMENTS,
  repository: REPOSITORY_SETTINGS,
  access: ACCESS,
  topology: FLAT_TOPOLOGY,
} as const;

const PROPERTIES: readonly string[] = [
  "repositoryName",
  ...Object.keys(ENCRYPTED_REPOSITORY.hub),
  ...Object.keys(ENCRYPTED_REPOSITORY.repository),
  ...Object.keys(ENCRYPTED_REPOSITORY.access),
  ...Object.keys(ENCRYPTED_REPOSITORY.topology),
];

/** What `EncryptedRepository` makes. */
export interface RepositoryPlan {
  /** The key to make; absent when one was given. */
  readonly key?: PlannedKey;
  /** The repository to make. */
  readonly repository: RepositoryToMake;
  /** The topology that the flat arguments amount to. */
  readonly topology: RegistryTopology;
}

/**
 * What `EncryptedRepository` makes.
 *
 * @throws PolicyError with every finding, its paths in the words of the flat arguments
 * @example
 * ```ts
 * planRepository({
 *   region: "us-east-1", registryAccountId: "123456789012", repositoryName: "my-app", pull: ["222222222222"],
 * });
 * // { key: { aliasName: "alias/ecr/my-app", policy: …, grants: [], settings: … },
 * //   repository: { name: "my-app", settings: …,
 * //     policy: { "Version": "2012-10-17", "Statement": [{ "Sid": "AllowPullAccounts", … }] } },
 * //   topology: { …, repositories: { "my-app": { pull: ["222222222222"] } } } }
 * ```
 */
export function planRepository(
  config: EncryptedRepositoryConfig,
  isUnresolved: IsUnresolved = allResolved,
): RepositoryPlan {
  const findings = new FindingList();
  requireConfig(config, "EncryptedRepository");
  const hub = hubOfOne(config, isUnresolved);
  const toFlat = flatPath(nameGiven(config.repositoryName));
  const found = new FindingList();
  checkRepositoryName(config.repositoryName, "repositoryName", { findings, isUnresolved });
  checkDefaultAlias(config, findings, isUnresolved);
  const topology = readHub(hub, found, isUnresolved);
  checkProperties(config, PROPERTIES, "", { findings, isUnresolved });
  findings.merge(
    found.all.filter((finding) => !isSaidFlat(finding, config)),
    toFlat,
  );
  const sizes = new FindingList();
  const { key, repositories } = hubOf(hub, findings.orThrow("EncryptedRepository", topology), sizes);
  findings.merge(sizes.all, toFlat);
  findings.throwIfAny("EncryptedRepository");
  const [repository] = repositories;
  if (repository === undefined) throw new Error("a hub of one repository plans one repository");
  return { ...(key ? { key } : {}), repository, topology: hub.topology };
}

/** Names, properties and the alias that follows from the name are checked in their flat form already. */
function isSaidFlat({ code, path }: Finding, { keyAlias }: EncryptedRepositoryConfig): boolean {
  if (code === "INVALID_ALIAS_NAME") return keyAlias === undefined;
  return code === "INVALID_REPOSITORY_NAME" || (code === "UNKNOWN_PROPERTY" && /^topology\.?[^.]*$/.test(path));
}

function defaultAlias(repositoryName: string, isUnresolved: IsUnresolved): string {
  return `alias/ecr/${isUnresolved(repositoryName) ? repositoryName : repositoryName.replaceAll(".", "-")}`;
}

/** A repository name may be longer than the alias that is made of it. */
function checkDefaultAlias(
  { repositoryName, keyAlias }: EncryptedRepositoryConfig,
  findings: FindingList,
  isUnresolved: IsUnresolved,
): void {
  if (keyAlias !== undefined || findings.count > 0 || isUnresolved(repositoryName)) return;
  const wrong = new FindingList();
  checkAliasName(defaultAlias(repositoryName, isUnresolved), "keyAlias", wrong);
  if (wrong.count === 0) return;
  findings.add("INVALID_ALIAS_NAME", "keyAlias", "the default, alias/ecr/ and the repository name, is too long", {
    hint: "give a keyAlias of at most 256 characters",
  });
}

/** What is not a string is refused elsewhere, and must not be turned into one before. */
function nameGiven(repositoryName: unknown): string {
  return typeof repositoryName === "string" ? repositoryName : "";
}

/** The hub of one repository: each argument in its place. */
function hubOfOne(config: EncryptedRepositoryConfig, isUnresolved: IsUnresolved): RegistryHubConfig {
  const name = nameGiven(config.repositoryName);
  const { keyAlias = defaultAlias(name, isUnresolved) } = config;
  return {
    topology: {
      ...partOf(config, ENCRYPTED_REPOSITORY.topology),
      keyAlias,
      repositories: { [name]: partOf(config, ENCRYPTED_REPOSITORY.access) },
    },
    ...partOf(config, ENCRYPTED_REPOSITORY.hub),
    repository: partOf(config, ENCRYPTED_REPOSITORY.repository),
  };
}

/** Puts the path of a hub's finding into the words of the flat arguments. */
function flatPath(name: string): (path: string) => string {
  const prefixes = [`topology.repositories[${shown(name)}].`, "topology.", "repository."];
  return (path) => {
    const prefix = prefixes.find((each) => path.startsWith(each));
    return prefix === undefined ? path : path.slice(prefix.length);
  };
}
