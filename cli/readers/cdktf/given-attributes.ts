import { parseArn, type ArnParts } from "../../../shared/internal";
import { computedAttributes } from "../../resources/computed-attributes";
import type { ObjectValue } from "../../terraform-language/conversion";
import { policyDocumentTexts } from "../../terraform-language/iam-policy-document";
import { lazyObject } from "../../terraform-language/lazy-object";
import { attributeOf, instancePlace, type Instance, type Place, type WrittenInstance } from "./instance";
import { hasUnknown } from "../../policy/unknown";

/** The resources of a type that all stacks together manage. */
export type Managed = (type: string) => readonly Instance[];

/** What AWS gives to a resource or data source besides `computedAttributes`, as far as the inputs say it. */
export function givenAttributes(managed: Managed): (instance: WrittenInstance, place: Place) => ObjectValue {
  return (instance, place) => {
    const { mode, type } = instance.declaration;
    return lazyObject(ATTRIBUTES.get(`${mode} ${type}`)?.({ ...instance, place, managed }) ?? {});
  };
}

interface Asked extends WrittenInstance {
  readonly place: Place;
  readonly managed: Managed;
}

type Attributes = Readonly<Record<string, () => unknown>>;

const ATTRIBUTES: ReadonlyMap<string, (asked: Asked) => Attributes> = new Map<string, (asked: Asked) => Attributes>([
  [
    "managed aws_kms_alias",
    ({ written, place, managed }) => ({ target_key_arn: () => keyArnOf(written["target_key_id"], place, managed) }),
  ],
  ["data aws_caller_identity", ({ place }) => ({ account_id: () => place.accountId, id: () => place.accountId })],
  ["data aws_partition", ({ place }) => partitionAttributes(place)],
  ["data aws_region", regionAttributes],
  ["data aws_iam_policy_document", documentAttributes],
  ["data aws_kms_alias", ({ written, place, managed }) => aliasAttributes(written["name"], place, managed)],
  ["data aws_kms_key", dataKeyAttributes],
  ["data aws_ecr_repository", dataRepositoryAttributes],
  ["data aws_iam_role", (asked) => twinAttributes(asked, "aws_iam_role", { name: "name" })],
  ["data aws_iam_user", (asked) => twinAttributes(asked, "aws_iam_user", { user_name: "name" })],
  ["data aws_iam_group", (asked) => twinAttributes(asked, "aws_iam_group", { group_name: "name" })],
  ["data aws_iam_policy", (asked) => twinAttributes(asked, "aws_iam_policy", { arn: "arn", name: "name" })],
]);

const PARTITIONS: Readonly<Record<string, readonly [suffix: string, reverse: string]>> = {
  aws: ["amazonaws.com", "com.amazonaws"],
  "aws-cn": ["amazonaws.com.cn", "cn.com.amazonaws"],
  "aws-us-gov": ["amazonaws.com", "com.amazonaws"],
};

function partitionAttributes({ partition }: Place): Attributes {
  const [suffix, reverse] = PARTITIONS[partition] ?? [];
  return {
    partition: () => partition,
    id: () => partition,
    dns_suffix: () => suffix,
    reverse_dns_prefix: () => reverse,
  };
}

/** Provider 5 calls it `name`, provider 6 `region`. */
function regionAttributes({ place, written }: Asked): Attributes {
  const region = (): unknown => written["region"] ?? written["name"] ?? place.region;
  return { region, name: region, id: region };
}

function documentAttributes({ written }: Asked): Attributes {
  return {
    json: () => policyDocumentTexts(written).json,
    minified_json: () => policyDocumentTexts(written).minified_json,
  };
}

function dataKeyAttributes({ written, place, managed }: Asked): Attributes {
  const arn = (): string | undefined => keyArnOf(written["key_id"], place, managed);
  const parts = (): ArnParts | undefined => parseArn(arn() ?? "");
  return { arn, id: () => parts()?.resourceId, aws_account_id: () => parts()?.accountId };
}

/** Everything follows from the name and the registry. */
function dataRepositoryAttributes({ address, written, place }: Asked): Attributes {
  const registry = written["registry_id"];
  const accountId = typeof registry === "string" ? registry : place.accountId;
  const computed = computedAttributes({ type: "aws_ecr_repository", address, ...place, accountId, values: written });
  return Object.fromEntries(Object.entries(computed).map(([name, value]) => [name, () => value]));
}

/** What the inputs make themselves and read again is the same. */
function twinAttributes(
  { written, place, managed }: Asked,
  type: string,
  sameBy: Readonly<Record<string, string>>,
): Attributes {
  const asked = Object.entries(sameBy).filter(([argument]) => typeof written[argument] === "string");
  if (asked.length === 0) return {};
  const twin = (): Instance | undefined =>
    managed(type).find(
      (instance) =>
        instancePlace(instance)?.accountId === place.accountId &&
        asked.every(([argument, attribute]) => attributeOf(instance, attribute) === written[argument]),
    );
  const attribute = (name: string) => (): unknown => {
    const found = twin();
    return found && attributeOf(found, name);
  };
  return Object.fromEntries(TWIN_ATTRIBUTES.map((name) => [name, attribute(name)]));
}

const TWIN_ATTRIBUTES = ["arn", "id", "name", "path", "policy", "assume_role_policy", "permissions_boundary"];

/**
 * The ARN of the key that KMS would find: by ARN or id whoever made it, by an alias when the inputs make that alias in
 * the account and Region; `undefined` otherwise.
 *
 * @param written - As it is written where a key is meant: ARN, id, alias or alias ARN.
 * @param place - Where ids and aliases are looked for.
 */
function keyArnOf(written: unknown, place: Place, managed: Managed): string | undefined {
  if (typeof written !== "string" || hasUnknown(written)) return undefined;
  const [, partition, region, accountId, resource] = KMS_ARN.exec(written) ?? [];
  if (partition !== undefined && region !== undefined && accountId !== undefined && resource !== undefined) {
    return resource.startsWith("key/") ? written : aliasTarget(resource, { partition, region, accountId }, managed);
  }
  if (written.startsWith("alias/")) return aliasTarget(written, place, managed);
  return KEY_ID.test(written)
    ? `arn:${place.partition}:kms:${place.region}:${place.accountId}:key/${written}`
    : undefined;
}

/**
 * What the data source `aws_kms_alias` gives. The ARN follows from the name; the key only from an alias of the inputs.
 */
function aliasAttributes(name: unknown, place: Place, managed: Managed): Readonly<Record<string, () => unknown>> {
  if (typeof name !== "string" || hasUnknown(name)) return {};
  const arn = `arn:${place.partition}:kms:${place.region}:${place.accountId}:${name}`;
  const target = (): string | undefined => aliasTarget(name, place, managed);
  return {
    arn: () => arn,
    id: () => arn,
    target_key_arn: target,
    target_key_id: () => target()?.split("/").at(-1),
  };
}

const KMS_ARN = /^arn:([a-z-]+):kms:([a-z0-9-]+):(\d{12}):((?:key|alias)\/.+)$/;
const KEY_ID = /^(?:mrk-)?[0-9a-fA-F-]{32,36}$/;

function aliasTarget(name: string, place: Place, managed: Managed): string | undefined {
  const alias = managed("aws_kms_alias").find((instance) => {
    const where = instancePlace(instance);
    return (
      where?.accountId === place.accountId && where.region === place.region && attributeOf(instance, "name") === name
    );
  });
  const where = alias && instancePlace(alias);
  return where && keyArnOf(attributeOf(alias, "target_key_id"), where, managed);
}
