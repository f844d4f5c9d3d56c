import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "cdktf";
import { topology as cloudHsm } from "../../examples/cloudhsm-key/topology";
import { topology as cached } from "../../examples/pull-through-cache/topology";
import { replicaTopology, topology as regulated } from "../../examples/regulated-hub/topology";
import type { RegistryTopology } from "../../shared";
import { EXAMPLES, KEY_ARN } from "../examples/example-documents";
import { cdktfProgram, EXAMPLES_FOLDER, pulumiResources } from "../examples/programs";
import { synthesize } from "../support/deployment";
import { plannedDocuments } from "./planned-documents";
import { pulumiAddresses } from "./pulumi-addresses";
import type { SynthesizedStack } from "./terraform-addresses";
import { terraformAddresses } from "./terraform-addresses";

/** The names of all examples. */
export const EXAMPLE_NAMES = readdirSync(EXAMPLES_FOLDER).sort();

const TOPOLOGIES: Readonly<Record<string, RegistryTopology>> = {
  ...Object.fromEntries(EXAMPLES.map(({ name, topology }) => [name, topology])),
  "cloudhsm-key": cloudHsm,
  "pull-through-cache": cached,
  "regulated-hub": regulated,
};

/** Everything that both programs of an example make. */
export async function exampleAddresses(name: string): Promise<object> {
  const topology = TOPOLOGIES[name];
  if (!topology)
    throw new Error(`The topology of example ${name} is not listed in test/addresses/example-addresses.ts`);
  const usesKeyArn = EXAMPLES.some((example) => example.name === name && example.usesKeyArn);
  const options = usesKeyArn ? { keyArn: KEY_ARN, isUnresolved: (value: unknown) => value === KEY_ARN } : {};
  return {
    planned: plannedDocuments(topology, options),
    ...(topology === regulated ? { "planned for the replica": plannedDocuments(replicaTopology) } : {}),
    cdktf: synthesized(await cdktfProgram(name)),
    pulumi: pulumiAddresses(await pulumiResources(name, topology)),
  };
}

/** The whole program at once: stacks that refer to each other get outputs, each from those that come later. */
function synthesized(build: (app: App) => void): object {
  const folder = mkdtempSync(join(tmpdir(), "ecr-kms-addresses-"));
  const apps: App[] = [];
  try {
    synthesize((app) => {
      build(app);
      apps.push(app);
    }, folder);
    const stacks = readdirSync(join(folder, "stacks")).map((stack) => {
      const json = readFileSync(join(folder, "stacks", stack, "cdk.tf.json"), "utf8");
      return [stack, JSON.parse(json) as SynthesizedStack] as const;
    });
    return terraformAddresses(apps[0] as App, Object.fromEntries(stacks));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
