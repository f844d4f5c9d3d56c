import { expect } from "chai";
import { InputError } from "../../../../cli/toolkit/input-error";
import { modelFromTopology } from "../../../../cli/readers/topology/read-topology-file";
import { standInId } from "../../../../cli/resources/computed-attributes";
import type { EncryptedRepositoryConfig, RegistryTopology } from "../../../../shared";
import { expireUntagged, lifecyclePolicy, planRegistry } from "../../../../shared";
import { EXAMPLES } from "../../../examples/example-documents";

const CI = "arn:aws:iam::111111111111:role/teams/ci";
const JO = "arn:aws:iam::222222222222:user/jo";
const DEPLOYER = "arn:aws:iam::123456789012:role/deployer";
const KEEPER = "arn:aws:iam::999999999999:role/keeper";

const TOPOLOGY: RegistryTopology = {
  region: "eu-central-1",
  registryAccountId: "123456789012",
  keyAccountId: "999999999999",
  keyAlias: "images",
  repositories: {
    web: { pull: ["333333333333", CI] },
    app: { push: [CI], pull: [JO, "o-a1b2c3d4e5"] },
    "a/none": {},
  },
  creators: [DEPLOYER],
  keyAdministrators: [KEEPER],
};

const keyArnFor = (
  path: string,
  { region, registryAccountId, keyAccountId = registryAccountId }: RegistryTopology,
): string => `arn:aws:kms:${region}:${keyAccountId}:key/${standInId(`${path}#key`)}`;

const KEY_ARN = keyArnFor("team/topology.json", TOPOLOGY);

function problemsOf(topology: unknown): InputError["problems"] {
  try {
    modelFromTopology(topology, "t.json");
  } catch (error) {
    if (InputError.is(error)) return error.problems;
    throw error;
  }
  throw new Error("it was taken");
}

describe("the model of a topology", () => {
  const model = modelFromTopology(TOPOLOGY, "team/topology.json");
  const plan = planRegistry(TOPOLOGY, { keyArn: KEY_ARN });
  const at = (address: string): unknown => ({ input: "team/topology.json", address });

  it("has the key with its alias and the settings that it would be made with", () => {
    expect(model.inputs).to.deep.equal([{ kind: "topology", path: "team/topology.json" }]);
    expect(model.accounts).to.deep.equal([{ id: "123456789012" }, { id: "999999999999" }]);
    const place = { accountId: "999999999999", region: "eu-central-1" };
    expect(model.keys).to.deep.equal([
      {
        arn: KEY_ARN,
        ...place,
        source: at("key"),
        isProtected: true,
        name: "alias/images",
        manager: "customer",
        policy: { name: "key policy of alias/images", source: at("key"), policy: plan.key.policy },
        policyIsDefault: false,
        state: "Enabled",
        rotation: true,
        rotationPeriodInDays: 365,
        deletionWindowInDays: 30,
        multiRegion: false,
        keySpec: "SYMMETRIC_DEFAULT",
        keyUsage: "ENCRYPT_DECRYPT",
        origin: "AWS_KMS",
        bypassPolicyLockoutSafetyCheck: false,
      },
    ]);
    expect(model.aliases).to.deep.equal([
      {
        arn: "arn:aws:kms:eu-central-1:999999999999:alias/images",
        ...place,
        source: at("keyAlias"),
        name: "alias/images",
        keyArn: KEY_ARN,
      },
    ]);
  });

  it("has the repositories, with a policy where the topology names somebody", () => {
    const common = {
      accountId: "123456789012",
      region: "eu-central-1",
      isProtected: true,
      encryption: { type: "KMS", written: KEY_ARN, keyArn: KEY_ARN },
      tagMutability: "IMMUTABLE",
      scanOnPush: true,
      forceDelete: false,
      hasLifecyclePolicy: false,
    };
    const expected = ["a/none", "app", "web"].map((name) => {
      const source = at(`repositories["${name}"]`);
      const policy = plan.repositories[name]?.policy;
      return {
        ...common,
        name,
        arn: `arn:aws:ecr:eu-central-1:123456789012:repository/${name}`,
        source,
        ...(policy ? { policy: { name: `repository policy of ${name}`, source, policy } } : {}),
      };
    });
    expect(model.repositories).to.deep.equal(expected);
    expect(model.repositories.map(({ policy }) => policy !== undefined)).to.deep.equal([false, true, true]);
  });

  it("has the roles and users that are named, where they are named first, with the IAM policies planned for them", () => {
    const policiesOf = (accountId: string, name: string): unknown =>
      plan.spokes[accountId]?.find((identity) => identity.name === name)?.policies;
    const expected = [
      [CI, "role", "111111111111", "ci", 'repositories["web"].pull[1]'],
      [DEPLOYER, "role", "123456789012", "deployer", "creators[0]"],
      [JO, "user", "222222222222", "jo", 'repositories["app"].pull[0]'],
      [KEEPER, "role", "999999999999", "keeper", "keyAdministrators[0]"],
    ] as const;
    expect(model.principals.map(({ policies: _, ...rest }) => rest)).to.deep.equal(
      expected.map(([arn, kind, accountId, name, address]) => ({ arn, kind, accountId, name, source: at(address) })),
    );
    for (const [index, [, kind, accountId, name, address]] of expected.entries()) {
      const { policies = [] } = model.principals[index] ?? {};
      expect(policies.map(({ policy }) => policy)).to.deep.equal(policiesOf(accountId, name));
      expect(policies.map(({ policy: _, ...rest }) => rest)).to.deep.equal([
        { name: `IAM policy of ${kind} ${name}`, source: at(address) },
      ]);
    }
    expect(JSON.stringify(model.principals)).to.include(KEY_ARN);
  });

  it("has the grants of that model", () => {
    const grants = modelFromTopology(
      {
        ...TOPOLOGY,
        repositories: { app: { push: [CI], pull: [JO] } },
        kmsAccess: "kms-grants",
      },
      "team/topology.json",
    ).grants;
    const common = {
      keyArn: KEY_ARN,
      encryptionContextSubset: { "aws:ecr:arn": "arn:aws:ecr:eu-central-1:123456789012:repository/app" },
      source: at('repositories["app"]'),
    };
    expect(grants).to.deep.equal([
      { ...common, granteePrincipal: CI, operations: ["Decrypt", "DescribeKey", "GenerateDataKey"] },
      { ...common, granteePrincipal: JO, operations: ["Decrypt", "DescribeKey"] },
    ]);
    expect(model.grants).to.deep.equal([]);
  });

  it("numbers the policies of who needs several", () => {
    const names = Array.from({ length: 120 }, (_, index) => `team-${index}/a-rather-long-name-of-a-service-${index}`);
    const repositories = Object.fromEntries(names.map((name) => [name, { pull: [CI] }]));
    const [ci] = modelFromTopology({ ...TOPOLOGY, repositories }, "t.json").principals;
    expect(ci?.policies.length).to.be.greaterThan(1);
    expect(ci?.policies[0]?.name).to.equal(`IAM policy 1 of ${ci?.policies.length} of role ci`);
  });

  for (const { name, topology } of EXAMPLES) {
    it(`has the documents of example ${name}`, () => {
      const keyArn = keyArnFor("topology.ts", topology);
      const example = modelFromTopology(topology, "topology.ts");
      const planned = planRegistry(topology, { keyArn });
      expect(example.keys.map(({ policy }) => policy.policy)).to.deep.equal([planned.key.policy]);
      expect(example.repositories.map(({ policy }) => policy?.policy)).to.deep.equal(
        Object.values(planned.repositories).map(({ policy }) => policy),
      );
      expect(example.principals.flatMap(({ policies }) => policies.map(({ policy }) => policy))).to.deep.equal(
        Object.values(planned.spokes)
          .flat()
          .filter(({ kind }) => kind !== "account")
          .flatMap(({ policies }) => policies),
      );
    });
  }
});

describe("the model of one repository", () => {
  const config: EncryptedRepositoryConfig = {
    region: "us-gov-west-1",
    registryAccountId: "123456789012",
    repositoryName: "my-app",
    pull: ["222222222222"],
  };

  it("has its settings and those of its key", () => {
    const { keys, aliases, repositories } = modelFromTopology(
      {
        ...config,
        key: { deletionWindowInDays: 7, enableKeyRotation: false, customKeyStoreId: "cks-1" },
        imageTagMutability: "MUTABLE",
        scanOnPush: false,
        forceDelete: true,
        deletionProtection: false,
        lifecyclePolicy: JSON.stringify(lifecyclePolicy([expireUntagged(14)])),
        encryptionType: "KMS_DSSE",
      },
      "r.ts",
    );
    const arn = `arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/${standInId("r.ts#key")}`;
    const [{ policy: _policy, ...key } = { policy: undefined }] = keys;
    expect(key).to.deep.equal({
      arn,
      accountId: "123456789012",
      region: "us-gov-west-1",
      source: { input: "r.ts", address: "key" },
      isProtected: false,
      name: "alias/ecr/my-app",
      manager: "customer",
      policyIsDefault: false,
      state: "Enabled",
      rotation: false,
      deletionWindowInDays: 7,
      multiRegion: false,
      keySpec: "SYMMETRIC_DEFAULT",
      keyUsage: "ENCRYPT_DECRYPT",
      bypassPolicyLockoutSafetyCheck: false,
    });
    expect(aliases.map(({ name, keyArn }) => [name, keyArn])).to.deep.equal([["alias/ecr/my-app", arn]]);
    expect(repositories.map(({ policy: _, ...rest }) => rest)).to.deep.equal([
      {
        arn: "arn:aws-us-gov:ecr:us-gov-west-1:123456789012:repository/my-app",
        accountId: "123456789012",
        region: "us-gov-west-1",
        source: { input: "r.ts", address: 'repositories["my-app"]' },
        isProtected: false,
        name: "my-app",
        encryption: { type: "KMS_DSSE", written: arn, keyArn: arn },
        tagMutability: "MUTABLE",
        scanOnPush: false,
        forceDelete: true,
        hasLifecyclePolicy: true,
      },
    ]);
  });

  it("does not know how an existing key is kept", () => {
    const keyArn = "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/12345678-1234-1234-1234-123456789012";
    const { keys, aliases, repositories } = modelFromTopology({ ...config, keyArn }, "r.ts");
    const [{ policy: _policy, ...key } = { policy: undefined }] = keys;
    expect(key).to.deep.equal({
      arn: keyArn,
      accountId: "123456789012",
      region: "us-gov-west-1",
      source: { input: "r.ts", address: "keyArn" },
      name: keyArn,
      manager: "customer",
      policyIsDefault: false,
      state: `«unknown: state of ${keyArn}»`,
      rotation: `«unknown: rotation of ${keyArn}»`,
      keySpec: `«unknown: key spec of ${keyArn}»`,
      keyUsage: `«unknown: key usage of ${keyArn}»`,
    });
    expect(aliases).to.deep.equal([]);
    expect(repositories[0]?.encryption.keyArn).to.equal(keyArn);
    const named = modelFromTopology({ ...config, keyArn, keyAlias: "alias/mine" }, "r.ts");
    expect(named.keys[0]?.name).to.equal("alias/mine");
    expect(named.aliases.map(({ name }) => name)).to.deep.equal(["alias/mine"]);
  });
});

describe("a topology with mistakes", () => {
  it("is told of all of them at once, each with its place in the file", () => {
    const problems = problemsOf({
      ...TOPOLOGY,
      region: "mars",
      registryAccountId: 123456789012,
      repositories: { App: { pull: ["arn:aws:iam::1:role/x", "222222222222"] }, app: { pushh: [CI] } },
    });
    expect(problems.map(({ path, message }) => `${path}: ${message}`)).to.deep.equal([
      't.json: region: "mars" is not a Region of aws, aws-cn or aws-us-gov',
      "t.json: registryAccountId: must be a 12-digit account id, as a string, got 123456789012",
      't.json: creators[0]: a creator must belong to the registry account 123456789012, got "arn:aws:iam::123456789012:role/deployer"',
      't.json: repositories["App"]: "App" is not a valid repository name',
      't.json: repositories["App"].pull[0]: "arn:aws:iam::1:role/x" is not a grantee',
      't.json: repositories["app"].pushh: "pushh" is not a property here',
    ]);
    for (const { hint } of problems) expect(hint).to.be.a("string").that.is.not.empty;
  });

  it("is refused whatever it is", () => {
    for (const topology of [undefined, null, 1, "text", [], new Map(), Promise.resolve(TOPOLOGY), {}]) {
      expect(problemsOf(topology).length, typeof topology).to.be.greaterThan(0);
    }
    expect(problemsOf([])).to.deep.equal([
      { path: "t.json", message: "must be a topology, got a list", hint: problemsOf([])[0]?.hint },
    ]);
  });

  it("is told of mistakes in the words of one repository", () => {
    const config = { region: "us-east-1", registryAccountId: "123456789012", repositoryName: "App", pull: ["x"] };
    expect(problemsOf(config).map(({ path }) => path)).to.deep.equal(["t.json: repositoryName", "t.json: pull[0]"]);
  });
});
