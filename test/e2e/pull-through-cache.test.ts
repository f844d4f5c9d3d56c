import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetRoleCommand, GetRolePolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { App } from "cdktf";
import { TerraformStack } from "cdktf";
import { expect } from "chai";
import { PullThroughCache, RegistryHub } from "../../cdktf";
import type { PlannedServiceRole } from "../../shared/plans";
import type { PullThroughCacheConfig } from "../../shared";
import { planPullThroughCache } from "../../shared";
import type { DeployableStack } from "../support/deployment";
import { deployableStacks, synthesize } from "../support/deployment";
import { sharedEmulator } from "../support/shared-emulator";
import type { StackJson } from "../support/stack-json";

const REGISTRY = "123456789012";
const REGION = "us-east-1";
const topology = { region: REGION, registryAccountId: REGISTRY, repositories: { app: { pull: ["222222222222"] } } };
const config: Omit<PullThroughCacheConfig, "keyArn"> = {
  region: REGION,
  registryAccountId: REGISTRY,
  rules: {
    "ecr-public": { upstreamRegistryUrl: "public.ecr.aws", pull: ["222222222222", "o-a1b2c3d4e5"] },
    "docker/hub": {
      upstreamRegistryUrl: "registry-1.docker.io",
      credentialArn: `arn:aws:secretsmanager:${REGION}:${REGISTRY}:secret:ecr-pullthroughcache/docker-AbCdEf`,
    },
    base: { upstreamRegistryUrl: "333333333333.dkr.ecr.eu-west-1.amazonaws.com", upstreamRepositoryPrefix: "shared" },
  },
  repository: { imageTagMutability: "MUTABLE", resourceTags: { cached: "yes" } },
  manageRegistryPolicy: true,
};

/** What the emulator does not know: templates and cache rules, and any other use of a registry policy than replication. */
const NOT_EMULATED = [
  "aws_ecr_pull_through_cache_rule",
  "aws_ecr_repository_creation_template",
  "aws_ecr_registry_policy",
];

function build(app: App): void {
  const stack = new TerraformStack(app, "cache");
  new AwsProvider(stack, "aws", {
    region: REGION,
    assumeRole: [{ roleArn: `arn:aws:iam::${REGISTRY}:role/OrganizationAccountAccessRole` }],
  });
  const { keyArn } = new RegistryHub(stack, "hub", { topology });
  new PullThroughCache(stack, "cache", { ...config, keyArn });
}

describe("a pull-through cache with Terraform", function () {
  let work: string;
  let endpoint: string;
  let stack: DeployableStack;

  before(async function () {
    const { emulator, mirror } = await sharedEmulator(this);
    await emulator.reset();
    ({ endpoint } = emulator);
    work = mkdtempSync(join(tmpdir(), "ecr-kms-cache-"));
    const synthesized = join(work, "synthesized");
    synthesize(build, synthesized);
    [stack] = deployableStacks({ synthesized, work, endpoint, mirror }) as [DeployableStack];
    await stack.terraform.init();
  });

  after(() => {
    if (work) rmSync(work, { recursive: true, force: true });
  });

  it("deploys key, repositories and roles, and has nothing left to change", async () => {
    stack.terraform.write(emulated(stack.json));
    await stack.terraform.validate();
    await stack.terraform.apply();
    expect(await stack.terraform.hasChanges()).to.equal(false);
  });

  it("leaves the roles that the core planned, for the key that was made", async () => {
    const { values } = (await stack.terraform.show()) as {
      values: { root_module: { resources: readonly Resource[] } };
    };
    const keyArn = values.root_module.resources.find(({ type }) => type === "aws_kms_key")?.values["arn"];
    const { rules } = planPullThroughCache({ ...config, keyArn: String(keyArn) });
    const roles = rules.flatMap(({ template, upstreamRole }) => [
      template.role,
      ...(upstreamRole ? [upstreamRole] : []),
    ]);
    expect(roles).to.have.length(4);
    const iam = await iamOf(endpoint);
    for (const role of roles) expect(await storedRole(iam, role.name)).to.deep.equal(role);
  });

  it("plans rules, templates and the registry policy on top, as the provider takes them", async () => {
    stack.terraform.write(stack.json);
    await stack.terraform.validate();
    await stack.terraform.plan("plan");
    const { resource_changes: changes } = (await stack.terraform.show("plan")) as PlanJson;
    const made = changes.filter(({ change }) => change.actions.join() !== "no-op");
    expect(made.map(({ type, change }) => `${change.actions.join()} ${type}`).sort()).to.deep.equal([
      ...Array.from({ length: 3 }, () => "create aws_ecr_pull_through_cache_rule"),
      "create aws_ecr_registry_policy",
      ...Array.from({ length: 3 }, () => "create aws_ecr_repository_creation_template"),
    ]);
    const after = (type: string): readonly Values[] =>
      made.filter((each) => each.type === type).map(({ change }) => change.after);
    const keyArn = changes.find(({ type }) => type === "aws_kms_key")?.change.after["arn"];
    const plan = planPullThroughCache({ ...config, keyArn: String(keyArn) });
    for (const { template, upstreamRole, ...rule } of plan.rules) {
      const planned = after("aws_ecr_pull_through_cache_rule").find(
        (each) => each["ecr_repository_prefix"] === rule.ecrRepositoryPrefix,
      );
      expect(planned, rule.ecrRepositoryPrefix).to.deep.include({
        upstream_registry_url: rule.upstreamRegistryUrl,
        credential_arn: rule.credentialArn ?? null,
        custom_role_arn: upstreamRole ? `arn:aws:iam::${REGISTRY}:role/${upstreamRole.name}` : null,
      });
      const made = after("aws_ecr_repository_creation_template").find((each) => each["prefix"] === template.prefix);
      expect(made, template.prefix).to.deep.include({
        applied_for: ["PULL_THROUGH_CACHE"],
        custom_role_arn: template.customRoleArn,
        encryption_configuration: [{ encryption_type: "KMS", kms_key: keyArn }],
        image_tag_mutability: "MUTABLE",
        resource_tags: { cached: "yes" },
      });
      expect(parsed(made?.["repository_policy"]), template.prefix).to.deep.equal(template.repositoryPolicy);
    }
    expect(parsed(after("aws_ecr_registry_policy")[0]?.["policy"])).to.deep.equal(plan.registryPolicy);
  });
});

type Values = Readonly<Record<string, unknown>>;

interface Resource {
  readonly type: string;
  readonly values: Values;
}

interface PlanJson {
  readonly resource_changes: readonly {
    readonly type: string;
    readonly change: { readonly actions: readonly string[]; readonly after: Values };
  }[];
}

function emulated(json: StackJson): StackJson {
  const resource = Object.entries(json.resource ?? {}).filter(([type]) => !NOT_EMULATED.includes(type));
  return { ...json, resource: Object.fromEntries(resource) };
}

function parsed(text: unknown): unknown {
  return typeof text === "string" ? (JSON.parse(text) as unknown) : undefined;
}

async function iamOf(endpoint: string): Promise<IAMClient> {
  const credentials = { accessKeyId: "emulated", secretAccessKey: "emulated" };
  const RoleArn = `arn:aws:iam::${REGISTRY}:role/OrganizationAccountAccessRole`;
  const sts = new STSClient({ endpoint, region: REGION, credentials });
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "read-back" }));
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
  return new IAMClient({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
  });
}

async function storedRole(iam: IAMClient, RoleName: string): Promise<PlannedServiceRole> {
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: "ecr" }));
  const document = (text = ""): unknown => JSON.parse(decodeURIComponent(text));
  return {
    name: RoleName,
    trustPolicy: document(Role?.AssumeRolePolicyDocument) as PlannedServiceRole["trustPolicy"],
    policy: document(PolicyDocument) as PlannedServiceRole["policy"],
  };
}
