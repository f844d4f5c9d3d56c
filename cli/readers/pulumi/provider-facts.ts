import { isRecord } from "../../../shared/internal";
import { ACCOUNT_ID } from "../../toolkit/aws-forms";
import { isUnknown } from "../../policy/unknown";
import type { ReadOptions } from "../../resources/resource";
import type { PulumiResource } from "./pulumi-resource";

/** What says where resources are, beside themselves. */
export interface LocationSources {
  /** All resources of the file, providers among them. */
  readonly all: readonly PulumiResource[];
  /** The stack's configuration, where the file holds it. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly options: ReadOptions;
  /** The file as the user named it. */
  readonly path: string;
}

/** Where a provider works, as far as it says. */
export interface ProviderFacts {
  readonly accountId?: string;
  readonly region?: string;
}

/**
 * What providers say about where they work, by name: by their properties, those that programs do not make themselves
 * (`default`) also by the stack's configuration.
 */
export function providerFacts({ all, config }: Pick<LocationSources, "all" | "config">): Map<string, ProviderFacts> {
  const configured = { ...properties(config, "aws-native:"), ...properties(config, "aws:") };
  const facts = new Map<string, ProviderFacts>([["default", factsOf(configured)]]);
  for (const { type, name, properties: own } of all) {
    if (!/^pulumi:providers:aws(-native)?$/.test(type)) continue;
    const key = /^default(_|$)/.test(name) ? "default" : name;
    facts.set(key, { ...facts.get(key), ...factsOf(own) });
  }
  return facts;
}

function properties(config: Readonly<Record<string, unknown>>, prefix: string): Readonly<Record<string, unknown>> {
  const entries = Object.entries(config).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(entries.map(([key, value]) => [key.slice(prefix.length), value]));
}

function factsOf(provider: Readonly<Record<string, unknown>>): ProviderFacts {
  const accountId = assumedAccount(provider) ?? allowedAccount(provider);
  const { region } = provider;
  return {
    ...(accountId === undefined ? {} : { accountId }),
    ...(typeof region === "string" && region !== "" && !isUnknown(region) ? { region } : {}),
  };
}

/** Of a chain of roles the last one is who works. */
function assumedAccount(provider: Readonly<Record<string, unknown>>): string | undefined {
  const chains = ["assumeRoles", "assumeRole", "assumeRoleWithWebIdentity"].map((key) =>
    [parsed(provider[key])].flat(),
  );
  const role = chains.map((chain) => chain.at(-1)).find(isRecord);
  const arn = role?.["roleArn"];
  return typeof arn === "string" ? /^arn:[\w-]+:iam::(\d{12}):role\//.exec(arn)?.[1] : undefined;
}

function allowedAccount({ allowedAccountIds }: Readonly<Record<string, unknown>>): string | undefined {
  const ids = [parsed(allowedAccountIds)].flat();
  const [only] = ids;
  return ids.length === 1 && typeof only === "string" && ACCOUNT_ID.test(only) ? only : undefined;
}

/** What is not a text, the files hold as JSON within a text. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
