import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { InfrastructureResource, ReadOptions, ReadResources } from "../../../../cli/resources/resource";
import { readTerraformShow } from "../../../../cli/readers/terraform/read-terraform-show";

const FIXTURES = join(__dirname, "..", "..", "fixtures", "terraform");

/** What a fixture's resources say about access, with ids of keys replaced by the keys' addresses. */
export interface Projection {
  /** `address account region`, and for a plan what it does. */
  readonly resources: readonly string[];
  /** Repository → encryption type and key. */
  readonly encryption: Readonly<Record<string, unknown>>;
  /** Where a policy stands → the policy, with lists sorted. */
  readonly policies: Readonly<Record<string, unknown>>;
  /** Attribute → the reference that it is written as. */
  readonly references: Readonly<Record<string, string>>;
  readonly gaps: readonly string[];
}

/** Reads what was recorded of a fixture. */
export function readFixture(name: string, kind: "plan" | "state", options: ReadOptions = {}): ReadResources {
  return readTerraformShow(fixtureJson(name, `${kind}.json`), `${kind}.json`, options);
}

/** A JSON file of a fixture. */
export function fixtureJson(name: string, file: string): unknown {
  return JSON.parse(readFileSync(join(FIXTURES, name, file), "utf8")) as unknown;
}

/** The parts of what was read that decide about access. */
export function project({ resources, gaps }: ReadResources): Projection {
  const ids = resources.flatMap(({ values, source, type }): [string, string][] =>
    type === "aws_kms_key" && typeof values["key_id"] === "string" ? [[values["key_id"], `<${source.address}>`]] : [],
  );
  const named = <T>(value: T): T =>
    JSON.parse(ids.reduce((text, [id, name]) => text.replaceAll(id, name), JSON.stringify(value))) as T;
  const managed = resources.filter(({ mode }) => mode === "managed");
  return {
    resources: resources.map(({ source, accountId, region, change }) =>
      [source.address, accountId, region, change?.actions, ...(change?.because ?? [])].filter(Boolean).join(" "),
    ),
    encryption: named(Object.fromEntries(managed.filter(isRepository).map(encryptionOf))),
    policies: named(Object.fromEntries(managed.flatMap(policiesOf))),
    references: Object.fromEntries(managed.flatMap(referencesOf)),
    gaps: gaps.map(({ source, message }) => `${source.address}: ${message}`),
  };
}

function isRepository({ type }: InfrastructureResource): boolean {
  return type === "aws_ecr_repository";
}

function encryptionOf({ source, values }: InfrastructureResource): [string, unknown] {
  const [block] = (values["encryption_configuration"] ?? []) as Record<string, unknown>[];
  return [source.address, block ? [block["encryption_type"], block["kms_key"] ?? "nothing"] : "nothing"];
}

function policiesOf({ source, type, values }: InfrastructureResource): [string, unknown][] {
  if (type === "aws_ecr_lifecycle_policy") return [];
  const inline = (values["inline_policy"] ?? []) as Record<string, unknown>[];
  return [values, ...inline].flatMap((part, index): [string, unknown][] => {
    const policy = part["policy"];
    return typeof policy === "string" ? [[`${source.address}${index > 0 ? " inline" : ""}`, policyOf(policy)]] : [];
  });
}

function referencesOf({ source, references = {} }: InfrastructureResource): [string, string][] {
  return Object.entries(references).map(([path, reference]) => [`${source.address} ${path}`, reference]);
}

function policyOf(text: string): unknown {
  return text.startsWith("{") ? sorted(JSON.parse(text)) : text;
}

/** AWS and Terraform sort lists of a policy each in its own way; statements stay in their order. */
function sorted(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) {
    const list = value.map((each) => sorted(each));
    return name === "Statement" ? list : list.sort((a, b) => String(a).localeCompare(String(b)));
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => a.localeCompare(b));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner, key)]));
}
