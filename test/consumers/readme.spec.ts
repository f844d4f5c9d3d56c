import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { expect } from "chai";
import type { Block } from "../docs/pages";
import { blocksOf } from "../docs/pages";
import { describeMissing, findTools } from "../support/tools";

const ROOT = join(__dirname, "..", "..");
const BLOCKS = blocksOf("README.md").filter(({ marks }) => marks["in"] !== undefined && marks["in"] !== "ci");
const PRINTED = blocksOf("README.md").filter(({ marks }) => marks["printed"] !== undefined);

/** A Terraform configuration as somebody has it; it asks no AWS account while it plans. */
const TERRAFORM = `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region                      = "us-east-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}
resource "aws_ecr_repository" "orders" {
  name = "orders"
}
`;

/** What `pulumi new aws-typescript` writes, as far as it matters here, and the host that runs it. */
const PULUMI = {
  "package.json": JSON.stringify({
    name: "project",
    main: "index.ts",
    devDependencies: { "@types/node": "^18", typescript: "^5.0.0" },
    dependencies: { "@pulumi/aws": "^7.0.0", "@pulumi/pulumi": "^3.113.0" },
  }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: { strict: true, outDir: "bin", target: "es2020", module: "commonjs", moduleResolution: "node" },
    files: ["index.ts"],
  }),
  "host.cjs": readFileSync(join(__dirname, "pulumi-commonjs", "host.cjs"), "utf8"),
};

/** The environment of somebody who has run nothing of this checkout: npm hands its settings on to what it starts. */
function freshEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) && name !== "INIT_CWD");
  const path = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => !folder.includes("node_modules"));
  const npm = {
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_prefer_offline: "true",
    // npx must find what README installs: it would otherwise install what is missing by itself.
    npm_config_yes: "false",
  };
  return { ...Object.fromEntries(own), ...npm, PATH: path.join(delimiter), NO_COLOR: "1", CHECKPOINT_DISABLE: "1" };
}

/** Runs commands as a shell does that stops at the first that fails. */
function shell(text: string, cwd: string, env: NodeJS.ProcessEnv): string {
  const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", text], {
    cwd,
    env,
    encoding: "utf8",
  });
  expect(status, `${text}in ${cwd}:\n${stdout}${stderr}`).to.equal(0);
  return stdout;
}

function copyCheckout(folder: string): void {
  const listed = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  for (const file of listed.stdout.split("\0").filter((each) => each !== "")) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
}

describe("README's commands, word for word", function () {
  const env = freshEnvironment();
  const { missing, mirror } = findTools();
  const noTerraform = missing.filter(({ name }) => name === "terraform");
  const printed: Record<string, string> = {};
  let work: string;

  before(() => {
    work = mkdtempSync(join(tmpdir(), "ecr-kms-readme-"));
    copyCheckout(join(work, "ecr-kms"));
    for (const folder of new Set(BLOCKS.map(({ marks }) => marks["in"] ?? ""))) {
      mkdirSync(join(work, folder), { recursive: true });
    }
    for (const { marks, text } of BLOCKS.filter(({ marks: { file } }) => file !== undefined)) {
      writeFileSync(join(work, marks["in"] ?? "", marks["file"] ?? ""), text);
    }
    const cdktf = readFileSync(join(work, "repository", "main.ts"), "utf8");
    writeFileSync(join(work, "terrain", "main.ts"), cdktf.replaceAll("cdktf", "cdktn"));
    for (const [name, text] of Object.entries(PULUMI)) writeFileSync(join(work, "pulumi", name), text);
    writeFileSync(join(work, "plan", "main.tf"), TERRAFORM);
    if (mirror !== undefined) {
      const config = join(work, "terraform.rc");
      writeFileSync(
        config,
        `provider_installation {\n  filesystem_mirror { path = ${JSON.stringify(mirror.folder)} }\n}\n`,
      );
      env["TF_CLI_CONFIG_FILE"] = config;
    }
  });

  after(() => {
    rmSync(work, { recursive: true, force: true });
  });

  for (const { place, marks, text } of BLOCKS.filter(({ language }) => language === "sh")) {
    const folder = marks["in"] ?? "";
    it(`work in ${folder}: ${place}, ${text.trim().split("\n")[0]}`, function () {
      if (folder === "plan" && noTerraform.length > 0) {
        if (process.env["E2E"] === "required") throw new Error(describeMissing(noTerraform));
        console.log(describeMissing(noTerraform));
        this.skip();
      }
      if (folder === "plan") shell("terraform init -input=false", join(work, folder), env);
      printed[folder] = shell(text, join(work, folder), env);
    });
  }

  it("print what README shows", () => {
    expect(PRINTED).to.have.length(1);
    for (const { marks, text } of PRINTED) expectLines(text, printed[marks["printed"] ?? ""] ?? "");
  });

  it("make what README says with Pulumi", () => {
    const made = shell("node host.cjs", join(work, "pulumi"), env);
    const types = [
      "ecr/repository:Repository",
      "ecr/repositoryPolicy:RepositoryPolicy",
      "kms/alias:Alias",
      "kms/key:Key",
    ];
    expect(made.split("\n").filter((type) => type.startsWith("aws:"))).to.deep.equal(
      types.map((type) => `aws:${type}`),
    );
  });
});

/** Expects lines in the order in which they are shown, whatever stands between them. */
function expectLines(shown: Block["text"], all: string): void {
  const left = all.split("\n");
  for (const line of shown.trimEnd().split("\n")) {
    const at = left.indexOf(line);
    expect(at, `${line}\nis not, in this order, in\n${all}`).to.be.at.least(0);
    left.splice(0, at + 1);
  }
}
