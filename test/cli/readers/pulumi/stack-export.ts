import { standInId } from "../../../../cli/resources/computed-attributes";
import type { RegisteredResource } from "../../../support/pulumi-mocks";

/** A resource as `pulumi stack export` has it. */
export interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly parent?: string;
  readonly provider?: string;
  readonly protect?: boolean;
}

/** What `pulumi stack export` would write. */
export interface StackExport {
  readonly version: 3;
  readonly deployment: {
    readonly manifest: { readonly time: string; readonly magic: string; readonly version: string };
    readonly resources: readonly ExportedResource[];
  };
}

/**
 * What `pulumi stack export` would write after the program was deployed whose registrations were recorded. What AWS gives stands
 * in the outputs, and wherever the mocks wrote a placeholder for it.
 */
export function stackExport(registered: readonly RegisteredResource[]): StackExport {
  const real = registered.flatMap((resource) => {
    const given = fromAws(resource, registered);
    return Object.entries(given).map(([attribute, value]) => [`<${resource.name}.${attribute}>`, value] as const);
  });
  const exported = registered.map((resource) => exportedResource(resource, registered));
  const text = real.reduce(
    (json, [placeholder, value]) => json.replaceAll(placeholder, value),
    JSON.stringify(exported),
  );
  return {
    version: 3,
    deployment: {
      manifest: { time: "2026-01-01T00:00:00Z", magic: "0".repeat(64), version: "v3.198.0" },
      resources: JSON.parse(text) as readonly ExportedResource[],
    },
  };
}

function exportedResource(resource: RegisteredResource, registered: readonly RegisteredResource[]): ExportedResource {
  const { type, name, inputs, provider, parent, protect } = resource;
  const custom = /^(aws|pulumi:providers):/.test(type);
  const { id = `${name}-id`, ...given } = fromAws(resource, registered);
  return {
    urn: urnOf(resource),
    type,
    custom,
    ...(custom ? { id, inputs: { ...inputs, __defaults: [] }, outputs: { ...inputs, ...given } } : {}),
    ...(parent === "" ? {} : { parent }),
    ...(provider === "" ? {} : { provider }),
    ...(protect ? { protect } : {}),
  };
}

/** As the mocks make them: with the type of the parent before the resource's own. */
function urnOf({ type, name, parent }: RegisteredResource): string {
  const parentType = parent.split("::")[2]?.split("$").at(-1);
  return `urn:pulumi:stack::project::${parentType === undefined ? "" : `${parentType}$`}${type}::${name}`;
}

/** The id and outputs that AWS would give. */
function fromAws(
  resource: RegisteredResource,
  registered: readonly RegisteredResource[],
): Readonly<Record<string, string>> {
  const { accountId, region } = placeOf(resource, registered);
  const name = String(resource.inputs["name"]);
  switch (resource.type) {
    case "aws:kms/key:Key": {
      const own = `arn:aws:kms:${region}:${accountId}:key/${standInId(resource.name)}`;
      const arn = mockedKeyArn(registered, own);
      const keyId = arn.slice(arn.lastIndexOf("/") + 1);
      return { id: keyId, arn, keyId };
    }
    case "aws:kms/alias:Alias":
      return { id: name, arn: `arn:aws:kms:${region}:${accountId}:${name}` };
    case "aws:ecr/repository:Repository":
      return {
        id: name,
        arn: `arn:aws:ecr:${region}:${accountId}:repository/${name}`,
        registryId: accountId,
        repositoryUrl: `${accountId}.dkr.ecr.${region}.amazonaws.com/${name}`,
      };
    case "aws:iam/policy:Policy": {
      const arn = `arn:aws:iam::${accountId}:policy/${name}`;
      return { id: arn, arn };
    }
    case "aws:iam/role:Role":
      return { id: name, arn: `arn:aws:iam::${accountId}:role/${name}` };
    default:
      return {};
  }
}

/** Where the mocks were told one ARN for every key, repositories refer to the key by that; else each key has its own. */
function mockedKeyArn(registered: readonly RegisteredResource[], own: string): string {
  const encryption = JSON.stringify(registered.map(({ inputs }) => inputs["encryptionConfigurations"]));
  const [first = own, ...others] = new Set(encryption.match(/arn:aws:kms:[a-z0-9-]+:\d{12}:key\/[0-9a-f-]+/g));
  return others.length === 0 ? first : own;
}

function placeOf(
  { provider }: RegisteredResource,
  registered: readonly RegisteredResource[],
): { readonly accountId: string; readonly region: string } {
  const made = registered.find((each) => `${urnOf(each)}::${each.name}-id` === provider);
  const accountId = /:iam::(\d{12}):role/.exec(String(made?.inputs["assumeRoles"]))?.[1];
  const region = made?.inputs["region"];
  return {
    accountId: accountId ?? "123456789012",
    region: typeof region === "string" ? region : "us-east-1",
  };
}
