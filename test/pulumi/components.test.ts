import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { EncryptedRepository, RegistryHub, RepositoryKey, SpokeAccess } from "../../pulumi";
import { planned } from "../../pulumi/planned";
import { keyPolicy, planKey, planRegistry, policyJson } from "../../shared";
import type { PlannedKey, RegistryTopology, RepositoryKeyConfig } from "../../shared";
import { runPulumi, type RegisteredResource } from "../support/pulumi-mocks";

const topology: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: "123456789012",
  repositories: { app: { push: ["arn:aws:iam::111111111111:role/cicd-role"], pull: ["222222222222"] } },
};
const KEY_ARN = "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012";
const single = {
  region: "us-east-1",
  registryAccountId: "123456789012",
  repositoryName: "app",
  pull: ["222222222222"],
};

describe("pulumi components", () => {
  it("name and parent their children after the component", async () => {
    const { resources } = await runPulumi(() => new RegistryHub("hub", { topology }));
    expect(
      resources.map(({ type, name, parent }) => [type, name, parent.split("::").slice(2).join(" ")]),
    ).to.have.deep.members([
      ["ecr-kms:index:RegistryHub", "hub", ""],
      ["ecr-kms:index:RepositoryKey", "hub", "ecr-kms:index:RegistryHub hub"],
      ["aws:kms/key:Key", "hub-key", "ecr-kms:index:RegistryHub$ecr-kms:index:RepositoryKey hub"],
      ["aws:kms/alias:Alias", "hub-alias", "ecr-kms:index:RegistryHub$ecr-kms:index:RepositoryKey hub"],
      ["aws:ecr/repository:Repository", "hub-app-repository", "ecr-kms:index:RegistryHub hub"],
      ["aws:ecr/repositoryPolicy:RepositoryPolicy", "hub-app-policy", "ecr-kms:index:RegistryHub hub"],
    ]);
  });

  it("protect key and repository, and nothing else", async () => {
    const { resources } = await runPulumi(() => new EncryptedRepository("app", single));
    expect(namesOf(resources.filter(({ protect }) => protect))).to.deep.equal(["app-key", "app-repository"]);
  });

  it("leave key and repository unprotected only when told so", async () => {
    const { resources } = await runPulumi(
      () => new EncryptedRepository("app", { ...single, deletionProtection: false }),
    );
    expect(resources.filter(({ protect }) => protect)).to.deep.equal([]);
  });

  it("give every child the provider of the caller", async () => {
    const { resources } = await runPulumi(() => {
      const provider = new aws.Provider("hub-account", { region: "us-east-1" });
      const hub = new RegistryHub("hub", { topology }, { provider });
      const spoke = new aws.Provider("spoke-account", { region: "us-east-1" });
      new SpokeAccess(
        "ci",
        { topology, accountId: "111111111111", keyArn: hub.keyArn.apply(() => KEY_ARN) },
        { provider: spoke },
      );
    });
    const used = resources
      .filter(({ type }) => type.startsWith("aws:"))
      .map(({ name, provider }) => [name, /::([\w-]+-account)::/.exec(provider)?.[1]]);
    expect(Object.fromEntries(used)).to.deep.equal({
      "hub-key": "hub-account",
      "hub-alias": "hub-account",
      "hub-app-repository": "hub-account",
      "hub-app-policy": "hub-account",
      "ci-role-cicd-role-1": "spoke-account",
      "ci-role-cicd-role-1-attachment": "spoke-account",
    });
  });

  it("change a resource by its transform, as values or as a function", async () => {
    const { resources } = await runPulumi(
      () =>
        new EncryptedRepository("app", {
          ...single,
          tags: { team: "web" },
          transform: { key: { isEnabled: false }, repository: (args) => ({ ...args, tags: { tier: "one" } }) },
        }),
    );
    expect(inputsOf(resources, "app-key")).to.deep.include({ isEnabled: false, tags: { team: "web" } });
    expect(inputsOf(resources, "app-repository")["tags"]).to.deep.equal({ tier: "one" });
  });

  it("attach a spoke's policies to the role resource that was given", async () => {
    const { resources } = await runPulumi(() => {
      const role = new aws.iam.Role("role", { name: "cicd-role", assumeRolePolicy: "{}" });
      return new SpokeAccess("ci", { topology, accountId: "111111111111", roles: { "cicd-role": role.name } });
    });
    expect(inputsOf(resources, "ci-role-cicd-role-1-attachment")).to.deep.equal({
      role: "cicd-role",
      policyArn: "<ci-role-cicd-role-1.arn>",
    });
  });
});

describe("pulumi components with outputs as arguments", () => {
  const withOutputs = {
    ...topology,
    registryAccountId: pulumi.output("123456789012"),
    repositories: {
      app: {
        push: [pulumi.output("arn:aws:iam::111111111111:role/cicd-role")],
        pull: [Promise.resolve("222222222222")],
      },
    },
  };

  it("deploy the documents of the resolved values", async () => {
    const { resources } = await runPulumi(() => new RepositoryKey("registry", { topology: withOutputs }));
    expect(inputsOf(resources, "registry-key")["policy"]).to.equal(policyJson(keyPolicy(topology)));
  });

  it("take every leaf of a single repository as an output", async () => {
    const { resources } = await runPulumi(
      () =>
        new EncryptedRepository("app", {
          region: pulumi.output("us-east-1"),
          registryAccountId: pulumi.output("123456789012"),
          repositoryName: pulumi.output("app"),
          pull: [pulumi.output("222222222222")],
          scanOnPush: pulumi.output(false),
          key: { rotationPeriodInDays: pulumi.output(90) },
        }),
    );
    expect(inputsOf(resources, "app-repository")).to.deep.include({
      name: "app",
      imageScanningConfiguration: { scanOnPush: false },
    });
    expect(inputsOf(resources, "app-alias")["name"]).to.equal("alias/ecr/app");
    expect(inputsOf(resources, "app-key")["rotationPeriodInDays"]).to.equal(90);
    const plan = planRegistry({
      ...topology,
      keyAlias: "alias/ecr/app",
      repositories: { app: { pull: ["222222222222"] } },
    });
    expect(inputsOf(resources, "app-key")["policy"]).to.equal(policyJson(plan.key.policy));
  });

  it("make the same resources in preview, where values are unknown", async () => {
    const program = (): void => {
      const source = new aws.kms.Key("given");
      const hub = new RegistryHub("hub", { topology: { ...topology, keyAlias: source.keyId }, keyArn: source.arn });
      new SpokeAccess("ci", { topology, accountId: "111111111111", keyArn: hub.keyArn });
    };
    const preview = await runPulumi(program, { preview: true });
    expect(namesOf(preview.resources)).to.deep.equal([
      "ci",
      "ci-role-cicd-role-1",
      "ci-role-cicd-role-1-attachment",
      "given",
      "hub",
      "hub-app-policy",
      "hub-app-repository",
    ]);
    expect(inputsOf(preview.resources, "ci-role-cicd-role-1")["policy"]).to.not.be.a("string");
    expect(inputsOf(preview.resources, "hub-app-repository")["name"]).to.equal("app");
  });

  it("make a hub that is larger than the IAM policies of one principal can be, and say so when they are asked for", async () => {
    const names = Array.from({ length: 420 }, (_, index) => `${"x".repeat(240)}-${index}`);
    const large = { ...topology, repositories: Object.fromEntries(names.map((name) => [name, {}])) };
    const { result, resources } = await runPulumi(() => new RegistryHub("hub", { topology: large }));
    expect(resources.filter(({ type }) => type === "aws:ecr/repository:Repository")).to.have.lengthOf(420);
    let failure: unknown;
    await valueOf(result.identityPolicies).catch((error: unknown) => (failure = error));
    expect(failure).to.be.instanceOf(pulumi.ResourceError).with.property("message").that.includes("TOO_MANY_POLICIES");
  });

  it("hand out every document of a registry", async () => {
    const { result } = await runPulumi(() => new RegistryHub("hub", { topology }), { keyArn: KEY_ARN });
    expect(await valueOf(result.plan)).to.deep.equal(planRegistry(topology, { keyArn: KEY_ARN }));
  });

  it("hand out the IAM policies of every account", async () => {
    const { result } = await runPulumi(() => new RegistryHub("hub", { topology: withOutputs }));
    const policies = await valueOf(result.identityPolicies);
    expect(Object.keys(policies)).to.deep.equal(["111111111111", "123456789012", "222222222222"]);
    expect(JSON.stringify(policies["111111111111"])).to.include("<hub-key.arn>");
  });
});

describe("pulumi components with bad arguments", () => {
  const bad = {
    region: "us-east-1a",
    registryAccountId: "12345",
    repositoryName: "App",
    pull: ["*"],
    keyArn: "alias/x",
  };

  it("throw one ResourceError without a stack trace in the constructor, and register nothing", async () => {
    let thrown: unknown;
    const { resources } = await runPulumi(() => {
      try {
        new EncryptedRepository("app", bad);
      } catch (error) {
        thrown = error;
      }
    });
    expect(resources).to.deep.equal([]);
    expect(thrown).to.be.instanceOf(pulumi.ResourceError);
    expect(thrown).to.have.property("hideStack", true);
    for (const path of ["region", "registryAccountId", "repositoryName", "pull[0]", "keyArn"]) {
      expect((thrown as Error).message).to.include(`- ${path}: `);
    }
  });

  it("report what is wrong with plain values even when others are outputs", async () => {
    let message = "";
    await runPulumi(() => {
      try {
        new RegistryHub("hub", {
          topology: { ...topology, region: pulumi.output("us-east-1"), keyAlias: "alias/aws/ecr" },
        });
      } catch (error) {
        message = (error as Error).message;
      }
    });
    expect(message).to.include("topology.keyAlias").and.to.include("INVALID_ALIAS_NAME");
  });

  it("report a bad value of an output when it is known, still as a ResourceError", async () => {
    let failure: unknown;
    const { result } = await runPulumi(() => {
      const hub = new RepositoryKeyPolicyProbe(pulumi.output("12345"));
      return hub;
    });
    try {
      await valueOf(result.policy);
    } catch (error) {
      failure = error;
    }
    expect(failure).to.be.instanceOf(pulumi.ResourceError);
    expect((failure as Error).message)
      .to.include("INVALID_ACCOUNT_ID")
      .and.to.include("topology.registryAccountId");
  });
});

/** Reads the plan the way a component does, without registering resources that would fail beside the test. */
class RepositoryKeyPolicyProbe {
  readonly policy: pulumi.Output<string>;

  constructor(registryAccountId: pulumi.Input<string>) {
    const plan = planned<RepositoryKeyConfig, PlannedKey>({ topology: { ...topology, registryAccountId } }, planKey);
    this.policy = pulumi.output(plan.value(({ policy }) => policyJson(policy)));
  }
}

function namesOf(resources: readonly RegisteredResource[]): readonly string[] {
  return resources.map(({ name }) => name).sort();
}

function inputsOf(resources: readonly RegisteredResource[], name: string): RegisteredResource["inputs"] {
  const found = resources.find((resource) => resource.name === name && resource.type.startsWith("aws:"));
  expect(found, `a resource ${name}`).to.not.equal(undefined);
  return found?.inputs ?? {};
}

async function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return (output as unknown as { promise(): Promise<T> }).promise();
}
