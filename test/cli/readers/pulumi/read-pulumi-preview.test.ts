import { expect } from "chai";
import { readPulumiPreview } from "../../../../cli/readers/pulumi/read-pulumi-preview";
import { standInId } from "../../../../cli/resources/computed-attributes";
import type { ReadResources } from "../../../../cli/resources/resource";
import { brief, LATER, problemsIn, providerOf, state, step, urn } from "./fixtures";

const OPTIONS = { accountId: "123456789012", region: "eu-central-1" };
const KEY = urn("aws:kms/key:Key", "key");
const OTHER_KEY = urn("aws:kms/key:Key", "other");
const REPOSITORY = urn("aws:ecr/repository:Repository", "app");
const POLICY = urn("aws:iam/policy:Policy", "pull");
const ROLE = urn("aws:iam/role:Role", "ci");

const keyArn = (of: string): string => `arn:aws:kms:eu-central-1:123456789012:key/${standInId(of)}`;

function preview(...steps: readonly unknown[]): ReadResources {
  return readPulumiPreview({ config: {}, steps }, "preview.json", OPTIONS);
}

/** A step that makes something. */
function create(type: string, name: string, rest: Readonly<Record<string, unknown>>): unknown {
  const newState = state(type, name, { id: "", provider: providerOf("default").replace(/[^:]+$/, LATER), ...rest });
  return step("create", { newState });
}

/** A repository whose key is known after the update, and what its value is made of. */
function repository(rest: Readonly<Record<string, unknown>>): unknown {
  const encryptionConfigurations = [{ encryptionType: "KMS", kmsKey: LATER }];
  return create("aws:ecr/repository:Repository", "app", { inputs: { name: "app", encryptionConfigurations }, ...rest });
}

const makeKey = create("aws:kms/key:Key", "key", { inputs: { enableKeyRotation: true } });
const makeOtherKey = create("aws:kms/key:Key", "other", { inputs: {} });

describe("a preview", () => {
  it("has stand-ins for what AWS will give, and what is made of them", () => {
    const attach = { role: LATER, policyArn: LATER };
    const read = preview(
      step("create", {
        newState: { urn: urn("pulumi:pulumi:Stack", "s"), custom: false, type: "pulumi:pulumi:Stack" },
      }),
      makeKey,
      create("aws:kms/alias:Alias", "key", {
        inputs: { name: "alias/images", targetKeyId: LATER },
        propertyDependencies: { name: [], targetKeyId: [KEY] },
      }),
      repository({ propertyDependencies: { encryptionConfigurations: [KEY] } }),
      create("aws:ecr/repositoryPolicy:RepositoryPolicy", "app", {
        inputs: { repository: LATER, policy: LATER },
        propertyDependencies: { repository: [REPOSITORY], policy: [ROLE] },
      }),
      create("aws:iam/role:Role", "ci", { inputs: { name: "ci", permissionsBoundary: LATER }, dependencies: [POLICY] }),
      create("aws:iam/policy:Policy", "pull", { inputs: { name: "pull", policy: "{}" }, outputs: { arn: LATER } }),
      create("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ci", {
        inputs: attach,
        propertyDependencies: { role: [ROLE], policyArn: [POLICY] },
      }),
    );
    const repositoryPolicy = urn("aws:ecr/repositoryPolicy:RepositoryPolicy", "app");
    expect(brief(read)).to.deep.equal([
      [
        "aws_kms_key",
        "key",
        { arn: keyArn(KEY), id: standInId(KEY), key_id: standInId(KEY), enable_key_rotation: true },
      ],
      [
        "aws_kms_alias",
        "key",
        {
          arn: "arn:aws:kms:eu-central-1:123456789012:alias/images",
          id: "alias/images",
          name: "alias/images",
          target_key_id: standInId(KEY),
        },
      ],
      [
        "aws_ecr_repository",
        "app",
        {
          arn: "arn:aws:ecr:eu-central-1:123456789012:repository/app",
          id: "app",
          name: "app",
          registry_id: "123456789012",
          repository_url: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/app",
          encryption_configuration: [{ encryption_type: "KMS", kms_key: keyArn(KEY) }],
        },
      ],
      [
        "aws_ecr_repository_policy",
        "app",
        {
          repository: "app",
          policy: `«unknown: policy of ${repositoryPolicy} (known after the update)»`,
        },
      ],
      [
        "aws_iam_role",
        "ci",
        {
          arn: "arn:aws:iam::123456789012:role/ci",
          id: "ci",
          name: "ci",
          permissions_boundary: "arn:aws:iam::123456789012:policy/pull",
        },
      ],
      [
        "aws_iam_policy",
        "pull",
        {
          arn: "arn:aws:iam::123456789012:policy/pull",
          id: "arn:aws:iam::123456789012:policy/pull",
          name: "pull",
          policy: "{}",
        },
      ],
      ["aws_iam_role_policy_attachment", "ci", { role: "ci", policy_arn: "arn:aws:iam::123456789012:policy/pull" }],
    ]);
    expect(read.gaps).to.deep.equal([]);
    expect(read.resources.every(({ change }) => change?.actions === "create")).to.equal(true);
  });

  it("does not guess which of several resources is meant", () => {
    const unknownKey = `«unknown: encryptionConfigurations[0].kmsKey of ${REPOSITORY} (known after the update)»`;
    const cases: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
      [{ propertyDependencies: { encryptionConfigurations: [KEY] } }, keyArn(KEY)],
      [{ propertyDependencies: { encryptionConfigurations: [KEY, KEY, ROLE] } }, keyArn(KEY)],
      [{ dependencies: [OTHER_KEY] }, keyArn(OTHER_KEY)],
      [{ propertyDependencies: { encryptionConfigurations: [KEY, OTHER_KEY] } }, unknownKey],
      [{ propertyDependencies: { encryptionConfigurations: [] }, dependencies: [KEY] }, unknownKey],
      [{ propertyDependencies: { encryptionConfigurations: [urn("aws:kms/key:Key", "absent")] } }, unknownKey],
      [{ propertyDependencies: { encryptionConfigurations: [ROLE] } }, unknownKey],
      [{}, unknownKey],
    ];
    for (const [rest, expected] of cases) {
      const role = create("aws:iam/role:Role", "ci", { inputs: { name: "ci" } });
      const { resources } = preview(makeKey, makeOtherKey, role, repository(rest));
      expect(resources.at(-1)?.values["encryption_configuration"]).to.deep.equal([
        { encryption_type: "KMS", kms_key: expected },
      ]);
    }
  });

  it("keeps secrets as unknown, although what they are made of is known", () => {
    const inputs = { name: "app", encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "[secret]" }] };
    const made = create("aws:ecr/repository:Repository", "app", {
      inputs,
      propertyDependencies: { encryptionConfigurations: [KEY] },
    });
    expect(preview(makeKey, made).resources.at(-1)?.values["encryption_configuration"]).to.deep.equal([
      {
        encryption_type: "KMS",
        kms_key: `«unknown: encryptionConfigurations[0].kmsKey of ${REPOSITORY}, which is a secret of the stack»`,
      },
    ]);
  });

  it("has markers within the policies that are given as objects", () => {
    const policy = { Statement: [{ Effect: "Allow", Action: "kms:Decrypt", Resource: LATER }] };
    const made = create("aws:iam/policy:Policy", "pull", { inputs: { name: "pull", policy } });
    const Resource = `«unknown: policy.Statement[0].Resource of ${POLICY} (known after the update)»`;
    expect(preview(made).resources[0]?.values["policy"]).to.equal(
      JSON.stringify({ Statement: [{ Effect: "Allow", Action: "kms:Decrypt", Resource }] }),
    );
  });

  it("has for an update what will be, and of what AWS gave what is", () => {
    const arn = "arn:aws:kms:eu-central-1:222222222222:key/11111111-2222-3333-4444-555555555555";
    const old = { inputs: { policy: "old" }, outputs: { arn, keyId: "1111", policy: "old", enableKeyRotation: false } };
    const oldState = state("aws:kms/key:Key", "key", { id: "1111", ...old });
    for (const outputs of [undefined, { arn: LATER, policy: "old" }]) {
      const newState = state("aws:kms/key:Key", "key", { inputs: { policy: "new" }, outputs });
      const [key] = preview(step("update", { oldState, newState, diffReasons: ["policy"] })).resources;
      expect(key?.values).to.deep.equal({ id: "1111", arn, key_id: "1111", policy: "new", enable_key_rotation: false });
      expect(key?.change).to.deep.equal({ actions: "update" });
      expect(key?.accountId).to.equal("222222222222");
    }
  });

  it("has for a replacement nothing of what is replaced, and says why in Terraform's words", () => {
    const of = (inputs: unknown, outputs?: unknown): unknown => state("aws:kms/key:Key", "key", { inputs, outputs });
    const oldState = of({}, { arn: "arn:aws:kms:eu-central-1:123456789012:key/old", keyId: "old" });
    const newState = of({ multiRegion: true });
    const replaceReasons = ["multiRegion", "encryptionConfigurations"];
    const change = { actions: "replace", because: ["multi_region", "encryption_configuration"] };
    const replaced = [
      "aws_kms_key",
      "key",
      { arn: keyArn(KEY), key_id: standInId(KEY), id: standInId(KEY), multi_region: true },
    ];
    const cases: readonly (readonly unknown[])[] = [
      [step("replace", { oldState, newState, replaceReasons })],
      [
        step("create-replacement", { oldState, newState, replaceReasons }),
        step("replace", { oldState, newState, replaceReasons }),
        step("delete-replaced", { oldState, replaceReasons }),
      ],
      [
        step("delete-replaced", { oldState, replaceReasons }),
        step("create-replacement", { oldState, newState, replaceReasons }),
      ],
    ];
    for (const steps of cases) {
      const read = preview(...steps);
      expect(brief(read)).to.deep.equal([replaced]);
      expect(read.resources[0]?.change).to.deep.equal(change);
    }
  });

  it("has a change for each operation", () => {
    const cases: readonly (readonly [string, string | undefined])[] = [
      ["same", "none"],
      ["create", "create"],
      ["update", "update"],
      ["delete", "delete"],
      ["read", "read"],
      ["refresh", "none"],
      ["import", "none"],
      ["import-replacement", "replace"],
      ["read-replacement", "read"],
      ["of-the-future", undefined],
    ];
    for (const [op, actions] of cases) {
      const made = state("aws:iam/role:Role", "ci", { inputs: { name: "ci" } });
      const { resources } = preview(step(op, op === "delete" ? { oldState: made } : { newState: made }));
      expect(resources.map(({ change, values }) => [change?.actions, values["name"]])).to.deep.equal([[actions, "ci"]]);
    }
  });

  it("leaves out what is only forgotten, and what waits for its deletion since an earlier update", () => {
    const made = state("aws:iam/role:Role", "ci", { inputs: { name: "ci" } });
    const pending = { ...made, delete: true };
    const steps = [
      ...["discard", "discard-replaced", "remove-pending-replace"].map((op) => step(op, { oldState: made })),
      step("delete", { oldState: pending }),
      step("delete-replaced", { oldState: pending }),
    ];
    expect(preview(...steps).resources).to.deep.equal([]);
    const { resources } = preview(step("same", { oldState: made, newState: made }), ...steps);
    expect(resources.map(({ change }) => change)).to.deep.equal([{ actions: "none" }]);
  });

  it("tells of what is not in it", () => {
    const same = state("aws:iam/role:Role", "ci", { inputs: { name: "ci" } });
    const gaps = (rest: Readonly<Record<string, unknown>>): readonly unknown[] =>
      readPulumiPreview(
        { steps: [step("same", { newState: same }), step("refresh", { newState: same })], ...rest },
        "preview.json",
        OPTIONS,
      ).gaps.map(({ source, message }) => [source, message]);
    const at = (address: string): unknown => ({ input: "preview.json", address });
    expect(gaps({ changeSummary: { same: 2, create: 3 } })).to.deep.equal([]);
    expect(
      gaps({
        changeSummary: { same: 14, read: 1 },
        diagnostics: [
          { severity: "info#err", message: "a warning of Node" },
          { severity: "error", message: "secret" },
        ],
      }),
    ).to.deep.equal([
      [
        at("changeSummary"),
        "12 resources that do not change are not in the preview: make it with `pulumi preview --json --show-sames`",
      ],
      [
        at("changeSummary"),
        "a resource that is only read is not in the preview: make it with `pulumi preview --json --show-reads`",
      ],
      [
        at("diagnostics"),
        "the preview ended with an error, so that resources may be missing: fix the program and preview it again",
      ],
    ]);
  });

  it("is refused when it is of another form", () => {
    expect(problemsIn(() => readPulumiPreview({ steps: {} }, "p.json", OPTIONS))).to.deep.equal([
      {
        path: "p.json",
        message: "holds no list of steps",
        hint: "give the output of `pulumi preview --json --show-sames`",
      },
    ]);
    expect(problemsIn(() => readPulumiPreview({ steps: [step("same", {})] }, "p.json", OPTIONS))).to.deep.equal([
      {
        path: "p.json: steps[0]",
        message: "is not a step with an operation and a URN",
        hint: "give the output of `pulumi preview --json --show-sames --show-reads` as it is",
      },
    ]);
  });
});
