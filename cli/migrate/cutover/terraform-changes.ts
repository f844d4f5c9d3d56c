import type { MigrationPlan } from "../migration-plan";
import { heredoc, resourceLabel, string } from "./hcl";

/** What Terraform code needs so that the destination is managed and the source is let go without being deleted. */
export interface TerraformChanges {
  /** The resources of the destination, with `import` blocks (Terraform 1.5 and later). */
  readonly resources: string;
  /** Lets go of the source (Terraform 1.7 and later). */
  readonly removed: string;
  /** The same for older versions. */
  readonly commands: readonly string[];
}

/**
 * Terraform code for a plan. The source's own address is known only to the user: it is written with the name that the
 * source would have here.
 *
 * @example
 * ```ts
 * terraformChanges(plan).commands[0]; // "terraform import aws_ecr_repository.orders-kms orders-kms"
 * ```
 */
export function terraformChanges(plan: MigrationPlan): TerraformChanges {
  const { source, destination } = plan;
  const label = resourceLabel(destination.name);
  const old = resourceLabel(source.name);
  const resources = [
    importBlock("aws_ecr_repository", label, destination.name),
    repositoryBlock(plan, label),
    ...(destination.repositoryPolicy === undefined
      ? []
      : policyBlocks("aws_ecr_repository_policy", label, destination.name, destination.repositoryPolicy)),
    ...(destination.lifecyclePolicy === undefined
      ? []
      : policyBlocks("aws_ecr_lifecycle_policy", label, destination.name, destination.lifecyclePolicy)),
  ].join("\n\n");
  const kinds = [
    "aws_ecr_repository",
    ...(destination.repositoryPolicy === undefined ? [] : ["aws_ecr_repository_policy"]),
    ...(destination.lifecyclePolicy === undefined ? [] : ["aws_ecr_lifecycle_policy"]),
  ];
  return {
    resources: `${resources}\n`,
    removed: `${kinds.map((kind) => removedBlock(`${kind}.${old}`)).join("\n\n")}\n`,
    commands: [
      ...kinds.map((kind) => `terraform import ${kind}.${label} ${destination.name}`),
      ...kinds.map((kind) => `terraform state rm ${kind}.${old}`),
    ],
  };
}

function repositoryBlock({ destination }: MigrationPlan, label: string): string {
  const { name, encryption, tagMutability, tagMutabilityExclusionFilters = [], scanOnPush, tags } = destination;
  const names = Object.keys(tags).sort();
  return [
    `resource "aws_ecr_repository" "${label}" {`,
    `  name                 = ${string(name)}`,
    `  image_tag_mutability = ${string(tagMutability)}`,
    ...tagMutabilityExclusionFilters.flatMap(({ filterType, filter }) => [
      "",
      "  image_tag_mutability_exclusion_filter {",
      `    filter      = ${string(filter)}`,
      `    filter_type = ${string(filterType)}`,
      "  }",
    ]),
    "",
    "  encryption_configuration {",
    `    encryption_type = ${string(encryption.type)}`,
    `    kms_key         = ${string(encryption.keyArn)}`,
    "  }",
    "",
    "  image_scanning_configuration {",
    `    scan_on_push = ${String(scanOnPush)}`,
    "  }",
    ...(names.length === 0
      ? []
      : ["", "  tags = {", ...names.map((key) => `    ${string(key)} = ${string(tags[key] ?? "")}`), "  }"]),
    "",
    "  lifecycle {",
    "    prevent_destroy = true",
    "  }",
    "}",
  ].join("\n");
}

function policyBlocks(kind: string, label: string, name: string, policy: string): readonly string[] {
  return [
    importBlock(kind, label, name),
    [
      `resource "${kind}" "${label}" {`,
      `  repository = aws_ecr_repository.${label}.name`,
      `  policy     = ${heredoc(pretty(policy))}`,
      "}",
    ].join("\n"),
  ];
}

function importBlock(kind: string, label: string, id: string): string {
  return [`import {`, `  to = ${kind}.${label}`, `  id = ${string(id)}`, "}"].join("\n");
}

function removedBlock(address: string): string {
  return ["removed {", `  from = ${address}`, "", "  lifecycle {", "    destroy = false", "  }", "}"].join("\n");
}

function pretty(policy: string): string {
  return JSON.stringify(JSON.parse(policy), null, 2);
}
