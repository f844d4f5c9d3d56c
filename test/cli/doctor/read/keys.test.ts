import { expect } from "chai";
import type { DeployedKey } from "../../../../cli/doctor/deployed";
import type { Key } from "../../../../cli/model/access-model";
import { proveAccessModel } from "../../../../cli/proof/prove";
import { modelFromResources } from "../../../../cli/resources/model-from-resources";
import { findAll } from "../../../../cli/rules/find-all";
import type { FakeAnswer } from "../../toolkit/aws/fake-aws";
import type { Answers, HubReading } from "./fake-hub";
import { APP, HUB, HUB_ANSWERS, KEY_ARN, KEY_POLICY, ORDERS_ARN, readHub, SPOKE } from "./fake-hub";

/** DescribeKey's answer with other facts. */
const described = (facts: object): Answers => ({
  "kms:DescribeKey": () => ({
    body: {
      KeyMetadata: {
        Arn: KEY_ARN,
        KeyId: "k1",
        Enabled: true,
        KeyState: "Enabled",
        KeyManager: "CUSTOMER",
        KeySpec: "SYMMETRIC_DEFAULT",
        KeyUsage: "ENCRYPT_DECRYPT",
        Origin: "AWS_KMS",
        MultiRegion: false,
        ...facts,
      },
    },
  }),
});

/** A repository that is encrypted with another key. */
const encryptedWith = (kmsKey: string): Answers => ({
  "ecr:DescribeRepositories": () => ({
    body: {
      repositories: [
        {
          repositoryArn: ORDERS_ARN,
          repositoryName: "orders",
          repositoryUri: "uri",
          imageTagMutability: "IMMUTABLE",
          imageScanningConfiguration: { scanOnPush: true },
          encryptionConfiguration: { encryptionType: "KMS", kmsKey },
        },
      ],
    },
  }),
});

const keyOf = ({ deployed }: HubReading): DeployedKey => {
  const [key] = deployed.keys;
  if (key === undefined) throw new Error("no key");
  return key;
};

const modelled = ({ deployed }: HubReading): Key | undefined => modelFromResources([deployed.read]).keys[0];

const findingsOf = async ({ deployed }: HubReading): Promise<readonly string[]> => {
  const proof = await proveAccessModel(modelFromResources([deployed.read]));
  const all = findAll({ model: proof.model, proof }, { rules: {} }).map(({ rule }) => rule);
  // That nobody can pull while a key is off is another matter.
  return all.filter((rule) => rule !== "one-sided-access");
};

const cannotRotate = (): FakeAnswer => ({ error: "UnsupportedOperationException", message: "no" });
const primary = `arn:aws:kms:eu-west-1:${HUB}:key/k1`;

describe("a key as it is deployed", () => {
  for (const { title, facts, rotation, state, model, findings = [] } of [
    {
      title: "disabled",
      facts: { Enabled: false, KeyState: "Disabled" },
      state: { state: "Disabled", enabled: false },
      model: { state: "Disabled", rotation: true, origin: "AWS_KMS", manager: "customer" },
      findings: ["key-disabled"],
    },
    {
      title: "waiting for its deletion",
      facts: { Enabled: false, KeyState: "PendingDeletion", DeletionDate: 1798761600 },
      state: { state: "PendingDeletion", enabled: false, deletionDate: "2027-01-01T00:00:00.000Z" },
      model: { state: "PendingDeletion", rotation: true, origin: "AWS_KMS", manager: "customer" },
      findings: ["key-pending-deletion"],
    },
    {
      title: "with imported material that expires",
      facts: { Origin: "EXTERNAL", ExpirationModel: "KEY_MATERIAL_EXPIRES", ValidTo: 1798761600 },
      rotation: cannotRotate,
      state: {
        state: "Enabled",
        origin: "EXTERNAL",
        validTo: "2027-01-01T00:00:00.000Z",
        rotation: { enabled: false },
      },
      model: { state: "Enabled", rotation: false, origin: "EXTERNAL", manager: "customer" },
    },
    {
      title: "whose material is still to be imported",
      facts: { Origin: "EXTERNAL", KeyState: "PendingImport", Enabled: false },
      rotation: cannotRotate,
      state: { state: "PendingImport", origin: "EXTERNAL", enabled: false },
      model: {
        state: `«unknown: ${KEY_ARN}.key_state (PendingImport)»`,
        rotation: false,
        origin: "EXTERNAL",
        manager: "customer",
      },
    },
    {
      title: "in a CloudHSM key store that is cut off",
      facts: { Origin: "AWS_CLOUDHSM", CustomKeyStoreId: "cks-1", KeyState: "Unavailable" },
      rotation: cannotRotate,
      state: { state: "Unavailable", origin: "AWS_CLOUDHSM", customKeyStoreId: "cks-1" },
      model: {
        state: `«unknown: ${KEY_ARN}.key_state (Unavailable)»`,
        rotation: false,
        origin: "AWS_CLOUDHSM",
        manager: "customer",
      },
    },
    {
      title: "in an external key store",
      facts: { Origin: "EXTERNAL_KEY_STORE", CustomKeyStoreId: "cks-1", XksKeyConfiguration: { Id: "x1" } },
      rotation: cannotRotate,
      state: { state: "Enabled", origin: "EXTERNAL_KEY_STORE", customKeyStoreId: "cks-1" },
      model: { state: "Enabled", rotation: false, origin: "EXTERNAL_KEY_STORE", manager: "customer" },
    },
    {
      title: "that is a replica",
      facts: {
        MultiRegion: true,
        MultiRegionConfiguration: {
          MultiRegionKeyType: "REPLICA",
          PrimaryKey: { Arn: primary, Region: "eu-west-1" },
          ReplicaKeys: [],
        },
      },
      state: { state: "Enabled", multiRegion: true },
      model: { state: "Enabled", rotation: true, multiRegion: true, origin: "AWS_KMS", manager: "customer" },
    },
    {
      title: "that is not symmetric",
      facts: { KeySpec: "RSA_2048", KeyUsage: "SIGN_VERIFY" },
      rotation: cannotRotate,
      state: { state: "Enabled", keySpec: "RSA_2048", keyUsage: "SIGN_VERIFY" },
      model: { keySpec: "RSA_2048", keyUsage: "SIGN_VERIFY", rotation: false, manager: "customer" },
      findings: ["key-not-symmetric"],
    },
    {
      title: "that is not rotated",
      facts: {},
      rotation: () => ({ body: { KeyRotationEnabled: false } }),
      state: { rotation: { enabled: false } },
      model: { rotation: false },
      findings: ["key-rotation-off"],
    },
    {
      title: "that AWS manages",
      facts: { KeyManager: "AWS" },
      state: { manager: "aws", state: "Enabled" },
      model: { manager: "aws", state: "Enabled" },
      findings: ["key-aws-managed"],
    },
  ] as readonly {
    readonly title: string;
    readonly facts: object;
    readonly rotation?: () => FakeAnswer;
    readonly state: Partial<DeployedKey>;
    readonly model: Partial<Key>;
    readonly findings?: readonly string[];
  }[]) {
    it(`${title}`, async () => {
      const answers = {
        ...described(facts),
        ...(rotation === undefined ? {} : { "kms:GetKeyRotationStatus": rotation }),
      };
      const reading = await readHub(answers);
      expect(keyOf(reading)).to.deep.include(state);
      expect(modelled(reading)).to.deep.include({ arn: KEY_ARN, name: "alias/ecr", ...model });
      expect(await findingsOf(reading)).to.deep.equal(findings);
    });
  }

  it("that is gone: the repository is there, and nothing is known of its key", async () => {
    const gone = (): FakeAnswer => ({ error: "NotFoundException", message: "Key 'k1' does not exist" });
    const reading = await readHub({
      "kms:DescribeKey": gone,
      "kms:GetKeyPolicy": gone,
      "kms:GetKeyRotationStatus": gone,
      "kms:ListGrants": gone,
      "kms:ListAliases": gone,
    });
    const unread = {
      path: `key ${KEY_ARN}`,
      message: `does not exist (with profile ${HUB}): Key 'k1' does not exist`,
      hint: "check its name, account and Region",
    };
    expect(keyOf(reading)).to.deep.equal({
      arn: KEY_ARN,
      keyId: "k1",
      accountId: HUB,
      region: "us-east-1",
      aliases: [],
      manager: "customer",
      state: { unread },
      isGone: true,
      grants: { unread },
      repositoriesOfAccounts: { [HUB]: [ORDERS_ARN] },
    });
    expect(reading.deployed.unread).to.deep.include(unread);
    expect(modelled(reading)).to.equal(undefined);
    expect(await findingsOf(reading)).to.deep.equal([]);
  });

  it("in an account without credentials is told with what it takes to read it", async () => {
    const arn = `arn:aws:kms:us-east-1:${SPOKE}:key/k2`;
    const reading = await readHub(encryptedWith(arn));
    const unread = {
      path: `key ${arn}`,
      message: `is in account ${SPOKE}, and there are no credentials for it`,
      hint: `give a profile or a role of account ${SPOKE} with \`also\``,
    };
    expect(keyOf(reading)).to.deep.include({ arn, state: { unread }, grants: { unread } });
    expect(reading.deployed.unread).to.deep.include(unread);
    expect(reading.aws.asked.filter(({ call }) => call.startsWith("kms:"))).to.deep.equal([]);
  });

  it("in another account is read with that account's credentials, in its own Region", async () => {
    const arn = `arn:aws:kms:eu-central-1:${SPOKE}:key/k2`;
    const { aws, deployed } = await readHub(
      { ...encryptedWith(arn), ...described({ Arn: arn }) },
      { accounts: [HUB, SPOKE] },
    );
    const asked = aws.asked.filter(({ call }) => call.startsWith("kms:"));
    expect(new Set(asked.map(({ accessKeyId, region }) => `${accessKeyId} ${region}`))).to.deep.equal(
      new Set([`AKID${SPOKE} eu-central-1`]),
    );
    expect(deployed.keys[0]).to.deep.include({ arn, accountId: SPOKE, region: "eu-central-1", state: "Enabled" });
    const listed = aws.asked.filter(
      ({ call, input }) => call === "ecr:DescribeRepositories" && !("repositoryNames" in input),
    );
    expect(listed.map(({ accessKeyId, region }) => `${accessKeyId} ${region}`).sort()).to.deep.equal([
      `AKID${HUB} eu-central-1`,
      `AKID${SPOKE} eu-central-1`,
    ]);
  });

  it("has all its grants, over all pages, in one order; those of services are in no model", async () => {
    const ecr = (name: string, GrantId: string): object => ({
      GrantId,
      GranteePrincipal: "ecr.us-east-1.amazonaws.com",
      RetiringPrincipal: "ecr.us-east-1.amazonaws.com",
      IssuingAccount: `arn:aws:iam::${HUB}:root`,
      Operations: ["GenerateDataKey", "Decrypt"],
      Constraints: { EncryptionContextSubset: { "aws:ecr:arn": `arn:aws:ecr:us-east-1:${HUB}:repository/${name}` } },
      CreationDate: 1767225600,
      Name: "",
    });
    const role = { GranteePrincipal: APP, Operations: ["Decrypt"] };
    const service = {
      GrantId: "g6",
      GranteeServicePrincipal: "backup.amazonaws.com",
      RetiringServicePrincipal: "backup.amazonaws.com",
      Operations: ["Decrypt"],
      Constraints: { SourceArn: "arn:aws:backup:us-east-1:111111111111:x" },
    };
    const pages: Readonly<Record<string, object>> = {
      "": { Grants: [ecr("orders", "g1"), ecr("gone", "g2")], Truncated: true, NextMarker: "m2" },
      m2: { Grants: [], Truncated: true, NextMarker: "m3" },
      m3: { Grants: [ecr("orders", "g3"), { ...role, GrantId: "g4" }, { ...role, GrantId: "g5" }, service] },
    };
    const reading = await readHub({
      "kms:ListGrants": ({ Marker = "" }) => ({ body: pages[String(Marker)] ?? {} }),
    });
    const { grants } = keyOf(reading);
    const ofEcr = (name: string, grantId: string): object => ({
      grantId,
      granteePrincipal: "ecr.us-east-1.amazonaws.com",
      retiringPrincipal: "ecr.us-east-1.amazonaws.com",
      issuingAccount: `arn:aws:iam::${HUB}:root`,
      operations: ["Decrypt", "GenerateDataKey"],
      encryptionContextSubset: { "aws:ecr:arn": `arn:aws:ecr:us-east-1:${HUB}:repository/${name}` },
      createdAt: "2026-01-01T00:00:00.000Z",
    });
    expect(grants).to.deep.equal([
      { grantId: "g4", granteePrincipal: APP, operations: ["Decrypt"] },
      { grantId: "g5", granteePrincipal: APP, operations: ["Decrypt"] },
      {
        grantId: "g6",
        granteePrincipal: "backup.amazonaws.com",
        retiringPrincipal: "backup.amazonaws.com",
        operations: ["Decrypt"],
        sourceArn: "arn:aws:backup:us-east-1:111111111111:x",
      },
      ofEcr("gone", "g2"),
      ofEcr("orders", "g1"),
      ofEcr("orders", "g3"),
    ]);
    expect(modelFromResources([reading.deployed.read]).grants).to.deep.equal([
      {
        keyArn: KEY_ARN,
        granteePrincipal: APP,
        operations: ["Decrypt"],
        source: { input: `AWS ${HUB} us-east-1`, address: KEY_ARN },
      },
    ]);
    expect(reading.progress.filter((line) => line.startsWith("grants"))).to.deep.equal([
      `grants on key ${KEY_ARN}: 2`,
      `grants on key ${KEY_ARN}: 2`,
      `grants on key ${KEY_ARN}: 6`,
    ]);
  });

  it("is read once, however many repositories it encrypts", async () => {
    const { aws, deployed } = await readHub(
      {
        "ecr:DescribeRepositories": (input, call) => {
          const orders = HUB_ANSWERS["ecr:DescribeRepositories"]?.({ ...input, repositoryNames: ["orders"] }, call);
          const [name] = (input["repositoryNames"] as readonly string[] | undefined) ?? ["orders"];
          const [found] = (orders as { body: { repositories: readonly object[] } }).body.repositories;
          const repositoryArn = `arn:aws:ecr:us-east-1:${HUB}:repository/${String(name)}`;
          return { body: { repositories: [{ ...found, repositoryArn, repositoryName: name }] } };
        },
      },
      { repositories: ["orders", "app", `arn:aws:ecr:us-east-1:${HUB}:repository/orders`] },
    );
    expect(deployed.repositories.map(({ name }) => name)).to.deep.equal(["app", "orders"]);
    expect(aws.asked.filter(({ call }) => call === "kms:DescribeKey")).to.have.length(1);
    expect(aws.asked.filter(({ call }) => call === "ecr:GetRegistryPolicy")).to.have.length(1);
  });

  it("says in its policy what the key policy says", async () => {
    const policy = modelled(await readHub())?.policy;
    expect(policy).to.deep.equal({
      name: "key policy of alias/ecr",
      source: { input: `AWS ${HUB} us-east-1`, address: KEY_ARN },
      policy: JSON.parse(KEY_POLICY) as unknown,
    });
  });
});
