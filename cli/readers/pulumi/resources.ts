import type { Gap, Input } from "../../model/access-model";
import { isUnknown } from "../../policy/unknown";
import { computedAttributes } from "../../resources/computed-attributes";
import type { InfrastructureResource, ReadResources } from "../../resources/resource";
import { groupedBy } from "../../toolkit/order";
import { locations, providerName, type Location } from "./locations";
import { providerFacts } from "./provider-facts";
import type { PulumiResource } from "./pulumi-resource";
import { terraformResources } from "./terraform-resources";
import { isRecord } from "../../../shared/internal";
import { isKnownLater } from "./property-value";
import type { LocationSources } from "./provider-facts";

/**
 * The resources of a file in Terraform's words, each with where it is.
 *
 * @throws InputError where nothing says an account or Region
 */
export function infrastructureResources(
  kind: Input["kind"],
  sources: LocationSources,
  gaps: readonly Gap[],
): ReadResources {
  const relevant = sources.all.flatMap((from) => {
    const parts = terraformResources(from.type, from.properties);
    return parts.length > 0 ? [{ from, parts }] : [];
  });
  const located = locations(
    relevant.map(({ from }) => from),
    sources,
  );
  const resources = relevant.flatMap(({ from, parts }) =>
    parts.map((part) => ({ from, resource: resourceOf(from, part, located.get(from), sources.path) })),
  );
  const made = groupedBy(
    resources.map(({ resource }) => resource),
    ({ source }) => source.address,
  );
  return {
    input: { kind, path: sources.path },
    resources: resources.map(({ from, resource }) => withDependencies(resource, from, made)),
    gaps,
    providers: [...new Set([...providerFacts(sources).keys(), ...relevant.map(({ from }) => providerName(from))])],
  };
}

function resourceOf(
  from: PulumiResource,
  { type, values }: ReturnType<typeof terraformResources>[number],
  location: Location | undefined,
  path: string,
): InfrastructureResource {
  if (location === undefined) throw new Error(`${from.urn} was not located`);
  const { urn, mode, change, isProtected } = from;
  return {
    type,
    mode,
    source: { input: path, address: urn },
    ...location,
    values: { ...values, ...unsaid(values, computedAttributes({ type, address: urn, ...location, values })) },
    ...(change ? { change } : {}),
    isProtected,
  };
}

/** Of the attributes that AWS gives, those that the file does not say. */
function unsaid(
  values: Readonly<Record<string, unknown>>,
  computed: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(computed).filter(([name]) => {
    const value = values[name];
    return value === undefined || value === null || isUnknown(value);
  });
  return Object.fromEntries(entries);
}

/**
 * Puts what is known only after the update into a resource where it can be nothing else: an attribute that names
 * another resource, and whose value is made of exactly one resource that it can name.
 *
 * @param made - The resources of the file, by URN.
 */
function withDependencies(
  resource: InfrastructureResource,
  from: PulumiResource,
  made: ReadonlyMap<string, readonly InfrastructureResource[]>,
): InfrastructureResource {
  const references = REFERENCES[resource.type] ?? [];
  const values = references.reduce<unknown>((done, { at, properties, targets }) => {
    const urns = properties.map((property) => from.propertyDependencies[property]).find((each) => each !== undefined);
    // Policies that `aws-native` keeps in a resource refer to that resource itself.
    const own = from.type.startsWith("aws-native:") ? [from.urn] : [];
    const candidates = [...new Set([...(urns ?? from.dependencies), ...own])]
      .flatMap((urn) => made.get(urn) ?? [])
      .flatMap(({ type, values: known }) => {
        const attribute = targets[type];
        const value = attribute === undefined ? undefined : known[attribute];
        return typeof value === "string" && !isKnownLater(value) && type !== resource.type ? [value] : [];
      });
    const [only] = candidates;
    return candidates.length === 1 && only !== undefined ? filled(done, at, only) : done;
  }, resource.values);
  return { ...resource, values: values as InfrastructureResource["values"] };
}

function filled(value: unknown, [step, ...rest]: readonly string[], known: string): unknown {
  if (step === undefined) return isKnownLater(value) ? known : value;
  if (step === "*") return Array.isArray(value) ? value.map((each) => filled(each, rest, known)) : value;
  if (!isRecord(value) || !(step in value)) return value;
  return { ...value, [step]: filled(value[step], rest, known) };
}

interface Reference {
  /** Where in the attributes; `*` is each of a list. */
  readonly at: readonly string[];
  /** The property of Pulumi's that the attribute is a part of, with `aws` or `aws-native`. */
  readonly properties: readonly string[];
  /** Type that may be meant → the attribute that is written. */
  readonly targets: Readonly<Record<string, string>>;
}

const KEY_ARN = { aws_kms_key: "arn", aws_kms_replica_key: "arn", aws_kms_external_key: "arn" };
const KEY_ID = { aws_kms_key: "key_id", aws_kms_replica_key: "key_id", aws_kms_external_key: "key_id" };
const HOLDER_ARN = { aws_iam_role: "arn", aws_iam_user: "arn" };

function simple(attribute: string, property: string, targets: Reference["targets"]): Reference {
  return { at: [attribute], properties: [property], targets };
}

const REPOSITORY = simple("repository", "repository", { aws_ecr_repository: "name" });
const ROLE = simple("role", "role", { aws_iam_role: "name" });
const USER = simple("user", "user", { aws_iam_user: "name" });
const GROUP = simple("group", "group", { aws_iam_group: "name" });
const POLICY = simple("policy_arn", "policyArn", { aws_iam_policy: "arn" });
const BOUNDARY = simple("permissions_boundary", "permissionsBoundary", { aws_iam_policy: "arn" });

const REFERENCES: Readonly<Record<string, readonly Reference[]>> = {
  aws_ecr_repository: [
    {
      at: ["encryption_configuration", "*", "kms_key"],
      properties: ["encryptionConfigurations", "encryptionConfiguration"],
      targets: KEY_ARN,
    },
  ],
  aws_ecr_repository_policy: [REPOSITORY],
  aws_ecr_lifecycle_policy: [REPOSITORY],
  aws_kms_alias: [simple("target_key_id", "targetKeyId", KEY_ID)],
  aws_kms_grant: [simple("key_id", "keyId", KEY_ID), simple("grantee_principal", "granteePrincipal", HOLDER_ARN)],
  aws_kms_key_policy: [simple("key_id", "keyId", KEY_ID)],
  aws_kms_replica_key: [simple("primary_key_arn", "primaryKeyArn", KEY_ARN)],
  aws_iam_role: [BOUNDARY],
  aws_iam_user: [BOUNDARY],
  aws_iam_role_policy: [ROLE],
  aws_iam_role_policy_attachment: [ROLE, POLICY],
  aws_iam_user_policy: [USER],
  aws_iam_user_policy_attachment: [USER, POLICY],
  aws_iam_group_policy: [GROUP],
  aws_iam_group_policy_attachment: [GROUP, POLICY],
  aws_iam_user_group_membership: [USER],
  aws_iam_policy_attachment: [
    POLICY,
    { at: ["roles", "*"], properties: ["roles"], targets: { aws_iam_role: "name" } },
    { at: ["users", "*"], properties: ["users"], targets: { aws_iam_user: "name" } },
  ],
};
