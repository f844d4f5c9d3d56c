import { TerraformStack, Testing } from "cdktf";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import { ModuleKind, transpileModule } from "typescript";
import * as cdktf from "../../cdktf";
import * as pulumi from "../../pulumi";
import * as shared from "../../shared";
import { QUIET } from "../shared/fixtures";
import { runPulumi } from "../support/pulumi-mocks";

const MODULES: Readonly<Record<string, unknown>> = {
  "ecr-kms": shared,
  "ecr-kms/cdktf": cdktf,
  "ecr-kms/pulumi": pulumi,
};
const page = readFileSync(join(__dirname, "../../docs/repositories.md"), "utf8");

/** The blocks of one language on the page. */
function blocks(language: string): readonly string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm"))].map(([, text = ""]) => text);
}

/** Runs a block as it stands on the page, with what the page takes for granted. */
function run(code: string, stack?: TerraformStack): void {
  const { outputText } = transpileModule(code, { compilerOptions: { module: ModuleKind.CommonJS } });
  const load = (name: string): unknown => MODULES[name];
  const block = runInThisContext(`(function (require, exports, stack, topology) { ${outputText} })`) as Block;
  block(load, {}, stack, QUIET);
}

type Block = (...given: readonly unknown[]) => void;

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** What a CDKTF block of the page makes of one type. */
function madeBy(code: string | undefined, type: string): Readonly<Record<string, unknown>> {
  const stack = new TerraformStack(Testing.app(), "stack");
  run(code ?? "", stack);
  const { resource = {} } = JSON.parse(Testing.synth(stack)) as { resource?: Resources };
  const [made] = Object.values(resource[type] ?? {});
  if (!made) throw new Error(`the block makes no ${type}`);
  return made;
}

const RULES = [
  { scan_frequency: "CONTINUOUS_SCAN", repository_filter: [{ filter: "prod/*", filter_type: "WILDCARD" }] },
  { scan_frequency: "SCAN_ON_PUSH", repository_filter: [{ filter: "*", filter_type: "WILDCARD" }] },
];

describe("docs/repositories.md", () => {
  const [expiring, tags, scanning, scanningInPulumi, deleting, ...others] = blocks("ts");

  it("has an example of each setting", () => {
    expect(others).to.deep.equal([]);
    expect(deleting).to.include("forceDelete");
  });

  it("shows the lifecycle policy that its example deploys", () => {
    const { policy } = madeBy(expiring, "aws_ecr_lifecycle_policy");
    const [shown = ""] = blocks("json");
    expect(policy).to.equal(JSON.stringify(JSON.parse(shown)));
  });

  it("excludes tags from immutability", () => {
    expect(madeBy(tags, "aws_ecr_repository")).to.deep.include({
      image_tag_mutability: "IMMUTABLE_WITH_EXCLUSION",
      image_tag_mutability_exclusion_filter: [
        { filter: "dev-*", filter_type: "WILDCARD" },
        { filter: "latest", filter_type: "WILDCARD" },
      ],
    });
  });

  it("scans the registry, the same in both toolchains", async () => {
    const inCdktf = madeBy(scanning, "aws_ecr_registry_scanning_configuration");
    expect(inCdktf).to.deep.include({ scan_type: "ENHANCED", rule: RULES });
    const { resources } = await runPulumi(() => {
      run(scanningInPulumi ?? "");
    });
    const made = resources.find(({ type }) => type.includes("RegistryScanningConfiguration"));
    expect(made?.inputs).to.deep.equal({
      scanType: "ENHANCED",
      rules: RULES.map(({ scan_frequency: scanFrequency, repository_filter: filters }) => ({
        scanFrequency,
        repositoryFilters: filters.map(({ filter, filter_type: filterType }) => ({ filter, filterType })),
      })),
    });
  });

  it("deletes images only where both protections are given up", () => {
    expect(madeBy(deleting, "aws_ecr_repository"))
      .to.deep.include({ force_delete: true })
      .and.not.have.property("lifecycle");
  });

  it("links to codes that errors.md has", () => {
    const codes = [...page.matchAll(/errors\.md#(\w+)/g)].map(([, code = ""]) => code.toUpperCase());
    expect(codes).to.have.length.greaterThan(3);
    expect(Object.keys(shared.ERROR_CODES)).to.include.members(codes);
  });
});
