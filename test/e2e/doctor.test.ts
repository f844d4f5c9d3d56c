import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { examine } from "../../cli/doctor";
import { runCli } from "../cli/support/run-cli";
import { sharedEmulator } from "../support/shared-emulator";
import type { DeployedHub } from "./doctor-hub";
import { deployHub, PULLER, READER, REGION, repositoryArn } from "./doctor-hub";

/** Ten minutes later: a repository that is younger than five may still lack its grants. */
const LATER = `
const Now = Date;
globalThis.Date = class Date extends Now {
  constructor(...given) { super(...(given.length === 0 ? [Now.now() + 600_000] : given)); }
  static now() { return Now.now() + 600_000; }
};`;

describe("ecr-kms doctor, on a deployed registry", function () {
  const before_ = { ...process.env };
  let folder: string;
  let hub: DeployedHub;

  before(async function () {
    const { emulator } = await sharedEmulator(this);
    await emulator.reset();
    hub = await deployHub(emulator.endpoint);
    folder = realpathSync(mkdtempSync(join(tmpdir(), "ecr-kms-doctor-")));
    writeFileSync(join(folder, "later.cjs"), LATER);
    for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: emulator.endpoint,
      AWS_ACCESS_KEY_ID: "hub",
      AWS_SECRET_ACCESS_KEY: "hub",
      AWS_REGION: REGION,
      AWS_CONFIG_FILE: join(folder, "config"),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
      NODE_OPTIONS: `--require ${join(folder, "later.cjs")}`,
    });
  });

  after(() => {
    for (const name of Object.keys(process.env)) if (!(name in before_)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before_);
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  const doctor = (...words: readonly string[]) => runCli(["doctor", ...words], folder);

  it("finds a repository healthy, and shows the denied reader of another account what it lacks", () => {
    const { code, stdout } = doctor("orders", "--also", READER);
    expect(code).to.equal(0);
    expect(stdout).to.match(/^✓ Nothing is broken: the keys can be used and ECR has its grants\.\n/);
    expect(stdout).to.include("ECR's grants: 2 of 2");
    expect(stdout).to.include("orders-execution cannot pull from orders");
    expect(stdout).to.include("Add this statement to the IAM policy login of role orders-execution");
    expect(doctor("orders", "--also", READER, "--fail-on", "medium").code).to.equal(1);
  });

  it("explains one answer", () => {
    const { code, stdout } = doctor(repositoryArn("orders"), "--also", READER, "--explain", PULLER, "orders", "pull");
    expect(code).to.equal(0);
    expect(stdout).to.include("ecr:BatchGetImage").and.to.include("login");
  });

  it("says of broken ones what broke and how to fix it, in one run", () => {
    const { code, stdout } = doctor("stopped", "doomed", "payments", "managed", "--format", "json");
    const { examination, findings } = JSON.parse(stdout) as {
      examination: { diagnoses: { code: string; severity: string; subject: string; commands: string[] }[] };
      findings: { rule: string }[];
    };
    const { diagnoses } = examination;
    expect(code).to.equal(1);
    expect(diagnoses.map((each) => `${each.severity} ${each.code}`)).to.deep.equal([
      "broken key-disabled",
      "broken key-pending-deletion",
      "broken grant-missing",
      "note aws-managed-key",
    ]);
    expect(diagnoses.slice(0, 3).map(({ subject }) => subject)).to.deep.equal([
      hub.disabled,
      hub.doomed,
      repositoryArn("payments"),
    ]);
    expect(diagnoses[0]?.commands).to.deep.equal([`aws kms enable-key --key-id ${hub.disabled} --region ${REGION}`]);
    expect(diagnoses[1]?.commands).to.deep.equal([
      `aws kms cancel-key-deletion --key-id ${hub.doomed} --region ${REGION}`,
      `aws kms enable-key --key-id ${hub.doomed} --region ${REGION}`,
    ]);
    const rules = findings.map(({ rule }) => rule);
    expect(rules).not.to.include("key-disabled");
    expect(rules).not.to.include("one-sided-access");
  });

  it("waits with its judgement of a repository that was just made", () => {
    const { NODE_OPTIONS: later } = process.env;
    delete process.env["NODE_OPTIONS"];
    const { code, stdout } = doctor("payments");
    process.env["NODE_OPTIONS"] = later;
    expect(code).to.equal(0);
    expect(stdout).to.include("grants-not-visible-yet");
  });

  it("does the same as a function", async () => {
    const { diagnoses, can } = await examine(["orders", "stopped"], { also: [READER], principals: [PULLER] });
    expect(diagnoses.map(({ code }) => code)).to.deep.equal(["key-disabled"]);
    expect(can(PULLER, "pull", "orders")).to.equal("denied");
  });

  const MISTAKES: readonly (readonly [name: string, words: readonly string[], message: RegExp])[] = [
    [
      "a repository that does not exist",
      ["ordres"],
      /^error: repository ordres: there is no repository ordres .*\n {2}did you mean orders/m,
    ],
    [
      "an account without credentials",
      ["arn:aws:ecr:us-east-1:999999999999:repository/orders"],
      /999999999999.*\n.*--also/,
    ],
    ["a profile that does not exist", ["orders", "--profile", "hbu"], /^error: --profile hbu: there are no /m],
  ];
  for (const [name, words, message] of MISTAKES)
    it(`refuses ${name}, and writes nothing`, () => {
      const { code, stdout, stderr } = doctor(...words, "--output", "report.html", "--format", "html");
      expect({ code, stdout }).to.deep.equal({ code: 2, stdout: "" });
      expect(stderr)
        .to.match(message)
        .and.not.to.match(/^ +at /m);
      expect(() => realpathSync(join(folder, "report.html"))).to.throw("ENOENT");
    });
});
