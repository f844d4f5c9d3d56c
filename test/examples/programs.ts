import { join } from "node:path";
import type { App } from "cdktf";
import { standInId } from "../../cli/resources/computed-attributes";
import type { RegistryTopology } from "../../shared";
import type { RegisteredResource } from "../support/pulumi-mocks";
import { runPulumi } from "../support/pulumi-mocks";

/** Where the examples are. */
export const EXAMPLES_FOLDER = join(__dirname, "..", "..", "examples");

/** The CDKTF program of an example. */
export async function cdktfProgram(name: string): Promise<(app: App) => void> {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- a program found by its name
  const { build }: { build: (app: App) => void } = await import(join(EXAMPLES_FOLDER, name, "cdktf", "main.ts"));
  return build;
}

/** What the Pulumi program of an example registers. */
export async function pulumiResources(
  name: string,
  topology: RegistryTopology,
): Promise<readonly RegisteredResource[]> {
  const { region, registryAccountId, keyAccountId = registryAccountId } = topology;
  // What is for a replica is made in another Region.
  const keyArn = (key: string): string =>
    `arn:aws:kms:${key.startsWith("replica") ? "eu-west-1" : region}:${keyAccountId}:key/${standInId(key)}`;
  const program = require.resolve(join(EXAMPLES_FOLDER, name, "pulumi", "index.ts"));
  // A program runs when it is loaded, each time anew.
  delete require.cache[program];
  const { resources } = await runPulumi(
    () => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- found by its name
      require(program);
    },
    { keyArn },
  );
  return resources;
}
