import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Testing, TerraformStack } from "cdktf";
import {
  EncryptedRepository,
  KeyGrants,
  KeyMonitoring,
  PullThroughCache,
  RegistryHub,
  RegistryScanning,
  ReplicaKey,
  ReplicaRegistry,
  ReplicatedRegistry,
  RepositoryKey,
  SpokeAccess,
} from "../../cdktf";
import { expandReferences, type MadeResource } from "./made-resource";
import type { ParityCase, Step } from "./cases";

const REFERENCE = /^\$\{([\w.-]+)\.(\w+)\}$/;

/** The stack of a case for one account. */
export function parityStack({ accounts }: ParityCase, accountId: string): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "stack");
  const provider = new AwsProvider(stack, "aws", { region: "us-east-1", alias: `account${accountId}` });
  for (const step of accounts[accountId] ?? []) make(stack, step, provider);
  return stack;
}

/** What the CDKTF program of a case makes in one account. */
export function cdktfResources(parityCase: ParityCase, accountId: string): readonly MadeResource[] {
  const { resource = {} } = JSON.parse(Testing.synth(parityStack(parityCase, accountId))) as Synthesized;
  const made = Object.entries(resource).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, values]) => ({ type, id, values })),
  );
  const byAddress = new Map(made.map(({ type, id, values }) => [`${type}.${id}`, values]));
  const names = new Map(made.map(({ type, id, values }) => [`${type}.${id}`, label(type, values)]));
  return expandReferences(
    // What waits for what is no value of a resource, and Pulumi's mocks are not told it.
    made.map(({ type, values: { provider: given, lifecycle, depends_on: _, ...values } }) => ({
      type,
      protected: lifecycle?.prevent_destroy ?? false,
      provider: given?.replace("aws.account", "") ?? "none",
      values: unescape(values) as MadeResource["values"],
    })),
    (text) =>
      text.replace(
        REFERENCE,
        (_, address: string, attribute: string) =>
          referenced(byAddress.get(address), attribute) ?? `<${names.get(address) ?? address}.${attribute}>`,
      ),
  );
}

type Values = Readonly<Record<string, unknown>> & {
  readonly lifecycle?: { readonly prevent_destroy: boolean };
  readonly provider?: string;
};

interface Synthesized {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Values>>>>;
}

function make(stack: TerraformStack, step: Step, provider: AwsProvider): void {
  if (step.component === "RepositoryKey") new RepositoryKey(stack, step.name, { ...step.config, provider });
  if (step.component === "ReplicaKey") new ReplicaKey(stack, step.name, { ...step.config, provider });
  if (step.component === "KeyGrants") new KeyGrants(stack, step.name, { ...step.config, provider });
  if (step.component === "KeyMonitoring") new KeyMonitoring(stack, step.name, { ...step.config, provider });
  if (step.component === "EncryptedRepository") new EncryptedRepository(stack, step.name, { ...step.config, provider });
  if (step.component === "RegistryHub") new RegistryHub(stack, step.name, { ...step.config, provider });
  if (step.component === "RegistryScanning") new RegistryScanning(stack, step.name, { ...step.config, provider });
  if (step.component === "ReplicatedRegistry") new ReplicatedRegistry(stack, step.name, { ...step.config, provider });
  if (step.component === "ReplicaRegistry") new ReplicaRegistry(stack, step.name, { ...step.config, provider });
  if (step.component === "PullThroughCache") new PullThroughCache(stack, step.name, { ...step.config, provider });
  if (step.component === "SpokeAccess") new SpokeAccess(stack, step.name, { ...step.config, provider });
}

/** The value of an attribute that the program itself gave: the Pulumi mocks show the value, not the reference. */
function referenced(values: Values | undefined, attribute: string): string | undefined {
  const value = values?.[attribute];
  return typeof value === "string" ? value : undefined;
}

function label(type: string, { name }: Values): string {
  return `${type} ${typeof name === "string" ? name : "key"}`;
}

/** What Terraform makes of the escapes. */
function unescape(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll("$${", "${").replaceAll("%%{", "%{")) as unknown;
}
