import { expect } from "chai";
import { gapOf } from "../../../cli/model/gap";
import type { Key, Principal } from "../../../cli/model/access-model";
import { InputError } from "../../../cli/toolkit/input-error";
import { unknown } from "../../../cli/policy/unknown";
import { modelFromResources } from "../../../cli/resources/model-from-resources";
import {
  ACCOUNT,
  at,
  input,
  key,
  KEY_ARN,
  KEY_ID,
  keyArn,
  modelOf,
  OTHER,
  PULL,
  PULL_TEXT,
  REGION,
  repositoryArn,
  resource,
  role,
  roleArn,
} from "./sample-resources";

const alias = resource("aws_kms_alias.a", {
  name: "alias/ecr",
  arn: `arn:aws:kms:${REGION}:${ACCOUNT}:alias/ecr`,
  target_key_id: KEY_ID,
});
const GONE = { change: { actions: "delete" } } as const;

function encrypted(kmsKey: string, rest = {}): ReturnType<typeof resource> {
  const encryption_configuration = [{ encryption_type: "KMS", kms_key: kmsKey }];
  return resource(
    "aws_ecr_repository.orders",
    { arn: repositoryArn("orders"), name: "orders", encryption_configuration },
    rest,
  );
}

describe("several inputs", () => {
  it("are one model: a policy of one counts for the role of another, an alias of one names the key of another", () => {
    const made = modelFromResources([
      input(
        "terraform-plan",
        "app.json",
        encrypted("alias/ecr"),
        resource("aws_iam_role_policy.p", { role: "ci", name: "pull", policy: PULL_TEXT }),
      ),
      input("terraform-state", "iam.json", role("ci")),
      input("cdktf-output", "alias", { ...alias }),
      input("pulumi-stack", "key.json", key()),
    ]);
    expect(made.inputs).to.deep.equal([
      { kind: "cdktf-output", path: "alias" },
      { kind: "terraform-plan", path: "app.json" },
      { kind: "terraform-state", path: "iam.json" },
      { kind: "pulumi-stack", path: "key.json" },
    ]);
    expect(made.keys[0]?.name).to.equal("alias/ecr");
    expect(made.aliases[0]?.keyArn).to.equal(KEY_ARN);
    expect(made.repositories[0]?.encryption.keyArn).to.equal(KEY_ARN);
    expect(made.principals).to.deep.equal([
      {
        arn: roleArn("ci"),
        kind: "role",
        accountId: ACCOUNT,
        name: "ci",
        source: at("aws_iam_role.ci", "iam.json"),
        policies: [
          { name: "IAM policy pull of role ci", source: at("aws_iam_role_policy.p", "app.json"), policy: PULL },
        ],
      },
    ] satisfies Principal[]);
  });

  const kinds = [
    ["terraform-plan", "terraform-state"],
    ["pulumi-preview", "pulumi-stack"],
    ["terraform-plan", "cdktf-output"],
    ["cdktf-output", "terraform-state"],
  ] as const;
  for (const [before, after] of kinds) {
    it(`believe a ${before} before a ${after}`, () => {
      const made = modelFromResources([
        input(after, "a.json", key({ enable_key_rotation: false })),
        input(before, "b.json", key({ enable_key_rotation: true })),
      ]);
      expect(made.keys.map(({ rotation, source }) => [rotation, source?.input])).to.deep.equal([[true, "b.json"]]);
      expect(made.gaps).to.deep.equal([]);
    });
  }

  it("do not bring back from a state what a plan deletes", () => {
    const policy = { role: "ci", name: "pull", policy: PULL_TEXT };
    const attached = { role: "ci", policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" };
    const made = modelFromResources([
      input(
        "terraform-state",
        "state.json",
        role("ci"),
        resource("aws_iam_role_policy.p", policy),
        resource("aws_iam_role_policy_attachment.a", attached),
        resource("aws_kms_grant.g", { id: "1", key_id: KEY_ID }),
      ),
      input(
        "terraform-plan",
        "plan.json",
        role("ci"),
        resource("aws_iam_role_policy.p", policy, GONE),
        resource("aws_iam_role_policy_attachment.a", attached, GONE),
        resource("aws_kms_grant.g", { id: "1", key_id: KEY_ID }, GONE),
      ),
    ]);
    expect(made.principals.map(({ policies }) => policies)).to.deep.equal([[]]);
    expect(made.grants).to.deep.equal([]);
  });

  it("keep what one plan deletes and another makes", () => {
    const made = modelFromResources([
      input("terraform-plan", "a.json", encrypted(KEY_ARN, GONE)),
      input("terraform-plan", "b.json", encrypted(KEY_ARN, { change: { actions: "create" } })),
    ]);
    expect(made.repositories.map(({ source }) => source?.input)).to.deep.equal(["b.json"]);
    expect(made.gaps).to.deep.equal([]);
  });

  it("leave a gap where two of a kind make the same", () => {
    const made = modelFromResources([
      input("terraform-plan", "b.json", encrypted(KEY_ARN)),
      input("terraform-plan", "a.json", encrypted(KEY_ARN)),
    ]);
    expect(made.repositories.map(({ source }) => source?.input)).to.deep.equal(["a.json"]);
    expect(made.gaps).to.deep.equal([
      gapOf(
        "same-resource",
        at("aws_ecr_repository.orders", "b.json"),
        "a.json: aws_ecr_repository.orders is the same resource, and was taken instead. Give one of the two inputs.",
      ),
    ]);
  });

  it("keep resources with the same address apart", () => {
    const there = key({ arn: keyArn(OTHER) }, { accountId: OTHER });
    const made = modelFromResources([
      input("terraform-plan", "a.json", key()),
      input("terraform-plan", "b.json", there),
    ]);
    expect(made.keys.map(({ arn }) => arn)).to.deep.equal([KEY_ARN, keyArn(OTHER)]);
    expect(made.accounts).to.deep.equal([{ id: ACCOUNT }, { id: OTHER }]);
  });

  it("tell all that is not a policy at once, each once", () => {
    const arn = `arn:aws:iam::${ACCOUNT}:policy/p`;
    const attach = (name: string): ReturnType<typeof resource> =>
      resource(`aws_iam_role_policy_attachment.${name}`, { role: name, policy_arn: arn });
    const read = [
      input("terraform-plan", "b.json", key({ policy: "no" }), role("x"), role("y"), attach("x"), attach("y")),
      input("terraform-plan", "a.json", resource("aws_iam_policy.p", { arn, name: "p", policy: "[]" })),
    ];
    expect(() => modelFromResources(read)).to.throw(InputError);
    try {
      modelFromResources(read);
    } catch (error) {
      const { problems } = error as InputError;
      expect(problems.map(({ path, message }) => [path, message])).to.deep.equal([
        ["a.json: aws_iam_policy.p.policy", "is a list, not a policy document"],
        ["b.json: aws_kms_key.key.policy", "is not JSON"],
      ]);
    }
  });
});

describe("data sources", () => {
  const read = (address: string, values: Record<string, unknown>): ReturnType<typeof resource> =>
    resource(address, values);

  it("of one input mean what another makes", () => {
    const made = modelFromResources([
      input("terraform-plan", "hub.json", key(), alias, role("ci", { arn: roleArn("deploy/ci") })),
      input(
        "terraform-plan",
        "spoke.json",
        read("data.aws_kms_alias.a", { name: "alias/ecr" }),
        read("module.m.data.aws_iam_role.ci", {}),
        resource("data.aws_iam_role.ci", { name: "ci" }),
        encrypted(unknown("data.aws_kms_alias.a.target_key_arn")),
        resource("aws_ecr_repository_policy.p", {
          repository: "orders",
          policy: JSON.stringify({
            Statement: [{ Effect: "Allow", Principal: { AWS: unknown("data.aws_iam_role.ci.arn") }, Action: "ecr:*" }],
          }),
        }),
      ),
    ]);
    expect(made.repositories[0]?.encryption.keyArn).to.equal(KEY_ARN);
    expect(made.repositories[0]?.policy?.policy).to.deep.equal({
      Statement: [{ Effect: "Allow", Principal: { AWS: roleArn("deploy/ci") }, Action: "ecr:*" }],
    });
    expect(made.keys).to.have.length(1);
    expect(made.principals.map(({ arn }) => arn)).to.deep.equal([roleArn("deploy/ci")]);
  });

  it("find each other", () => {
    const made = modelOf(
      key(),
      alias,
      read("data.aws_kms_alias.a", { name: "alias/ecr" }),
      read("data.aws_kms_key.k", { key_id: unknown("data.aws_kms_alias.a.target_key_id") }),
      encrypted(unknown("data.aws_kms_key.k.arn")),
    );
    expect(made.repositories[0]?.encryption.keyArn).to.equal(KEY_ARN);
    expect(made.keys).to.have.length(1);
  });

  it("in a module are meant by their names in it", () => {
    const inModule = {
      ...encrypted(unknown("data.aws_kms_key.k.arn")),
      source: at("module.app.aws_ecr_repository.orders"),
    };
    const made = modelOf(
      { ...read("data.aws_kms_key.k", { key_id: KEY_ID }), source: at("module.app.data.aws_kms_key.k") },
      { ...read("data.aws_kms_key.k", { key_id: KEY_ID.replace("0", "1") }), source: at("data.aws_kms_key.k") },
      inModule,
    );
    expect(made.repositories[0]?.encryption.keyArn).to.equal(KEY_ARN);
  });

  const existing = (differences: Partial<Key>): Key => ({
    arn: KEY_ARN,
    accountId: ACCOUNT,
    region: REGION,
    source: at("data.aws_kms_key.k"),
    name: "data.aws_kms_key.k",
    manager: "customer",
    policy: {
      name: "key policy of data.aws_kms_key.k",
      source: at("data.aws_kms_key.k"),
      policy: unknown("the policy of data.aws_kms_key.k"),
    },
    policyIsDefault: false,
    state: unknown("data.aws_kms_key.k.key_state"),
    rotation: unknown("the rotation of data.aws_kms_key.k"),
    multiRegion: unknown("data.aws_kms_key.k.multi_region"),
    keySpec: unknown("data.aws_kms_key.k.key_spec"),
    keyUsage: unknown("data.aws_kms_key.k.key_usage"),
    ...differences,
  });

  const keys: Readonly<Record<string, readonly [values: Record<string, unknown>, key: Partial<Key>]>> = {
    "is one of elsewhere, of which its id is known": [{ key_id: KEY_ID }, {}],
    "is one of another account": [{ key_id: keyArn(OTHER) }, { arn: keyArn(OTHER), accountId: OTHER }],
    "is what a state says": [
      {
        arn: KEY_ARN,
        key_id: KEY_ID,
        key_manager: "CUSTOMER",
        key_state: "PendingDeletion",
        enabled: false,
        multi_region: false,
        key_spec: "SYMMETRIC_DEFAULT",
        key_usage: "ENCRYPT_DECRYPT",
        origin: "AWS_KMS",
        pending_deletion_window_in_days: 7,
      },
      {
        state: "PendingDeletion",
        multiRegion: false,
        keySpec: "SYMMETRIC_DEFAULT",
        keyUsage: "ENCRYPT_DECRYPT",
        origin: "AWS_KMS",
        deletionWindowInDays: 7,
      },
    ],
    "may be AWS's own": [
      { key_id: KEY_ID, arn: KEY_ARN, key_manager: "AWS", enabled: true, pending_deletion_window_in_days: 0 },
      { manager: "aws", state: "Enabled" },
    ],
  };
  for (const [name, [values, differences]] of Object.entries(keys)) {
    it(`say that a key ${name}`, () => {
      expect(modelOf(read("data.aws_kms_key.k", values)).keys).to.deep.equal([existing(differences)]);
    });
  }

  it("have the policy that an input gives to a key of elsewhere", () => {
    const made = modelOf(
      read("data.aws_kms_key.k", { key_id: KEY_ID }),
      resource("aws_kms_key_policy.p", { key_id: unknown("data.aws_kms_key.k.id"), policy: PULL_TEXT }),
    );
    expect(made.keys).to.deep.equal([
      existing({
        policy: { name: "key policy of data.aws_kms_key.k", source: at("aws_kms_key_policy.p"), policy: PULL },
      }),
    ]);
  });

  it("of one alias mean one key, whoever asks", () => {
    const made = modelFromResources([
      input(
        "terraform-plan",
        "a.json",
        read("data.aws_kms_alias.x", { name: "alias/shared" }),
        encrypted(unknown("data.aws_kms_alias.x.target_key_arn")),
      ),
      input("terraform-plan", "b.json", read("data.aws_kms_alias.y", { name: "alias/shared" })),
    ]);
    expect(made.keys.map(({ name, arn }) => [name, arn])).to.deep.equal([
      ["alias/shared", made.repositories[0]?.encryption.keyArn],
    ]);
    expect(made.aliases.map(({ name, keyArn: target }) => [name, target])).to.deep.equal([
      ["alias/shared", made.keys[0]?.arn],
    ]);
    expect(made.keys[0]?.arn).to.match(/:key\/[0-9a-f-]{36}$/);
  });

  it("of AWS's own alias mean AWS's own key", () => {
    expect(
      modelOf(read("data.aws_kms_alias.e", { name: "alias/aws/ecr" })).keys.map(({ manager }) => manager),
    ).to.deep.equal(["aws"]);
  });

  it("of AWS's policies by name mean these", () => {
    const made = modelOf(
      role("ci"),
      read("data.aws_iam_policy.p", { name: "AmazonECSTaskExecutionRolePolicy" }),
      resource("aws_iam_role_policy_attachment.a", { role: "ci", policy_arn: unknown("data.aws_iam_policy.p.arn") }),
    );
    expect(made.principals[0]?.policies.map(({ name }) => name)).to.deep.equal([
      "IAM policy AmazonECSTaskExecutionRolePolicy of role ci",
    ]);
    expect(made.principals[0]?.policies[0]?.policy).to.have.property("Statement");
  });

  it("leave what they do not tell unknown", () => {
    const made = modelOf(encrypted(unknown("data.aws_ssm_parameter.key.value")));
    expect(made.repositories[0]?.encryption.keyArn).to.equal(unknown("data.aws_ssm_parameter.key.value"));
  });

  it("of repositories say what a state says", () => {
    const address = "data.aws_ecr_repository.orders";
    const unseen = {
      accountId: ACCOUNT,
      region: REGION,
      source: at(address),
      name: "orders",
      arn: repositoryArn("orders"),
    };
    expect(modelOf(read(address, { name: "orders" })).repositories).to.deep.equal([
      {
        ...unseen,
        encryption: { type: unknown(`${address}.encryption_configuration`) },
        policy: {
          name: "repository policy of orders",
          source: at(address),
          policy: unknown("the policy of repository orders"),
        },
        tagMutability: unknown(`${address}.image_tag_mutability`),
        scanOnPush: unknown(`${address}.image_scanning_configuration`),
        hasLifecyclePolicy: unknown(`${address}.lifecycle_policy`),
      },
    ]);
    const stated = {
      name: "orders",
      registry_id: OTHER,
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: [{ scan_on_push: true }],
      encryption_configuration: [{ encryption_type: "KMS", kms_key: KEY_ARN }],
    };
    const made = modelOf(read(address, stated));
    expect(made.accounts).to.deep.equal([{ id: ACCOUNT }, { id: OTHER }]);
    expect(made.repositories).to.deep.equal([
      {
        ...unseen,
        arn: repositoryArn("orders", OTHER),
        accountId: OTHER,
        encryption: { type: "KMS", written: KEY_ARN, keyArn: KEY_ARN },
        policy: {
          name: "repository policy of orders",
          source: at(address),
          policy: unknown("the policy of repository orders"),
        },
        tagMutability: "IMMUTABLE",
        scanOnPush: true,
        hasLifecyclePolicy: unknown(`${address}.lifecycle_policy`),
      },
    ]);
  });

  it("of repositories give way to what makes them", () => {
    const made = modelOf(read("data.aws_ecr_repository.orders", { name: "orders" }), encrypted(KEY_ARN));
    expect(made.repositories.map(({ source }) => source?.address)).to.deep.equal(["aws_ecr_repository.orders"]);
  });
});
