import { isRecord } from "../../../shared/internal";
import { isUnknown } from "../../policy/unknown";

/** `kmsKey` → `kms_key`; lists of blocks, which Pulumi puts into the plural, have Terraform's singular. */
export function terraformName(property: string): string {
  return SINGULARS[property] ?? property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Properties of the provider `aws` as attributes of Terraform's. */
export function terraformValues(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(properties).map(([property, value]) => [terraformName(property), terraformValue(property, value)]),
  );
}

/** A policy, which programs may give as an object, as the text that Terraform has. */
export function documentText(document: unknown): unknown {
  return isRecord(document) || Array.isArray(document) ? JSON.stringify(document) : document;
}

function terraformValue(property: string, value: unknown): unknown {
  if (DOCUMENTS.has(property)) return documentText(value);
  if (MAPS.has(property) || isUnknown(value)) return value;
  if (SINGLE_BLOCKS.has(property) && isRecord(value)) return [terraformValues(value)];
  return inner(value);
}

function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inner);
  return isRecord(value) ? terraformValues(value) : value;
}

const SINGULARS: Readonly<Record<string, string>> = {
  appliedFors: "applied_for",
  destinations: "destination",
  encryptionConfigurations: "encryption_configuration",
  imageTagMutabilityExclusionFilters: "image_tag_mutability_exclusion_filter",
  inlinePolicies: "inline_policy",
  repositoryFilters: "repository_filter",
  rules: "rule",
};

/** Blocks that Terraform allows once: an object in Pulumi, a list of one in Terraform. */
const SINGLE_BLOCKS: ReadonlySet<string> = new Set(["imageScanningConfiguration", "replicationConfiguration"]);

/** Properties whose keys are the user's own. */
const MAPS: ReadonlySet<string> = new Set([
  "encryptionContextEquals",
  "encryptionContextSubset",
  "resourceTags",
  "tags",
  "tagsAll",
]);

const DOCUMENTS: ReadonlySet<string> = new Set([
  "assumeRolePolicy",
  "content",
  "lifecyclePolicy",
  "policy",
  "repositoryPolicy",
]);
