import { checkAccountId, checkPartition, checkRegion } from "../aws/checks";
import type { ExpectedKey } from "../aws/key-arn";
import { checkKeyArn } from "../aws/key-arn";
import { checkRepositoryPrefix, LONGEST_TEMPLATE_PREFIX } from "../aws/repository-prefix";
import { isRecord } from "../base/record";
import type { CheckContext } from "../findings/checks";
import { checkChoice, checkText, joinPath } from "../findings/checks";
import { FindingList, shown } from "../findings/findings";
import type { Shape } from "../findings/shape";
import { checkShape, READ_APART } from "../findings/shape";
import { checkRepositoryPolicy } from "../policies/check-repository-policy";
import { checkRoleName } from "../policies/service-role";
import { checkAgreement, REPOSITORY_SETTINGS } from "../repository/settings";
import type { CreationTemplateConfig, CreationTemplateSettings } from "./config";
import { APPLIED_FOR } from "./config";
import { templateRoleName } from "./role";

const { imageTagMutability, imageTagMutabilityExclusionFilters, lifecyclePolicy, encryptionType } = REPOSITORY_SETTINGS;

/** The settings of a template: what repositories have that templates can give them, and its own. */
export const TEMPLATE_SETTINGS = {
  ...{ imageTagMutability, imageTagMutabilityExclusionFilters, lifecyclePolicy, encryptionType },
  description: { check: checkDescription, otherwise: "says that ecr-kms made it, and for which prefix" },
  repositoryPolicy: { check: checkRepositoryPolicy, otherwise: "none" },
  resourceTags: { check: checkResourceTags, otherwise: "none" },
} as const satisfies Shape<CreationTemplateSettings>;

/** Where a template applies, and with which key. */
export type TemplatePlace = Pick<
  CreationTemplateConfig,
  "region" | "partition" | "registryAccountId" | "keyAccountId" | "keyArn"
>;

/** Region, accounts and key of a template. */
export const TEMPLATE_PLACE = {
  region: { required: true, check: checkRegion },
  partition: { check: checkPartition, otherwise: "that of the Region" },
  registryAccountId: { required: true, check: checkAccountId },
  keyAccountId: { check: checkAccountId, otherwise: "the registry account" },
  keyArn: { required: true, check: checkKeyOfPlace },
} as const satisfies Shape<TemplatePlace>;

/** A template that stands by itself. */
const CREATION_TEMPLATE = {
  prefix: { required: true, check: checkTemplatePrefix },
  appliedFor: { required: true, check: checkAppliedFor },
  ...TEMPLATE_PLACE,
  ...TEMPLATE_SETTINGS,
  /** Checked also where it is not given: it is made of the prefix. */
  roleName: { check: READ_APART, otherwise: "`ecr-template-`, the Region, `-`, and the prefix with `+` for `/`" },
} as const satisfies Shape<CreationTemplateConfig>;

/** Adds a finding for everything that is wrong with a template that stands by itself. */
export function checkCreationTemplate(config: CreationTemplateConfig, context: CheckContext): void {
  checkShape(config, CREATION_TEMPLATE, "", context);
  checkAgreement({ ...config }, "", { region: config.region, deletionProtection: undefined }, context);
  if (config.roleName !== undefined || isGoodPrefix(config.prefix, context))
    checkRoleName(templateRoleName(config), "roleName", context);
}

function checkTemplatePrefix(value: unknown, path: string, context: CheckContext): void {
  checkRepositoryPrefix(value, path, LONGEST_TEMPLATE_PREFIX, context);
}

function isGoodPrefix(prefix: unknown, { isUnresolved }: CheckContext): boolean {
  const findings = new FindingList();
  checkTemplatePrefix(prefix, "", { findings, isUnresolved });
  return findings.count === 0 && !isUnresolved(prefix);
}

function checkKeyOfPlace(
  value: unknown,
  path: string,
  context: CheckContext,
  given: Readonly<Record<string, unknown>>,
): void {
  const { region, registryAccountId, keyAccountId = registryAccountId } = given as Partial<TemplatePlace>;
  checkKeyArn(value, path, { region, keyAccountId } as ExpectedKey, context);
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
  if (!checkText(value, path, context) || value.length <= LONGEST_DESCRIPTION) return;
  const message = `has ${value.length} characters; ECR allows ${LONGEST_DESCRIPTION}`;
  context.findings.add("INVALID_OPTION", path, message, { hint: "give a shorter description" });
}

/**
 * Checks the tags that a template gives to repositories.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-using-tags.html
 */
function checkResourceTags(value: unknown, path: string, context: CheckContext): void {
  if (context.isUnresolved(value)) {
    context.findings.add("UNRESOLVED_STRUCTURE", path, "which tags there are is known only at deployment");
    return;
  }
  if (!isRecord(value)) {
    context.findings.add("INVALID_TYPE", path, `must map tag keys to values, got ${shown(value)}`);
    return;
  }
  for (const [key, text] of Object.entries(value)) {
    const where = joinPath(path, key);
    if (key.length < 1 || key.length > 128 || key.toLowerCase().startsWith("aws:"))
      context.findings.add("INVALID_OPTION", where, `${shown(key)} is not a valid tag key`, {
        hint: "use 1 to 128 characters that do not begin with aws:, which AWS reserves",
      });
    if (checkText(text, where, context) && text.length > 256)
      context.findings.add(
        "INVALID_OPTION",
        where,
        `has ${text.length} characters; AWS allows 256 in the value of a tag`,
        {
          hint: "give a shorter value",
        },
      );
  }
}
