import type { ECRClient, ImageFailure } from "@aws-sdk/client-ecr";
import { BatchDeleteImageCommand } from "@aws-sdk/client-ecr";
import type { PlannedManifest } from "../migration-plan";

/** At most so many images in one call. */
const BATCH = 100;

/**
 * Deletes the images of a plan by their digests, and no others. What refers to an image goes before it, and what ECR refuses while
 * something refers to it is asked for again, as long as that helps.
 *
 * @returns what ECR has not deleted, and why; an image that is gone already is none of it
 */
export async function deleteImages(
  ecr: ECRClient,
  { registryId, name }: { readonly registryId: string; readonly name: string },
  manifests: readonly PlannedManifest[],
): Promise<readonly ImageFailure[]> {
  let left = manifests.map(({ digest }) => digest).reverse();
  for (;;) {
    const failures: ImageFailure[] = [];
    for (let from = 0; from < left.length; from += BATCH) {
      const imageIds = left.slice(from, from + BATCH).map((imageDigest) => ({ imageDigest }));
      const answer = await ecr.send(new BatchDeleteImageCommand({ registryId, repositoryName: name, imageIds }));
      failures.push(...(answer.failures ?? []).filter(({ failureCode }) => failureCode !== "ImageNotFound"));
    }
    const refused = failures.flatMap(({ imageId }) => imageId?.imageDigest ?? []);
    if (refused.length === 0 || refused.length >= left.length) return failures;
    left = refused;
  }
}
