import { createHash } from "node:crypto";
import type { Source } from "../model/source";
import { isUnknown } from "../policy/unknown";

/** A resource of which some attributes are known only when it is deployed. */
export interface ResourceToBe {
  readonly type: string;
  /**
   * Its address, with the input or stack before it where addresses alone could meet: what stand-ins are derived from.
   */
  readonly address: string;
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * The attributes that AWS gives to a resource when it is deployed: as AWS forms them where they follow from what is
 * written, and stand-ins (of the right form, always the same for one address) where AWS chooses them.
 *
 * @example
 * computedAttributes({ type: "aws_kms_key", address: "hub#aws_kms_key.key", … });
 * // { arn: "arn:aws:kms:us-east-1:123456789012:key/9f2c…", key_id: "9f2c…", id: "9f2c…" }
 */
export function computedAttributes(resource: ResourceToBe): Readonly<Record<string, unknown>> {
  return ATTRIBUTES[resource.type]?.(resource) ?? {};
}

/** An id of the form that KMS gives, always the same for one text, that `isStandInId` knows again. */
export function standInId(text: string): string {
  const hex = sha256(text);
  const start = [8, 4, 4, 4, 4].map((length, index) => hex.slice(index * 12, index * 12 + length)).join("-");
  return `${start}${checksum(start)}`;
}

/** Whether an id is one that `standInId` made: its end follows from the rest. */
export function isStandInId(id: string): boolean {
  return id.length === 36 && id.endsWith(checksum(id.slice(0, -8)));
}

/** Whether the name of a resource stands for what Terraform will choose. */
export function isStandInName(name: string, { input, address }: Source): boolean {
  if (!/[0-9a-f]{8}$/.test(name)) return false;
  const stack = input.slice(input.lastIndexOf("#") + 1);
  return [address, `${input}#${address}`, `${stack}#${address}`].some((text) =>
    name.endsWith(standInId(text).slice(0, 8)),
  );
}

function checksum(start: string): string {
  return sha256(`stand-in ${start}`).slice(0, 8);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

const ATTRIBUTES: Readonly<Record<string, (resource: ResourceToBe) => Readonly<Record<string, unknown>>>> = {
  aws_kms_key: keyAttributes,
  aws_kms_replica_key: keyAttributes,
  aws_kms_external_key: keyAttributes,
  aws_kms_alias: ({ partition, region, accountId, values }) => {
    const name = text(values["name"]);
    return name === undefined ? {} : { arn: `arn:${partition}:kms:${region}:${accountId}:${name}`, id: name, name };
  },
  aws_ecr_repository: ({ partition, region, accountId, values }) => {
    const name = text(values["name"]);
    if (name === undefined) return {};
    const host = `${accountId}.dkr.ecr.${region}.${partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`;
    const arn = `arn:${partition}:ecr:${region}:${accountId}:repository/${name}`;
    return { arn, id: name, registry_id: accountId, repository_url: `${host}/${name}` };
  },
  aws_iam_role: (resource) => namedAttributes(resource, "role"),
  aws_iam_user: (resource) => namedAttributes(resource, "user"),
  aws_iam_group: (resource) => namedAttributes(resource, "group"),
  aws_iam_policy: (resource) => {
    const { arn, name } = namedAttributes(resource, "policy");
    return { arn, id: arn, name };
  },
  aws_organizations_policy: ({ address }) => ({ id: `p-${standInId(address).slice(0, 8)}` }),
};

function keyAttributes({ partition, region, accountId, address }: ResourceToBe): Readonly<Record<string, unknown>> {
  const id = standInId(address);
  return { arn: `arn:${partition}:kms:${region}:${accountId}:key/${id}`, key_id: id, id };
}

/** Where no name is written, Terraform chooses one: the stand-in holds the address's last part. */
function namedAttributes(resource: ResourceToBe, kind: string): { arn: string; id: string; name: string } {
  const { partition, accountId, address, values } = resource;
  const name =
    text(values["name"]) ?? `${text(values["name_prefix"]) ?? "terraform-"}${standInId(address).slice(0, 8)}`;
  const path = text(values["path"]) ?? "/";
  return { arn: `arn:${partition}:iam::${accountId}:${kind}${path}${name}`, id: name, name };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && !isUnknown(value) ? value : undefined;
}
