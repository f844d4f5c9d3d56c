import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { EncryptedRepository, KeyGrants, RegistryHub } from "../../pulumi";
import { planRegistry } from "../../shared";
import type { RegistryTopology } from "../../shared";
import { runPulumi, type RegisteredResource } from "../support/pulumi-mocks";

const REGISTRY = "123456789012";
const KEY_ARN = `arn:aws:kms:us-east-1:${REGISTRY}:key/12345678-1234-1234-1234-123456789012`;
const CI = "arn:aws:iam::111111111111:role/cicd-role";
const single = {
  region: "us-east-1",
  registryAccountId: REGISTRY,
  repositoryName: "app",
  kmsAccess: "kms-grants",
} as const;

const topologyWith = (pull: readonly string[]): RegistryTopology => ({
  region: "us-east-1",
  registryAccountId: REGISTRY,
  kmsAccess: "kms-grants",
  repositories: { app: { pull } },
});

function grantsOf(resources: readonly RegisteredResource[]): Readonly<Record<string, RegisteredResource["inputs"]>> {
  const grants = resources.filter(({ type }) => type === "aws:kms/grant:Grant");
  return Object.fromEntries(grants.map(({ name, inputs }) => [name, inputs]));
}

const context = { encryptionContextSubset: { "aws:ecr:arn": `arn:aws:ecr:us-east-1:${REGISTRY}:repository/app` } };

describe("pulumi components with kms-grants", () => {
  it("register one grant for each of 2,000 roles", async () => {
    const pull = Array.from({ length: 2_000 }, (_, index) => `arn:aws:iam::${200_000_000_000 + index}:role/puller`);
    const repositories = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`app-${index}`, { pull: pull.slice(index * 100, index * 100 + 100) }]),
    );
    const topology = { ...topologyWith([]), repositories };
    const { resources } = await runPulumi(() => new RegistryHub("hub", { topology }), { keyArn: KEY_ARN });
    const planned = planRegistry(topology).key.grants;
    expect(Object.keys(grantsOf(resources))).to.have.members(planned.map(({ id }) => `hub-grant-${id}`));
    expect(planned).to.have.length(2_000);
  });

  it("grant to outputs in whatever order they turn out to sort", async () => {
    const { resources } = await runPulumi(
      () =>
        new EncryptedRepository("app", {
          ...single,
          registryAccountId: pulumi.output(REGISTRY),
          pull: ["222222222222", pulumi.output("arn:aws:iam::333333333333:role/z"), pulumi.output(CI)],
        }),
    );
    const grants = grantsOf(resources);
    expect(
      Object.entries(grants).map(([name, { granteePrincipal, constraints }]) => [name, granteePrincipal, constraints]),
    ).to.deep.equal([
      ["app-grant-app/222222222222", "arn:aws:iam::222222222222:root", [context]],
      ["app-grant-app/later-1", "arn:aws:iam::333333333333:role/z", [context]],
      ["app-grant-app/later-2", CI, [context]],
    ]);
  });

  it("name grants without the name of a repository that is an output", async () => {
    const { resources } = await runPulumi(
      () => new EncryptedRepository("app", { ...single, repositoryName: pulumi.output("app"), pull: [CI] }),
    );
    expect(grantsOf(resources)).to.have.all.keys("app-grant-_later-1/111111111111:role/cicd-role");
    expect(grantsOf(resources)["app-grant-_later-1/111111111111:role/cicd-role"]?.["constraints"]).to.deep.equal([
      context,
    ]);
  });

  it("know in a preview which grants there are", async () => {
    const { resources } = await runPulumi(
      () => {
        const role = new aws.iam.Role("role", { name: "ci", assumeRolePolicy: "{}" });
        return new EncryptedRepository("app", { ...single, pull: [role.arn, "222222222222"] });
      },
      { preview: true },
    );
    expect(Object.keys(grantsOf(resources))).to.deep.equal(["app-grant-app/222222222222", "app-grant-app/later-1"]);
  });

  it("make grants on an existing key, changed by their transform", async () => {
    const { resources, result } = await runPulumi(
      () =>
        new KeyGrants("central", {
          topology: topologyWith([CI]),
          keyArn: pulumi.output(KEY_ARN),
          transform: { grant: { retireOnDelete: true } },
        }),
    );
    const outputs = result.grants as unknown as { promise(): Promise<unknown> };
    expect(await outputs.promise()).to.deep.equal(planRegistry(topologyWith([CI])).key.grants);
    expect(result.grantIds).to.have.lengthOf(1);
    expect(grantsOf(resources)).to.deep.equal({
      "central-grant-app/111111111111:role/cicd-role": {
        name: "app/111111111111:role/cicd-role",
        keyId: KEY_ARN,
        granteePrincipal: CI,
        operations: ["Decrypt", "DescribeKey"],
        constraints: [context],
        retireOnDelete: true,
      },
    });
  });

  it("refuse a topology without grants before anything is registered", async () => {
    const { resources, result } = await runPulumi(() => {
      try {
        return new KeyGrants("central", {
          topology: { ...topologyWith([CI]), kmsAccess: "key-policy" },
          keyArn: KEY_ARN,
        });
      } catch (error) {
        return error;
      }
    });
    expect(result).to.be.instanceOf(pulumi.ResourceError).with.property("message").that.includes("CONFLICTING_OPTIONS");
    expect(resources).to.deep.equal([]);
  });

  it("refuse a map in place of an object", () => {
    const repositories = new Map([["app", { pull: [CI] }]]);
    const topology = { ...topologyWith([]), repositories } as never;
    expect(() => new RegistryHub("hub", { topology })).to.throw(pulumi.ResourceError, "a value of type Map");
  });

  it("refuse arguments that hold themselves", () => {
    const args: Record<string, unknown> = { ...single };
    args["pull"] = [args];
    expect(() => new EncryptedRepository("app", args as never)).to.throw(pulumi.ResourceError, "INVALID_TYPE");
  });
});
