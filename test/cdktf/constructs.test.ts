import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Fn, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { expect } from "chai";
import { EncryptedRepository, RegistryHub, RepositoryKey, SpokeAccess } from "../../cdktf";
import { policyText } from "../../cdktf/policy-text";
import { PolicyError, type RegistryTopology } from "../../shared";

const topology: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: "123456789012",
  repositories: { "team/app": { push: ["arn:aws:iam::111111111111:role/cicd-role"], pull: ["222222222222"] } },
};
const single = {
  region: "us-east-1",
  registryAccountId: "123456789012",
  repositoryName: "app",
  pull: ["222222222222"],
};

describe("cdktf constructs", () => {
  it("protect key and repository with prevent_destroy, and nothing else", () => {
    const resources = synthesized((stack) => new EncryptedRepository(stack, "app", single));
    const kept = resources.filter(({ values }) => values["lifecycle"] !== undefined);
    expect(kept.map(({ values }) => values["lifecycle"])).to.deep.equal([
      { prevent_destroy: true },
      { prevent_destroy: true },
    ]);
    expect(kept.map(({ type }) => type)).to.deep.equal(["aws_ecr_repository", "aws_kms_key"]);
  });

  it("leave them unprotected only when told so", () => {
    const resources = synthesized(
      (stack) => new EncryptedRepository(stack, "app", { ...single, deletionProtection: false }),
    );
    expect(resources.filter(({ values }) => values["lifecycle"] !== undefined)).to.deep.equal([]);
  });

  it("give every resource the provider of the caller", () => {
    const resources = synthesized((stack) => {
      const provider = new AwsProvider(stack, "hub-account", { region: "us-east-1", alias: "hub" });
      new RegistryHub(stack, "hub", { topology, provider });
      new SpokeAccess(stack, "access", { topology, accountId: "111111111111", provider });
    });
    expect(resources.map(({ values }) => values["provider"])).to.deep.equal(resources.map(() => "aws.hub"));
    expect(resources).to.have.lengthOf(6);
  });

  it("encrypt with the ARN of the key, never its id or alias", () => {
    const resources = synthesized((stack) => new EncryptedRepository(stack, "app", single));
    const [repository] = resources.filter(({ type }) => type === "aws_ecr_repository");
    const [key] = resources.filter(({ type }) => type === "aws_kms_key");
    expect(repository?.values["encryption_configuration"]).to.deep.equal([
      { encryption_type: "KMS", kms_key: `\${${key?.address ?? ""}.arn}` },
    ]);
  });

  it("keep the addresses of resources when a repository is added", () => {
    const addresses = (names: readonly string[]): readonly string[] =>
      synthesized((stack) => {
        const repositories = Object.fromEntries(names.map((name) => [name, { pull: ["222222222222"] }]));
        new RegistryHub(stack, "hub", { topology: { ...topology, repositories } });
      }).map(({ address }) => address);
    expect(addresses(["app", "base", "web"])).to.include.members([...addresses(["web", "app"])]);
  });

  it("make a repository named key beside the key, and leave every other where it is", () => {
    const made = (names: readonly string[], keyArn?: string): readonly SynthesizedResource[] =>
      synthesized((stack) => {
        const repositories = Object.fromEntries(names.map((name) => [name, { pull: ["222222222222"] }]));
        const given = keyArn === undefined ? {} : { keyArn };
        new RegistryHub(stack, "hub", { topology: { ...topology, repositories }, ...given });
      });
    const addresses = (resources: readonly SynthesizedResource[]): readonly string[] =>
      resources.map(({ address }) => address);
    const both = made(["key", "web"]);
    const names = both.flatMap(({ type, values }) => (type === "aws_ecr_repository" ? [values["name"]] : []));
    expect(names).to.have.members(["key", "web"]);
    expect(addresses(both))
      .to.include.members([...addresses(made(["web"]))])
      .and.to.have.lengthOf(6);
    // Where no key is made there was no clash, and there may be a state.
    const keyArn = "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012";
    expect(addresses(made(["key"], keyArn))[0]).to.match(/^aws_ecr_repository\.hub_key_repository_/);
  });

  it("change a resource by its transform, as values or as a function", () => {
    const resources = synthesized(
      (stack) =>
        new EncryptedRepository(stack, "app", {
          ...single,
          tags: { team: "web" },
          transform: {
            key: { isEnabled: false },
            repository: (config) => ({ ...config, tags: { ...config.tags, tier: "one" } }),
          },
        }),
    );
    expect(resources.find(({ type }) => type === "aws_kms_key")?.values).to.deep.include({
      is_enabled: false,
      tags: { team: "web" },
    });
    expect(resources.find(({ type }) => type === "aws_ecr_repository")?.values["tags"]).to.deep.equal({
      team: "web",
      tier: "one",
    });
  });
});

describe("cdktf constructs with tokens", () => {
  it("take tokens for accounts, grantees and the key, and keep them in their place", () => {
    const resources = synthesized((stack) => {
      const account = new TerraformVariable(stack, "account", { type: "string" });
      const key = new KmsKey(stack, "given", {});
      new EncryptedRepository(stack, "app", {
        ...single,
        pull: ["222222222222", account.stringValue],
        keyArn: key.arn,
      });
    });
    const policy = resources.find(({ type }) => type === "aws_ecr_repository_policy")?.values["policy"];
    expect(policy).to.include('"AWS":["arn:aws:iam::222222222222:root","${var.account}"]');
  });

  it("name a role token as a principal by itself", () => {
    const resources = synthesized((stack) => {
      const arn: unknown = Fn.format("arn:aws:iam::%s:role/x", ["333333333333"]);
      new RepositoryKey(stack, "key", {
        topology: { ...topology, repositories: { app: { pull: [Token.asString(arn)] } } },
      });
    });
    const policy = String(resources.find(({ type }) => type === "aws_kms_key")?.values["policy"]);
    expect(policy).to.include('"Sid":"AllowUseThroughEcrAccounts","Effect":"Allow","Principal":{"AWS":["${format(');
  });

  it("take a token as the name of a repository", () => {
    const resources = synthesized((stack) => {
      const name = new TerraformVariable(stack, "name", { type: "string" });
      new EncryptedRepository(stack, "app", { ...single, repositoryName: name.stringValue });
    });
    expect(resources.find(({ type }) => type === "aws_ecr_repository")?.values["name"]).to.equal("${var.name}");
    expect(resources.find(({ type }) => type === "aws_kms_alias")?.values["name"]).to.equal("alias/ecr/${var.name}");
  });

  it("take a number token for a setting", () => {
    const resources = synthesized((stack) => {
      const days = new TerraformVariable(stack, "days", { type: "number" });
      new RepositoryKey(stack, "key", { topology, rotationPeriodInDays: days.numberValue });
    });
    expect(resources.find(({ type }) => type === "aws_kms_key")?.values["rotation_period_in_days"]).to.equal(
      "${var.days}",
    );
  });

  it("refuse a list that is a token as a whole, and say what to do", () => {
    const error = refusal((stack) => {
      const accounts = new TerraformVariable(stack, "accounts", { type: "list(string)" });
      new EncryptedRepository(stack, "app", { ...single, pull: accounts.listValue });
    });
    expect(error.findings.map(({ code, path }) => [code, path])).to.deep.equal([["UNRESOLVED_STRUCTURE", "pull"]]);
  });

  it("let IAM variables and template directives survive Terraform's interpolation", () => {
    const token = Token.asString({ resolve: () => "x" });
    const text = policyText({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["ecr:*"], Resource: ["${aws:PrincipalTag/team}", "%{if}", token] }],
    });
    expect(text).to.include("$${aws:PrincipalTag/team}").and.to.include("%%{if}").and.to.include(`"${token}"`);
  });
});

describe("cdktf constructs with bad arguments", () => {
  it("throw one PolicyError that names every problem, before any resource is made", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    const error = refusal(() => {
      new EncryptedRepository(stack, "app", {
        ...single,
        region: "us-east-1a",
        repositoryName: "App",
        pull: ["*"],
        keyArn: "alias/x",
      });
    });
    expect(error.findings.map(({ code, path }) => [code, path])).to.deep.equal([
      ["INVALID_REPOSITORY_NAME", "repositoryName"],
      ["INVALID_REGION", "region"],
      ["GRANTEE_IS_WILDCARD", "pull[0]"],
      ["INVALID_KEY_ARN", "keyArn"],
    ]);
    expect(JSON.parse(Testing.synth(stack))).to.not.have.property("resource");
  });

  it("refuse a hub whose key belongs to another account and is not given", () => {
    const error = refusal((stack) => {
      new RegistryHub(stack, "hub", { topology: { ...topology, keyAccountId: "999999999999" } });
    });
    expect(error.findings.map(({ code }) => code)).to.deep.equal(["KEY_ARN_REQUIRED"]);
  });
});

interface SynthesizedResource {
  readonly type: string;
  readonly address: string;
  readonly values: Readonly<Record<string, unknown>>;
}

function synthesized(program: (stack: TerraformStack) => unknown): readonly SynthesizedResource[] {
  const stack = new TerraformStack(Testing.app(), "stack");
  program(stack);
  const { resource = {} } = JSON.parse(Testing.synth(stack)) as {
    resource?: Record<string, Record<string, Record<string, unknown>>>;
  };
  return Object.entries(resource).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, values]) => ({ type, address: `${type}.${id}`, values })),
  );
}

function refusal(program: (stack: TerraformStack) => unknown): PolicyError {
  try {
    program(new TerraformStack(Testing.app(), "stack"));
  } catch (error) {
    if (PolicyError.is(error)) return error;
    throw error;
  }
  throw new Error("the program was accepted");
}
