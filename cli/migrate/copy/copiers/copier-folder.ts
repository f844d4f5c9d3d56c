import { lstatSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RegistryAddress } from "../../registry-address";
import type { Credentials, SignIn } from "../../registry/sign-in";

/** A side of the copy. */
export interface SignedIn {
  readonly address: RegistryAddress;
  readonly signIn: SignIn;
}

const PREFIX = "ecr-kms-copy-";

/**
 * A folder that only this user can read, with what copiers need to know and must not be told on the command line. It is
 * removed in the end; after a kill, the next copy removes it.
 */
export class CopierFolder {
  readonly path: string;
  readonly #source: SignedIn;
  readonly #destination: SignedIn;
  readonly #remove = (): void => {
    rmSync(this.path, { recursive: true, force: true });
  };
  #written: readonly (Credentials | undefined)[] = [];
  #count = 0;

  /** @param temporary - The system's folder for temporary files. */
  constructor(source: SignedIn, destination: SignedIn, temporary: string) {
    this.#source = source;
    this.#destination = destination;
    removeLeftovers(temporary);
    this.path = mkdtempSync(join(temporary, `${PREFIX}${process.pid}-`));
    process.once("exit", this.#remove);
    mkdirSync(this.dockerConfig);
    mkdirSync(this.scratch);
    this.#write(this.registriesConf, "");
    const hosts = [source.address, destination.address].map(({ host, insecure }) => [
      host,
      { tls: insecure ? "disabled" : "enabled" },
    ]);
    this.#write(this.regctlConfig, JSON.stringify({ hosts: Object.fromEntries(hosts) as unknown }));
  }

  get sourceAuth(): string {
    return join(this.path, "source.json");
  }
  get destinationAuth(): string {
    return join(this.path, "destination.json");
  }
  /** The folder that `DOCKER_CONFIG` names. */
  get dockerConfig(): string {
    return join(this.path, "docker");
  }
  get registriesConf(): string {
    return join(this.path, "registries.conf");
  }
  get regctlConfig(): string {
    return join(this.path, "regctl.json");
  }
  /** For the copiers' own temporary files. */
  get scratch(): string {
    return join(this.path, "tmp");
  }

  /** Writes the passwords that are valid now: to be called before each start of a copier. */
  async refresh(): Promise<void> {
    const [source, destination] = [await this.#source.signIn.current(), await this.#destination.signIn.current()];
    if (this.#written[0] === source && this.#written[1] === destination && this.#count > 0) return;
    const from = authOf(this.#source.address.host, source);
    const to = authOf(this.#destination.address.host, destination);
    this.#write(this.sourceAuth, JSON.stringify({ auths: from }));
    this.#write(this.destinationAuth, JSON.stringify({ auths: to }));
    // Where both are in one registry, there is one entry: whoever may push reads as well; the source's never writes.
    this.#write(join(this.dockerConfig, "config.json"), JSON.stringify({ auths: { ...from, ...to } }));
    this.#written = [source, destination];
  }

  /** Removes the folder and everything in it. */
  remove(): void {
    process.off("exit", this.#remove);
    this.#remove();
  }

  /** A copier that starts meanwhile reads the old file or the new one, whole. */
  #write(path: string, text: string): void {
    this.#count += 1;
    const beside = `${path}.${this.#count}`;
    writeFileSync(beside, text, { mode: 0o600, flag: "wx" });
    renameSync(beside, path);
  }
}

function authOf(host: string, credentials: Credentials | undefined): Record<string, { auth: string }> {
  if (credentials === undefined) return {};
  const { username, password } = credentials;
  return { [host]: { auth: Buffer.from(`${username}:${password}`).toString("base64") } };
}

/** Folders of ours whose process was killed. */
function removeLeftovers(temporary: string): void {
  for (const name of readdirSync(temporary)) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    const folder = join(temporary, name);
    // Others may write into the folder for temporary files: their links to folders of ours are none of ours.
    const stat = lstatSync(folder, { throwIfNoEntry: false });
    if (stat?.isDirectory() === true && stat.uid === process.getuid?.())
      rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
