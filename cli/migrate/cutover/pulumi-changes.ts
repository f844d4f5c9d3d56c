import type { MigrationPlan } from "../migration-plan";
import { resourceLabel } from "./hcl";

/** What Pulumi code needs so that the destination is managed and the source is let go without being deleted. */
export interface PulumiChanges {
  /** TypeScript: the resources of the destination, imported. */
  readonly resources: string;
  /** The same without code, and how the source is let go. */
  readonly commands: readonly string[];
}

/**
 * Pulumi code for a plan; the options `import` and `protect` are Pulumi's own.
 *
 * @example
 * ```ts
 * pulumiChanges(plan).resources;
 * // 'const repository = new aws.ecr.Repository("orders-kms", { name: "orders-kms", … }, { import: "orders-kms", protect: true });…'
 * ```
 */
export function pulumiChanges({ source, destination }: MigrationPlan): PulumiChanges {
  const label = resourceLabel(destination.name);
  const policies = [
    { kind: "RepositoryPolicy", type: "aws:ecr/repositoryPolicy:RepositoryPolicy", text: destination.repositoryPolicy },
    { kind: "LifecyclePolicy", type: "aws:ecr/lifecyclePolicy:LifecyclePolicy", text: destination.lifecyclePolicy },
  ].flatMap(({ kind, type, text }) => (text === undefined ? [] : [{ kind, type, text }]));
  const { name, encryption, tagMutability, tagMutabilityExclusionFilters, scanOnPush, tags } = destination;
  const args = {
    name,
    imageTagMutability: tagMutability,
    ...(tagMutabilityExclusionFilters === undefined
      ? {}
      : { imageTagMutabilityExclusionFilters: tagMutabilityExclusionFilters }),
    encryptionConfigurations: [{ encryptionType: encryption.type, kmsKey: encryption.keyArn }],
    imageScanningConfiguration: { scanOnPush },
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
  };
  const options = `{ import: ${JSON.stringify(name)}, protect: true }`;
  const resources = [
    `const repository = new aws.ecr.Repository(${JSON.stringify(label)}, ${literal(args)}, ${options});`,
    ...policies.map(
      ({ kind, text }) =>
        `new aws.ecr.${kind}(${JSON.stringify(label)}, {\n  repository: repository.name,\n  policy: JSON.stringify(${literal(JSON.parse(text), 2)}),\n}, ${options});`,
    ),
  ].join("\n\n");
  const old = resourceLabel(source.name);
  return {
    resources: `${resources}\n`,
    commands: [
      `pulumi import aws:ecr/repository:Repository ${label} ${name}`,
      ...policies.map(({ type }) => `pulumi import ${type} ${label} ${name}`),
      `pulumi stack --show-urns | grep ${old}`,
      "pulumi state unprotect <urn of the source>",
      "pulumi state delete <urn of the source>",
    ],
  };
}

/** As people write it: keys without quotes where they need none. */
function literal(value: unknown, indent = 0): string {
  const lines = JSON.stringify(value, null, 2).replace(/^( *)"([A-Za-z_]\w*)":/gm, "$1$2:");
  return lines.replaceAll("\n", `\n${" ".repeat(indent)}`);
}
