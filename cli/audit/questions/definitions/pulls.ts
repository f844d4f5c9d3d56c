import { CALLER, PLACE, WHEN, column } from "../columns";
import { PUSHED_DIGEST, PUSHED_TAG, REGION, REGISTRY, REPOSITORY, TIME, WHO, ecrCalls } from "../fields";
import type { Definition } from "../language";
import { item, literal, match, text } from "../terms";
import { INTERNAL_ADDRESS, LOST_READS, OTHER_ACCOUNTS } from "../cannot-tell";

const WHERE = { time: TIME, registry: REGISTRY, repository: REPOSITORY, region: REGION, event: WHO.event };

/** Who read images: a row for each manifest that was asked for, and one for each layer. */
export const PULLS: Definition = {
  id: "pulls",
  title: { start: "Who pulled", anything: "images" },
  takes: ["repository", "image", "principal", "account", "since", "until"],
  images: "at-the-time",
  parts: [
    {
      kind: "pull",
      where: ecrCalls("BatchGetImage"),
      each: { list: ["requestParameters", "imageIds"] },
      values: {
        ...WHERE,
        ...WHO,
        what: literal("manifest"),
        tag: item("imageTag"),
        digest: item("imageDigest"),
      },
    },
    {
      kind: "layer",
      where: ecrCalls("GetDownloadUrlForLayer"),
      values: { ...WHERE, ...WHO, what: literal("layer"), layer: text("requestParameters.layerDigest") },
    },
    // What is remembered: which digest a tag stood for, and what an index consists of.
    {
      kind: "push",
      where: ecrCalls("PutImage"),
      values: { ...WHERE, tag: PUSHED_TAG, digest: PUSHED_DIGEST },
    },
    {
      kind: "child",
      where: ecrCalls("PutImage"),
      each: { within: ["requestParameters", "imageManifest"], list: ["manifests"] },
      values: {
        ...WHERE,
        tag: PUSHED_TAG,
        parent: PUSHED_DIGEST,
        digest: match(item("digest"), "^(sha256:[0-9a-f]{64})$"),
      },
    },
  ],
  columns: [
    WHEN,
    column("what", "What"),
    ...PLACE,
    column("tag", "Tag"),
    column("digest", "Digest", "digest"),
    column("layer", "Layer", "digest"),
    ...CALLER,
  ],
  groupBy: ["principal", "account", "registry", "repository", "what", "tag", "digest"],
  timelineBy: "principal",
  subject: { repository: { registry: REGISTRY, name: REPOSITORY, region: REGION } },
  cannotTell: [
    "A row with What = manifest is one manifest that was asked for with BatchGetImage; What = layer is one layer for which a download was asked for. Neither is a count of pulls: clients keep what they have, so a second pull reads fewer layers or none, and a pull of a multi-architecture image asks for its index and for one child.",
    "A client may ask whether a manifest exists (HEAD) without pulling it; how that appears in CloudTrail is not documented.",
    "A successful BatchGetImage may have found nothing: CloudTrail does not record its response.",
    "A pull by tag records no digest. The digest is that of the last PutImage with this tag at or before the time of the pull; where that push is not in what was read (by default, 30 days before the period are read too), the digest stays unknown.",
    "Layers carry no image. When an image is asked for, layers are left out.",
    INTERNAL_ADDRESS,
    LOST_READS,
    OTHER_ACCOUNTS,
  ],
};
