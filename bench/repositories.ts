import type { EncryptedRepositoryConfig } from "ecr-kms";
import { pipelineRole, spokeId } from "./topologies";

/** How many repositories with a key of their own are synthesized. */
const REPOSITORIES = 1000;

/** Where they are. */
export const PLACE = { region: "eu-central-1", hub: "100000000000" };

/** Who uses one of them: a pipeline pushes, three accounts pull. */
export interface Use {
  readonly name: string;
  readonly push: readonly string[];
  readonly pull: readonly string[];
}

/** Every repository. */
export function uses(): readonly Use[] {
  return Array.from({ length: REPOSITORIES }, (_, index) => ({
    name: `service-${String(index).padStart(4, "0")}`,
    push: [pipelineRole(index % 25)],
    pull: [spokeId(index), spokeId(index + 1), spokeId(index + 2)],
  }));
}

/** The same as `EncryptedRepository` takes it. */
export function configOf({ name, push, pull }: Use): EncryptedRepositoryConfig {
  return { region: PLACE.region, registryAccountId: PLACE.hub, repositoryName: name, push, pull };
}
