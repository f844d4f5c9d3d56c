import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format } from "prettier";
import { Terraform } from "../../../support/terraform";
import { findTools, type ProviderMirror } from "../../../support/tools";
import { PROBES, type Probes } from "./probes";

/** What the provider makes of a probe. */
export interface Answer {
  readonly minified_json: string;
  /** The indented text, of a few probes. */
  readonly json?: string;
}

/** What the provider makes of each probe, or why it refuses it. */
export type Answers = Readonly<Record<string, Answer | { readonly refused: string }>>;

const INDENTED = ["nothing", "every_part", "no_identifiers", "escapes"];

/** The data source asks AWS nothing. */
const PROVIDER = {
  region: "us-east-1",
  access_key: "probe",
  secret_key: "probe",
  skip_credentials_validation: true,
  skip_requesting_account_id: true,
  skip_metadata_api_check: true,
};

/**
 * Asks the real provider. A plan with a probe that is refused has no answers: it is planned again without it, until nothing is refused.
 *
 * @param work - A folder for the configuration.
 */
export async function providerAnswers(work: string, mirror: ProviderMirror | undefined): Promise<Answers> {
  // A provider of its own for each run: nothing is left running, here or in the tests.
  const ownProvider = mirror && { folder: mirror.folder, version: mirror.version };
  const terraform = new Terraform(work, "http://127.0.0.1:9", ownProvider);
  const refused: Record<string, { readonly refused: string }> = {};
  const write = (): void => {
    const asked = Object.entries(PROBES).filter(([name]) => !(name in refused));
    terraform.write(configuration(Object.fromEntries(asked)));
  };
  write();
  await terraform.init();
  for (;;) {
    const problems = await refusals(terraform);
    if (problems.length === 0) break;
    for (const [name, message] of problems) refused[name] = { refused: message };
    write();
  }
  const answers = { ...refused, ...answersIn(await terraform.show("tfplan")) };
  return Object.fromEntries(Object.keys(PROBES).flatMap((name) => (answers[name] ? [[name, answers[name]]] : [])));
}

function configuration(probes: Probes): Parameters<Terraform["write"]>[0] {
  return {
    terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
    provider: { aws: PROVIDER },
    data: { aws_iam_policy_document: probes },
  } as unknown as Parameters<Terraform["write"]>[0];
}

const REFUSAL = /Error: (.+)\n\s*\n\s+with data\.aws_iam_policy_document\.(\w+)/g;
/** Terraform's own refusals name the place alone. */
const OF_TERRAFORM = /Error: (.+)\n\s*\n\s+on .*, in data\.aws_iam_policy_document\.(\w+)/g;

async function refusals(terraform: Terraform): Promise<readonly (readonly [name: string, message: string])[]> {
  try {
    await terraform.plan("tfplan");
    return [];
  } catch (error) {
    const text = String(error);
    const found = [...text.matchAll(REFUSAL), ...text.matchAll(OF_TERRAFORM)];
    if (found.length === 0) throw error;
    return found.map(([, message = "", name = ""]) => [name, message.trim()]);
  }
}

function answersIn(shown: unknown): Answers {
  const { prior_state: state } = shown as {
    readonly prior_state: {
      readonly values: {
        readonly root_module: {
          readonly resources: readonly { readonly name: string; readonly values: Required<Answer> }[];
        };
      };
    };
  };
  return Object.fromEntries(
    state.values.root_module.resources.map(({ name, values: { minified_json, json } }) => [
      name,
      { minified_json, ...(INDENTED.includes(name) ? { json } : {}) },
    ]),
  );
}

async function record(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), "ecr-kms-documents-"));
  try {
    const answers = await providerAnswers(work, findTools().mirror);
    const text = await format(JSON.stringify(answers), { parser: "json", printWidth: 120 });
    writeFileSync(join(__dirname, "recorded.json"), text);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (require.main === module) void record();
