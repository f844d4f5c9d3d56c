import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { arrivedElsewhere } from "./arrivals";
import type { ProcessEnd } from "./owned-process";
import { OwnedProcess } from "./owned-process";
import type { ProviderPool } from "./provider-pool";
import { providerPool } from "./provider-pool";
import type { StackJson } from "./stack-json";
import type { ProviderMirror } from "./tools";

/** A file that is not there: no settings of the machine reach a test. */
const NOWHERE = join(devNull, "none");

/** One Terraform configuration in a folder of its own. */
export class Terraform {
  readonly folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #providers: ProviderPool | undefined;

  /**
   * @param folder - Where the configuration is; made when it does not exist.
   * @param endpoint - The emulator: the only AWS that the provider can reach from here.
   * @param mirror - Where the provider comes from. @default - Terraform's registry
   * @param env - Further variables: credentials for a configuration that has none. @default - none
   */
  constructor(folder: string, endpoint: string, mirror?: ProviderMirror, env: Readonly<Record<string, string>> = {}) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
    const cliConfig = join(folder, "terraform.rc");
    writeFileSync(cliConfig, mirror ? mirrorConfig(mirror) : "");
    const shared = {
      ...withoutAws(process.env),
      AWS_ENDPOINT_URL: endpoint,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: NOWHERE,
      AWS_SHARED_CREDENTIALS_FILE: NOWHERE,
      NO_PROXY: "127.0.0.1",
      // Terraform and the provider build the schemas of all of AWS and drop them again; collecting garbage less often saves time.
      GOGC: "400",
      ...env,
    };
    this.#env = { ...shared, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_CLI_CONFIG_FILE: cliConfig };
    // Off unless asked for: in two of six runs of all tests, something was created twice while a running provider served.
    const isAsked = process.env["ECR_KMS_RUNNING_PROVIDERS"] === "1";
    this.#providers = isAsked && mirror?.binary !== undefined ? providerPool(mirror.binary, shared) : undefined;
  }

  /** Writes the configuration. */
  write(stack: StackJson): void {
    writeFileSync(join(this.folder, "cdk.tf.json"), JSON.stringify(stack, undefined, 2));
  }

  async init(): Promise<void> {
    await this.#run("init", "-input=false");
  }

  async validate(): Promise<void> {
    await this.#run("validate");
  }

  /**
   * Deploys.
   *
   * @param planFile - A plan saved before. @default - a new one
   */
  async apply(planFile = "-auto-approve"): Promise<void> {
    await this.#run("apply", "-input=false", planFile);
    const wrong = this.#isServed() ? arrivedElsewhere(this.folder) : [];
    if (wrong.length > 0) throw new Error(`made in another account than was configured:\n${wrong.join("\n")}`);
  }

  /** Whether an apply would change anything. */
  async hasChanges(): Promise<boolean> {
    const { code } = await this.#run("plan", "-input=false", "-detailed-exitcode");
    return code === 2;
  }

  /** Saves a plan in the configuration's folder. */
  async plan(file: string): Promise<void> {
    await this.#run("plan", "-input=false", `-out=${file}`);
  }

  /**
   * What `terraform show -json` says.
   *
   * @param planFile - A plan saved before. @default - the state
   */
  async show(planFile?: string): Promise<unknown> {
    const { stdout } = await this.#run("show", "-json", ...(planFile === undefined ? [] : [planFile]));
    return JSON.parse(stdout);
  }

  /** Whether a running provider may serve: it has one configuration at a time. */
  #isServed(): boolean {
    return this.#providers !== undefined && countProviderConfigurations(this.folder) <= 1;
  }

  async #run(command: string, ...args: readonly string[]): Promise<ProcessEnd> {
    const run = (env: NodeJS.ProcessEnv): Promise<ProcessEnd> =>
      new OwnedProcess("terraform", [command, "-no-color", ...args], { cwd: this.folder, env }).ended;
    const end =
      this.#providers !== undefined && this.#isServed()
        ? await this.#providers.use((reattach) => run({ ...this.#env, TF_REATTACH_PROVIDERS: reattach }))
        : await run(this.#env);
    const changesFound = end.code === 2 && args.includes("-detailed-exitcode");
    if (end.code !== 0 && !changesFound) throw new Error(`terraform ${command} failed:\n${errorText(end)}`);
    return end;
  }
}

/** How many configurations of the AWS provider a root and its modules have: `alias` makes further ones. */
function countProviderConfigurations(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => !file.startsWith(".terraform"),
  );
  const count = (file: string): number => {
    const text = (): string => readFileSync(join(folder, file), "utf8");
    if (file.endsWith(".tf.json")) return (JSON.parse(text()) as Partial<StackJson>).provider?.["aws"]?.length ?? 0;
    return file.endsWith(".tf") ? [...text().matchAll(/^\s*provider\s+"aws"/gm)].length : 0;
  };
  return files.map(count).reduce((sum, each) => sum + each, 0);
}

/** What Terraform says went wrong, without the frame it draws around it. */
function errorText({ stdout, stderr }: ProcessEnd): string {
  const text = (stderr.trim() === "" ? stdout : stderr).replace(/^[╷╵│]\s?/gm, "").trim();
  return text === "" ? "it said nothing" : text;
}

/** Nothing of the caller's AWS or Terraform settings may reach a test. */
function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(AWS|TF)_/.test(name)));
}

function mirrorConfig({ folder }: ProviderMirror): string {
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(folder)}
    include = ["registry.terraform.io/hashicorp/aws"]
  }
  direct {
    exclude = ["registry.terraform.io/hashicorp/aws"]
  }
}
`;
}
