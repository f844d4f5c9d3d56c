import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { PullThroughCacheArgs } from "../../pulumi";
import { PullThroughCache, RegistryHub } from "../../pulumi";
import { expireUntagged, lifecyclePolicy, planPullThroughCache, policyJson } from "../../shared";
import type { RegisteredResource } from "../support/pulumi-mocks";
import { runPulumi } from "../support/pulumi-mocks";

const REGISTRY = "123456789012";
const KEY_ARN = `arn:aws:kms:us-east-1:${REGISTRY}:key/12345678-1234-1234-1234-123456789012`;
const BASE = { region: "us-east-1", registryAccountId: REGISTRY, keyArn: KEY_ARN } as const;
const LIFECYCLE = JSON.stringify(lifecyclePolicy([expireUntagged(14)]));
const SECRET = `arn:aws:secretsmanager:us-east-1:${REGISTRY}:secret:ecr-pullthroughcache/docker-AbCdEf`;

const byName = (resources: readonly RegisteredResource[]): Readonly<Record<string, RegisteredResource["inputs"]>> =>
  Object.fromEntries(resources.map(({ name, inputs }) => [name, inputs]));

/** What `value` resolves to. */
const known = <T>(value: pulumi.Output<T>): Promise<T> => new Promise((resolve) => value.apply(resolve));

describe("pulumi PullThroughCache", () => {
  it("makes rule, template and role", async () => {
    const rules = { "team/quay": { upstreamRegistryUrl: "quay.io" } };
    const { resources } = await runPulumi(() => new PullThroughCache("cache", { ...BASE, rules }));
    const role = planPullThroughCache({ ...BASE, rules }).rules[0]?.template.role;
    expect(byName(resources)).to.deep.equal({
      cache: {},
      "cache-team/quay-role": { name: role?.name, assumeRolePolicy: role && policyJson(role.trustPolicy) },
      "cache-team/quay-role-policy": { name: "ecr", role: role?.name, policy: role && policyJson(role.policy) },
      "cache-team/quay-template": {
        prefix: "team/quay",
        appliedFors: ["PULL_THROUGH_CACHE"],
        description: "Encrypts the repositories of team/quay with KMS (ecr-kms)",
        customRoleArn: "<cache-team/quay-role.arn>",
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: KEY_ARN }],
        imageTagMutability: "IMMUTABLE",
      },
      "cache-team/quay-rule": { ecrRepositoryPrefix: "team/quay", upstreamRegistryUrl: "quay.io" },
    });
    for (const { name, parent } of resources.filter((each) => each.name !== "cache"))
      expect(parent, name).to.match(/ecr-kms:index:PullThroughCache::cache$/);
  });

  const outputs: PullThroughCacheArgs = {
    region: pulumi.output("us-east-1"),
    registryAccountId: pulumi.output(REGISTRY),
    keyArn: pulumi.output(KEY_ARN),
    manageRegistryPolicy: true,
    repository: {
      lifecyclePolicy: pulumi.output(LIFECYCLE),
      resourceTags: { team: pulumi.output("platform") },
      imageTagMutability: "MUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [{ filter: pulumi.output("v1") }],
    },
    rules: {
      docker: {
        upstreamRegistryUrl: "registry-1.docker.io",
        credentialArn: pulumi.output(SECRET),
        pull: [pulumi.output("222222222222")],
      },
      base: {
        upstreamRegistryUrl: "222222222222.dkr.ecr.eu-west-1.amazonaws.com",
        upstreamRepositoryPrefix: pulumi.output("base"),
      },
    },
  };
  const plain = {
    ...BASE,
    manageRegistryPolicy: true,
    repository: {
      lifecyclePolicy: LIFECYCLE,
      resourceTags: { team: "platform" },
      imageTagMutability: "MUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [{ filter: "v1" }],
    },
    rules: {
      docker: { upstreamRegistryUrl: "registry-1.docker.io", credentialArn: SECRET, pull: ["222222222222"] },
      base: { upstreamRegistryUrl: "222222222222.dkr.ecr.eu-west-1.amazonaws.com", upstreamRepositoryPrefix: "base" },
    },
  } as const;

  it("makes the same of outputs as of plain values", async () => {
    const ofOutputs = await runPulumi(() => new PullThroughCache("cache", outputs));
    const ofPlain = await runPulumi(() => new PullThroughCache("cache", plain));
    expect(byName(ofOutputs.resources)).to.deep.equal(byName(ofPlain.resources));
    expect(Object.keys(byName(ofPlain.resources))).to.have.members([
      "cache",
      ...["role", "role-policy", "template", "rule"].flatMap((kind) => [`cache-docker-${kind}`, `cache-base-${kind}`]),
      "cache-base-upstream-role",
      "cache-base-upstream-role-policy",
      "cache-registry-policy",
    ]);
    const plan = planPullThroughCache(plain);
    expect(await known(ofOutputs.result.identityPolicies)).to.deep.equal(plan.identityPolicies);
    expect(await known(ofOutputs.result.registryPolicyStatements)).to.deep.equal(plan.registryPolicyStatements);
    expect(await known(ofOutputs.result.upstreamStatements)).to.deep.equal(plan.upstreamStatements);
    expect(Object.keys(ofOutputs.result.templateRoleArns)).to.have.members(["docker", "base"]);
  });

  it("keeps names known in a preview in which the key is not", async () => {
    const topology = { region: "us-east-1", registryAccountId: REGISTRY, repositories: { app: {} } };
    const { resources } = await runPulumi(
      () => {
        const { keyArn } = new RegistryHub("hub", { topology });
        return new PullThroughCache("cache", { ...BASE, keyArn, rules: { quay: { upstreamRegistryUrl: "quay.io" } } });
      },
      { preview: true },
    );
    const made = byName(resources);
    expect(made["cache-quay-role-policy"]?.["policy"]).to.not.be.a("string");
    expect(made["cache-quay-role"]?.["name"]).to.equal("ecr-template-us-east-1-quay");
    expect(made["cache-quay-template"]?.["prefix"]).to.equal("quay");
    expect(made["cache-quay-rule"]?.["ecrRepositoryPrefix"]).to.equal("quay");
  });

  it("lets every resource be changed, and tags the roles", async () => {
    const { resources } = await runPulumi(
      () =>
        new PullThroughCache("cache", {
          ...plain,
          tags: { team: "platform" },
          transform: {
            creationTemplate: { description: "changed" },
            templateRole: { permissionsBoundary: "boundary" },
            templateRolePolicy: { name: "changed" },
            upstreamRole: (args) => ({ ...args, path: "/ecr/" }),
            upstreamRolePolicy: { name: "changed-too" },
            rule: { region: "us-east-1" },
            registryPolicy: { region: "us-east-1" },
          },
        }),
    );
    const made = byName(resources);
    expect(made["cache-base-template"]?.["description"]).to.equal("changed");
    expect(made["cache-base-role"]?.["permissionsBoundary"]).to.equal("boundary");
    expect(made["cache-base-role"]?.["tags"]).to.deep.equal({ team: "platform" });
    expect(made["cache-base-role-policy"]?.["name"]).to.equal("changed");
    expect(made["cache-base-upstream-role"]?.["path"]).to.equal("/ecr/");
    expect(made["cache-base-upstream-role"]?.["tags"]).to.deep.equal({ team: "platform" });
    expect(made["cache-base-upstream-role-policy"]?.["name"]).to.equal("changed-too");
    expect(made["cache-base-rule"]?.["region"]).to.equal("us-east-1");
    expect(made["cache-registry-policy"]?.["region"]).to.equal("us-east-1");
  });

  it("throws what is wrong with plain values at once", async () => {
    const error = await runPulumi(
      () => new PullThroughCache("cache", { ...BASE, rules: { hub: { upstreamRegistryUrl: "ghcr.io" } } }),
    ).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(pulumi.ResourceError.isInstance(error)).to.equal(true);
    expect(String(error)).to.include("CREDENTIAL_REQUIRED");
  });
});
