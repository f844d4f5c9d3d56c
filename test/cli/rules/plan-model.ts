import type { AccessModel, ModelDocument, Principal, Repository } from "../../../cli/model/access-model";
import type { PlannedIdentity, PolicyDocument, RegistryPlan, RegistryTopology } from "../../../shared";
import { keySettings } from "../../../shared/internal";
import { planRegistry } from "../../../shared";
import { key, model } from "./model";

/** The model of what this package deploys for a topology, with its defaults. */
export function modelOf(topology: RegistryTopology): AccessModel {
  const { region, registryAccountId, keyAccountId = registryAccountId } = topology;
  const keyArn = `arn:aws:kms:${region}:${keyAccountId}:key/11111111-2222-3333-4444-555555555555`;
  const plan = planRegistry(topology, { keyArn });
  const { enableKeyRotation, rotationPeriodInDays, deletionWindowInDays } = keySettings();
  return model({
    accounts: Object.keys(plan.spokes).map((id) => ({ id })),
    keys: [
      key({
        arn: keyArn,
        accountId: keyAccountId,
        region,
        policy: planned("key policy", plan.key.policy),
        rotation: enableKeyRotation,
        rotationPeriodInDays: rotationPeriodInDays ?? 365,
        deletionWindowInDays,
        isProtected: true,
      }),
    ],
    repositories: repositoriesOf(plan, keyArn, { region, accountId: registryAccountId }),
    principals: Object.entries(plan.spokes).flatMap(([accountId, identities]) =>
      identities.map((identity) => principalOf(identity, accountId)),
    ),
    grants: plan.key.grants.map(({ granteePrincipal, operations }) => ({ keyArn, granteePrincipal, operations })),
  });
}

function repositoriesOf(
  { repositories }: RegistryPlan,
  keyArn: string,
  place: Pick<Repository, "region" | "accountId">,
): readonly Repository[] {
  return Object.values(repositories).map(({ name, arn, policy }) => ({
    ...place,
    arn,
    name,
    encryption: { type: "KMS", written: keyArn, keyArn },
    ...(policy === undefined ? {} : { policy: planned(`repository policy of ${name}`, policy) }),
    tagMutability: "IMMUTABLE",
    scanOnPush: true,
    forceDelete: false,
    hasLifecyclePolicy: false,
    isProtected: true,
  }));
}

function principalOf({ kind, name, policies }: PlannedIdentity, accountId: string): Principal {
  const path = kind === "account" ? "root" : `${kind}/${name}`;
  return {
    arn: `arn:aws:iam::${accountId}:${path}`,
    kind,
    accountId,
    name,
    policies: policies.map((policy) => planned(`IAM policy for ${kind} ${name} of ${accountId}`, policy)),
  };
}

function planned(name: string, policy: PolicyDocument): ModelDocument {
  return { name, policy };
}
