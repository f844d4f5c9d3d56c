import { standInId } from "../../resources/computed-attributes";
import { InputError } from "../../toolkit/input-error";
import type { EncryptedRepositoryConfig, RegistryPlan, RegistryTopology } from "../../../shared";
import type { ResolvedKeySettings, ResolvedRepositorySettings } from "../../../shared/internal";
import { keySettings, resolveRepositorySettings } from "../../../shared/internal";
import { partitionOf, planRegistry, planRepository } from "../../../shared";
import { problemsOf } from "./findings-as-problems";

/** A topology with all that follows from it. */
export interface PlannedTopology {
  readonly topology: RegistryTopology;
  readonly plan: RegistryPlan;
  /** That of the existing key, or a stand-in. */
  readonly keyArn: string;
  /** Those of the key to make; absent when one is named that exists, whose settings nobody says. */
  readonly keySettings?: ResolvedKeySettings;
  /** Whether the alias is known to be the key's. */
  readonly hasAlias: boolean;
  readonly repositorySettings: ResolvedRepositorySettings;
  readonly isProtected: boolean;
}

/**
 * Plans a topology, or the one repository that an `EncryptedRepository` is given.
 *
 * @throws InputError with every finding
 */
export function plannedTopology(given: unknown, path: string): PlannedTopology {
  try {
    return isOneRepository(given) ? ofOneRepository(given, path) : ofRegistry(given as RegistryTopology, path);
  } catch (error) {
    const problems = problemsOf(error, path);
    if (problems === undefined) throw error;
    throw new InputError(problems);
  }
}

function isOneRepository(given: unknown): given is EncryptedRepositoryConfig {
  return typeof given === "object" && given !== null && "repositoryName" in given;
}

function ofRegistry(topology: RegistryTopology, path: string): PlannedTopology {
  const keyArn = standInKeyArn(topology, path);
  return {
    topology,
    plan: planned(topology, keyArn),
    keyArn,
    keySettings: keySettings(),
    hasAlias: true,
    repositorySettings: resolveRepositorySettings(),
    isProtected: true,
  };
}

function ofOneRepository(config: EncryptedRepositoryConfig, path: string): PlannedTopology {
  const { key, repository, topology } = planRepository(config);
  const keyArn = config.keyArn ?? standInKeyArn(topology, path);
  return {
    topology,
    plan: planned(topology, keyArn),
    keyArn,
    ...(key ? { keySettings: key.settings } : {}),
    hasAlias: key !== undefined || config.keyAlias !== undefined,
    repositorySettings: repository.settings,
    isProtected: config.deletionProtection ?? true,
  };
}

/** The stand-in is made of what has yet to be checked: what is wrong with that is said once, not of the ARN too. */
function planned(topology: RegistryTopology, keyArn: string): RegistryPlan {
  return planRegistry(topology, { keyArn, isUnresolved: (value) => value === keyArn });
}

function standInKeyArn(topology: unknown, path: string): string {
  const said = typeof topology === "object" && topology !== null ? (topology as Partial<RegistryTopology>) : {};
  const region = String(said.region);
  const { partition = partitionOf(region), registryAccountId, keyAccountId = registryAccountId } = said;
  return `arn:${partition}:kms:${region}:${String(keyAccountId)}:key/${standInId(`${path}#key`)}`;
}
