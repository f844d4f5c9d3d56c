import * as aws from "@pulumi/aws";
import { expect } from "chai";
import {
  ecrKmsPolicies,
  type EcrKmsPoliciesOptions,
  type InputError,
  type PolicyStack,
  type StackPolicy,
} from "../../../cli/pulumi-policy";
import { RULES } from "../../../cli/rules/rules";
import { EXAMPLES } from "../../examples/example-documents";
import { pulumiResources } from "../../examples/programs";
import { runPulumi } from "../../support/pulumi-mocks";
import { refusalOf } from "../../support/thrown";
import { CASES, GOOD, OTHER, REGISTRY, type Program } from "./cases";
import { policyStack } from "./policy-stack";
import { pulumiProgram } from "./pulumi-program";

const UNROTATED: Program = { ...GOOD, key: { ...GOOD.key, enableKeyRotation: false } };
/** Only the rules about configuration, which alone both toolchains have. */
const CONFIGURATION = { rules: off("one-sided-access", "unused-statement") };

describe("ecrKmsPolicies", () => {
  it("has a policy for each rule but those about what a deployment changes, and one for what cannot be read", () => {
    expect(ecrKmsPolicies().map(({ name }) => name)).to.deep.equal([
      "policy-unreadable",
      ...RULES.map(({ id }) => id).filter((id) => !/^(repository-replaced|key-replaced-or-deleted)$/.test(id)),
    ]);
  });

  it("says of each policy what Pulumi shows", () => {
    const { validateStack: _validateStack, ...policy } = named(ecrKmsPolicies(), "kms-without-key-arn");
    expect(policy).to.deep.equal({
      name: "kms-without-key-arn",
      description: "A repository with KMS encryption names its key.",
      displayName: "A repository with KMS encryption names its key.",
      enforcementLevel: "mandatory",
      severity: "high",
      remediationSteps: "Write the ARN of your key as kms_key (in Pulumi: kmsKey).",
      url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html",
    });
  });

  it("finds nothing in a program that breaks no rule", async () => {
    expect(await violations(await stackOf(GOOD))).to.deep.equal([]);
  });

  for (const { rule, broken, times = 1 } of CASES) {
    it(`finds ${rule}, and nothing else`, async () => {
      const found = await violations(await stackOf({ ...GOOD, ...broken }));
      expect(found.map(({ policy }) => policy)).to.deep.equal(Array(times).fill(rule));
    });
  }

  for (const { name, topology } of EXAMPLES) {
    it(`finds no more than low in the example ${name}`, async () => {
      const stack = policyStack(await pulumiResources(name, topology));
      const found = await violations(stack, {});
      expect(found.length).to.be.greaterThan(0);
      expect(found.filter(({ severity }) => severity !== "low")).to.deep.equal([]);
    });
  }

  it("reports at the resource what is wrong and how to fix it", async () => {
    expect(await violations(await stackOf(UNROTATED))).to.deep.equal([
      {
        policy: "key-rotation-off",
        severity: "medium",
        urn: "urn:pulumi:stack::project::aws:kms/key:Key::key",
        message: `key urn:pulumi:stack::project::aws:kms/key:Key::key: It is not rotated automatically.\n${String(RULES.find(({ id }) => id === "key-rotation-off")?.fix)}`,
      },
    ]);
  });

  describe("where accounts are known", () => {
    const puller = `arn:aws:iam::${OTHER}:role/puller`;
    const allow = (Sid: string, ...Action: readonly string[]): Program["repositoryStatements"][number] => ({
      Sid,
      Effect: "Allow",
      Principal: { AWS: puller },
      Action,
    });
    /** With a role in another account that has no IAM policy. */
    async function foundIn(options: {
      readonly place?: object;
      readonly preview?: boolean;
    }): Promise<readonly (readonly string[])[]> {
      const repositoryStatements = [
        allow("Half", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
        {
          ...allow("Nothing", "ecr:BatchGetImage"),
          Condition: { StringEquals: { "aws:PrincipalAccount": REGISTRY } },
        },
      ];
      const { resources } = await runPulumi(() => {
        pulumiProgram({ ...GOOD, repositoryStatements }, options.place);
        const other = new aws.Provider("other", {
          region: "us-east-1",
          assumeRoles: [{ roleArn: `arn:aws:iam::${OTHER}:role/deploy` }],
        });
        new aws.iam.Role("puller", { name: "puller", assumeRolePolicy: "{}" }, { provider: other });
      });
      return (await violations(policyStack(resources, options.preview), {})).map(({ policy, message, urn }) => [
        policy,
        urn?.split("::").at(-1) ?? "",
        message.split(":")[0] ?? "",
      ]);
    }

    it("finds access that one document gives and another lacks, and statements that decide nothing", async () => {
      expect(await foundIn({})).to.deep.equal([
        ["one-sided-access", "puller", "role puller"],
        ["unused-statement", "policy", "repository policy of orders, statement Nothing"],
      ]);
    });

    it("finds the same in a preview", async () => {
      expect(await foundIn({ preview: true })).to.deep.equal(await foundIn({}));
    });

    it("proves nothing where one is not", async () => {
      expect(await foundIn({ place: { region: "us-east-1" }, preview: true })).to.deep.equal([]);
    });

    it("proves nothing where a Region is not", async () => {
      expect(await foundIn({ place: { allowedAccountIds: [REGISTRY] }, preview: true })).to.deep.equal([]);
    });
  });

  describe("levels", () => {
    const levels = (options: EcrKmsPoliciesOptions, ...names: readonly string[]): readonly string[] =>
      names.map((name) => named(ecrKmsPolicies(options), name).enforcementLevel);

    it("are mandatory for critical and high, advisory for the rest", () => {
      const severities = new Map(
        ecrKmsPolicies().map(({ severity, enforcementLevel }) => [severity, enforcementLevel]),
      );
      expect(Object.fromEntries(severities)).to.deep.equal({
        critical: "mandatory",
        high: "mandatory",
        medium: "advisory",
        low: "advisory",
      });
    });

    it("can be one for all, or one for each severity", () => {
      expect(
        new Set(ecrKmsPolicies({ enforcementLevel: "advisory" }).map((each) => each.enforcementLevel)),
      ).to.deep.equal(new Set(["advisory"]));
      expect(
        levels(
          { enforcementLevel: { medium: "mandatory", low: "disabled" } },
          "key-disabled",
          "key-rotation-off",
          "not-protected",
        ),
      ).to.deep.equal(["mandatory", "mandatory", "disabled"]);
    });

    it("follow the severity that a rule is given", () => {
      expect(levels({ rules: { "key-rotation-off": { severity: "critical" } } }, "key-rotation-off")).to.deep.equal([
        "mandatory",
      ]);
    });

    it("are two policies where some subjects have a severity of another level", async () => {
      const options: EcrKmsPoliciesOptions = {
        rules: {
          ...CONFIGURATION.rules,
          "mutable-tags": [{ severity: "high" }, { severity: "low", only: ["repository orders"] }],
        },
      };
      expect(
        ecrKmsPolicies(options)
          .filter(({ name }) => name.startsWith("mutable-tags"))
          .map(({ name, enforcementLevel, severity }) => [name, enforcementLevel, severity]),
      ).to.deep.equal([
        ["mutable-tags", "mandatory", "high"],
        ["mutable-tags-advisory", "advisory", "low"],
      ]);
      const mutable = { ...GOOD, repository: { ...GOOD.repository, imageTagMutability: "MUTABLE" } };
      const found = await violations(await stackOf(mutable), options);
      expect(found.map(({ policy }) => policy)).to.deep.equal(["mutable-tags-advisory"]);
    });
  });

  describe("rules", () => {
    it("are switched off with the reason in the description", async () => {
      const options = {
        rules: { ...CONFIGURATION.rules, "key-rotation-off": { off: true, reason: "our own material" } },
      };
      const policy = named(ecrKmsPolicies(options), "key-rotation-off");
      expect(policy.enforcementLevel).to.equal("disabled");
      expect(policy.description).to.match(/\. Switched off: our own material$/);
      expect(await violations(await stackOf(UNROTATED), options)).to.deep.equal([]);
    });

    it("are switched off for some subjects only", async () => {
      const setting = (only: string): EcrKmsPoliciesOptions => ({
        rules: { ...CONFIGURATION.rules, "key-rotation-off": { off: true, reason: "ours", only: [only] } },
      });
      const stack = await stackOf(UNROTATED);
      expect(await violations(stack, setting("key *::key"))).to.deep.equal([]);
      expect(await violations(stack, setting("key *::other"))).to.have.length(1);
    });

    it("are refused where they are wrong", () => {
      const refused: InputError = refusalOf(() => ecrKmsPolicies({ rules: { "no-scans": { off: true } } }));
      expect(refused.problems.map(({ path, message }) => `${path} ${message}`)).to.deep.equal([
        'ecrKmsPolicies: rules["no-scans"].off switches a rule off without a reason',
        'ecrKmsPolicies: rules["no-scans"] is not a rule',
      ]);
    });

    it("are refused with whatever else is wrong", () => {
      const levels = { high: "remediate", worst: "mandatory" };
      const wrong = { enforcementLevel: levels, enforce: true } as unknown as EcrKmsPoliciesOptions;
      expect(
        refusalOf(() => ecrKmsPolicies(wrong)).problems.map(({ path, message }) => `${path} ${message}`),
      ).to.deep.equal([
        'ecrKmsPolicies: enforcementLevel.high "remediate" is not one of its values',
        "ecrKmsPolicies: enforcementLevel.worst is not known here",
        "ecrKmsPolicies: enforce is not known here",
      ]);
      const level = { enforcementLevel: "warn" } as unknown as EcrKmsPoliciesOptions;
      expect(refusalOf(() => ecrKmsPolicies(level)).message).to.include('"warn" is not one of its values');
    });
  });

  describe("in a preview", () => {
    it("finds nothing in a program that breaks no rule, although what AWS gives is not known", async () => {
      expect(await violations(await stackOf(GOOD, { preview: true }))).to.deep.equal([]);
    });

    for (const { rule, broken, times = 1 } of CASES) {
      // Which attribute of the key an unknown value is, nobody can tell.
      const expected = rule === "key-reference-not-arn" ? 0 : times;
      it(`finds ${rule} ${expected} times`, async () => {
        const found = await violations(await stackOf({ ...GOOD, ...broken }, { preview: true }));
        expect(found.map(({ policy }) => policy)).to.deep.equal(Array(expected).fill(rule));
      });
    }
  });

  describe("where nothing says the account", () => {
    const place = { region: "us-east-1" };

    it("finds nothing in a program that breaks no rule, although its policies name an account", async () => {
      expect(await violations(await stackOf(GOOD, { place, preview: true }), {})).to.deep.equal([]);
    });

    it("finds what holds whichever account it is", async () => {
      const stack = await stackOf({ ...GOOD, encryption: undefined }, { place, preview: true });
      expect((await violations(stack, {})).map(({ policy }) => policy)).to.deep.equal([
        "repository-without-customer-key",
      ]);
    });

    it("takes the account that it is told", async () => {
      const stack = await stackOf(GOOD, { place, preview: true });
      const found = await violations(stack, { ...CONFIGURATION, account: OTHER });
      expect(found.map(({ policy }) => policy)).to.deep.equal(["key-policy-lockout", "wildcard-actions"]);
    });
  });

  it("reports a document that is not a policy, once and where it is", async () => {
    const { resources } = await runPulumi(() => {
      pulumiProgram({ ...GOOD, key: { ...GOOD.key, enableKeyRotation: false } });
    });
    const broken = resources.map((each) =>
      each.name === "policy" ? { ...each, inputs: { ...each.inputs, policy: "{ Statement" } } : each,
    );
    const found = await violations(policyStack(broken));
    expect(found.map(({ policy }) => policy)).to.deep.equal(["policy-unreadable"]);
    expect(found[0]?.message).to.include(
      "urn:pulumi:stack::project::aws:ecr/repositoryPolicy:RepositoryPolicy::policy.policy: ",
    );
  });

  it("judges each stack anew that the same policies are asked about", async () => {
    const policies = ecrKmsPolicies(CONFIGURATION);
    const [good, bad] = [await stackOf(GOOD), await stackOf(UNROTATED)];
    const counts = [];
    for (const stack of [good, bad, bad, good]) counts.push((await violationsOf(policies, stack)).length);
    expect(counts).to.deep.equal([0, 1, 1, 0]);
  });

  it("judges resources of aws-native too", async () => {
    const urn = "urn:pulumi:stack::project::aws-native:ecr:Repository::orders";
    const stack: PolicyStack = {
      resources: [
        {
          type: "aws-native:ecr:Repository",
          urn,
          props: { repositoryName: "orders", imageTagMutability: "IMMUTABLE" },
          opts: { protect: true },
          dependencies: [],
          propertyDependencies: {},
        },
      ],
    };
    const found = await violations(stack);
    expect(found.map(({ policy, urn: at }) => [policy, at])).to.deep.equal([
      ["repository-without-customer-key", urn],
      ["no-scan", urn],
      ["no-lifecycle-policy", urn],
    ]);
  });

  it("says nothing about a stack without repositories and keys", async () => {
    expect(await violations({ resources: [] }, {})).to.deep.equal([]);
  });
});

interface Violation {
  readonly policy: string;
  readonly severity: string;
  readonly message: string;
  readonly urn: string | undefined;
}

function off(...ids: readonly string[]): NonNullable<EcrKmsPoliciesOptions["rules"]> {
  return Object.fromEntries(ids.map((id) => [id, { off: true, reason: "not here" }]));
}

function named(policies: readonly StackPolicy[], wanted: string): StackPolicy {
  const policy = policies.find(({ name }) => name === wanted);
  if (policy === undefined) throw new Error(`no policy ${wanted}`);
  return policy;
}

async function stackOf(
  program: Program,
  { place, preview = false }: { readonly place?: object; readonly preview?: boolean } = {},
): Promise<PolicyStack> {
  const { resources } = await runPulumi(() => {
    pulumiProgram(program, place);
  });
  return policyStack(resources, preview);
}

/** What the policies report that are not disabled. */
async function violations(
  stack: PolicyStack,
  options: EcrKmsPoliciesOptions = CONFIGURATION,
): Promise<readonly Violation[]> {
  return violationsOf(ecrKmsPolicies(options), stack);
}

async function violationsOf(policies: readonly StackPolicy[], stack: PolicyStack): Promise<readonly Violation[]> {
  const found: Violation[] = [];
  for (const { name, severity, enforcementLevel, validateStack } of policies) {
    if (enforcementLevel === "disabled") continue;
    await validateStack(stack, (message, urn) => {
      found.push({ policy: name, severity, message, urn });
    });
  }
  return found;
}
