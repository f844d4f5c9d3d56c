import { hasUnknown } from "../policy/unknown";
import { arnOf } from "./arn-of";
import type { KnownKeys } from "./key-arn";
import { computedAttributes } from "./computed-attributes";
import { readKeyArn } from "./existing-keys";
import { managedPolicyArnOf } from "./aws-managed-policies";
import { knownTextAt, textAt } from "./read-values";
import type { InfrastructureResource } from "./resource";
import type { ResourceSet } from "./resource-set";
import { oncePerSet } from "./resource-set";

/**
 * Puts what the inputs together know about a data source in place of its attributes: a stack that reads the alias of
 * another stack's key then means that key.
 */
export function linkDataSources(resources: ResourceSet, known: KnownKeys): ResourceSet {
  // A data source may itself be found by what another one reads.
  const ofData = attributesOfAll(resources, known);
  const data = resources.map((resource) => (resource.mode === "data" ? linked(resource, ofData) : resource));
  const attributes = attributesOfAll(data, known);
  return attributes.size === 0 ? resources : data.map((resource) => linked(resource, attributes));
}

function attributesOfAll(resources: ResourceSet, known: KnownKeys): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const resource of resources.all) {
    if (resource.mode !== "data") continue;
    const { input, address } = resource.source;
    for (const [name, value] of Object.entries(attributesOf(resource, resources, known))) {
      if (typeof value === "string") attributes.set(`${input}\n${address}.${name}`, value);
    }
  }
  return attributes;
}

function attributesOf(
  resource: InfrastructureResource,
  resources: ResourceSet,
  known: KnownKeys,
): Readonly<Record<string, unknown>> {
  const { partition, accountId, region } = resource;
  switch (resource.type) {
    case "aws_kms_key": {
      const arn = readKeyArn(resource, known);
      return { arn, id: keyId(arn) };
    }
    case "aws_kms_alias": {
      const target = readKeyArn(resource, known);
      const name = textAt(resource, "name") ?? "";
      const arn = `arn:${partition}:kms:${region}:${accountId}:${name}`;
      return { target_key_arn: target, target_key_id: keyId(target), arn, id: arn };
    }
    case "aws_ecr_repository": {
      const registry = knownTextAt(resource, "registry_id") ?? accountId;
      return computedAttributes({ ...resource, address: "", accountId: registry });
    }
    case "aws_iam_role":
      return {
        arn: knownTextAt(resource, "arn") ?? identityArn(resource, resources, "role", textAt(resource, "name")),
      };
    case "aws_iam_user":
      return {
        arn: knownTextAt(resource, "arn") ?? identityArn(resource, resources, "user", textAt(resource, "user_name")),
      };
    case "aws_iam_policy": {
      const arn = knownTextAt(resource, "arn") ?? policyArn(resource, resources);
      return { arn, id: arn };
    }
    default:
      return {};
  }
}

/**
 * The ARN of a role or user by its name, which an account has once. Of one that no input makes the path is not known:
 * it is taken to have none.
 */
export function identityArn(
  place: Pick<InfrastructureResource, "partition" | "accountId">,
  resources: ResourceSet,
  kind: "role" | "user",
  name: string | undefined,
): string | undefined {
  if (name === undefined || hasUnknown(name)) return undefined;
  const { partition, accountId } = place;
  const made = madeIdentities(resources).get([`aws_iam_${kind}`, accountId, name].join("\n"));
  return made ?? `arn:${partition}:iam::${accountId}:${kind}/${name}`;
}

const madeIdentities = oncePerSet((resources): ReadonlyMap<string, string> => {
  const all = resources.managed("aws_iam_role", "aws_iam_user");
  return new Map(
    all.map((made) => [[made.type, made.accountId, textAt(made, "name") ?? ""].join("\n"), arnOf(made)] as const),
  );
});

function policyArn(resource: InfrastructureResource, resources: ResourceSet): string | undefined {
  const name = textAt(resource, "name");
  const made = resources
    .managed("aws_iam_policy")
    .find((policy) => policy.accountId === resource.accountId && textAt(policy, "name") === name);
  if (made !== undefined) return arnOf(made);
  return name === undefined ? undefined : managedPolicyArnOf(resource.partition, name);
}

function keyId(arn: string): string {
  return arn.slice(arn.indexOf("/") + 1);
}

function linked(resource: InfrastructureResource, attributes: ReadonlyMap<string, string>): InfrastructureResource {
  const { input, address } = resource.source;
  const module = /^(module\.[^.]+\.)*/.exec(address)?.[0] ?? "";
  const own = `${address}.`;
  const replace = (text: string): string =>
    text.replace(MARKER, (marker, what: string) => {
      if (what.startsWith(own)) return marker;
      return attributes.get(`${input}\n${module}${what}`) ?? attributes.get(`${input}\n${what}`) ?? marker;
    });
  return { ...resource, values: replaced(resource.values, replace) as InfrastructureResource["values"] };
}

const MARKER = /«unknown: ([^»]*)»/g;

function replaced(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === "string") return value.includes("«") ? replace(value) : value;
  if (Array.isArray(value)) return value.map((item) => replaced(item, replace));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [replace(key), replaced(inner, replace)]));
}
