import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, Aspects, TerraformHclModule, TerraformStack, Testing } from "cdktf";
import { expect } from "chai";
import { EcrKmsCompliance, type InputError, type EcrKmsComplianceOptions } from "../../../cli/cdktf";
import { RULES } from "../../../cli/rules/rules";
import { EXAMPLES } from "../../examples/example-documents";
import { cdktfProgram as exampleProgram } from "../../examples/programs";
import { refusalOf } from "../../support/thrown";
import { CASES, GOOD, NO_CASES, OTHER, REGISTRY, type Program } from "./cases";
import { cdktfProgram } from "./cdktf-program";

const UNENCRYPTED: Program = { ...GOOD, encryption: undefined };
const UNROTATED: Program = { ...GOOD, key: { ...GOOD.key, enableKeyRotation: false } };

describe("EcrKmsCompliance", () => {
  it("has a case for each rule, or a reason for none", () => {
    const covered = [...CASES.map(({ rule }) => rule), ...Object.keys(NO_CASES)];
    expect(covered.sort()).to.deep.equal(RULES.map(({ id }) => id).sort());
  });

  it("finds nothing in a program that breaks no rule", () => {
    expect(judge(GOOD)).to.deep.equal([]);
  });

  for (const { rule, broken, times = 1 } of CASES) {
    it(`finds ${rule}, and nothing else`, () => {
      expect(rulesOf(judge({ ...GOOD, ...broken }))).to.deep.equal(Array(times).fill(rule));
    });
  }

  for (const { name } of EXAMPLES) {
    it(`finds no more than low in the example ${name}`, async () => {
      const app = Testing.app();
      (await exampleProgram(name))(app);
      new EcrKmsCompliance({ failOn: "low" }).addTo(app);
      const { said } = synthesized(app);
      expect(said.length).to.be.greaterThan(0);
      expect(said.filter(({ text }) => !/^[\w-]+ \(low\): /.test(text))).to.deep.equal([]);
    });
  }

  it("stops the synthesis with the construct, the rule, what is wrong and how to fix it", () => {
    const app = Testing.app();
    new EcrKmsCompliance().addTo(cdktfProgram(app, UNENCRYPTED));
    expect(synthesized(app).error).to.include(
      [
        "[images/orders] repository-without-customer-key (high): repository orders: It is encrypted with AES256.",
        "Set the encryption type KMS with the ARN of your key. An existing repository is replaced by that: copy its images to a new one first.",
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html",
      ].join("\n"),
    );
  });

  it("warns of what is less severe, and lets it through", () => {
    const app = Testing.app();
    new EcrKmsCompliance().addTo(cdktfProgram(app, UNROTATED));
    const { error, said } = synthesized(app);
    expect(error).to.equal(undefined);
    expect(said.map(({ path, level, rule }) => [path, level, rule])).to.deep.equal([
      ["images/key", "@cdktf/warn", "key-rotation-off"],
    ]);
  });

  it("stops at the severity that it is told", () => {
    const levels = (options: EcrKmsComplianceOptions): readonly string[] =>
      judge(UNROTATED, options).map(({ level }) => level);
    expect(levels({ failOn: "medium" })).to.deep.equal(["@cdktf/error"]);
    expect(levels({ failOn: "critical" })).to.deep.equal(["@cdktf/warn"]);
  });

  it("takes the settings of rules: of another severity, or switched off with the reason said", () => {
    const levels = (rules: EcrKmsComplianceOptions["rules"]): readonly (readonly [string, string])[] =>
      judge(UNROTATED, { ...(rules ? { rules } : {}) }).map(({ level, text }) => [level, text.split(": ")[0] ?? ""]);
    expect(levels({ "key-rotation-off": { severity: "high" } })).to.deep.equal([
      ["@cdktf/error", "key-rotation-off (high)"],
    ]);
    expect(levels({ "key-rotation-off": { off: true, reason: "material of our own" } })).to.deep.equal([
      ["@cdktf/info", "key-rotation-off (medium, switched off"],
    ]);
    expect(levels({ "key-rotation-off": { off: true, reason: "not this one", only: ["key other"] } })).to.deep.equal([
      ["@cdktf/warn", "key-rotation-off (medium)"],
    ]);
  });

  it("refuses settings that are wrong, all of them at once", () => {
    const options = { rules: { "key-rotation-of": { severity: "low" }, "no-scan": { off: true } } } as const;
    const refused = (wrong: EcrKmsComplianceOptions): InputError => refusalOf(() => new EcrKmsCompliance(wrong));
    expect(refused(options).problems).to.deep.equal([
      {
        path: 'EcrKmsCompliance: rules["no-scan"].off',
        message: "switches a rule off without a reason",
        hint: 'Add "reason": why its findings are not a problem here. The report shows it.',
      },
      {
        path: 'EcrKmsCompliance: rules["key-rotation-of"]',
        message: "is not a rule",
        hint: "Did you mean key-rotation-off?",
      },
    ]);
    const strange = { account: "12345", failOn: "severe", failsOn: "low" } as unknown as EcrKmsComplianceOptions;
    expect(refused(strange).problems.map(({ path, message }) => `${path} ${message}`)).to.deep.equal([
      'EcrKmsCompliance: account "12345" is not an account id',
      'EcrKmsCompliance: failOn "severe" is not one of its values',
      "EcrKmsCompliance: failsOn is not known here",
    ]);
    expect(refused({ account: { "aws.hub": "1" } }).message).to.include('account["aws.hub"]: "1" is not an account id');
    expect(refused({ region: "nowhere" }).message).to.include('"nowhere" is not a Region');
  });

  describe("where nothing says the account", () => {
    const place = { region: "us-east-1" };
    const rules = (program: Program, options: EcrKmsComplianceOptions = {}): readonly string[] =>
      rulesOf(judge(program, options, place));
    /** What depends on whose account it is. */
    const DEPENDS = ["key-policy-lockout", "cross-account-key-administration", "principal-missing"];

    it("finds nothing in a program that breaks no rule, although its policies name an account", () => {
      expect(rules(GOOD)).to.deep.equal([]);
    });

    for (const { rule, broken, times = 1 } of CASES.filter((each) => !DEPENDS.includes(each.rule))) {
      it(`finds ${rule} all the same`, () => {
        expect(rules({ ...GOOD, ...broken })).to.deep.equal(Array(times).fill(rule));
      });
    }

    it("finds a lockout of which no account at all is free", () => {
      const program = { ...GOOD, keyStatements: [] };
      expect(judge(program, {}, place).map(({ text }) => text.split("\n")[0])).to.deep.equal([
        "key-policy-lockout (critical): key policy of aws_kms_key.key: No statement allows kms:PutKeyPolicy to anybody in account <account>: the policy can never be changed again.",
      ]);
    });

    it("leaves alone what is right in an account that the program names", () => {
      const foreign = {
        ...GOOD,
        keyStatements: GOOD.keyStatements.map((each) => ({
          ...each,
          Principal: { AWS: `arn:aws:iam::${OTHER}:root` },
        })),
      };
      expect(rules(foreign)).to.deep.equal([]);
      expect(rules(foreign, { account: OTHER })).to.deep.equal([]);
      expect(rules(foreign, { account: REGISTRY })).to.deep.equal(["key-policy-lockout", "wildcard-actions"]);
      expect(rules(foreign, { account: { "images/aws": REGISTRY } })).to.have.length(2);
    });

    it("keeps stacks apart that make the same in accounts that are not known", () => {
      const app = Testing.app();
      const root = GOOD.keyStatements.map((each) => ({ ...each, Principal: { AWS: `arn:aws:iam::${OTHER}:root` } }));
      cdktfProgram(app, { ...GOOD, keyStatements: root }, place, "right");
      cdktfProgram(app, { ...GOOD, keyStatements: [] }, place, "wrong");
      new EcrKmsCompliance().addTo(app);
      const levels = synthesized(app).said.map(({ path, rule }) => [path, rule]);
      expect(levels).to.deep.equal([["wrong/key", "key-policy-lockout"]]);
    });

    it("judges no Regions where nothing says one", () => {
      const elsewhere = CASES.find(({ rule }) => rule === "key-in-another-region");
      const found = (options: EcrKmsComplianceOptions): readonly string[] =>
        judge({ ...GOOD, ...elsewhere?.broken }, options, {}).map(({ rule }) => rule);
      expect(found({})).to.deep.equal([]);
      expect(found({ region: "us-east-1" })).to.deep.equal(["key-in-another-region"]);
      expect(found({ region: "eu-central-1" })).to.deep.equal([]);
    });
  });

  describe("in a program of several stacks", () => {
    function twoStacks(rotated: boolean, attribute: "arn" | "keyId" = "arn"): App {
      const app = Testing.app();
      const keys = new TerraformStack(app, "keys");
      const images = new TerraformStack(app, "images");
      for (const stack of [keys, images]) new AwsProvider(stack, "aws", { region: "us-east-1" });
      const own = new KmsKey(keys, "key", { enableKeyRotation: rotated });
      new KmsKey(keys, "other", { enableKeyRotation: false });
      new EcrRepository(images, "orders", {
        name: "orders",
        encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: own[attribute] }],
      });
      return app;
    }
    const found = (app: App): readonly (readonly [string, string])[] =>
      synthesized(app)
        .said.filter(({ text }) => !text.includes("(low)"))
        .map(({ path, rule }) => [path, rule] as const);

    it("judges a key by the repositories of another stack, each at its construct", () => {
      const app = twoStacks(false);
      new EcrKmsCompliance({ failOn: "critical" }).addTo(app);
      expect(found(app)).to.deep.equal([
        ["keys/key", "key-rotation-off"],
        ["images/orders", "mutable-tags"],
        ["images/orders", "no-scan"],
      ]);
    });

    it("knows a key of another stack by its id where both are in one account", () => {
      const app = twoStacks(true, "keyId");
      new EcrKmsCompliance({ failOn: "critical", account: REGISTRY }).addTo(app);
      expect(found(app)).to.deep.equal([
        ["images/orders", "key-reference-not-arn"],
        ["images/orders", "mutable-tags"],
        ["images/orders", "no-scan"],
      ]);
    });

    it("keeps repositories of one name apart where stacks may be in different accounts", () => {
      const app = Testing.app();
      for (const name of ["dev", "prod"]) {
        const stack = new TerraformStack(app, name);
        new AwsProvider(stack, "aws", { region: "us-east-1" });
        new EcrRepository(stack, "orders", { name: "orders" });
      }
      new EcrKmsCompliance({ failOn: "critical" }).addTo(app);
      expect(found(app).filter(([, rule]) => rule === "repository-without-customer-key")).to.deep.equal([
        ["dev/orders", "repository-without-customer-key"],
        ["prod/orders", "repository-without-customer-key"],
      ]);
    });

    it("speaks as an aspect only of the stack that it was added to", () => {
      const app = twoStacks(true);
      const [keys] = app.node.children;
      Aspects.of(keys as TerraformStack).add(new EcrKmsCompliance());
      expect(found(app)).to.deep.equal([]);
    });

    it("judges stacks that are made after it was added", () => {
      const app = Testing.app();
      new EcrKmsCompliance().addTo(app);
      cdktfProgram(app, UNENCRYPTED);
      expect(synthesized(app).error).to.include("[images/orders] repository-without-customer-key (high): ");
    });
  });

  it("sees what other aspects have done, whichever was added first", () => {
    const app = Testing.app();
    const stack = cdktfProgram(app, UNROTATED);
    Aspects.of(stack).add(new EcrKmsCompliance());
    Aspects.of(stack).add({
      visit: (construct) => {
        if (construct instanceof KmsKey) construct.enableKeyRotation = true;
      },
    });
    expect(synthesized(app).said).to.deep.equal([]);
  });

  it("says everything once, however often the program is synthesized", () => {
    const app = Testing.app();
    new EcrKmsCompliance().addTo(cdktfProgram(app, UNROTATED));
    expect(synthesized(app).said).to.have.length(1);
    expect(synthesized(app).said).to.have.length(1);
  });

  it("stops at a document that is not a policy, and says where it is", () => {
    const app = Testing.app();
    const stack = cdktfProgram(app, GOOD);
    new KmsKey(stack, "broken", { policy: "{ Statement" });
    new EcrKmsCompliance().addTo(app);
    const { error, said } = synthesized(app);
    expect(error).to.include("[images] aws_kms_key.broken.policy ");
    expect(said).to.have.length(1);
  });

  it("stops for such a document of another stack, because of which nothing is judged", () => {
    const app = Testing.app();
    const other = cdktfProgram(app, GOOD, undefined, "other");
    new KmsKey(other, "broken", { policy: "{ Statement" });
    new EcrKmsCompliance().addTo(cdktfProgram(app, UNENCRYPTED));
    expect(synthesized(app).error).to.include("[images] other: aws_kms_key.broken.policy ");
  });

  it("says what it cannot judge", () => {
    const app = Testing.app();
    const stack = cdktfProgram(app, GOOD);
    new TerraformHclModule(stack, "module", { source: "example/images/aws" });
    new EcrKmsCompliance().addTo(app);
    const { error, said } = synthesized(app);
    expect(error).to.equal(undefined);
    expect(said.map(({ level, text }) => [level, text.slice(0, 27)])).to.deep.equal([
      ["@cdktf/info", "not judged: module.module: "],
    ]);
  });
});

interface Said {
  readonly path: string;
  readonly level: string;
  readonly rule: string;
  readonly text: string;
}

function judge(program: Program, options: EcrKmsComplianceOptions = {}, place?: object): readonly Said[] {
  const app = Testing.app();
  Aspects.of(cdktfProgram(app, program, place)).add(new EcrKmsCompliance(options));
  return synthesized(app).said;
}

/** The rules of findings, without what is said not to be judged. */
function rulesOf(said: readonly Said[]): readonly string[] {
  return said.filter(({ text }) => !text.startsWith("not judged: ")).map(({ rule }) => rule);
}

/** What a synthesis says, and why it fails if it does. */
function synthesized(app: App): { readonly error: string | undefined; readonly said: readonly Said[] } {
  let error: string | undefined;
  try {
    app.synth();
  } catch (reason) {
    error = String(reason);
  }
  const said = app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type.startsWith("@cdktf/"))
      .map(({ type, data }) => ({
        path: node.path,
        level: type,
        rule: /^[\w-]+/.exec(String(data))?.[0] ?? "",
        text: String(data),
      })),
  );
  return { error, said };
}
