import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { expect } from "chai";
import { EncryptedRepository, RegistryHub, RegistryScanning } from "../../cdktf";
import { expireUntagged, keepLast, lifecyclePolicy, PolicyError, protectTags } from "../../shared";
import { QUIET } from "../shared/fixtures";

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

function synthesized(program: (stack: TerraformStack) => void): Resources {
  const stack = new TerraformStack(Testing.app(), "stack");
  program(stack);
  return (JSON.parse(Testing.synth(stack)) as { resource: Resources }).resource;
}

function onlyOne(resources: Resources, type: string): Readonly<Record<string, unknown>> | undefined {
  const made = Object.values(resources[type] ?? {});
  expect(made).to.have.length(1);
  return made[0];
}

const single = { region: "us-east-1", registryAccountId: "123456789012", repositoryName: "my-app" } as const;

describe("cdktf repositories", () => {
  it("have the lifecycle policy of their rules", () => {
    const policy = lifecyclePolicy([protectTags(["v*"]), expireUntagged(14), keepLast(50)]);
    const resources = synthesized((stack) => {
      new RegistryHub(stack, "hub", { topology: QUIET, repository: { lifecyclePolicy: policy } });
    });
    expect(onlyOne(resources, "aws_ecr_lifecycle_policy")?.["policy"]).to.equal(JSON.stringify(policy));
  });

  it("leave tokens in rules to Terraform, and escape what it would take for its own", () => {
    const resources = synthesized((stack) => {
      const days = new TerraformVariable(stack, "days", { type: "number" });
      const tag = new TerraformVariable(stack, "tag", { type: "string" });
      const rules = [
        { ...keepLast(5, tag.stringValue), description: "${user} %{ if }" },
        { ...expireUntagged(days.numberValue), description: "old" },
      ];
      new EncryptedRepository(stack, "app", { ...single, lifecyclePolicy: { rules } });
    });
    expect(onlyOne(resources, "aws_ecr_lifecycle_policy")?.["policy"]).to.equal(
      '{"rules":[{"rulePriority":1,"description":"$${user} %%{ if }","selection":{"tagStatus":"tagged",' +
        '"tagPatternList":["${var.tag}"],"countType":"imageCountMoreThan","countNumber":5},"action":{"type":"expire"}},' +
        '{"rulePriority":2,"description":"old","selection":{"tagStatus":"untagged","countType":"sinceImagePushed",' +
        '"countUnit":"days","countNumber":${var.days}},"action":{"type":"expire"}}]}',
    );
  });

  it("have exclusions from the mutability of tags only where they are asked for", () => {
    const asked = synthesized((stack) => {
      new EncryptedRepository(stack, "app", {
        ...single,
        imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
        imageTagMutabilityExclusionFilters: [{ filter: "latest" }],
      });
    });
    expect(onlyOne(asked, "aws_ecr_repository")).to.deep.include({
      image_tag_mutability: "IMMUTABLE_WITH_EXCLUSION",
      image_tag_mutability_exclusion_filter: [{ filter: "latest", filter_type: "WILDCARD" }],
    });
    const plain = onlyOne(
      synthesized((stack) => new EncryptedRepository(stack, "app", single)),
      "aws_ecr_repository",
    );
    expect(plain).to.not.have.property("image_tag_mutability_exclusion_filter");
    expect(plain).to.deep.include({ image_tag_mutability: "IMMUTABLE", force_delete: false });
  });
});

describe("cdktf RegistryScanning", () => {
  it("makes the scanning configuration of the registry, changed by its transform", () => {
    const resources = synthesized((stack) => {
      const { scanning, registryId } = new RegistryScanning(stack, "scanning", { scanType: "BASIC" });
      expect(scanning.scanType).to.equal("BASIC");
      new EcrRepository(stack, "uses-its-output", { name: registryId });
    });
    const [[address, configuration] = []] = Object.entries(resources["aws_ecr_registry_scanning_configuration"] ?? {});
    expect(configuration).to.deep.include({
      scan_type: "BASIC",
      rule: [{ scan_frequency: "SCAN_ON_PUSH", repository_filter: [{ filter: "*", filter_type: "WILDCARD" }] }],
    });
    expect(onlyOne(resources, "aws_ecr_repository")).to.deep.include({
      name: `\${aws_ecr_registry_scanning_configuration.${address}.registry_id}`,
    });
    const changed = synthesized((stack) => {
      const registryScanningConfiguration = { scanType: "ENHANCED", rule: [] };
      new RegistryScanning(stack, "scanning", { scanType: "BASIC", transform: { registryScanningConfiguration } });
    });
    expect(onlyOne(changed, "aws_ecr_registry_scanning_configuration")).to.deep.include({ scan_type: "ENHANCED" });
  });

  it("refuses what does not go together", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    const rules = [{ scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: [{ filter: "*" }] }] as const;
    expect(() => new RegistryScanning(stack, "scanning", { scanType: "BASIC", rules }))
      .to.throw(PolicyError)
      .with.property("message")
      .that.includes("INVALID_SCANNING_RULE");
  });
});
