import { expect } from "chai";
import type { MigrationPlan } from "../../../../cli/migrate/migration-plan";
import { prepareCopy } from "../../../../cli/migrate/destination/prepare-copy";
import { planMigration } from "../../../../cli/migrate/plan/plan-migration";
import { refusalOfPromise } from "../../../support/thrown";
import type { FakeOperations } from "../fake-aws";
import { fakeAws } from "../fake-aws";
import { ACCOUNT, describedRepository, fullRegistry, KEY, sampleImages } from "../sample-registry";

const none = (error: string) => (): object => ({ error, message: "none" });

/** An AWS in which the destination does not exist. */
function aws(others: FakeOperations = {}): ReturnType<typeof fakeAws> {
  return fakeAws({
    DescribeRepositories: none("RepositoryNotFoundException"),
    CreateRepository: () => ({ repository: describedRepository("orders-kms", { encryptionType: "KMS", kmsKey: KEY }) }),
    GetRepositoryPolicy: none("RepositoryPolicyNotFoundException"),
    SetRepositoryPolicy: () => ({}),
    GetLifecyclePolicy: none("LifecyclePolicyNotFoundException"),
    PutLifecyclePolicy: () => ({}),
    DescribeImages: () => ({ imageDetails: [] }),
    GetAuthorizationToken: () => ({
      authorizationData: [{ authorizationToken: Buffer.from("AWS:pass:word").toString("base64") }],
    }),
    ...others,
  });
}

const existing = (encryption: object, others: object = {}): FakeOperations => ({
  DescribeRepositories: () => ({ repositories: [describedRepository("orders-kms", encryption, others)] }),
});

describe("preparing a copy", () => {
  let plan: MigrationPlan;

  before(async () => {
    plan = await planMigration(fakeAws(fullRegistry(sampleImages())).sessions, { repository: "orders", key: KEY });
  });

  it("makes the destination as planned, its lifecycle policy only at the end", async () => {
    const { sessions, calls } = aws();
    const { notes, finish } = await prepareCopy(sessions, plan);
    expect(calls.map(({ operation }) => operation)).to.deep.equal([
      "DescribeRepositories",
      "CreateRepository",
      "GetRepositoryPolicy",
      "SetRepositoryPolicy",
    ]);
    expect(calls[1]?.input).to.deep.equal({
      registryId: ACCOUNT,
      repositoryName: "orders-kms",
      encryptionConfiguration: { encryptionType: "KMS", kmsKey: KEY },
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [{ filterType: "WILDCARD", filter: "latest" }],
      imageScanningConfiguration: { scanOnPush: true },
      tags: [
        { Key: "cost", Value: "42" },
        { Key: "team", Value: "shop" },
      ],
    });
    expect(notes).to.have.length(2);
    expect(await finish()).to.have.length(1);
    expect(calls.at(-1)).to.deep.equal({
      operation: "PutLifecyclePolicy",
      input: {
        registryId: ACCOUNT,
        repositoryName: "orders-kms",
        lifecyclePolicyText: plan.destination.lifecyclePolicy,
      },
    });
  });

  it("leaves a destination that exists as it is, and says what differs", async () => {
    const { sessions, calls } = aws({
      ...existing({ encryptionType: "KMS", kmsKey: KEY }),
      GetRepositoryPolicy: () => ({ policyText: '{"Statement":[]}' }),
      GetLifecyclePolicy: () => ({ lifecyclePolicyText: '{"rules":[]}' }),
    });
    const { notes, finish } = await prepareCopy(sessions, plan);
    expect([...notes, ...(await finish())]).to.deep.equal([
      "orders-kms has tag mutability MUTABLE; planned is IMMUTABLE_WITH_EXCLUSION. It was left as it is.",
      "orders-kms has scan on push off; the opposite is planned. It was left as it is.",
      "orders-kms has another repository policy than planned. It was left as it is.",
      "orders-kms has another lifecycle policy than planned. It was left as it is.",
    ]);
    expect(calls.map(({ operation }) => operation).filter((name) => !/^(Describe|Get)/.test(name))).to.deep.equal([]);
  });

  it("has nothing to say when it is run again", async () => {
    const spaced = (text: string | undefined): string => JSON.stringify(JSON.parse(text ?? ""), null, 4);
    const { sessions } = aws({
      ...existing(
        { encryptionType: "KMS", kmsKey: KEY },
        { imageTagMutability: "IMMUTABLE_WITH_EXCLUSION", imageScanningConfiguration: { scanOnPush: true } },
      ),
      GetRepositoryPolicy: () => ({ policyText: spaced(plan.destination.repositoryPolicy) }),
      GetLifecyclePolicy: () => ({ lifecyclePolicyText: spaced(plan.destination.lifecyclePolicy) }),
    });
    const { notes, finish } = await prepareCopy(sessions, plan);
    expect([...notes, ...(await finish())]).to.deep.equal([]);
  });

  it("gives a destination that holds images of somebody else no policy: it could expire them, or give them away", async () => {
    const there = (digest: string): FakeOperations => ({
      ...existing(
        { encryptionType: "KMS", kmsKey: KEY },
        { imageTagMutability: "IMMUTABLE_WITH_EXCLUSION", imageScanningConfiguration: { scanOnPush: true } },
      ),
      DescribeImages: () => ({ imageDetails: [{ imageDigest: digest }] }),
    });
    const strange = aws(there(`sha256:${"0".repeat(64)}`));
    const { notes, finish } = await prepareCopy(strange.sessions, plan);
    expect(
      [...notes, ...(await finish())].map((note) => note.replace(/(image besides those of this plan).*/, "$1")),
    ).to.deep.equal([
      "orders-kms has no repository policy, and holds 1 image besides those of this plan",
      "orders-kms was not given the lifecycle policy of the source: it holds 1 image besides those of this plan",
    ]);
    const changes = (calls: typeof strange.calls): readonly string[] =>
      calls.map(({ operation }) => operation).filter((name) => !/^(Describe|Get)/.test(name));
    expect(changes(strange.calls)).to.deep.equal([]);

    const own = aws(there(plan.manifests[0]?.digest ?? ""));
    await (await prepareCopy(own.sessions, plan)).finish();
    expect(changes(own.calls)).to.deep.equal(["SetRepositoryPolicy", "PutLifecyclePolicy"]);
  });

  it("refuses a plan with an address that is not ECR's, before anything is made or a password asked for", async () => {
    const { sessions, calls } = aws();
    const evil = { ...plan, source: { ...plan.source, uri: "123456789012.evil.example/orders" } };
    expect((await refusalOfPromise(prepareCopy(sessions, evil))).message).to.include("plan: source.uri: does not fit");
    expect(calls).to.deep.equal([]);
  });

  const REFUSED: readonly [string, FakeOperations, { readonly create?: boolean }, string][] = [
    ["another encryption", existing({ encryptionType: "AES256" }), {}, "is encrypted with AES256 and not with"],
    [
      "another type of encryption",
      existing({ encryptionType: "KMS_DSSE", kmsKey: KEY }),
      {},
      `is encrypted with KMS_DSSE with ${KEY} and not with ${KEY}`,
    ],
    ["another key", existing({ encryptionType: "KMS", kmsKey: `${KEY}0` }), {}, `is encrypted with KMS with ${KEY}0`],
    ["a missing repository with --no-create", {}, { create: false }, "does not exist, and `create: false` was given"],
    [
      "a creation that is denied",
      { CreateRepository: () => ({ error: "AccessDeniedException", message: "no" }) },
      {},
      "ecr:CreateRepository is denied (with profile hub)",
    ],
  ];
  for (const [name, others, options, says] of REFUSED) {
    it(`refuses ${name}, and changes nothing`, async () => {
      const { sessions, calls } = aws(others);
      expect((await refusalOfPromise(prepareCopy(sessions, plan, options))).message).to.include(says);
      const changes = calls.filter(({ operation }) => !/^(Describe|Get|Create)/.test(operation));
      expect(changes).to.deep.equal([]);
    });
  }

  it("refuses a plan of an account without credentials", async () => {
    const { sessions } = aws();
    const stranger = { ...sessions, of: () => undefined };
    const told = await refusalOfPromise(prepareCopy(stranger, plan));
    expect(told.message).to.include("is in account 123456789012");
  });

  it("signs in with what ECR gives, each time anew, and at ECR's own name unless told otherwise", async () => {
    const { sessions, calls } = aws();
    const plain = await prepareCopy(sessions, plan);
    expect(plain.source.host).to.equal("123456789012.dkr.ecr.us-east-1.amazonaws.com");
    expect([plain.source.repository, plain.destination.repository]).to.deep.equal(["orders", "orders-kms"]);
    for (let time = 1; time <= 2; time += 1) {
      expect(await plain.source.credentials?.()).to.deep.equal({ username: "AWS", password: "pass:word" });
      expect(calls.filter(({ operation }) => operation === "GetAuthorizationToken")).to.have.length(time);
    }
    const named = await prepareCopy(sessions, plan, {
      sourceEndpoint: "127.0.0.1:5000",
      destinationEndpoint: "vpce.example",
    });
    expect([named.source.host, named.source.insecure]).to.deep.equal(["127.0.0.1:5000", true]);
    expect([named.destination.host, named.destination.insecure]).to.deep.equal(["vpce.example", false]);
  });
});
