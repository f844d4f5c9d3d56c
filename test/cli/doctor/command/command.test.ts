import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { doctorExitCode } from "../../../../cli/commands/exit-code";
import type { DeployedKey } from "../../../../cli/doctor/deployed";
import type { DoctorReport } from "../../../../cli/doctor/doctor";
import { judgeDeployed } from "../../../../cli/doctor/doctor";
import { examinationOf } from "../../../../cli/doctor/examination";
import { doctorPermissions } from "../../../../cli/doctor/permissions";
import { readConfig } from "../../../../cli/config/check-config";
import type { RuleFinding } from "../../../../cli/rules/finding";
import { runCli } from "../../support/run-cli";
import { deployed, key, KEY_ARN, NOW, repository, repositoryArn } from "../sample-deployed";
import { ILL, reportOf } from "../sample-report";

const NOT_READ = { unread: { path: "key k", message: "kms:ListGrants is denied", hint: "allow it" } };
const PULL = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    {
      Effect: "Allow",
      Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: repositoryArn("orders"),
    },
  ],
});
const HIGH: RuleFinding = {
  rule: "r",
  title: "t",
  severity: "high",
  see: "https://docs.aws.amazon.com/",
  elsewhere: {},
  subject: "s",
  message: "m",
  hint: "h",
};

describe("ecr-kms doctor, before it asks AWS", function () {
  let folder: string;

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "ecr-kms-doctor-")));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const MISTAKES: readonly (readonly [name: string, words: readonly string[], message: RegExp])[] = [
    ["no repository", [], /^error: name the repositories to look at, for example: ecr-kms doctor orders\n$/],
    ["half a question", ["--explain", "ci", "orders"], /^error: --explain needs PRINCIPAL REPOSITORY OPERATION/],
    ["a question without a repository to read", ["--explain", "ci", "orders", "push"], /^error: name the repositories/],
    ["an unknown format", ["orders", "--format", "pdf"], /^error: option '-f, --format <format>' argument 'pdf'/],
    [
      "a folder that does not exist",
      ["orders", "-o", "no/report.html"],
      /^error: no\/report.html: the folder .* does not/,
    ],
    ["an expectation that does not exist", ["orders", "--expect", "no.json"], /^error: no\.json: /],
    ["a configuration that is none", ["orders", "--config", "broken.json"], /^error: broken\.json: /],
    ["the same for what needs no AWS", ["--permissions", "-o", "no/policy.json"], /^error: no\/policy.json: /],
  ];
  for (const [name, words, message] of MISTAKES)
    it(`refuses ${name}`, () => {
      writeFileSync(join(folder, "broken.json"), "{");
      const { code, stdout, stderr } = runCli(["doctor", ...words], folder);
      expect({ code, stdout }).to.deep.equal({ code: 2, stdout: "" });
      expect(stderr)
        .to.match(message)
        .and.not.to.match(/^ +at /m);
      expect(existsSync(join(folder, "no"))).to.equal(false);
    });

  it("prints the policy that it needs without credentials, and writes it into a file", () => {
    const words = ["--permissions", repositoryArn("orders"), "--also", "arn:aws:iam::222222222222:role/read-only"];
    const expected = doctorPermissions({
      things: [repositoryArn("orders")],
      also: ["arn:aws:iam::222222222222:role/read-only"],
    });
    const { code, stdout, stderr } = runCli(["doctor", ...words], folder);
    expect({ code, stderr, policy: JSON.parse(stdout) as unknown }).to.deep.equal({
      code: 0,
      stderr: "",
      policy: expected,
    });
    expect(runCli(["doctor", ...words, "--output", "policy.json"], folder).stdout).to.equal("");
    expect(readFileSync(join(folder, "policy.json"), "utf8")).to.equal(stdout);
  });

  it("shows examples and exit codes with --help", () => {
    const { code, stdout } = runCli(["doctor", "--help"], folder);
    expect(code).to.equal(0);
    for (const words of ["Examples:", "ecr-kms doctor orders --profile hub", "Exit codes:", "--permissions"])
      expect(stdout.replaceAll(/\s+/g, " ")).to.include(words.replace("orders --profile", "orders payments --profile"));
  });
});

describe("the exit code of the doctor", () => {
  const CASES = [
    ["0 where nothing is wrong", reportOf(deployed()), undefined, 0],
    ["1 where something is broken", reportOf(ILL), undefined, 1],
    ["0 for notes", reportOf(deployed({ keys: [key({ rotation: { enabled: false } })] })), undefined, 0],
    ["0 for what is at risk", reportOf(deployed({ keys: [key({ accountId: "999999999999" })] })), undefined, 0],
    ["2 where grants could not be read", reportOf(deployed({ keys: [key({ grants: NOT_READ })] })), undefined, 2],
    ["2 where the state could not be read", reportOf(deployed({ keys: [key({ state: NOT_READ })] })), undefined, 2],
    [
      "1 where something is broken and something else not read",
      reportOf(deployed({ keys: [key({ state: "Disabled", grants: NOT_READ })] })),
      undefined,
      1,
    ],
    ["0 for findings without --fail-on", { ...reportOf(deployed()), findings: [HIGH] }, undefined, 0],
    ["0 for findings below --fail-on", { ...reportOf(deployed()), findings: [HIGH] }, "critical", 0],
    ["1 for findings as severe as --fail-on", { ...reportOf(deployed()), findings: [HIGH] }, "high", 1],
  ] as const;
  for (const [name, report, failOn, expected] of CASES)
    it(`is ${name}`, () => {
      expect(doctorExitCode(report as DoctorReport, failOn)).to.equal(expected);
    });
});

describe("judging what is deployed", () => {
  const read = {
    input: { kind: "deployed" as const, path: "AWS 111111111111 us-east-1" },
    gaps: [],
    resources: [
      resource("aws_kms_key", KEY_ARN, {
        arn: KEY_ARN,
        key_id: KEY_ARN.split("/")[1],
        is_enabled: false,
        key_state: "Disabled",
        enable_key_rotation: false,
      }),
      resource("aws_ecr_repository", repositoryArn("orders"), {
        arn: repositoryArn("orders"),
        name: "orders",
        image_tag_mutability: "MUTABLE",
        encryption_configuration: [{ encryption_type: "KMS", kms_key: KEY_ARN }],
      }),
    ],
  };
  const config = readConfig({}, "config");

  it("says once what a diagnosis and a rule both find, and keeps what rules alone find", async () => {
    const ill = deployed({ read, keys: [key({ state: "Disabled" })], repositories: [repository("orders")] });
    const report = await judgeDeployed(ill, { config, now: NOW });
    expect(report.examination).to.deep.equal(examinationOf(ill, NOW));
    const rules = report.findings.map(({ rule }) => rule);
    expect(rules).to.include("mutable-tags").and.not.to.include("key-disabled");
  });

  it("does not take what a broken key denies for a policy that lacks a line", async () => {
    const ci = resource("aws_iam_role", "arn:aws:iam::111111111111:role/ci", {
      arn: "arn:aws:iam::111111111111:role/ci",
      name: "ci",
      inline_policy: [{ name: "pull", policy: PULL }],
    });
    const more = { ...read, resources: [...read.resources, ci] };
    const oneSided = async (keys: readonly DeployedKey[]): Promise<number> => {
      const { findings } = await judgeDeployed(deployed({ read: more, keys, repositories: [repository("orders")] }), {
        config,
        now: NOW,
      });
      return findings.filter(({ rule }) => rule === "one-sided-access").length;
    };
    expect(await oneSided([])).to.be.greaterThan(0);
    expect(await oneSided([key({ state: "Disabled" })])).to.equal(0);
  });

  it("keeps what a rule says where no diagnosis says it", async () => {
    const { findings } = await judgeDeployed(deployed({ read }), { config, now: NOW });
    expect(findings.map(({ rule }) => rule)).to.include("key-disabled");
  });

  it("compares with what is expected, and lets options decide before the expectation", async () => {
    const expectation = { repositories: { orders: { push: ["arn:aws:iam::111111111111:role/ci"] } } };
    const { differences = [], kmsModel } = await judgeDeployed(deployed({ read }), {
      config,
      now: NOW,
      expectation,
      kmsModel: "two-way",
    });
    expect(differences.map(({ principal, expected }) => [principal, expected])).to.deep.equal([
      ["arn:aws:iam::111111111111:role/ci", "allowed"],
    ]);
    expect(kmsModel).to.equal("two-way");
  });
});

function resource(type: string, address: string, values: Readonly<Record<string, unknown>>) {
  const source = { input: "AWS 111111111111 us-east-1", address };
  return {
    type,
    mode: "managed" as const,
    source,
    accountId: "111111111111",
    region: "us-east-1",
    partition: "aws",
    values,
  };
}
