import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { compareAccess, type AccessComparison } from "../../../cli/access";
import { topology } from "../../../examples/hub-and-spoke/topology";
import * as written from "../comparison/registries";
import { ACCOUNT, PULL, pullBy, PUSH, type WrittenRegistry } from "../comparison/registries";
import { runCli } from "../support/run-cli";

const APP = "arn:aws:iam::222222222222:role/app";

/** Whoever wrote it. */
const FORMS: Readonly<Record<string, (registry: WrittenRegistry) => readonly [file: string, content: unknown]>> = {
  "a Terraform plan": (registry) => ["plan.json", written.terraformPlan(registry)],
  "a Terraform state": (registry) => ["state.json", written.terraformState(registry)],
  "a CDKTF stack": (registry) => ["out/cdk.tf.json", written.cdktfStack(registry)],
  "a Pulumi stack": (registry) => ["stack.json", written.pulumiStack(registry)],
};

const OLD: WrittenRegistry = {
  repositories: { orders: [pullBy({ AWS: APP })], reports: [] },
  roles: { ci: PUSH, reader: PULL },
};
const NEW: WrittenRegistry = {
  repositories: { orders: [pullBy({ AWS: APP })], reports: [pullBy({ AWS: APP })] },
  roles: { ci: PUSH, deploy: PULL },
};

describe("ecr-kms check --against", function () {
  let folder: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "ecr-kms-against-")));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const put = (path: string, content: unknown): string => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(content));
    return path.endsWith("cdk.tf.json") ? dirname(path) : path;
  };
  const putForm = (form: string, side: string, registry: WrittenRegistry): string => {
    const [file, content] = FORMS[form]?.(registry) ?? [];
    return put(`${side}/${file ?? ""}`, content);
  };
  const check = (...words: readonly string[]) => runCli(["check", "--account", ACCOUNT, ...words], folder);
  const compare = async (after: string, before: string): Promise<AccessComparison> =>
    compareAccess(after, before, { folder, account: ACCOUNT });
  /** `<kind> <who> <operation> <repositories>` of what is not unknown. */
  const changesOf = ({ changes, repositories }: AccessComparison): readonly string[] =>
    changes.flatMap(({ change, who, operation, repositories: indexes }) => {
      const names = indexes.map((index) => repositories[index]?.repository.name).join(" ");
      const name = "party" in who ? who.party.words : who.principal.name;
      return change === "unknown" ? [] : [`${change} ${name} ${operation} ${names}`];
    });

  for (const after of Object.keys(FORMS)) {
    for (const before of Object.keys(FORMS)) {
      it(`finds in ${after} what changed since ${before}`, async () => {
        const comparison = await compare(putForm(after, "new", NEW), putForm(before, "old", OLD));
        expect(changesOf(comparison)).to.deep.equal([
          "gain deploy pull orders reports",
          "possible-gain app pull reports",
          "loss reader pull orders reports",
        ]);
      });

      it(`finds nothing in ${after} that says the same as ${before}`, async () => {
        const comparison = await compare(putForm(after, "new", NEW), putForm(before, "old", NEW));
        expect(changesOf(comparison)).to.deep.equal([]);
        expect(comparison.hasNewAccess).to.equal(false);
      });
    }
  }

  describe("as a gate", () => {
    it("fails on gains and possible gains, and on nothing else", () => {
      const [after, before] = [putForm("a Terraform plan", "new", NEW), putForm("a Terraform state", "old", OLD)];
      const same = putForm("a Terraform state", "same", NEW);
      const less = putForm("a Terraform state", "less", { repositories: { orders: [], reports: [] }, roles: {} });
      expect(check(after, "--against", before, "--fail-on-new-access").code).to.equal(1);
      expect(check(after, "--against", before).code).to.equal(0);
      expect(check(after, "--against", same, "--fail-on-new-access").code).to.equal(0);
      expect(check(less, "--against", after, "--fail-on-new-access").code).to.equal(0);
    });

    it("does not fail on a role that is named now and could do the same before, as one of everybody", async () => {
      const open = { repositories: { orders: [pullBy("*")] } };
      const closed = { repositories: { orders: [pullBy({ AWS: APP })] } };
      const [after, before] = [putForm("a Terraform plan", "new", closed), putForm("a Terraform state", "old", open)];
      expect(check(after, "--against", before, "--fail-on-new-access").code).to.equal(0);
      expect(changesOf(await compare(before, after)).filter((line) => line.includes(" app "))).to.deep.equal([]);
    });

    it("takes --expect besides: either of them fails", () => {
      const [after, before] = [putForm("a Terraform plan", "new", NEW), putForm("a Terraform state", "old", NEW)];
      put("expected.json", { repositories: { orders: { push: [] } } });
      const { code, stdout } = check(after, "--against", before, "--expect", "expected.json");
      expect(code).to.equal(1);
      expect(stdout).to.include("Differences from what is expected").and.to.include("Nobody gains");
    });
  });

  it("compares a topology with what is deployed", () => {
    put("topology.json", topology);
    const [first = "", ...others] = Object.keys(topology.repositories);
    const { [first]: _gone, ...repositories } = topology.repositories;
    put("less.json", { ...topology, repositories });
    expect(others).to.have.length.greaterThan(0);
    const { code, stdout } = check("topology.json", "--against", "less.json", "--fail-on-new-access");
    expect(code).to.equal(1);
    expect(stdout).to.include(`New: ${first}.`);
    expect(check("less.json", "--against", "topology.json", "--fail-on-new-access").code).to.equal(0);
  });

  it("shows the comparison as JSON that can be read again, and as Markdown", () => {
    const [after, before] = [putForm("a Terraform plan", "new", NEW), putForm("a CDKTF stack", "old", OLD)];
    const json = JSON.parse(check(after, "--against", before, "--format", "json").stdout) as unknown;
    expect(json).to.include({ formatVersion: 1, kmsModel: "documented", hasNewAccess: true });
    const { stdout } = check(after, "--against", before, "--format", "markdown");
    expect(stdout).to.include("| deploy of 111111111111 | pull | orders, reports | not there | yes |");
  });

  describe("whatever the order of the words", () => {
    /** Name, words, and whether they are understood. */
    const CASES: readonly (readonly [name: string, words: readonly string[]])[] = [
      ["inputs first", ["new.json", "--against", "a.json", "b.json"]],
      ["inputs behind --", ["--against", "a.json", "b.json", "--", "new.json"]],
      ["inputs behind another option", ["--against", "a.json", "b.json", "--kms-model", "documented", "new.json"]],
      ["--against twice", ["--against", "a.json", "--against", "b.json", "--format", "table", "new.json"]],
    ];
    beforeEach(() => {
      put("new.json", written.terraformState(NEW));
      put("a.json", written.terraformState({ repositories: { orders: [], reports: [] } }));
      put("b.json", written.pulumiStack({ repositories: {}, roles: { reader: PULL } }));
    });

    for (const [name, words] of CASES) {
      it(name, () => {
        const { code, stdout, stderr } = check("--region", "us-east-1", ...words);
        expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
        expect(stdout).to.include("+ deploy of 111111111111: pull: orders, reports");
        expect(stdout).to.include("- reader of 111111111111: pull: orders, reports");
      });
    }
  });

  describe("given what it cannot use", () => {
    /** Name, words, and what stands on stderr. */
    const CASES: readonly (readonly [name: string, words: readonly string[], message: RegExp])[] = [
      [
        "nothing to compare, because --against took it",
        ["--against", "old.json", "new.json"],
        /missing required argument 'inputs'\n--against takes everything up to the next option: write check NEW/,
      ],
      ["--against without inputs", ["new.json", "--against"], /option '--against <inputs...>' argument missing/],
      [
        "--fail-on-new-access alone",
        ["new.json", "--fail-on-new-access"],
        /error: --fail-on-new-access: nothing says what access is new\n {2}give the inputs to compare with/,
      ],
      [
        "formats that it is not shown in",
        ["new.json", "--against", "old.json", "--format", "sarif"],
        /error: --format sarif: a comparison is not shown so\n {2}with --against take table, json or markdown/,
      ],
      [
        "a file of such a format",
        ["new.json", "--against", "old.json", "--output", "access.html"],
        /error: --output access\.html: no format of this command belongs to \.html\n {2}end it with \.txt, \.json or \.md,/,
      ],
      [
        "options about one set of inputs",
        ["new.json", "--against", "old.json", "--fail-on", "high", "--explain", "ci", "orders", "push"],
        /error: --explain: [^]*error: --fail-on: /,
      ],
      ["the standard input twice", ["-", "--against", "-"], /error: --against -: the standard input cannot be both/],
      [
        "mistakes on both sides",
        ["no.json", "--against", "none.json"],
        /error: no\.json: cannot be read[^]*error: none\.json: cannot be read/,
      ],
    ];
    for (const [name, words, message] of CASES) {
      it(`says so and ends with 2: ${name}`, () => {
        put("new.json", written.terraformState(NEW));
        put("old.json", written.terraformState(OLD));
        const { code, stdout, stderr } = runCli(["check", ...words], folder);
        expect({ code, stdout }).to.deep.equal({ code: 2, stdout: "" });
        expect(stderr).to.match(message);
        expect(stderr, "a stack trace").not.to.match(/\n\s+at /);
      });
    }
  });
});
