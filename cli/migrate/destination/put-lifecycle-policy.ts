import { GetLifecyclePolicyCommand, PutLifecyclePolicyCommand } from "@aws-sdk/client-ecr";
import { ask } from "../../aws/ask";
import type { MigrateClients } from "../clients";
import type { MigrationPlan } from "../migration-plan";
import { sameJson } from "./ensure-destination";

/**
 * Gives the destination the lifecycle policy of the source, where it has none. To be called once every digest is verified.
 *
 * @returns what was done, for people
 */
export async function putLifecyclePolicy(
  { ecr, session }: MigrateClients,
  { destination }: MigrationPlan,
): Promise<readonly string[]> {
  const { registryId, name, lifecyclePolicy } = destination;
  if (lifecyclePolicy === undefined) return [];
  const repository = { registryId, repositoryName: name };
  const path = `repository ${name}`;
  const existing = await ask({ path, call: "ecr:GetLifecyclePolicy", session }, async () => {
    try {
      return (await ecr.send(new GetLifecyclePolicyCommand(repository))).lifecyclePolicyText;
    } catch (error) {
      if (error instanceof Error && error.name === "LifecyclePolicyNotFoundException") return undefined;
      throw error;
    }
  });
  if (existing !== undefined) {
    return sameJson(existing, lifecyclePolicy)
      ? []
      : [`${name} has another lifecycle policy than planned. It was left as it is.`];
  }
  const command = new PutLifecyclePolicyCommand({ ...repository, lifecyclePolicyText: lifecyclePolicy });
  await ask({ path, call: "ecr:PutLifecyclePolicy", session }, () => ecr.send(command));
  return [`${name} was given the lifecycle policy of the source; ages are counted from the copy.`];
}
