import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { RegistryAddress } from "../../cli/migrate/registry-address";
import { freePort } from "./free-port";
import { OwnedProcess } from "./owned-process";

/** A registry on this machine, with nothing in it. */
export interface OciRegistry {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** Where it keeps what it has. */
  readonly folder: string;
  address(repository: string): RegistryAddress;
  stop(): Promise<void>;
}

/** What a repository of a registry holds, as it lies on the disk: read without any client. */
export interface StoredRepository {
  readonly manifests: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly layers: readonly string[];
}

export const USERNAME = "somebody";
export const PASSWORD = "correct horse";
/** Of the password above, cheap to compute: bcrypt with the lowest cost. */
const HTPASSWD = "$2b$04$ddoIadrF9c9AMI62/GioF.2.mRWXCD59T8SAkIGCCfrNJtB6yOQ7.";
const ATTEMPTS = 5;
const START_TIMEOUT_MS = 120_000;

const PROGRAMS = [
  { name: "docker-registry", install: "apt-get install docker-registry" },
  { name: "skopeo", install: "apt-get install skopeo" },
];

/**
 * Looks for a real registry and a real copier. Where one is missing the suite is skipped and says what to install, or fails when
 * the environment says `E2E=required`.
 */
export function needRegistryTools(context: Mocha.Context): void {
  const missing = PROGRAMS.filter(({ name }) => !isOnPath(name));
  if (missing.length === 0) return;
  const advice = missing.map(({ name, install }) => `${name} is missing; to install it: ${install}`).join("\n");
  if (process.env["E2E"] === "required") throw new Error(advice);
  console.log(`      skipped: ${advice}`);
  context.skip();
}

/** Starts Debian's registry on a free port, in a folder of its own; with a password, if asked for. */
export async function startRegistry({ hasPassword = false } = {}): Promise<OciRegistry> {
  const folder = mkdtempSync(join(roomFor(), "ecr-kms-registry-"));
  let output = "";
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const host = `127.0.0.1:${await freePort()}`;
    const config = writeConfig(folder, host, hasPassword);
    const server = new OwnedProcess("docker-registry", ["serve", config]);
    if (await answers(server, host)) {
      return {
        host,
        folder,
        address: (repository) => ({ host, repository, insecure: true }),
        stop: async () => {
          await server.stop();
          rmSync(folder, { recursive: true, force: true });
        },
      };
    }
    output = server.output;
    await server.stop();
  }
  throw new Error(`docker-registry did not start:\n${output}`);
}

/** Reads what lies on the disk, and checks each blob's bytes against its name. */
export function storedIn({ folder }: OciRegistry, repository: string): StoredRepository {
  const root = join(folder, "docker/registry/v2");
  const own = join(root, "repositories", repository);
  const names = (path: string): readonly string[] => listed(path).map((name) => `sha256:${name}`);
  const manifests = names(join(own, "_manifests/revisions/sha256"));
  const layers = names(join(own, "_layers/sha256"));
  for (const digest of [...manifests, ...layers]) {
    const hex = digest.slice("sha256:".length);
    const bytes = readFileSync(join(root, "blobs/sha256", hex.slice(0, 2), hex, "data"));
    const found = createHash("sha256").update(bytes).digest("hex");
    if (found !== hex) throw new Error(`${digest} has the bytes of ${found}`);
  }
  const tags = listed(join(own, "_manifests/tags")).flatMap((tag) => {
    const link = join(own, "_manifests/tags", tag, "current/link");
    // A registry whose client was killed may have begun a tag.
    return existsSync(link) ? [[tag, readFileSync(link, "utf8")]] : [];
  });
  return { manifests, layers, tags: Object.fromEntries(tags) as Record<string, string> };
}

/** A registry waits for the disk at every tag: where there is a disk in memory, thousands of tags take seconds less. */
function roomFor(): string {
  const memory = "/dev/shm";
  try {
    accessSync(memory, constants.W_OK);
    return memory;
  } catch {
    return tmpdir();
  }
}

function listed(path: string): readonly string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}

function writeConfig(folder: string, host: string, hasPassword: boolean): string {
  const htpasswd = join(folder, "htpasswd");
  writeFileSync(htpasswd, `${USERNAME}:${HTPASSWD}\n`);
  const config = {
    version: "0.1",
    log: { level: "error", accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: folder }, delete: { enabled: true } },
    http: { addr: host },
    ...(hasPassword ? { auth: { htpasswd: { realm: "test", path: htpasswd } } } : {}),
  };
  const path = join(folder, "config.yml");
  // JSON is YAML.
  writeFileSync(path, JSON.stringify(config));
  return path;
}

async function answers(server: OwnedProcess, host: string): Promise<boolean> {
  let hasEnded = false;
  const ended = server.ended.then(
    () => (hasEnded = true),
    () => (hasEnded = true),
  );
  const until = Date.now() + START_TIMEOUT_MS;
  while (!hasEnded && Date.now() < until) {
    const status = await fetch(`http://${host}/v2/`).then(
      (response) => response.status,
      () => 0,
    );
    if (!hasEnded && (status === 200 || status === 401)) return true;
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 30))]);
  }
  return false;
}

function isOnPath(name: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
