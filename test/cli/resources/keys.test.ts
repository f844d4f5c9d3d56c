import { expect } from "chai";
import type { Key } from "../../../cli/model/access-model";
import { unknown } from "../../../cli/policy/unknown";
import type { InfrastructureResource } from "../../../cli/resources/resource";
import {
  ACCOUNT,
  at,
  key,
  KEY_ARN,
  KEY_ID,
  keyArn,
  model,
  modelOf,
  OTHER,
  PULL,
  PULL_TEXT,
  REGION,
  resource,
} from "./sample-resources";

const DEFAULT_POLICY = {
  Version: "2012-10-17",
  Id: "key-default-1",
  Statement: [
    {
      Sid: "Enable IAM User Permissions",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: "kms:*",
      Resource: "*",
    },
  ],
} as const;

/** A key of which only the ARN is written. */
const PLAIN: Key = {
  arn: KEY_ARN,
  accountId: ACCOUNT,
  region: REGION,
  source: at("aws_kms_key.key"),
  name: "aws_kms_key.key",
  manager: "customer",
  policy: { name: "key policy of aws_kms_key.key", source: at("aws_kms_key.key"), policy: DEFAULT_POLICY },
  policyIsDefault: true,
  state: "Enabled",
  rotation: false,
  deletionWindowInDays: 30,
  multiRegion: false,
  keySpec: "SYMMETRIC_DEFAULT",
  keyUsage: "ENCRYPT_DECRYPT",
  origin: "AWS_KMS",
  bypassPolicyLockoutSafetyCheck: false,
};

const withPolicy = (address: string, policy: Key["policy"]["policy"]): Partial<Key> => ({
  policy: { name: "key policy of aws_kms_key.key", source: at(address), policy },
  policyIsDefault: false,
});

describe("keys", () => {
  const cases: Readonly<Record<string, readonly [resources: readonly InfrastructureResource[], key: Partial<Key>]>> = {
    "has KMS's defaults where nothing is written": [[key()], {}],
    "has what is written": [
      [
        key({
          policy: PULL_TEXT,
          is_enabled: false,
          enable_key_rotation: true,
          rotation_period_in_days: 90,
          deletion_window_in_days: 7,
          multi_region: true,
          customer_master_key_spec: "RSA_2048",
          key_usage: "SIGN_VERIFY",
          bypass_policy_lockout_safety_check: true,
        }),
      ],
      {
        ...withPolicy("aws_kms_key.key", PULL),
        state: "Disabled",
        rotation: true,
        rotationPeriodInDays: 90,
        deletionWindowInDays: 7,
        multiRegion: true,
        keySpec: "RSA_2048",
        keyUsage: "SIGN_VERIFY",
        bypassPolicyLockoutSafetyCheck: true,
      },
    ],
    "has texts of a state for booleans and numbers": [
      [key({ enable_key_rotation: "true", is_enabled: "false", rotation_period_in_days: "365" })],
      { rotation: true, state: "Disabled", rotationPeriodInDays: 365 },
    ],
    "takes the period 0 of a state, where AWS has told none, for none": [
      [key({ enable_key_rotation: true, rotation_period_in_days: 0 })],
      { rotation: true },
    ],
    "takes the empty policy of a state for none": [[key({ policy: "" })], {}],
    "takes null for nothing": [[key({ policy: null, is_enabled: null, deletion_window_in_days: null })], {}],
    "keeps what is not known": [
      [
        key({
          policy: unknown("data.http.p.body"),
          is_enabled: unknown("var.on"),
          enable_key_rotation: unknown("var.rotate"),
          deletion_window_in_days: unknown("var.days"),
        }),
      ],
      {
        ...withPolicy("aws_kms_key.key", unknown("data.http.p.body")),
        state: unknown("var.on"),
        rotation: unknown("var.rotate"),
        deletionWindowInDays: unknown("var.days"),
      },
    ],
    "takes a policy that Pulumi gives as an object": [[key({ policy: PULL })], withPolicy("aws_kms_key.key", PULL)],
    "has the policy of its own policy resource, by id": [
      [key({ policy: "{}" }), resource("aws_kms_key_policy.p", { key_id: KEY_ID, policy: PULL_TEXT })],
      withPolicy("aws_kms_key_policy.p", PULL),
    ],
    "has the policy of its own policy resource, by ARN": [
      [key(), resource("aws_kms_key_policy.p", { key_id: KEY_ARN, policy: PULL_TEXT })],
      withPolicy("aws_kms_key_policy.p", PULL),
    ],
    "has no policy of a policy resource that is deleted": [
      [
        key(),
        resource("aws_kms_key_policy.p", { key_id: KEY_ID, policy: PULL_TEXT }, { change: { actions: "delete" } }),
      ],
      {},
    ],
    "has no policy of another key's policy resource": [
      [key(), resource("aws_kms_key_policy.p", { key_id: KEY_ID.slice(1), policy: PULL_TEXT })],
      {},
    ],
    "stands in CloudHSM": [[key({ custom_key_store_id: "cks-1" })], { origin: "AWS_CLOUDHSM" }],
    "stands in an external key store": [
      [key({ custom_key_store_id: "cks-1", xks_key_id: "x" })],
      { origin: "EXTERNAL_KEY_STORE" },
    ],
    "keeps its change and its protection": [
      [key({}, { change: { actions: "replace", because: ["customer_master_key_spec"] }, isProtected: true })],
      { change: { actions: "replace", because: ["customer_master_key_spec"] }, isProtected: true },
    ],
    "is kept when it is deleted": [[key({}, { change: { actions: "delete" } })], { change: { actions: "delete" } }],
  };
  for (const [name, [resources, differences]] of Object.entries(cases)) {
    it(name, () => {
      const { gaps } = modelOf(...resources);
      expect(modelOf(...resources)).to.deep.equal(model({ keys: [{ ...PLAIN, ...differences }], gaps }));
    });
  }

  it("has the default policy of its partition", () => {
    const arn = `arn:aws-cn:kms:cn-north-1:${ACCOUNT}:key/${KEY_ID}`;
    const [made] = modelOf(key({ arn }, { partition: "aws-cn", region: "cn-north-1" })).keys;
    expect(made?.policy.policy).to.have.nested.property(
      "Statement[0].Principal.AWS",
      `arn:aws-cn:iam::${ACCOUNT}:root`,
    );
  });

  it("gets the stand-in of its address where its ARN is not given", () => {
    const [first] = modelOf(resource("aws_kms_key.a")).keys;
    const [again] = modelOf(resource("aws_kms_key.a")).keys;
    const [other] = modelOf(resource("aws_kms_key.b")).keys;
    expect(first?.arn).to.match(new RegExp(`^arn:aws:kms:${REGION}:${ACCOUNT}:key/[0-9a-f-]{36}$`));
    expect(again?.arn).to.equal(first?.arn);
    expect(other?.arn).not.to.equal(first?.arn);
  });

  const external: Readonly<Record<string, readonly [values: Record<string, unknown>, state: string]>> = {
    "without material cannot be used": [{}, "Disabled"],
    "with material is enabled": [{ key_material_base64: unknown("var.material (sensitive)") }, "Enabled"],
    "can be disabled": [{ key_material_base64: "AA==", enabled: false }, "Disabled"],
    "has the state that KMS says": [{ key_state: "PendingDeletion", enabled: false }, "PendingDeletion"],
    "waiting for its replicas is about to be deleted": [{ key_state: "PendingReplicaDeletion" }, "PendingDeletion"],
    "in a state between is unknown": [
      { key_state: "PendingImport" },
      unknown("aws_kms_external_key.key.key_state (PendingImport)"),
    ],
  };
  for (const [name, [values, state]] of Object.entries(external)) {
    it(`with external material ${name}`, () => {
      const address = "aws_kms_external_key.key";
      const expected: Key = {
        ...PLAIN,
        source: at(address),
        name: address,
        policy: { name: `key policy of ${address}`, source: at(address), policy: DEFAULT_POLICY },
        state: state as Key["state"],
        origin: "EXTERNAL",
      };
      const made = resource(address, { arn: KEY_ARN, enable_key_rotation: true, ...values });
      expect(modelOf(made)).to.deep.equal(model({ keys: [expected] }));
    });
  }

  it("of a replica rotates with its primary", () => {
    const replica = (values: Record<string, unknown>): InfrastructureResource =>
      resource(
        "aws_kms_replica_key.copy",
        { arn: keyArn(OTHER), primary_key_arn: KEY_ARN, ...values },
        { accountId: OTHER },
      );
    const rotationOf = (...resources: readonly InfrastructureResource[]): unknown =>
      modelOf(...resources).keys.find(({ accountId }) => accountId === OTHER)?.rotation;
    expect(rotationOf(replica({}), key({ enable_key_rotation: true, multi_region: true }))).to.equal(true);
    expect(rotationOf(replica({ key_rotation_enabled: true }))).to.equal(true);
    expect(rotationOf(replica({}))).to.equal(unknown("aws_kms_replica_key.copy.key_rotation_enabled"));
    expect(modelOf(replica({})).keys[0]?.multiRegion).to.equal(true);
  });
});

describe("aliases", () => {
  const alias = { arn: `arn:aws:kms:${REGION}:${ACCOUNT}:alias/ecr/registry`, name: "alias/ecr/registry" };
  const targets: Readonly<Record<string, readonly [values: Record<string, unknown>, target: string]>> = {
    "a key id": [{ target_key_id: KEY_ID }, KEY_ARN],
    "a key ARN": [{ target_key_id: KEY_ARN }, KEY_ARN],
    "an ARN of another key": [{ target_key_id: keyArn(OTHER) }, keyArn(OTHER)],
    "an unknown id": [{ target_key_id: unknown("var.key") }, unknown("var.key")],
    "an id of a key of elsewhere": [{ target_key_id: "f" }, unknown("key f")],
    "an id that the state gives the ARN of": [
      { target_key_id: "f", target_key_arn: keyArn(OTHER, "f") },
      keyArn(OTHER, "f"),
    ],
  };
  for (const [name, [values, keyArnOfAlias]] of Object.entries(targets)) {
    it(`target ${name}`, () => {
      const made = modelOf(key(), resource("aws_kms_alias.a", { ...alias, ...values }));
      const expected = {
        ...alias,
        accountId: ACCOUNT,
        region: REGION,
        source: at("aws_kms_alias.a"),
        keyArn: keyArnOfAlias,
      };
      const named = keyArnOfAlias === KEY_ARN ? "alias/ecr/registry" : PLAIN.name;
      const policy = { ...PLAIN.policy, name: `key policy of ${named}` };
      expect(made).to.deep.equal(model({ keys: [{ ...PLAIN, name: named, policy }], aliases: [expected] }));
    });
  }

  it("name their key by the first of them", () => {
    const second = resource("aws_kms_alias.a", { name: "alias/b", target_key_id: KEY_ID });
    const first = resource("aws_kms_alias.b", { name: "alias/a", target_key_id: KEY_ID });
    expect(modelOf(key(), second, first).keys[0]?.name).to.equal("alias/a");
  });

  it("are gone when they are deleted", () => {
    const gone = resource("aws_kms_alias.a", { ...alias, target_key_id: KEY_ID }, { change: { actions: "delete" } });
    expect(modelOf(key(), gone)).to.deep.equal(model({ keys: [PLAIN] }));
  });
});

describe("grants", () => {
  it("have what is written, and what is not known", () => {
    const grant = resource("aws_kms_grant.g", {
      key_id: KEY_ID,
      grantee_principal: "arn:aws:iam::222222222222:role/pull",
      operations: ["Decrypt", unknown("var.more")],
      constraints: [{ encryption_context_equals: { a: "b" }, encryption_context_subset: { c: unknown("var.c") } }],
    });
    const bare = resource("aws_kms_grant.h", {
      key_id: unknown("var.key"),
      constraints: [],
      operations: unknown("var.all"),
    });
    const gone = resource("aws_kms_grant.i", { key_id: KEY_ID }, { change: { actions: "delete" } });
    expect(modelOf(key(), bare, gone, grant).grants).to.deep.equal([
      {
        keyArn: KEY_ARN,
        granteePrincipal: "arn:aws:iam::222222222222:role/pull",
        operations: ["Decrypt", unknown("var.more")],
        encryptionContextSubset: { c: unknown("var.c") },
        encryptionContextEquals: { a: "b" },
        source: at("aws_kms_grant.g"),
      },
      {
        keyArn: unknown("var.key"),
        granteePrincipal: unknown("aws_kms_grant.h.grantee_principal"),
        operations: [unknown("var.all")],
        source: at("aws_kms_grant.h"),
      },
    ]);
  });
});
