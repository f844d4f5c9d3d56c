import type { CheckContext } from "../findings/checks";
import { checkText } from "../findings/checks";
import { shown } from "../findings/findings";
import type { Partition } from "./partition";
import { PARTITIONS } from "./partition";

/** Where a registry is: enough to write the ARN of each of its repositories. */
export interface RegistryLocation {
  /** The partition of the Region: `"aws"`, `"aws-cn"` or `"aws-us-gov"`. */
  readonly partition: Partition;
  /** The Region of the registry, for example `"eu-central-1"`. */
  readonly region: string;
  /** The account that owns the registry: 12 digits. */
  readonly registryAccountId: string;
}

/**
 * The ARN of a repository.
 *
 * @example
 * ```ts
 * repositoryArn({ partition: "aws", region: "us-east-1", registryAccountId: "123456789012" }, "my-app");
 * // "arn:aws:ecr:us-east-1:123456789012:repository/my-app"
 * ```
 */
export function repositoryArn(location: RegistryLocation, repositoryName: string): string {
  const { partition, region, registryAccountId } = location;
  return `arn:${partition}:ecr:${region}:${registryAccountId}:repository/${repositoryName}`;
}

/** The ARN by which a policy names a whole account. */
export function accountRootArn(partition: Partition, accountId: string): string {
  return `arn:${partition}:iam::${accountId}:root`;
}

/** The parts of an ARN. */
export interface ArnParts {
  /** For example `"aws"`. */
  readonly partition: string;
  /** For example `"ecr"`. */
  readonly service: string;
  /** Empty for what belongs to no Region, as a role does. */
  readonly region: string;
  /** Empty for what belongs to no account, as a bucket does; `"aws"` for what AWS manages. */
  readonly accountId: string;
  /** Everything behind the account: `"role/team/app"`, `"root"`, `"function:my-function:prod"`. */
  readonly resource: string;
  /** What stands before the first `/` or `:` of the resource: `"role"`, `"function"`; empty where there is neither. */
  readonly resourceType: string;
  /** What stands behind it, itself perhaps with more of them: `"team/app"`, `"my-function:prod"`, `"root"`. */
  readonly resourceId: string;
}

const FIELDS_BEFORE_RESOURCE = 5;

/**
 * Takes an ARN apart, or a pattern with wildcards that is written like one; `undefined` when the text is anything else.
 * The parts are what stands there: no part is checked.
 *
 * @example
 * ```ts
 * parseArn("arn:aws:iam::111111111111:role/team/app");
 * // { partition: "aws", service: "iam", region: "", accountId: "111111111111",
 * //   resource: "role/team/app", resourceType: "role", resourceId: "team/app" }
 * ```
 */
export function parseArn(text: string): ArnParts | undefined {
  const fields = text.split(":");
  if (fields[0] !== "arn" || fields.length <= FIELDS_BEFORE_RESOURCE) return undefined;
  const [, partition = "", service = "", region = "", accountId = "", ...rest] = fields;
  const resource = rest.join(":");
  const end = resource.search(/[/:]/);
  return {
    partition,
    service,
    region,
    accountId,
    resource,
    resourceType: end < 0 ? "" : resource.slice(0, end),
    resourceId: resource.slice(end + 1),
  };
}

/**
 * The parts of the ARN of something that an account has; `undefined` for anything else, for patterns and for partitions
 * that this package does not know.
 */
export function parseOwnedArn(text: string, service: string): ArnParts | undefined {
  const parts = parseArn(text);
  if (parts?.service !== service || !(PARTITIONS as readonly string[]).includes(parts.partition)) return undefined;
  return /^[a-z0-9-]*$/.test(parts.region) && /^\d{12}$/.test(parts.accountId) ? parts : undefined;
}

/** Checks the ARN of an existing role of the registry account: ECR assumes no other. */
export function checkRoleArn(value: unknown, path: string, accountId: unknown, context: CheckContext): void {
  if (!checkText(value, path, context)) return;
  const { findings, isUnresolved } = context;
  const owner = roleOwner(value);
  if (owner === undefined) findings.add("INVALID_ROLE_ARN", path, `${shown(value)} is not the ARN of a role`);
  else if (!isUnresolved(accountId) && owner !== accountId)
    findings.add("INVALID_ROLE_ARN", path, `the role belongs to ${owner}, the registry to ${shown(accountId)}`);
}

/** The account of a role; `undefined` when the text is not the ARN of one. */
function roleOwner(text: string): string | undefined {
  const role = parseOwnedArn(text, "iam");
  return role?.region === "" && /^role\/[\u0021-\u007e]+$/.test(role.resource) ? role.accountId : undefined;
}
