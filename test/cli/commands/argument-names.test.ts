import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { proveAccess } from "../../../cli/access";
import { athenaPlan } from "../../../cli/audit/athena-plan";
import { lookupWindows } from "../../../cli/audit/lookup/lookup-window";
import { openLookup } from "../../../cli/audit/open-lookup";
import { readQuestion } from "../../../cli/audit/read-question";
import { EcrKmsCompliance } from "../../../cli/cdktf";
import { problemWithFlags, withFlags } from "../../../cli/commands/flag-names";
import { examine } from "../../../cli/doctor";
import { sessionFor } from "../../../cli/migrate/clients";
import { checkHeader } from "../../../cli/migrate/copy/journal-header";
import { ecrKmsPolicies } from "../../../cli/pulumi-policy";
import type { InputError } from "../../../cli/toolkit/input-error";
import { refusalOf, refusalOfPromise } from "../../support/thrown";
import { runCli } from "../support/run-cli";

const TOPOLOGY = {
  region: "us-east-1",
  registryAccountId: "123456789012",
  repositories: { orders: { pull: ["222222222222"] } },
} as const;

/** A stack of Pulumi's that says neither account nor Region. */
const NOWHERE = {
  version: 3,
  deployment: {
    resources: [
      {
        urn: "urn:pulumi:dev::hub::pulumi:providers:aws::default",
        custom: true,
        id: "p",
        type: "pulumi:providers:aws",
        outputs: {},
      },
      {
        urn: "urn:pulumi:dev::hub::aws:ecr/repository:Repository::orders",
        custom: true,
        id: "orders",
        type: "aws:ecr/repository:Repository",
        provider: "urn:pulumi:dev::hub::pulumi:providers:aws::default::p",
        outputs: { name: "orders" },
      },
    ],
  },
};

/** An option of the command line; the options of other people's commands are theirs. */
const FLAG = /(?<!\b(?:aws|terraform|pulumi|ecr-kms) [^;,]*)(?:^|[\s"'`(])--[a-z]/;

describe("what the library refuses", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "ecr-kms-arguments-"));
    writeFileSync(join(folder, "topology.json"), JSON.stringify(TOPOLOGY));
    writeFileSync(join(folder, "nowhere.json"), JSON.stringify(NOWHERE));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const prove = async (options: object, inputs: unknown = TOPOLOGY): Promise<unknown> =>
    proveAccess(inputs as never, { folder, ...options });
  const missingProfile = { profile: "ecr-kms-test-nobody", region: "us-east-1", folder: "." };

  const refusals: Readonly<Record<string, () => Promise<InputError>>> = {
    "an account of access": () => refusalOfPromise(prove({ account: "1234" })),
    "an account of a provider": () => refusalOfPromise(prove({ account: { "aws.hub": "1" } })),
    "an expectation of access": () => refusalOfPromise(prove({ expect: { repositories: { orders: { pul: [] } } } })),
    "a file of an expectation": () => refusalOfPromise(prove({ expect: "missing.json" })),
    "a configuration of access": () => refusalOfPromise(prove({ config: "missing.json" })),
    "an input": () => refusalOfPromise(prove({}, ["missing.json"])),
    "an input that says no place": () => refusalOfPromise(prove({}, ["nowhere.json"])),
    "a topology": () => refusalOfPromise(prove({}, {})),
    "a principal": async () => {
      const access = await proveAccess(TOPOLOGY);
      return refusalOf(() => access.can("nobody", "pull", "orders"));
    },
    "a profile": () => refusalOfPromise(examine(["orders"], missingProfile)),
    "an expectation of doctor": () =>
      refusalOfPromise(examine(["orders"], { ...missingProfile, expect: "missing.json" })),
    "a configuration of doctor": () =>
      refusalOfPromise(examine(["orders"], { ...missingProfile, config: "missing.json" })),
    "options of a policy pack": () => Promise.resolve(refusalOf(() => ecrKmsPolicies({ account: "1", region: "x" }))),
    "options of a program": () =>
      Promise.resolve(refusalOf(() => new EcrKmsCompliance({ failOn: "severe", rules: { x: {} } } as never))),
  };

  const refusing: Readonly<Record<string, () => unknown>> = {
    "a time of audit": () => readQuestion({ question: "pulls", since: "yesterday", until: "later" }, 0),
    "a period of audit": () => readQuestion({ question: "pulls", since: "2026-10-02", until: "2026-10-01" }, 0),
    "what does not narrow a question": () => readQuestion({ question: "pulls", key: "1" }, 0),
    "an image in place of a repository": () =>
      readQuestion({ question: "pulls", repository: "1.dkr.ecr.us-east-1.amazonaws.com/a:1" }, 0),
    "a repository in place of an image": () => readQuestion({ question: "pulls", image: "orders:1" }, 0),
    "a period that LookupEvents has forgotten": () =>
      lookupWindows({ asked: { id: "pulls", until: "2020-01-01" } }, Date.UTC(2026, 0)),
    "a registry of migrate": () =>
      sessionFor({ main: { name: "profile hub", accountId: "1" }, of: () => undefined } as never, "2", "orders"),
    "a journal that is none": () => checkHeader("notes.txt", "my notes\n", { journal: "ecr-kms" } as never),
    "no place of logs": () => athenaPlan(readQuestion({ question: "pulls" }, 0), {}),
    "a table with accounts": () => athenaPlan(readQuestion({ question: "pulls" }, 0), { table: "t", accounts: ["1"] }),
    "a table of nothing": () =>
      athenaPlan(readQuestion({ question: "pulls" }, 0), { location: "s3://my-trail/AWSLogs/1", organization: "r" }),
  };

  for (const [name, refuse] of Object.entries({
    ...refusals,
    ...Object.fromEntries(
      Object.entries(refusing).map(([what, act]) => [what, () => Promise.resolve(refusalOf(act))] as const),
    ),
    "Regions of audit": () => refusalOfPromise(openLookup({ regions: ["Ireland"] })),
    "no Region of audit": () => refusalOfPromise(openLookup({ regions: [] })),
  })) {
    it(`names no option of the command line: ${name}`, async () => {
      const { problems } = await refuse();
      expect(problems).to.have.length.above(0);
      for (const { path, message, hint } of problems) expect(`${path}: ${message}; ${hint}`).not.to.match(FLAG);
    });
  }

  it("is named as the option by the command", () => {
    const explain = runCli(["check", "topology.json", "--explain", "nobody", "orders", "pull"], folder);
    expect([explain.code, explain.stderr]).to.satisfy(
      ([code, text]: [number, string]) =>
        code === 2 && text.startsWith('error: --explain: there is no principal "nobody"'),
    );
    expect(runCli(["check", "topology.json", "--account", "1"], folder).stderr).to.include(
      'error: --account: "1" is not an account id',
    );
    const nowhere = runCli(["check", "nowhere.json"], folder).stderr;
    expect(nowhere).to.include("with --account 123456789012").and.to.include("with --region eu-central-1");
    const profile = runCli(
      ["doctor", "orders", "--profile", "ecr-kms-test-nobody", "--region", "us-east-1"],
      folder,
    ).stderr;
    expect(profile).to.match(/^error: --profile ecr-kms-test-nobody: [^]*with --profile /);
  });

  it("is named as the option by audit", () => {
    const audit = (...words: readonly string[]): string => runCli(["audit", "pulls", ...words], folder).stderr;
    expect(audit("logs", "--since", "2026-10-02", "--until", "2026-10-01"))
      .to.include("with --since, and")
      .and.to.include("with --until");
    expect(audit("logs", "--image", "orders:1"))
      .to.include('error: --image "orders:1"')
      .and.to.include("give the repository with --repository");
    expect(audit("logs", "--key", "1")).to.match(
      /^error: --key: does not narrow pulls\n.*with --repository, --image, /m,
    );
    expect(audit("--athena")).to.include("error: --athena-location: is missing").and.to.include("with --athena-table");
    expect(audit("--lookup-events", "--until", "2020-01-01", "--regions", "")).to.include("with --regions: us-east-1");
  });

  it("becomes an option by one rule", () => {
    expect(withFlags("narrow it with `since`, `until` or `image`, or leave out `create: false`")).to.equal(
      "narrow it with --since, --until or --image, or leave out --no-create",
    );
    expect(withFlags("with `location` or `table` and `region` alone")).to.equal(
      "with --athena-location or --athena-table and --region alone",
    );
    const paths = ['image "1"', "image orders", "regions", "repository orders", "journal a b", "orders (with `to`)"];
    expect(paths.map((path) => problemWithFlags({ path, message: "", hint: "" }).path)).to.deep.equal([
      '--image "1"',
      "image orders",
      "--regions",
      "repository orders",
      "--journal a b",
      "orders (with --to)",
    ]);
    expect(withFlags("say so with `skipUnreadable`, or write `region` in the provider")).to.equal(
      "say so with --skip-unreadable, or write `region` in the provider",
    );
    const problem = { path: "also hub", message: "is wrong", hint: "give another with `also`" };
    expect(problemWithFlags(problem)).to.deep.equal({
      path: "--also hub",
      message: "is wrong",
      hint: "give another with --also",
    });
  });
});
