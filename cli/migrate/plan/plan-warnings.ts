import { listNames } from "../../toolkit/list-words";
import type { DescribedRepository } from "../describe-repository";
import type { ListedImage } from "../list-images";
import { manifestName } from "../migration-plan";
import type { RepositoryDocuments } from "./read-documents";
import type { UsableKey } from "./read-key";

/** More names than this nobody reads in one sentence. */
const MOST_NAMED = 5;

/** What a person should know about the repositories and the key. */
export function planWarnings(given: {
  readonly source: DescribedRepository;
  readonly key: UsableKey;
  readonly documents: RepositoryDocuments;
  readonly existing: DescribedRepository | undefined;
  /** Images that cannot be copied as they are. */
  readonly left: readonly ListedImage[];
  readonly images: number;
}): readonly string[] {
  const { source, key, documents, existing, left, images } = given;
  const warnings: string[] = [];
  if (images === 0) warnings.push(`${source.name} holds no image that can be copied.`);
  if (left.length > 0) {
    warnings.push(
      `${left.length.toLocaleString("en")} of its images cannot be pulled, so they are not in this plan: ${listNames(
        left.map((image) => `${manifestName(image)} is ${image.status}`),
        MOST_NAMED,
      )}. Restore each (aws ecr update-image-storage-class --target-storage-class STANDARD) and plan ` +
        "again, or delete it: cutover is not ready while they are there.",
    );
  }
  if (key.accountId !== source.registryId) {
    warnings.push(
      `The key is in account ${key.accountId}, the repository in ${source.registryId}. AWS's ECR pages neither promise nor exclude this: try it with an empty repository first.`,
    );
  }
  if (documents.lifecyclePolicy !== undefined) {
    warnings.push(
      `${source.name} has a lifecycle policy. Suspend it during the copy (aws ecr delete-lifecycle-policy; this plan keeps its text), or it may expire ` +
        "images between plan and cutover. In the destination it is put only after all digests are verified, and ages are counted from the copy: imagePushedAt begins anew.",
    );
  }
  if (source.scanOnPush) {
    warnings.push("Scan findings are not carried over: the destination scans each image when it is copied.");
  }
  if (existing !== undefined && source.encryption.type === "KMS_DSSE" && existing.encryption.type !== "KMS_DSSE") {
    warnings.push(
      `${existing.name} exists with one layer of encryption (${existing.encryption.type}), the source has two (KMS_DSSE). To keep two, name another repository with \`to\`.`,
    );
  }
  if (existing !== undefined && existing.tagMutability !== source.tagMutability) {
    warnings.push(
      `${existing.name} exists with tag mutability ${existing.tagMutability}, the source has ${source.tagMutability}. Settings of a repository that exists are left as they are.`,
    );
  }
  return warnings;
}
