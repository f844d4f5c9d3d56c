import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { EncryptedRepository, RegistryHub, RegistryScanning } from "../../pulumi";
import type { Inputs } from "../../pulumi";
import { planned } from "../../pulumi/planned";
import type { EncryptedRepositoryConfig, RegistryScanningPlan, RepositoryPlan } from "../../shared";
import { expireUntagged, keepLast, lifecyclePolicy, planRepository, protectTags } from "../../shared";
import { QUIET } from "../shared/fixtures";
import { runPulumi, type RegisteredResource } from "../support/pulumi-mocks";

const LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
const REPOSITORY = "aws:ecr/repository:Repository";
const SCANNING = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";
const single = { region: "us-east-1", registryAccountId: "123456789012", repositoryName: "my-app" } as const;

function inputsOf(resources: readonly RegisteredResource[], type: string): RegisteredResource["inputs"] | undefined {
  const made = resources.filter((resource) => resource.type === type);
  expect(made).to.have.length(1);
  return made[0]?.inputs;
}

describe("pulumi repositories", () => {
  it("have the lifecycle policy of their rules", async () => {
    const policy = lifecyclePolicy([protectTags(["v*"]), expireUntagged(14), keepLast(50)]);
    const { resources } = await runPulumi(
      () => new RegistryHub("hub", { topology: QUIET, repository: { lifecyclePolicy: policy } }),
    );
    expect(inputsOf(resources, LIFECYCLE)?.["policy"]).to.equal(JSON.stringify(policy));
  });

  it("take outputs in rules and filters, in whatever order they turn out to sort", async () => {
    const { resources } = await runPulumi(
      () =>
        new EncryptedRepository("app", {
          ...single,
          imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
          imageTagMutabilityExclusionFilters: [{ filter: "latest" }, { filter: pulumi.output("dev-*") }],
          lifecyclePolicy: {
            rules: [
              {
                selection: {
                  tagStatus: "tagged",
                  tagPatternList: ["v*", pulumi.output("a*")],
                  countType: "imageCountMoreThan",
                  countNumber: pulumi.output(5),
                },
              },
            ],
          },
        }),
    );
    expect(inputsOf(resources, LIFECYCLE)?.["policy"]).to.equal(
      '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"tagged","tagPatternList":["a*","v*"],' +
        '"countType":"imageCountMoreThan","countNumber":5},"action":{"type":"expire"}}]}',
    );
    expect(inputsOf(resources, REPOSITORY)).to.deep.include({
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [
        { filter: "dev-*", filterType: "WILDCARD" },
        { filter: "latest", filterType: "WILDCARD" },
      ],
    });
  });

  it("take the text of a policy as an output", async () => {
    const text = JSON.stringify(lifecyclePolicy([expireUntagged(14)]), undefined, 2);
    const { resources } = await runPulumi(
      () => new EncryptedRepository("app", { ...single, lifecyclePolicy: pulumi.output(text) }),
    );
    expect(inputsOf(resources, LIFECYCLE)?.["policy"]).to.equal(text);
    expect(inputsOf(resources, REPOSITORY)).to.not.have.property("imageTagMutabilityExclusionFilters");
  });

  it("know rules and filters in a preview in which something else is unknown", async () => {
    const policy = lifecyclePolicy([expireUntagged(14)]);
    const { resources } = await runPulumi(
      () => {
        const role = new aws.iam.Role("role", { name: "ci", assumeRolePolicy: "{}" });
        return new EncryptedRepository("app", {
          ...single,
          pull: [role.arn],
          imageTagMutability: "MUTABLE_WITH_EXCLUSION",
          imageTagMutabilityExclusionFilters: [{ filter: "v*" }],
          lifecyclePolicy: policy,
        });
      },
      { preview: true },
    );
    expect(inputsOf(resources, LIFECYCLE)?.["policy"]).to.equal(JSON.stringify(policy));
    expect(inputsOf(resources, REPOSITORY)?.["imageTagMutabilityExclusionFilters"]).to.deep.equal([
      { filter: "v*", filterType: "WILDCARD" },
    ]);
  });

  it("report a bad value of an output when it is known", async () => {
    const { selection } = keepLast(50);
    const args: Inputs<EncryptedRepositoryConfig> = {
      ...single,
      lifecyclePolicy: { rules: [{ selection: { ...selection, countNumber: pulumi.output(0) } }] },
    };
    const { result } = await runPulumi(() =>
      pulumi.output(
        planned<EncryptedRepositoryConfig, RepositoryPlan>(args, planRepository).leaf(
          ({ repository }) => repository.settings.lifecyclePolicy,
        ),
      ),
    );
    const failure = await (result as unknown as { promise(): Promise<unknown> })
      .promise()
      .catch((thrown: unknown) => thrown);
    expect(failure).to.be.instanceOf(pulumi.ResourceError);
    expect(String(failure)).to.include("lifecyclePolicy.rules[0].selection.countNumber");
  });
});

describe("pulumi RegistryScanning", () => {
  it("makes the scanning configuration of the registry, changed by its transform", async () => {
    const { resources, result } = await runPulumi(
      () =>
        new RegistryScanning("scanning", {
          scanType: "ENHANCED",
          rules: [{ scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter: pulumi.output("team/*") }] }],
          transform: { registryScanningConfiguration: { region: "eu-central-1" } },
        }),
    );
    expect(inputsOf(resources, SCANNING)).to.deep.equal({
      scanType: "ENHANCED",
      rules: [{ scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter: "team/*", filterType: "WILDCARD" }] }],
      region: "eu-central-1",
    });
    expect(resources.map(({ name, parent }) => [name, parent.split("::").pop()])).to.deep.include([
      "scanning-configuration",
      "scanning",
    ]);
    const scanning = result.scanning as unknown as { promise(): Promise<RegistryScanningPlan> };
    expect((await scanning.promise()).rules).to.have.lengthOf(1);
  });

  it("refuses what does not go together before anything is registered", async () => {
    const { resources, result } = await runPulumi(() => {
      try {
        return new RegistryScanning("scanning", { scanType: "FULL" as "BASIC" });
      } catch (error) {
        return error;
      }
    });
    expect(result).to.be.instanceOf(pulumi.ResourceError).with.property("message").that.includes("INVALID_OPTION");
    expect(resources).to.deep.equal([]);
  });
});
