import type { PolicyProvider, PolicyResource, PolicyStack } from "../../../cli/pulumi-policy";
import type { RegisteredResource } from "../../support/pulumi-mocks";
import { stackExport, type ExportedResource } from "../readers/pulumi/stack-export";

/** What stands for a value that is not known yet. */
const LATER = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** What the mocks write for what AWS will give: `<key.arn>`. */
const PLACEHOLDER = /^<(.+)\.(\w+)>$/;

/**
 * What policies are given of a stack whose registrations were recorded. Proof limit: the engine's part of it is imitated.
 *
 * @param preview - What AWS will give is not known, and asking for it throws.
 */
export function policyStack(registered: readonly RegisteredResource[], preview = false): PolicyStack {
  const exported = stackExport(registered).deployment.resources;
  const props = new Map(
    exported.map(({ urn, outputs = {} }, index) => {
      const inputs = registered[index]?.inputs ?? {};
      return [urn, preview ? withUnknowns(inputs) : outputs] as const;
    }),
  );
  const providers = exported.filter(({ type }) => type.startsWith("pulumi:providers:"));
  const resources = exported.map((resource, index): PolicyResource => {
    const { urn, type, protect = false } = resource;
    const provider = providers.find((each) => resource.provider?.startsWith(`${each.urn}::`));
    return {
      type,
      urn,
      props: asking(props.get(urn) ?? {}),
      opts: { protect },
      ...(provider === undefined ? {} : { provider: providerOf(provider) }),
      dependencies: [],
      propertyDependencies: dependenciesOf(registered[index]?.inputs ?? {}, exported),
    };
  });
  return { resources };
}

function providerOf({ type, urn, outputs = {} }: ExportedResource): PolicyProvider {
  return { type, urn, props: asking(outputs) };
}

function withUnknowns(inputs: RegisteredResource["inputs"]): Readonly<Record<string, unknown>> {
  return JSON.parse(
    JSON.stringify(inputs, (_, value: unknown) =>
      typeof value === "string" && PLACEHOLDER.test(value) ? LATER : value,
    ),
  ) as Record<string, unknown>;
}

function dependenciesOf(
  inputs: RegisteredResource["inputs"],
  exported: readonly ExportedResource[],
): PolicyResource["propertyDependencies"] {
  const entries = Object.entries(inputs).map(([property, value]) => {
    const named = [...(JSON.stringify(value) ?? "").matchAll(/<([^<>.]+)\.\w+>/g)].map(([, name]) => name);
    return [property, exported.filter(({ urn }) => named.includes(urn.split("::").at(-1)))] as const;
  });
  return Object.fromEntries(entries);
}

/** As Pulumi gives properties to policies: whoever asks for one that is not known is stopped. */
function asking<Value extends object>(value: Value): Value {
  return new Proxy(value, {
    get: (target, property) => {
      const member: unknown = Reflect.get(target, property);
      if (member === LATER) throw new Error(`string value at .${String(property)} can't be known during preview`);
      return typeof member === "object" && member !== null ? asking(member) : member;
    },
  });
}
