import { INTERNAL_ADDRESS, OTHER_ACCOUNTS } from "../cannot-tell";
import { CALLER, PLACE, WHEN, column } from "../columns";
import { NAME, PUSHED_DIGEST, PUSHED_TAG, REGION, REGISTRY, REPOSITORY, TIME, WHO, ecrCalls } from "../fields";
import type { Definition } from "../language";
import { choose, first, inside, is, literal, text } from "../terms";

const HOW = choose(
  [
    { when: is(NAME, "ReplicateImage"), then: literal("replication") },
    { when: is(NAME, "BatchImportUpstreamImage"), then: literal("pull through cache") },
    { when: is(text("userIdentity.type"), "AWSService"), then: literal("service") },
  ],
  literal("push"),
);

const MEDIA_TYPE = first(
  text("requestParameters.imageManifestMediaType"),
  text("responseElements.image.imageManifestMediaType"),
  inside(text("requestParameters.imageManifest"), "mediaType"),
);

/** Who wrote images: a row for each manifest that got a tag or came without one. */
export const PUSHES: Definition = {
  id: "pushes",
  title: { start: "Who pushed", anything: "images" },
  takes: ["repository", "image", "principal", "account", "since", "until"],
  images: "as-named",
  parts: [
    {
      kind: "push",
      where: ecrCalls("PutImage"),
      values: {
        time: TIME,
        registry: REGISTRY,
        repository: REPOSITORY,
        how: HOW,
        tag: PUSHED_TAG,
        digest: PUSHED_DIGEST,
        type: MEDIA_TYPE,
        ...WHO,
      },
    },
    {
      // Named after the permissions; how CloudTrail records them is not documented, so each field is looked for where
      // it may be.
      kind: "import",
      where: ecrCalls("ReplicateImage", "BatchImportUpstreamImage"),
      values: {
        time: TIME,
        registry: REGISTRY,
        repository: REPOSITORY,
        how: HOW,
        tag: PUSHED_TAG,
        digest: PUSHED_DIGEST,
        type: MEDIA_TYPE,
        ...WHO,
      },
    },
  ],
  columns: [
    WHEN,
    column("how", "How"),
    ...PLACE,
    column("tag", "Tag"),
    column("digest", "Digest", "digest"),
    column("type", "Media type"),
    ...CALLER,
  ],
  groupBy: ["principal", "account", "registry", "repository", "how"],
  timelineBy: "repository",
  subject: { repository: { registry: REGISTRY, name: REPOSITORY, region: REGION } },
  cannotTell: [
    "A row is one manifest: a multi-architecture image has one for its index and one for each child. Layers are not rows.",
    "Which events replication, pull through cache rules and creation templates leave is documented only in part; rows with How = replication or pull through cache rest on the names of the permissions (ecr:ReplicateImage, ecr:BatchImportUpstreamImage).",
    "Failed pushes are not here: ask `denied`.",
    INTERNAL_ADDRESS,
    OTHER_ACCOUNTS,
  ],
};
