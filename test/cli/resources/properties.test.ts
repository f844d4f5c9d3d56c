import { expect } from "chai";
import fc from "fast-check";
import type { AccessModel, ModelDocument } from "../../../cli/model/access-model";
import { unknown } from "../../../cli/policy/unknown";
import { modelFromResources } from "../../../cli/resources/model-from-resources";
import type { InfrastructureResource, ReadResources } from "../../../cli/resources/resource";
import { input, KEY_ARN, KEY_ID, OTHER, PULL_TEXT, resource } from "./sample-resources";

const POLICY_ARN = "arn:aws:iam::111111111111:policy/pull";
const DENY_TEXT = '{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}';

/** One or more ways to write each kind of resource. */
const ATTRIBUTES: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  "aws_kms_key.k": [{}, { policy: PULL_TEXT }, { arn: KEY_ARN, key_id: KEY_ID, policy: unknown("var.p") }],
  "aws_kms_key_policy.p": [{ key_id: KEY_ID, policy: DENY_TEXT }],
  "aws_kms_alias.a": [
    { name: "alias/x", target_key_id: KEY_ID },
    { name: "alias/x", target_key_id: unknown("data.aws_kms_key.k.id") },
  ],
  "aws_kms_grant.g": [{ key_id: KEY_ID, operations: ["Decrypt"] }],
  "data.aws_kms_key.k": [
    { key_id: "alias/x" },
    { key_id: KEY_ID },
    { key_id: unknown("data.aws_kms_alias.a.target_key_id") },
  ],
  "data.aws_kms_alias.a": [{ name: "alias/x" }, { name: "alias/y" }],
  "aws_ecr_repository.r": [
    { name: "r" },
    { name: "r", encryption_configuration: [{ encryption_type: "KMS", kms_key: unknown("data.aws_kms_key.k.arn") }] },
  ],
  "data.aws_ecr_repository.r": [{ name: "r" }, { name: "s" }],
  "aws_ecr_repository_policy.r": [
    { repository: "r", policy: PULL_TEXT },
    { repository: "s", policy: DENY_TEXT },
  ],
  "aws_ecr_registry_policy.r": [{ policy: PULL_TEXT }],
  "aws_iam_role.x": [{ name: "x" }, { name: "x", managed_policy_arns: [POLICY_ARN], permissions_boundary: POLICY_ARN }],
  "data.aws_iam_role.x": [{ name: "x" }, { name: "y" }],
  "aws_iam_role_policy.x": [
    { role: "x", name: "p", policy: PULL_TEXT },
    { role: "y", name: "p", policy: DENY_TEXT },
  ],
  "aws_iam_role_policy_attachment.x": [
    { role: "x", policy_arn: POLICY_ARN },
    { role: "y", policy_arn: unknown("var.p") },
  ],
  "aws_iam_policy.p": [{ arn: POLICY_ARN, name: "pull", policy: PULL_TEXT }],
  "aws_iam_user.u": [{ name: "u" }],
  "aws_iam_group_policy.g": [{ group: "g", name: "p", policy: PULL_TEXT }],
  "aws_iam_group_membership.g": [{ group: "g", users: ["u", "v"] }],
  "aws_iam_user_group_membership.u": [{ user: "u", groups: ["g"] }],
  "aws_organizations_policy.o": [{ id: "p-1", name: "o", content: DENY_TEXT }],
  "aws_organizations_policy_attachment.o": [{ policy_id: "p-1", target_id: OTHER }],
};

const anyResource: fc.Arbitrary<InfrastructureResource> = fc
  .constantFrom(...Object.entries(ATTRIBUTES))
  .chain(([address, ways]) =>
    fc
      .record({
        values: fc.constantFrom(...ways),
        accountId: fc.constantFrom("111111111111", OTHER),
        actions: fc.constantFrom("create", "none", "delete", undefined),
      })
      .map(({ values, accountId, actions }) =>
        resource(address, values, { accountId, ...(actions !== undefined && { change: { actions } }) }),
      ),
  );

/** Addresses are unique in an input. */
const anyInputs: fc.Arbitrary<readonly ReadResources[]> = fc.uniqueArray(
  fc
    .record({
      path: fc.constantFrom("a", "b", "c", "d"),
      kind: fc.constantFrom("terraform-plan", "terraform-state", "cdktf-output", "pulumi-stack"),
      resources: fc.uniqueArray(anyResource, { maxLength: 14, selector: ({ source }) => source.address }),
    })
    .map(({ path, kind, resources }) => input(kind, path, ...resources)),
  { maxLength: 4, selector: ({ input: { path } }) => path },
);

function documentsOf(model: AccessModel): readonly ModelDocument[] {
  return [
    ...model.keys.map(({ policy }) => policy),
    ...model.repositories.flatMap(({ policy }) => policy ?? []),
    ...model.principals.flatMap(({ policies, permissionsBoundary }) => [...policies, permissionsBoundary ?? []].flat()),
    ...model.registryPolicies.map(({ document }) => document),
    ...model.accounts.flatMap(({ serviceControlPolicies = [] }) =>
      serviceControlPolicies.flatMap(({ policies }) => policies),
    ),
  ];
}

describe("the model of any inputs", () => {
  const RUNS = { numRuns: 200 };

  it("does not depend on their order, nor on that of their resources", () => {
    fc.assert(
      fc.property(
        anyInputs.chain((read) =>
          fc.tuple(
            fc.constant(read),
            fc.shuffledSubarray([...read], { minLength: read.length }),
            fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
          ),
        ),
        ([read, shuffled, keys]) => {
          const mixed = shuffled.map((each) => ({ ...each, resources: mix(each.resources, keys) }));
          expect(modelFromResources(mixed)).to.deep.equal(modelFromResources(read));
        },
      ),
      RUNS,
    );
  });

  it("names a source of the inputs for each document, except for what nobody wrote", () => {
    fc.assert(
      fc.property(anyInputs, (read) => {
        const sources = new Set(read.flatMap(({ resources }) => resources.map(({ source }) => JSON.stringify(source))));
        for (const { name, source } of documentsOf(modelFromResources(read))) {
          if (source === undefined) expect(name).to.match(/^other policies of |FullAWSAccess of account /);
          else expect(sources).to.include(JSON.stringify(source));
        }
      }),
      RUNS,
    );
  });

  it("has each thing once, and points only at what is there or named", () => {
    fc.assert(
      fc.property(anyInputs, (read) => {
        const { keys, aliases, repositories, principals } = modelFromResources(read);
        for (const list of [keys, aliases, repositories, principals]) {
          const arns = list.map(({ arn }) => arn);
          expect(new Set(arns).size).to.equal(arns.length);
          expect(arns.every((arn) => arn.startsWith("arn:aws:"))).to.equal(true);
        }
      }),
      RUNS,
    );
  });

  it("has no role, policy or alias that is deleted", () => {
    fc.assert(
      fc.property(anyInputs, (read) => {
        const gone = read.map((each) => ({
          ...each,
          resources: each.resources.map((one) => ({ ...one, change: { actions: "delete" as const } })),
        }));
        const { aliases, principals, grants, registryPolicies, repositories } = modelFromResources(gone);
        expect([...aliases, ...principals, ...grants, ...registryPolicies]).to.deep.equal([]);
        expect(repositories.every(({ policy }) => policy === undefined)).to.equal(true);
      }),
      RUNS,
    );
  });
});

function mix<T>(items: readonly T[], keys: readonly number[]): readonly T[] {
  return items
    .map((item, index) => ({ item, key: keys[index] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
