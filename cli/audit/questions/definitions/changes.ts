import { OTHER_ACCOUNTS } from "../cannot-tell";
import {
  CREATION_CHANGES,
  EXPIRY_CHANGES,
  GRANT_CHANGES,
  IMAGE_CHANGES,
  KEY_CHANGES,
  REGISTRY_CHANGES,
  REPOSITORY_CHANGES,
} from "../changes-table";
import { CALLER, PLACE, WHEN, column } from "../columns";
import { CONTEXT_REPOSITORY } from "../encryption-context";
import { KEY_ARN, NAME, OF_ECR, OF_KMS, REGION, REGISTRY, REPOSITORY, SUCCEEDED, TIME, WHO } from "../fields";
import type { Condition, Definition, Expression, Part } from "../language";
import { and, first, is, item, joined, literal, match, matches, meaning, not, or, text } from "../terms";

const GRANTEE = text("requestParameters.granteePrincipal");
const GRANT = first(
  text("requestParameters.grantId"),
  text("responseElements.grantId"),
  // RetireGrant has no request parameters.
  text("additionalEventData.grantId"),
);

/** What changed about it, named with what it is. */
const DETAIL = first(
  joined(literal("grantee "), GRANTEE, literal(", grant "), GRANT),
  joined(literal("grant "), GRANT),
  text("requestParameters.aliasName"),
  joined(literal("waiting days "), text("requestParameters.pendingWindowInDays")),
  joined(literal("rotation days "), text("requestParameters.rotationPeriodInDays")),
  joined(literal("lockout check bypassed: "), text("requestParameters.bypassPolicyLockoutSafetyCheck")),
  joined(literal("key store "), text("requestParameters.customKeyStoreId")),
  joined(literal("replica in "), text("requestParameters.replicaRegion")),
  joined(literal("primary in "), text("requestParameters.primaryRegion")),
);

const REPOSITORY_DETAIL = first(
  joined(literal("tags "), text("requestParameters.imageTagMutability")),
  joined(literal("scan on push "), text("requestParameters.imageScanningConfiguration.scanOnPush")),
  joined(literal("with images: "), text("requestParameters.force")),
);

const ENCRYPTION = text("requestParameters.encryptionConfiguration.encryptionType");
/** As the creator named it. */
const NEW_KEY = text("requestParameters.encryptionConfiguration.kmsKey");

const REGISTRY_DETAIL = first(
  joined(literal("prefix "), text("requestParameters.prefix")),
  joined(literal("prefix "), text("requestParameters.ecrRepositoryPrefix")),
  joined(literal("scan type "), text("requestParameters.scanType")),
  joined(text("requestParameters.name"), literal(" "), text("requestParameters.value")),
);

const OF_REPOSITORY = { registry: REGISTRY, repository: REPOSITORY };

/** Successful calls of a table, with what they mean. */
function changes(
  kind: string,
  source: Condition,
  names: Readonly<Record<string, string>>,
  values: Readonly<Record<string, Expression>>,
  more: Pick<Partial<Part>, "each" | "names" | "unlessKey"> & { readonly and?: Condition } = {},
): Part {
  const { and: also, ...rest } = more;
  return {
    kind,
    where: and(is(NAME, ...Object.keys(names)), source, SUCCEEDED, ...(also === undefined ? [] : [also])),
    ...rest,
    values: { time: TIME, change: NAME, of: literal(kind), ...values, meaning: meaning(NAME, names), ...WHO },
  };
}

const KEY_VALUES = {
  key: KEY_ARN,
  registry: CONTEXT_REPOSITORY.registry,
  repository: CONTEXT_REPOSITORY.name,
  detail: DETAIL,
};

/**
 * What was changed about keys, repositories and registries: a row for each call, or for each image that was deleted.
 */
export const CHANGES: Definition = {
  id: "changes",
  title: { start: "What was changed about", anything: "keys, repositories and registries" },
  takes: ["repository", "key", "principal", "account", "since", "until"],
  parts: [
    changes("key", OF_KMS, KEY_CHANGES, KEY_VALUES, { names: ["key"] }),
    changes("grant", OF_KMS, GRANT_CHANGES, KEY_VALUES, {
      // ECR's own two grants come with every repository.
      and: not(matches(GRANTEE, "^ecr[.]")),
      // Other services make grants all the time: only those on the key that is asked for.
      unlessKey: or(),
    }),
    changes("repository", OF_ECR, CREATION_CHANGES, {
      ...OF_REPOSITORY,
      key: NEW_KEY,
      detail: joined(literal("encryption "), ENCRYPTION),
    }),
    changes(
      "repository",
      OF_ECR,
      REPOSITORY_CHANGES,
      { ...OF_REPOSITORY, detail: REPOSITORY_DETAIL },
      { names: ["repository"] },
    ),
    changes("registry", OF_ECR, REGISTRY_CHANGES, { registry: REGISTRY, detail: REGISTRY_DETAIL }, { names: [] }),
    changes(
      "image",
      OF_ECR,
      IMAGE_CHANGES,
      { ...OF_REPOSITORY, detail: first(item("imageTag"), item("imageDigest")) },
      { each: { list: ["requestParameters", "imageIds"] }, names: ["repository"] },
    ),
    changes(
      "expiry",
      OF_ECR,
      EXPIRY_CHANGES,
      { ...OF_REPOSITORY, detail: item("lifecycleEventImage.digest") },
      { each: { list: ["serviceEventDetails", "lifecycleEventImageActions"] }, names: ["repository"] },
    ),
  ],
  columns: [
    WHEN,
    column("change", "Change"),
    column("of", "Of what"),
    column("key", "Key", "arn"),
    ...PLACE,
    column("detail", "Detail"),
    column("meaning", "What it means"),
    ...CALLER,
  ],
  groupBy: ["change", "key", "registry", "repository", "principal", "account", "meaning"],
  timelineBy: "change",
  subject: {
    repository: {
      registry: first(CONTEXT_REPOSITORY.registry, REGISTRY),
      name: first(REPOSITORY, CONTEXT_REPOSITORY.name),
      region: REGION,
    },
    key: { id: match(first(KEY_ARN, NEW_KEY), "(?:^|/)([^/:]+)$"), region: REGION },
    eitherIsEnough: true,
  },
  cannotTell: [
    "A grant that was revoked or retired does not say whose it was: compare its id with that of the CreateGrant event.",
    "Grants to others than ECR are here only when a key is asked for.",
    "With a repository, changes of the whole registry are left out; with a key, so is what does not name it.",
    "BatchDeleteImage may have failed for some of its images: each one that was asked for is a row.",
    "Identity policies and service control policies change access too; they are events of IAM and Organizations, which are not read.",
    OTHER_ACCOUNTS,
  ],
};
