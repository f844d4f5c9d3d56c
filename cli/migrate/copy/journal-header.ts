import { createHash } from "node:crypto";
import { InputError } from "../../toolkit/input-error";
import type { MigrationPlan } from "../migration-plan";
import type { RegistryAddress } from "../registry-address";

/** The first line of a journal: which copy it is of. */
export interface JournalHeader {
  readonly journal: "ecr-kms migrate copy";
  readonly formatVersion: 1;
  readonly plan: string;
  readonly source: string;
  readonly destination: string;
}

/** The header for a copy. A plan that was made anew and says the same is the same plan. */
export function headerOf(plan: MigrationPlan, source: RegistryAddress, destination: RegistryAddress): JournalHeader {
  const content = [
    plan.source.uri,
    plan.destination.uri,
    ...plan.manifests.map(({ digest, mediaType, tags, children }) => [digest, mediaType, tags, children]),
  ];
  return {
    journal: "ecr-kms migrate copy",
    formatVersion: 1,
    plan: `sha256:${createHash("sha256").update(JSON.stringify(content)).digest("hex")}`,
    source: `${source.host}/${source.repository}`,
    destination: `${destination.host}/${destination.repository}`,
  };
}

/**
 * Compares what a file begins with to what it should.
 *
 * @returns whether the journal has to be begun: the file is empty, or its first line was cut off
 * @throws InputError when it is the journal of another copy, or no journal
 */
export function checkHeader(path: string, text: string, wanted: JournalHeader): boolean {
  const line = JSON.stringify(wanted);
  const end = text.indexOf("\n");
  if (end === -1 && line.startsWith(text)) return true;
  const found = text.slice(0, end === -1 ? undefined : end);
  if (found === line) return false;
  const header = parse(found);
  if (header?.journal !== wanted.journal) {
    throw refused(path, "exists and is not a journal of ecr-kms migrate copy", "give a new file with `journal`");
  }
  const differing = (["formatVersion", "plan", "source", "destination"] as const).filter(
    (key) => header[key] !== wanted[key],
  );
  throw refused(
    path,
    `is the journal of another copy: its ${differing.join(" and ")} ${differing.length > 1 ? "differ" : "differs"}`,
    "give the journal of this plan, or a new file: what is at the destination already is found there and not copied again",
  );
}

function parse(line: string): Partial<JournalHeader> | undefined {
  try {
    return (JSON.parse(line) ?? undefined) as Partial<JournalHeader> | undefined;
  } catch {
    return undefined;
  }
}

function refused(path: string, message: string, hint: string): InputError {
  return new InputError([{ path: `journal ${path}`, message, hint }]);
}
