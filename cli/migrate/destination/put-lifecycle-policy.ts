import { PutLifecyclePolicyCommand } from "@aws-sdk/client-ecr";
import { ask } from "../../toolkit/aws/ask";
import type { MigrateClients } from "../clients";
import type { MigrationPlan } from "../migration-plan";
import { counted } from "../../toolkit/amounts";
import { findLifecyclePolicy } from "../repository-policies";
import { sameJson } from "../same-json";
import { countOtherImages } from "./count-other-images";

/**
 * Gives the destination the lifecycle policy of the source, where it has none and holds nothing but images of the plan: others would be
 * expired by rules that nobody made for them. To be called once every digest is verified.
 *
 * @returns what was done, for people
 */
export async function putLifecyclePolicy(clients: MigrateClients, plan: MigrationPlan): Promise<readonly string[]> {
  const { ecr, session } = clients;
  const { destination } = plan;
  const { registryId, name, lifecyclePolicy } = destination;
  if (lifecyclePolicy === undefined) return [];
  const existing = await findLifecyclePolicy(clients, destination);
  if (existing !== undefined) {
    return sameJson(existing, lifecyclePolicy)
      ? []
      : [`${name} has another lifecycle policy than planned. It was left as it is.`];
  }
  const others = await countOtherImages(clients, plan);
  if (others > 0) {
    return [
      `${name} was not given the lifecycle policy of the source: it holds ${counted(others, "image")} besides those of this plan, which the policy might expire. Put it yourself if it shall: aws ecr put-lifecycle-policy`,
    ];
  }
  const command = new PutLifecyclePolicyCommand({
    registryId,
    repositoryName: name,
    lifecyclePolicyText: lifecyclePolicy,
  });
  await ask({ path: `repository ${name}`, call: "ecr:PutLifecyclePolicy", session }, () => ecr.send(command));
  return [`${name} was given the lifecycle policy of the source; ages are counted from the copy.`];
}
