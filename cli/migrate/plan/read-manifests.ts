import { BatchGetImageCommand } from "@aws-sdk/client-ecr";
import { ask } from "../../toolkit/aws/ask";
import { InputError } from "../../toolkit/input-error";
import type { Problem } from "../../toolkit/input-error";
import { mapSideBySide } from "../../toolkit/side-by-side";
import type { MigrateClients } from "../clients";
import type { ListedImage } from "../list-images";
import type { ParsedManifest } from "./parse-manifest";
import { MANIFEST_TYPES, parseManifest } from "./parse-manifest";

/** A manifest, with what ECR says about it. */
export interface ReadManifest {
  readonly image: ListedImage;
  readonly manifest: ParsedManifest;
  /** Of the manifest itself. */
  readonly bytes: number;
}

/** At most so many images in one call. */
const BATCH = 100;
const AT_ONCE = 4;

/**
 * The manifests of images.
 *
 * @throws InputError for manifests that ECR does not give or that cannot be read: a plan without them would leave
 * images behind
 */
export async function readManifests(
  clients: MigrateClients,
  repository: { readonly registryId: string; readonly name: string },
  images: readonly ListedImage[],
  onRead: (done: number) => void = () => undefined,
): Promise<readonly ReadManifest[]> {
  const batches = Array.from({ length: Math.ceil(images.length / BATCH) }, (_, index) =>
    images.slice(index * BATCH, (index + 1) * BATCH),
  );
  let done = 0;
  const answers = await mapSideBySide(batches, AT_ONCE, async (batch) => {
    const answer = await readBatch(clients, repository, batch);
    done += batch.length;
    onRead(done);
    return answer;
  });
  const problems = answers.flatMap((answer) => answer.problems);
  if (problems.length > 0) throw new InputError(problems.sort((a, b) => (a.path < b.path ? -1 : 1)));
  return answers.flatMap(({ read }) => read);
}

async function readBatch(
  { ecr, session }: MigrateClients,
  { registryId, name }: { readonly registryId: string; readonly name: string },
  images: readonly ListedImage[],
): Promise<{ readonly read: readonly ReadManifest[]; readonly problems: readonly Problem[] }> {
  const command = new BatchGetImageCommand({
    registryId,
    repositoryName: name,
    imageIds: images.map(({ digest }) => ({ imageDigest: digest })),
    acceptedMediaTypes: [...MANIFEST_TYPES],
  });
  const asked = { path: `repository ${name}`, call: "ecr:BatchGetImage", session };
  const answer = await ask(asked, () => ecr.send(command));
  const texts = new Map((answer.images ?? []).map((image) => [image.imageId?.imageDigest ?? "", image]));
  const failures = new Map((answer.failures ?? []).map((failure) => [failure.imageId?.imageDigest ?? "", failure]));
  const problems: Problem[] = [];
  const read = images.flatMap((image): ReadManifest[] => {
    const path = `repository ${name}: ${image.digest}`;
    const found = texts.get(image.digest);
    const text = found?.imageManifest;
    if (text === undefined) {
      const { failureCode = "ImageNotFound", failureReason } = failures.get(image.digest) ?? {};
      const message = `ECR does not give its manifest: ${failureCode}${failureReason === undefined ? "" : `: ${failureReason}`}`;
      problems.push({ path, message, hint: hintFor(failureCode) });
      return [];
    }
    const manifest = parseManifest(text, found?.imageManifestMediaType ?? image.mediaType);
    if (manifest === undefined) {
      problems.push({ path, message: "its manifest cannot be read", hint: "look at it with: aws ecr batch-get-image" });
      return [];
    }
    return [{ image, manifest, bytes: Buffer.byteLength(text) }];
  });
  return { read, problems };
}

function hintFor(code: string): string {
  if (code === "KmsError") return "the key of the source cannot be used: ecr-kms doctor says why";
  if (code === "ImageNotFound")
    return "it was deleted while the plan was made: run it again, with lifecycle rules suspended";
  return "the code is ECR's own; run it again, and ask AWS when it stays";
}
