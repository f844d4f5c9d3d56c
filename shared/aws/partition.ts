import type { IsUnresolved } from "../base/unresolved";

/** An AWS partition. Decides the second field of every ARN. */
export type Partition = "aws" | "aws-cn" | "aws-us-gov";

/** The partitions this package knows. */
export const PARTITIONS: readonly Partition[] = Object.freeze(["aws", "aws-cn", "aws-us-gov"]);

const REGION = /^(af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov)-[a-z]+-\d$/;

/** Whether `value` has the form of a Region of one of the three partitions. */
export function isRegion(value: string): boolean {
  return REGION.test(value);
}

/**
 * The partition a Region belongs to.
 *
 * @param region - A Region name.
 * @returns `"aws-cn"` for `cn-…`, `"aws-us-gov"` for `us-gov-…`, otherwise `"aws"`.
 * @example
 * ```ts
 * partitionOf("cn-north-1"); // "aws-cn"
 * ```
 */
export function partitionOf(region: string): Partition {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return "aws";
}

/**
 * The value of `kms:ViaService` when Amazon ECR calls KMS. The suffix is `amazonaws.com` in every partition, China
 * included.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 * @param region - The Region of the key.
 * @returns For example `"ecr.us-east-1.amazonaws.com"`.
 */
export function ecrViaService(region: string): string {
  return `ecr.${region}.amazonaws.com`;
}

/** The partition of a configuration, given or that of its Region. */
export interface ReadPartition {
  /** The partition that ARNs have to be in; `undefined` where it is unresolved, or not a partition. */
  readonly partition: Partition | undefined;
  /** The partition that ARNs are written with. An unresolved Region is taken for one of the partition `aws`. */
  readonly writtenPartition: Partition;
}

/** Reads the partition of a configuration, whose mistakes are findings of `checkRegion` and `checkPartition`. */
export function readPartition(
  { region, partition }: { readonly region: string; readonly partition?: Partition | undefined },
  isUnresolved: IsUnresolved,
): ReadPartition {
  const ofRegion = typeof region === "string" ? partitionOf(region) : "aws";
  if (partition === undefined) return { partition: ofRegion, writtenPartition: ofRegion };
  if (isUnresolved(partition)) return { partition: undefined, writtenPartition: partition };
  const isPartition = PARTITIONS.includes(partition);
  return { partition: isPartition ? partition : undefined, writtenPartition: isPartition ? partition : ofRegion };
}
