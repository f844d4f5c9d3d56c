import type { CheckContext } from "../findings/checks";
import { checkChoice, checkProperties, checkText, joinPath } from "../findings/checks";
import { checkAccountId, checkRegion } from "../aws/checks";
import { checkKeyArn } from "../aws/key-arn";
import { checkRepositoryPolicy } from "../policies/check-repository-policy";
import type { CreationTemplateConfig } from "./config";
import { APPLIED_FOR } from "./config";
import { templateRoleName } from "./role";
import { shown } from "../findings/findings";
import { isRegion, partitionOf, PARTITIONS } from "../aws/partition";
import { checkRepositoryPrefix, LONGEST_TEMPLATE_PREFIX } from "../aws/repository-prefix";
import { checkRepositorySettings } from "../repository/settings";
import { checkRoleName } from "../policies/service-role";
import { isRecord } from "../base/record";

/** The settings of a template. */
export const TEMPLATE_SETTINGS = [
  "imageTagMutability",
  "imageTagMutabilityExclusionFilters",
  "lifecyclePolicy",
  "encryptionType",
  "description",
  "repositoryPolicy",
  "resourceTags",
] as const;

const PLACE = ["region", "partition", "registryAccountId", "keyAccountId", "keyArn"] as const;

/** Adds a finding for everything that is wrong with a template that stands by itself. */
export function checkCreationTemplate(config: CreationTemplateConfig, path: string, context: CheckContext): void {
  const at = (property: string): string => joinPath(path, property);
  checkProperties(config, ["prefix", "appliedFor", "roleName", ...PLACE, ...TEMPLATE_SETTINGS], path, context);
  const found = context.findings.count;
  checkRepositoryPrefix(config.prefix, at("prefix"), LONGEST_TEMPLATE_PREFIX, context);
  const goodPrefix = context.findings.count === found && !context.isUnresolved(config.prefix);
  checkAppliedFor(config.appliedFor, at("appliedFor"), context);
  checkTemplatePlace(config, path, context);
  checkTemplateSettings(config, path, config.region, context);
  if (config.roleName !== undefined || goodPrefix) checkRoleName(templateRoleName(config), at("roleName"), context);
}

/** Where a template applies, and with which key. */
export type TemplatePlace = Pick<CreationTemplateConfig, (typeof PLACE)[number]>;

/** Adds a finding for everything that is wrong with Region, accounts and key. */
export function checkTemplatePlace(place: TemplatePlace, path: string, context: CheckContext): void {
  const at = (property: string): string => joinPath(path, property);
  const { region, registryAccountId, keyAccountId = registryAccountId, keyArn } = place;
  checkRegion(region, at("region"), context);
  checkPartition(place, at("partition"), context);
  checkAccountId(registryAccountId, at("registryAccountId"), context);
  if (place.keyAccountId !== undefined) checkAccountId(keyAccountId, at("keyAccountId"), context);
  checkKeyArn(keyArn, at("keyArn"), { region, keyAccountId }, context);
}

/** Adds a finding for everything that is wrong with the settings of a template. */
export function checkTemplateSettings(
  settings: Readonly<Record<(typeof TEMPLATE_SETTINGS)[number], unknown>> | object,
  path: string,
  region: unknown,
  context: CheckContext,
): void {
  const at = (property: string): string => joinPath(path, property);
  const { description, repositoryPolicy, resourceTags, ...given } = settings as Readonly<Record<string, unknown>>;
  const { imageTagMutability, imageTagMutabilityExclusionFilters, lifecyclePolicy, encryptionType } = given;
  const asRepository = { imageTagMutability, imageTagMutabilityExclusionFilters, lifecyclePolicy, encryptionType };
  checkRepositorySettings(asRepository, path, { region, deletionProtection: undefined }, context);
  checkDescription(description, at("description"), context);
  if (repositoryPolicy !== undefined) checkRepositoryPolicy(repositoryPolicy, at("repositoryPolicy"), context);
  checkResourceTags(resourceTags, at("resourceTags"), context);
}

function checkPartition({ partition, region }: TemplatePlace, path: string, context: CheckContext): void {
  if (partition === undefined || context.isUnresolved(partition)) return;
  checkChoice(partition, PARTITIONS, path, context);
  if (typeof region !== "string" || context.isUnresolved(region) || !isRegion(region)) return;
  if (!PARTITIONS.includes(partition) || partition === partitionOf(region)) return;
  const message = `${region} is in partition ${partitionOf(region)}, not in ${partition}`;
  context.findings.add("PARTITION_MISMATCH", path, message);
}

function checkAppliedFor(value: unknown, path: string, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  if (isUnresolved(value)) {
    findings.add("UNRESOLVED_STRUCTURE", path, "the list is known only at deployment");
  } else if (!Array.isArray(value) || value.length === 0) {
    findings.add("INVALID_TYPE", path, `must be a list with at least one occasion, got ${shown(value)}`, {
      hint: `name at least one of ${APPLIED_FOR.join(", ")}`,
    });
  } else {
    value.forEach((occasion: unknown, index) => {
      const where = `${path}[${index}]`;
      if (isUnresolved(occasion) || occasion === undefined)
        findings.add("UNRESOLVED_STRUCTURE", where, "the occasion has to be known when the program runs");
      else checkChoice(occasion, APPLIED_FOR, where, context);
    });
  }
}

/** The longest description that Terraform and ECR both take. */
const LONGEST_DESCRIPTION = 255;

function checkDescription(value: unknown, path: string, context: CheckContext): void {
  if (value === undefined || !checkText(value, path, context) || value.length <= LONGEST_DESCRIPTION) return;
  const message = `has ${value.length} characters, ECR keeps ${LONGEST_DESCRIPTION}`;
  context.findings.add("INVALID_OPTION", path, message, { hint: "give a shorter description" });
}

/**
 * Checks the tags that a template gives to repositories.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-using-tags.html
 */
export function checkResourceTags(value: unknown, path: string, context: CheckContext): void {
  if (value === undefined) return;
  if (context.isUnresolved(value)) {
    context.findings.add("UNRESOLVED_STRUCTURE", path, "which tags there are is known only at deployment");
    return;
  }
  if (!isRecord(value)) {
    context.findings.add("INVALID_TYPE", path, `must be tags and their values, got ${shown(value)}`);
    return;
  }
  for (const [key, text] of Object.entries(value)) {
    const where = joinPath(path, key);
    if (key.length < 1 || key.length > 128 || key.toLowerCase().startsWith("aws:"))
      context.findings.add("INVALID_OPTION", where, `${shown(key)} cannot be the key of a tag`, {
        hint: "use 1 to 128 characters that do not begin with aws:, which AWS reserves",
      });
    if (checkText(text, where, context) && text.length > 256)
      context.findings.add("INVALID_OPTION", where, `has ${text.length} characters, AWS keeps 256 of a tag`, {
        hint: "give a shorter value",
      });
  }
}
