import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import type { StackJson } from "./stack-json";
import { redirectStack } from "./stack-json";
import { Terraform } from "./terraform";
import type { ProviderMirror } from "./tools";

/** One synthesized stack, ready to be deployed to the emulator. */
export interface DeployableStack {
  readonly name: string;
  /** The stacks that have to be deployed before. */
  readonly dependencies: readonly string[];
  /** The stack as it was written for Terraform: already redirected to the emulator. */
  readonly json: StackJson;
  readonly terraform: Terraform;
}

/** Where the stacks of a program are deployed from and to. */
export interface DeploymentOptions {
  /** The folder that the program was synthesized to. */
  readonly synthesized: string;
  /** A folder for configurations and states. */
  readonly work: string;
  readonly endpoint: string;
  readonly mirror?: ProviderMirror | undefined;
}

interface Manifest {
  readonly stacks: Readonly<
    Record<
      string,
      { readonly name: string; readonly synthesizedStackPath: string; readonly dependencies: readonly string[] }
    >
  >;
}

/** The stacks of a synthesized program, each after those that it refers to. */
export function deployableStacks(options: DeploymentOptions): readonly DeployableStack[] {
  const { synthesized, work, endpoint, mirror } = options;
  const states = join(work, "states");
  mkdirSync(states, { recursive: true });
  const { stacks } = JSON.parse(readFileSync(join(synthesized, "manifest.json"), "utf8")) as Manifest;
  return inOrder(stacks).map((name) => {
    const { synthesizedStackPath = "", dependencies = [] } = stacks[name] ?? {};
    const path = join(synthesized, synthesizedStackPath);
    const json = redirectStack(JSON.parse(readFileSync(path, "utf8")) as StackJson, {
      states,
      ...(mirror ? { providerVersion: mirror.version } : {}),
    });
    const terraform = new Terraform(join(work, name), endpoint, mirror);
    terraform.write(json);
    return { name, dependencies, json, terraform };
  });
}

/** Synthesizes a program into a folder. */
export function synthesize(build: (app: App) => void, outdir: string): void {
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir });
  build(app);
  app.synth();
}

function inOrder(stacks: Manifest["stacks"]): readonly string[] {
  const order: string[] = [];
  const visit = (name: string): void => {
    if (order.includes(name)) return;
    stacks[name]?.dependencies.forEach(visit);
    order.push(name);
  };
  Object.keys(stacks).forEach(visit);
  return order;
}
