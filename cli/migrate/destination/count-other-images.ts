import type { MigrateClients } from "../clients";
import { listImages } from "../list-images";
import type { MigrationPlan } from "../migration-plan";

/**
 * How many images the destination holds that are not of the plan: somebody else's, which the policies of the source
 * must neither expire nor give away.
 *
 * @throws InputError where AWS refuses to say
 */
export async function countOtherImages(
  clients: MigrateClients,
  { destination, manifests }: MigrationPlan,
): Promise<number> {
  const planned = new Set(manifests.map(({ digest }) => digest));
  const there = await listImages(clients, destination);
  return there.filter(({ digest }) => !planned.has(digest)).length;
}
