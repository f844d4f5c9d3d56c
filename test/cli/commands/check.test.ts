import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { topology } from "../../../examples/hub-and-spoke/topology";
import { runCli } from "../support/run-cli";

const CI = "arn:aws:iam::111111111111:role/cicd-role";
const EXPECTED = join(__dirname, "..", "..", "..", "examples", "hub-and-spoke", "expected-access.json");
const SECRET = "correct-horse-battery-staple";

describe("ecr-kms check", function () {
  let folder: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "ecr-kms-check-")));
    write("topology.json", topology);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, content: unknown): void => {
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  };
  const check = (...words: readonly string[]) => runCli(["check", ...words], folder);

  it("shows who can do what, and ends with 0", () => {
    const { code, stdout, stderr } = check("topology.json");
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    expect(stdout).to.include("cicd-role").and.to.include("orders-execution-role").and.to.include("base-image");
  });

  it("passes what is as expected, in the topology as a program too", () => {
    write(
      "topology.ts",
      `import type { RegistryTopology } from "ecr-kms";\nexport const topology: RegistryTopology = ${JSON.stringify(topology)};\n`,
    );
    for (const input of ["topology.json", "topology.ts"]) {
      expect(check(input, "--expect", EXPECTED).code, input).to.equal(0);
    }
  });

  it("reads the standard input", () => {
    expect(runCli(["check", "-", "--expect", EXPECTED], folder, JSON.stringify(topology)).code).to.equal(0);
  });

  it("ends with 1 where access differs, and says who, what and where", () => {
    const [ORDERS, REPORTS] = ["222222222222:role/orders", "333333333333:role/reports"].map(
      (role) => `arn:aws:iam::${role}-execution-role`,
    );
    write("expected.json", {
      repositories: {
        "base-image": { push: [CI], pull: [CI, ORDERS, REPORTS] },
        orders: { push: [], pull: [CI] },
        reports: { push: [CI], pull: [REPORTS] },
      },
    });
    const { code, stdout } = check("topology.json", "--expect", "expected.json", "--format", "json");
    const { differences } = JSON.parse(stdout) as { differences: { message: string }[] };
    expect(code).to.equal(1);
    expect(differences.map(({ message }) => message.split(": ")[0])).to.have.members([
      `${CI} can push to orders, but should not`,
      `${CI} cannot pull from orders, but should`,
      `${ORDERS} can pull from orders, but should not`,
    ]);
  });

  it("writes what is there now as expected access, which passes, and overwrites no file unasked", () => {
    const { code, stdout, stderr } = check("topology.json", "--write-expected", "now.json");
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    expect(stdout).to.include("--expect now.json");
    expect(check("topology.json", "--expect", "now.json").code).to.equal(0);
    const before = readFileSync(join(folder, "now.json"), "utf8");
    const again = check("topology.json", "--write-expected", "now.json", "--kms-model", "two-way");
    expect(again.code).to.equal(2);
    expect(again.stderr).to.equal("error: now.json: exists already\n  give another file, or --force to overwrite it\n");
    expect(readFileSync(join(folder, "now.json"), "utf8")).to.equal(before);
    expect(check("topology.json", "--write-expected", "now.json", "--kms-model", "two-way", "--force").code).to.equal(
      0,
    );
    expect(readFileSync(join(folder, "now.json"), "utf8"))
      .to.include("two-way")
      .and.to.match(/"pull": \["/);
  });

  it("expects every AWS account only where that is forced, with a warning", () => {
    const everybody = { Effect: "Allow", Principal: "*", Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] };
    write("state.json", stateWithSecrets({ Version: "2012-10-17", Statement: [everybody] }));
    const refused = check("state.json", "--write-expected", "now.json");
    expect(refused.code).to.equal(2);
    expect(refused.stderr).to.include("every AWS account can pull from orders");
    expect(readdirSync(folder)).not.to.include("now.json");
    const forced = check("state.json", "--write-expected", "now.json", "--force");
    expect(forced.code).to.equal(0);
    expect(forced.stderr).to.match(/^warning: now\.json expects every AWS account to pull from orders/);
    expect(check("state.json", "--expect", "now.json").code).to.equal(0);
  });

  it("writes no expected access of an input that is bad, and says what does not go together", () => {
    write("bad.json", "{");
    expect(check("bad.json", "--write-expected", "now.json").code).to.equal(2);
    expect(readdirSync(folder)).not.to.include("now.json");
    expect(check("topology.json", "--force").stderr).to.include("--force goes with --write-expected alone");
    expect(check("topology.json", "--write-expected", "now.json", "--expect", EXPECTED).stderr).to.include(
      "cannot be used with",
    );
  });

  it("explains one answer", () => {
    const { code, stdout } = check("topology.json", "--explain", "cicd-role", "orders", "push");
    expect(code).to.equal(0);
    expect(stdout).to.include("ecr:PutImage").and.to.include("AllowPush");
  });

  for (const format of ["json", "sarif"]) {
    it(`writes ${format} that can be read again`, () => {
      expect(() => JSON.parse(check("topology.json", "--format", format).stdout) as unknown).not.to.throw();
    });
  }

  it("writes the report to a file and nothing else anywhere", () => {
    const { code, stdout } = check("topology.json", "--format", "html", "--output", "access.html");
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: "" });
    expect(readFileSync(join(folder, "access.html"), "utf8")).to.match(/^<!doctype html>/i);
    expect(readdirSync(folder).sort()).to.deep.equal(["access.html", "topology.json"]);
  });

  it("takes the format from the file's extension", () => {
    expect(check("topology.json", "--output", "access.html").code).to.equal(0);
    expect(readFileSync(join(folder, "access.html"), "utf8")).to.match(/^<!doctype html>/i);
    const { code, stderr } = check("topology.json", "--output", "access.pdf");
    expect(code).to.equal(2);
    expect(stderr).to.match(/^error: --output access\.pdf: .*\.pdf\n {2}end it with \.txt, /);
  });

  it("never writes through a symbolic link", () => {
    write("precious", "precious");
    symlinkSync(join(folder, "precious"), join(folder, "access.html"));
    const { code, stderr } = check("topology.json", "--output", "access.html");
    expect(code).to.equal(2);
    expect(stderr).to.equal(
      "error: access.html: is a symbolic link, and nothing is written through one\n  give the file itself, or remove the link\n",
    );
    expect(readFileSync(join(folder, "precious"), "utf8")).to.equal("precious");
  });

  for (const format of ["table", "json", "markdown", "sarif", "html"]) {
    it(`shows no secret of a state as ${format}`, () => {
      write("state.json", stateWithSecrets());
      const { code, stdout, stderr } = check("state.json", "--format", format);
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
      expect(stdout).to.include("orders").and.not.to.include(SECRET);
    });
  }

  it("answers --help with every option, and --version", () => {
    const { code, stdout } = check("--help");
    expect(code).to.equal(0);
    for (const option of [
      "--expect",
      "--write-expected",
      "--force",
      "--explain",
      "--format",
      "--output",
      "--config",
      "--account",
      "--region",
      "--kms-model",
      "--fail-on",
    ]) {
      expect(stdout).to.include(option);
    }
    expect(runCli(["--help"], folder).stdout).to.include("check [options] <inputs...>");
    expect(runCli(["--version"], folder).stdout).to.match(/^\d+\.\d+\.\d+\n$/);
  });

  describe("given what it cannot use", () => {
    /** Name, words, and what stands on stderr. */
    const CASES: readonly (readonly [name: string, words: readonly string[], message: RegExp])[] = [
      ["no input", [], /missing required argument 'inputs'/],
      [
        "an unknown option",
        ["topology.json", "--fromat", "json"],
        /unknown option '--fromat'[^]*Did you mean --format\?/,
      ],
      [
        "an unknown format",
        ["topology.json", "--format", "xml"],
        /Allowed choices are table, json, markdown, sarif, html/,
      ],
      [
        "too few words to explain",
        ["topology.json", "--explain", "ci"],
        /--explain needs PRINCIPAL REPOSITORY OPERATION/,
      ],
      [
        "somebody unknown to explain",
        ["topology.json", "--explain", "cicd", "orders", "push"],
        /no principal "cicd"; did you mean|there is no principal "cicd"/,
      ],
      ["an account that is none", ["topology.json", "--account", "12"], /error: --account: "12" is not an account id/],
      ["a file that is not there", ["nothing.json"], /error: nothing\.json: cannot be read: there is no such file/],
      ["broken JSON", ["broken.json"], /error: broken\.json: is not valid JSON/],
      ["a policy", ["policy.json"], /error: policy\.json: is a policy document/],
      ["a folder without stacks", ["empty"], /error: empty: /],
      ["a plan of another format", ["plan.json"], /error: plan\.json: .*2\.0/],
      ["a state without a registry", ["state.json"], /error: state\.json/],
      [
        "a topology with mistakes",
        ["wrong.json"],
        /error: wrong\.json: registryAccountId: [^]*error: wrong\.json: repositories/,
      ],
      ["a topology that throws", ["throws.js"], /error: throws\.js: [^]*went wrong/],
      [
        "an expectation with a mistake",
        ["topology.json", "--expect", "mistake.json"],
        /error: mistake\.json: repositories\["orders"\]\["pul"\]: is not known here/,
      ],
      [
        "a configuration that is not there",
        ["topology.json", "--config", "no.json"],
        /error: no\.json: cannot be read/,
      ],
      [
        "a folder to write to that is not there",
        ["topology.json", "--output", "no/report.html"],
        /error: no\/report\.html: the folder/,
      ],
      ["several broken inputs", ["broken.json", "policy.json"], /error: broken\.json[^]*error: policy\.json/],
    ];

    beforeEach(() => {
      write("broken.json", `{"password": "${SECRET}", "values": {`);
      write("policy.json", { Version: "2012-10-17", Statement: [], comment: SECRET });
      mkdirSync(join(folder, "empty"));
      write("plan.json", { format_version: "2.0", planned_values: { outputs: { password: { value: SECRET } } } });
      write("state.json", {
        format_version: "1.0",
        terraform_version: "1.11.4",
        values: {
          outputs: { password: { value: SECRET, sensitive: true, type: "string" } },
          root_module: {
            resources: [
              {
                address: "random_password.db",
                mode: "managed",
                type: "random_password",
                name: "db",
                provider_name: "registry.terraform.io/hashicorp/random",
                schema_version: 3,
                values: { result: SECRET },
                sensitive_values: { result: true },
              },
            ],
          },
        },
      });
      write("wrong.json", { ...topology, registryAccountId: "12", repositories: { UPPER: {} } });
      write("throws.js", "throw new Error('it went wrong');");
      write("mistake.json", { repositories: { orders: { pul: [] } } });
    });

    for (const [name, words, message] of CASES) {
      it(`says so and ends with 2: ${name}`, () => {
        const before = readdirSync(folder);
        const { code, stdout, stderr } = check(...words);
        expect({ code, stdout }).to.deep.equal({ code: 2, stdout: "" });
        expect(stderr).to.match(message);
        expect(stderr, "a stack trace").not.to.match(/\n\s+at /);
        expect(stderr, "a secret").not.to.include(SECRET);
        expect(readdirSync(folder)).to.deep.equal(before);
      });
    }
  });
});

/** A state with a repository, and with secrets wherever Terraform keeps some. */
function stateWithSecrets(policy?: unknown): unknown {
  const resource = (type: string, values: object, sensitive_values: object = {}) => ({
    address: `${type}.this`,
    mode: "managed",
    type,
    name: "this",
    provider_name: "registry.terraform.io/hashicorp/aws",
    schema_version: 0,
    values,
    sensitive_values,
  });
  const arn = "arn:aws:ecr:us-east-1:123456789012:repository/orders";
  return {
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: {
      outputs: { password: { value: SECRET, sensitive: true, type: "string" } },
      root_module: {
        resources: [
          resource("aws_ecr_repository", { arn, name: "orders", registry_id: "123456789012", tags: { token: SECRET } }),
          ...(policy === undefined
            ? []
            : [
                resource("aws_ecr_repository_policy", {
                  repository: "orders",
                  registry_id: "123456789012",
                  policy: JSON.stringify(policy),
                }),
              ]),
          resource("random_password", { result: SECRET }, { result: true }),
          resource("aws_db_instance", { arn: "arn:aws:rds:us-east-1:123456789012:db:x", password: SECRET }),
          resource("aws_iam_access_key", { id: "AKIAEXAMPLE", user: "ci", secret: SECRET }, { secret: true }),
          resource(
            "aws_iam_user",
            { arn: "arn:aws:iam::123456789012:user/ci", name: "ci", path: "/", tags: { note: SECRET } },
            { tags: true },
          ),
          resource("aws_iam_user_login_profile", { user: "ci", password: SECRET }, { password: true }),
        ],
      },
    },
  };
}
