import type { ImageDetail } from "@aws-sdk/client-ecr";
import { paginateDescribeImages } from "@aws-sdk/client-ecr";
import { allPages } from "../toolkit/aws/all-pages";
import { ask } from "../toolkit/aws/ask";
import type { MigrateClients } from "./clients";

/** An image of a repository, as ECR describes it. */
export interface ListedImage {
  readonly digest: string;
  /** Sorted. */
  readonly tags: readonly string[];
  readonly mediaType?: string;
  readonly bytes?: number;
  /** ISO 8601, UTC. */
  readonly pushedAt?: string;
  /** ISO 8601, UTC; ECR refreshes it about once a day. */
  readonly lastPullAt?: string;
  /** `ARCHIVED` and `ACTIVATING` images cannot be pulled. */
  readonly status: string;
}

const PAGE = 1000;

/**
 * All images of a repository, sorted by digest. Archived ones as well: without a filter, ECR leaves them out.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImagesFilter.html
 * @throws InputError where AWS refuses
 */
export async function listImages(
  { ecr, session }: MigrateClients,
  repository: { readonly registryId: string; readonly name: string },
  onPage: (images: number) => void = () => undefined,
): Promise<readonly ListedImage[]> {
  const found = new Map<string, ListedImage>();
  const asked = { path: `repository ${repository.name}`, call: "ecr:DescribeImages", session };
  const pages = paginateDescribeImages(
    { client: ecr, pageSize: PAGE },
    { registryId: repository.registryId, repositoryName: repository.name, filter: { imageStatus: "ANY" } },
  );
  await ask(asked, async () => {
    for await (const { imageDetails = [] } of allPages(pages)) {
      for (const image of imageDetails.map(listedImage)) {
        const before = found.get(image.digest);
        // A page may repeat an image that was pushed to while pages were read.
        found.set(image.digest, before === undefined ? image : { ...image, tags: merged(before.tags, image.tags) });
      }
      onPage(found.size);
    }
  });
  return [...found.values()].sort((a, b) => (a.digest < b.digest ? -1 : 1));
}

function listedImage(detail: ImageDetail): ListedImage {
  const { imageDigest = "", imageTags = [], imageManifestMediaType, imageSizeInBytes, imageStatus = "ACTIVE" } = detail;
  const { imagePushedAt, lastRecordedPullTime } = detail;
  return {
    digest: imageDigest,
    tags: merged(imageTags, []),
    status: imageStatus,
    ...(imageManifestMediaType === undefined ? {} : { mediaType: imageManifestMediaType }),
    ...(imageSizeInBytes === undefined ? {} : { bytes: imageSizeInBytes }),
    ...(imagePushedAt === undefined ? {} : { pushedAt: imagePushedAt.toISOString() }),
    ...(lastRecordedPullTime === undefined ? {} : { lastPullAt: lastRecordedPullTime.toISOString() }),
  };
}

function merged(first: readonly string[], second: readonly string[]): readonly string[] {
  return [...new Set([...first, ...second])].sort();
}
