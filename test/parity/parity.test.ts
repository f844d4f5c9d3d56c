import { expect } from "chai";
import type { KeyGrant, KeyMonitoringConfig, PullThroughCacheConfig, ReplicaRegistryConfig } from "../../shared";
import {
  planMonitoring,
  planPullThroughCache,
  planRegistry,
  planReplica,
  planReplicaTemplates,
  policyJson,
} from "../../shared";
import { PARITY_CASES } from "./cases";
import { cdktfResources } from "./cdktf-resources";
import type { MadeResource } from "./made-resource";
import { pulumiResources } from "./pulumi-resources";

for (const parityCase of PARITY_CASES) {
  describe(`parity: ${parityCase.title}`, () => {
    for (const accountId of Object.keys(parityCase.accounts)) {
      it(`makes the same resources with the same values in account ${accountId}`, async () => {
        const inPulumi = await pulumiResources(parityCase, accountId);
        expect(inPulumi).to.not.have.lengthOf(0);
        expect(inPulumi).to.deep.equal(cdktfResources(parityCase, accountId));
      });

      it(`deploys the core's documents byte for byte in account ${accountId}`, async () => {
        const expected = documentsOfCore(parityCase, accountId);
        expect(documents(cdktfResources(parityCase, accountId))).to.deep.equal(expected);
        expect(documents(await pulumiResources(parityCase, accountId))).to.deep.equal(expected);
      });
    }
  });
}

/** Every policy text and every grant of an account, sorted. */
function documents(resources: readonly MadeResource[]): readonly unknown[] {
  return resources
    .filter(({ type }) => type !== "aws_ecr_lifecycle_policy")
    .flatMap(({ type, values }) => {
      if (type === "aws_kms_grant") return [grantText(values)];
      return "policy" in values ? [values["policy"]] : [];
    })
    .sort();
}

function grantText({ name, grantee_principal, operations, constraints }: MadeResource["values"]): string {
  return JSON.stringify({ name, grantee_principal, operations, constraints });
}

function grantOfCore({ name, granteePrincipal, operations, encryptionContext }: KeyGrant): string {
  return grantText({
    name,
    grantee_principal: granteePrincipal,
    operations,
    constraints: [{ encryption_context_subset: encryptionContext }],
  });
}

function topicDocuments(config: KeyMonitoringConfig): readonly string[] {
  const { topic } = planMonitoring(config);
  if (!topic) return [];
  return [policyJson(topic.policy), ...(topic.key ? [policyJson(topic.key.policy)] : [])];
}

function replicaDocuments(config: ReplicaRegistryConfig): readonly string[] {
  const { key, keyArn = "made here", repositories, registryPolicy } = planReplica(config);
  const roles = planReplicaTemplates({ ...config, keyArn }).map(({ role }) => role.policy);
  const policies = repositories.flatMap(({ policy }) => (policy ? [policy] : []));
  return [...(key ? [key.policy] : []), ...policies, ...roles, ...(registryPolicy ? [registryPolicy] : [])].map(
    policyJson,
  );
}

function cacheDocuments(config: PullThroughCacheConfig): readonly string[] {
  const { rules, registryPolicy } = planPullThroughCache(config);
  const roles = rules.flatMap(({ template, upstreamRole }) => [template.role, ...(upstreamRole ? [upstreamRole] : [])]);
  return [...roles.map(({ policy }) => policy), ...(registryPolicy ? [registryPolicy] : [])].map(policyJson);
}

function documentsOfCore(
  { topology, accounts, keyArn }: (typeof PARITY_CASES)[number],
  accountId: string,
): readonly string[] {
  const plan = planRegistry(topology, keyArn === undefined ? {} : { keyArn });
  const repositories = Object.values(plan.repositories).flatMap(({ policy }) => (policy ? [policyJson(policy)] : []));
  const grants = plan.key.grants.map(grantOfCore);
  const texts = (accounts[accountId] ?? []).flatMap(({ component, config }) => {
    if (component === "KeyGrants") return grants;
    if (component === "ReplicatedRegistry") return [];
    if (component === "ReplicaRegistry") return replicaDocuments(config);
    if (component === "RegistryScanning") return [];
    if (component === "PullThroughCache") return cacheDocuments(config);
    if (component === "KeyMonitoring") return topicDocuments(config);
    if (component === "RepositoryKey" || component === "ReplicaKey") return [policyJson(plan.key.policy), ...grants];
    if (component === "SpokeAccess")
      return (plan.spokes[accountId] ?? []).flatMap(({ policies }) => policies.map(policyJson));
    return "keyArn" in config ? repositories : [policyJson(plan.key.policy), ...grants, ...repositories];
  });
  return texts.sort();
}
