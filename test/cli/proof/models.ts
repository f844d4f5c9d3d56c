import type { RegistryPlan, RegistryTopology } from "../../../shared";
import { keyGrants, partitionOf, planRegistry } from "../../../shared";
import type { AccessModel, Key, ModelDocument, Principal, Repository } from "../../../cli/model/access-model";
import type { PolicyJson, StatementJson } from "../../../cli/policy/policy-json";
import type { AccessProof, OperationId } from "../../../cli/proof/proof";
import { OPERATIONS } from "../../../cli/proof/proof";

export const REGION = "us-east-1";
export const HUB = "123456789012";
export const SPOKE = "111111111111";
export const KEY_ARN = `arn:aws:kms:${REGION}:${HUB}:key/12345678-1234-1234-1234-123456789012`;
export const ARN = `arn:aws:ecr:${REGION}:${HUB}:repository/app`;

function policy(...Statement: StatementJson[]): PolicyJson {
  return { Version: "2012-10-17", Statement };
}

export function document(name: string, ...statements: StatementJson[]): ModelDocument {
  return { name, policy: policy(...statements) };
}

export function allow(actions: string | string[], resource: string | string[] = "*"): StatementJson {
  return { Effect: "Allow", Action: actions, Resource: resource };
}

export const ROOT_STATEMENT: StatementJson = {
  Sid: "EnableIAMUserPermissions",
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${HUB}:root` },
  Action: "kms:*",
  Resource: "*",
};

export function key(more: Partial<Key> = {}): Key {
  return {
    arn: KEY_ARN,
    accountId: HUB,
    region: REGION,
    name: "alias/ecr/registry",
    manager: "customer",
    policy: document("key policy of alias/ecr/registry", ROOT_STATEMENT),
    policyIsDefault: true,
    state: "Enabled",
    rotation: true,
    keySpec: "SYMMETRIC_DEFAULT",
    keyUsage: "ENCRYPT_DECRYPT",
    ...more,
  };
}

export function repository(more: Partial<Repository> = {}): Repository {
  const name = more.name ?? "app";
  return {
    arn: `arn:aws:ecr:${REGION}:${HUB}:repository/${name}`,
    accountId: HUB,
    region: REGION,
    name,
    encryption: { type: "KMS", keyArn: KEY_ARN },
    tagMutability: "IMMUTABLE",
    scanOnPush: true,
    hasLifecyclePolicy: false,
    ...more,
  };
}

export function principal(
  arn: string,
  statements: readonly StatementJson[] = [],
  more: Partial<Principal> = {},
): Principal {
  const [, accountId = "", kind, name = ""] =
    /^arn:[\w-]+:iam::(\d{12}):(role|user)\/(?:.+\/)?([^/]+)$/.exec(arn) ?? [];
  return {
    arn,
    kind: kind as "role" | "user",
    accountId,
    name,
    policies: statements.length > 0 ? [document(`IAM policy of ${kind ?? ""} ${name}`, ...statements)] : [],
    ...more,
  };
}

export function role(accountId: string, name: string): string {
  return `arn:aws:iam::${accountId}:role/${name}`;
}

export function model(more: Partial<AccessModel>): AccessModel {
  return {
    inputs: [],
    accounts: [],
    keys: [key()],
    aliases: [],
    repositories: [repository()],
    principals: [],
    registryPolicies: [],
    grants: [],
    gaps: [],
    ...more,
  };
}

/** What a topology plans, as a model: the principals are those whom the plan gives policies. */
export function plannedModel(
  topology: RegistryTopology,
  organizations: Readonly<Record<string, string>> = {},
): AccessModel {
  const { region, registryAccountId, keyAccountId = registryAccountId } = topology;
  const partition = partitionOf(region);
  const arn = `arn:${partition}:kms:${region}:${keyAccountId}:key/12345678-1234-1234-1234-123456789012`;
  const plan: RegistryPlan = planRegistry(topology, { keyArn: arn });
  return model({
    accounts: Object.entries(organizations).map(([id, organizationPath]) => ({ id, organizationPath })),
    keys: [
      key({
        arn,
        accountId: keyAccountId,
        region,
        policy: { name: "key policy", policy: plan.key.policy },
      }),
    ],
    repositories: Object.values(plan.repositories).map((each) =>
      repository({
        name: each.name,
        arn: `arn:${partition}:ecr:${region}:${registryAccountId}:repository/${each.name}`,
        accountId: registryAccountId,
        region,
        encryption: { type: "KMS", keyArn: arn },
        ...(each.policy ? { policy: { name: `repository policy of ${each.name}`, policy: each.policy } } : {}),
      }),
    ),
    grants: keyGrants(topology).map(({ granteePrincipal, operations, encryptionContext }) => ({
      keyArn: arn,
      granteePrincipal,
      operations,
      encryptionContextSubset: encryptionContext,
    })),
    principals: Object.entries(plan.spokes).flatMap(([accountId, identities]) =>
      identities.flatMap(({ kind, name, policies }): readonly Principal[] =>
        kind === "account"
          ? []
          : [
              principal(`arn:${partition}:iam::${accountId}:${kind}/${name}`, [], {
                policies: policies.map((each, index) => ({
                  name: `policy ${index} of ${name}`,
                  policy: each,
                })),
              }),
            ],
      ),
    ),
  });
}

const LETTERS: Readonly<Record<string, string>> = { allowed: "A", denied: "d", unknown: "?", none: "-" };

/** The rows of a proof: for each operation the letter of what is documented, and behind it that of the two-way model if it differs. */
export function rows(proof: AccessProof, repositoryIndex = 0): Readonly<Record<string, string>> {
  return Object.fromEntries(
    proof.principals.map(({ name, kind, accountId }, index) => [
      kind === "role" || kind === "user" ? `${accountId} ${name}` : `${kind} ${name}`,
      OPERATIONS.map((operation) => cellText(proof, index, repositoryIndex, operation)).join(" "),
    ]),
  );
}

function cellText(proof: AccessProof, who: number, what: number, operation: OperationId): string {
  const { documented, twoWay, oneSided } = proof.cell(who, what, operation);
  const one = LETTERS[documented] ?? "";
  const two = LETTERS[twoWay] ?? "";
  return `${one}${one === two ? "" : two}${oneSided ? "!" : ""}`;
}
