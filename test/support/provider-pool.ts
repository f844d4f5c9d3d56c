import { OwnedProcess } from "./owned-process";

/** Each takes a gigabyte of memory at most; a worker needs no more at once. */
const MOST = 2;
/** What the provider writes when it listens: how Terraform finds it. */
const REATTACH = /TF_REATTACH_PROVIDERS='(.+)'/;

/** Nobody reads its logs: two megabytes for each Terraform, if it may. */
const QUIET = { TF_LOG: "OFF", TF_LOG_PROVIDER: "OFF", TF_LOG_SDK: "OFF" };

/** A running provider, and the Terraform that works with it, if any. */
interface Provider {
  readonly process: OwnedProcess;
  readonly reattach: Promise<string>;
  isBusy: boolean;
}

const pools = new Map<string, ProviderPool>();

/** The providers of this process that run with the same environment: a provider reads its own, not Terraform's. */
export function providerPool(binary: string, env: NodeJS.ProcessEnv): ProviderPool {
  const name = JSON.stringify([binary, env]);
  const pool = pools.get(name) ?? new ProviderPool(binary, env);
  pools.set(name, pool);
  return pool;
}

/** Ends the providers of every pool. */
export async function stopProviders(): Promise<void> {
  const all = [...pools.values()];
  pools.clear();
  await Promise.all(all.map((pool) => pool.stop()));
}

/**
 * Providers that serve one Terraform after another. Terraform starts its provider several times in every command, each time for two
 * seconds of processor time; one that runs already is only configured anew. A process has one configuration at a time, so it never serves two
 * runs at once, nor a root with several provider configurations.
 */
export class ProviderPool {
  readonly #binary: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #providers: Provider[] = [];
  readonly #waiting: ((provider: Provider) => void)[] = [];

  constructor(binary: string, env: NodeJS.ProcessEnv) {
    this.#binary = binary;
    this.#env = env;
  }

  /** Does something with a provider that nobody else uses meanwhile: with the value of `TF_REATTACH_PROVIDERS`. */
  async use<T>(work: (reattach: string) => Promise<T>): Promise<T> {
    const provider = await this.#free();
    try {
      return await work(await provider.reattach);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) provider.isBusy = false;
      else next(provider);
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#providers.splice(0).map((provider) => provider.process.stop(1000)));
  }

  async #free(): Promise<Provider> {
    const idle = this.#providers.find(({ isBusy }) => !isBusy) ?? this.#another();
    if (idle === undefined) return new Promise((resolve) => this.#waiting.push(resolve));
    idle.isBusy = true;
    return idle;
  }

  #another(): Provider | undefined {
    if (this.#providers.length === MOST) return undefined;
    const process = new OwnedProcess(this.#binary, ["-debug"], { env: { ...this.#env, ...QUIET } });
    const provider = { process, reattach: reattachOf(process), isBusy: true };
    this.#providers.push(provider);
    return provider;
  }
}

/** Waits until the provider listens. */
async function reattachOf(provider: OwnedProcess): Promise<string> {
  await provider.written(REATTACH);
  const [, reattach] = REATTACH.exec(provider.output) ?? [];
  if (reattach === undefined) throw new Error(`the provider did not start:\n${provider.output}`);
  // Programs that know nothing of providers end when they have done their work.
  provider.unref();
  return reattach;
}
