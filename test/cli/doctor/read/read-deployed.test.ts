import { expect } from "chai";
import type { Deployed } from "../../../../cli/doctor/deployed";
import type { AccessProof, OperationId } from "../../../../cli/proof/proof";
import { proveAccessModel } from "../../../../cli/proof/prove";
import { modelFromResources } from "../../../../cli/resources/model-from-resources";
import type { ReadResources } from "../../../../cli/resources/resource";
import { findAll } from "../../../../cli/rules/find-all";
import { refusalOfPromise } from "../../../support/thrown";
import type { FakeAnswer } from "../../toolkit/aws/fake-aws";
import type { Answers } from "./fake-hub";
import { allowing, APP, ELSEWHERE, HUB, HUB_ANSWERS, KEY_ARN, ORDERS_ARN, PULL, readHub, SPOKE } from "./fake-hub";

const denied = (call: string): Answers => ({
  [call]: (): FakeAnswer => ({
    error: call.startsWith("iam:") ? "AccessDenied" : "AccessDeniedException",
    message: "no",
  }),
});

const proofOf = ({ read }: Deployed): Promise<AccessProof> => proveAccessModel(modelFromResources([read]));

const answer = async (deployed: Deployed, principal: string, operation: OperationId): Promise<string> => {
  const proof = await proofOf(deployed);
  const who = proof.principals.findIndex(({ arn }) => arn === principal);
  if (who < 0) return "no row";
  return proof.cell(who, 0, operation).documented;
};

const UNSEEN = {
  path: `account ${SPOKE}`,
  message: "there are no credentials for it, so what role elsewhere may do is unknown",
  hint: `give a profile or a role of account ${SPOKE} with \`also\``,
};

describe("what is deployed", () => {
  it("is read whole", async () => {
    const { deployed } = await readHub();
    const { read, ...rest } = deployed;
    expect(rest).to.deep.equal({
      repositories: [
        {
          arn: ORDERS_ARN,
          name: "orders",
          accountId: HUB,
          region: "us-east-1",
          uri: `${HUB}.dkr.ecr.us-east-1.amazonaws.com/orders`,
          createdAt: "2026-01-01T00:00:00.000Z",
          encryptionType: "KMS",
          keyArn: KEY_ARN,
        },
      ],
      keys: [
        {
          arn: KEY_ARN,
          keyId: "k1",
          accountId: HUB,
          region: "us-east-1",
          aliases: ["alias/ecr"],
          manager: "customer",
          state: "Enabled",
          enabled: true,
          keySpec: "SYMMETRIC_DEFAULT",
          keyUsage: "ENCRYPT_DECRYPT",
          origin: "AWS_KMS",
          multiRegion: false,
          rotation: { enabled: true, periodInDays: 180, nextDate: "2027-01-01T00:00:00.000Z" },
          grants: [],
          repositoriesOfAccounts: { [HUB]: [ORDERS_ARN] },
        },
      ],
      unread: [UNSEEN],
      readAt: "2026-11-24T12:00:00.000Z",
    });
    expect(read.input).to.deep.equal({ kind: "deployed", path: `AWS ${HUB} us-east-1` });
    expect(read.resources.map(({ type, mode, source }) => `${mode} ${type} ${source.address}`)).to.deep.equal([
      `managed aws_ecr_lifecycle_policy ${ORDERS_ARN}`,
      `managed aws_ecr_repository ${ORDERS_ARN}`,
      `managed aws_ecr_repository_policy ${ORDERS_ARN}`,
      `managed aws_iam_role ${APP}`,
      `managed aws_iam_role_policy ${APP}`,
      `managed aws_kms_alias arn:aws:kms:us-east-1:${HUB}:alias/ecr`,
      `managed aws_kms_key ${KEY_ARN}`,
      `managed aws_ecr_registry_scanning_configuration registry ${HUB} in us-east-1`,
    ]);
  });

  it("gives answers, and no finding where everything is well", async () => {
    const { deployed } = await readHub();
    expect(await answer(deployed, APP, "pull")).to.equal("allowed");
    expect(await answer(deployed, APP, "push")).to.equal("denied");
    expect(await answer(deployed, ELSEWHERE, "pull")).to.equal("unknown");
    const proof = await proofOf(deployed);
    expect(findAll({ model: proof.model, proof }, { rules: {} })).to.deep.equal([]);
  });

  it("is believed before a state that a tool remembers, and after a plan", async () => {
    const { deployed } = await readHub();
    const remembered = (kind: "terraform-state" | "terraform-plan"): ReadResources => ({
      input: { kind, path: "file.json" },
      resources: deployed.read.resources.map((resource) => ({
        ...resource,
        values: { ...resource.values, image_tag_mutability: "MUTABLE" },
        source: { ...resource.source, input: "file.json" },
      })),
      gaps: [],
    });
    const tags = (kind: "terraform-state" | "terraform-plan"): unknown => {
      const { repositories, gaps } = modelFromResources([remembered(kind), deployed.read]);
      expect(gaps).to.deep.equal([]);
      return repositories.map(({ tagMutability }) => tagMutability);
    };
    expect(tags("terraform-state")).to.deep.equal(["IMMUTABLE"]);
    expect(tags("terraform-plan")).to.deep.equal(["MUTABLE"]);
  });

  const DENIALS: readonly {
    readonly call: string;
    readonly path: string;
    /** Who, what, and the answer that depends on what was denied. */
    readonly asks?: readonly [string, OperationId, string];
  }[] = [
    { call: "ecr:GetRepositoryPolicy", path: "repository orders", asks: [APP, "push", "no row"] },
    { call: "ecr:GetLifecyclePolicy", path: "repository orders" },
    { call: "ecr:GetRegistryPolicy", path: `registry ${HUB} in us-east-1` },
    { call: "ecr:GetRegistryScanningConfiguration", path: `registry ${HUB} in us-east-1` },
    { call: "kms:DescribeKey", path: `key ${KEY_ARN}`, asks: [APP, "pull", "allowed"] },
    { call: "kms:GetKeyPolicy", path: `key ${KEY_ARN}` },
    { call: "kms:GetKeyRotationStatus", path: `key ${KEY_ARN}` },
    { call: "kms:ListGrants", path: `key ${KEY_ARN}` },
    { call: "kms:ListAliases", path: `key ${KEY_ARN}` },
    { call: "iam:GetRole", path: `role app of account ${HUB}`, asks: [APP, "push", "unknown"] },
    { call: "iam:ListRolePolicies", path: `role app of account ${HUB}`, asks: [APP, "push", "unknown"] },
    { call: "iam:GetRolePolicy", path: `role app of account ${HUB}`, asks: [APP, "push", "unknown"] },
    { call: "iam:ListAttachedRolePolicies", path: `role app of account ${HUB}`, asks: [APP, "push", "unknown"] },
  ];

  for (const { call, path, asks } of DENIALS) {
    it(`is read without ${call} as well: what follows from it is unknown, and nothing is claimed`, async () => {
      const { deployed } = await readHub(denied(call));
      const problem = {
        path,
        message: `${call} is denied (with profile ${HUB}): no`,
        hint: `allow ${call} for whoever runs this`,
      };
      const others = call === "ecr:GetRepositoryPolicy" ? [] : [UNSEEN];
      expect(deployed.unread).to.have.deep.members([...others, problem]);
      const proof = await proofOf(deployed);
      expect(findAll({ model: proof.model, proof }, { rules: {} })).to.deep.equal([]);
      if (asks !== undefined) expect(await answer(deployed, asks[0], asks[1])).to.equal(asks[2]);
    });
  }

  it("goes on where KMS fails to answer, and says so", async () => {
    const failing: Answers = { "kms:ListGrants": () => ({ error: "KMSInternalException", message: "try later" }) };
    const { deployed } = await readHub(failing);
    expect(deployed.repositories.map(({ name }) => name)).to.include("orders");
    const told = "AWS answered kms:ListGrants with KMSInternalException: try later";
    expect(deployed.unread.map(({ message }) => message)).to.include(told);
    expect(deployed.keys[0]?.grants).to.have.nested.property("unread.message", told);
  });

  it("does not take a part of a list for the whole where AWS gives the same page again and again", async () => {
    const { deployed } = await readHub({
      "kms:ListGrants": () => ({ body: { Grants: [{ GrantId: "g1" }], Truncated: true, NextMarker: "same" } }),
    });
    expect(deployed.keys[0]?.grants).to.have.property("unread");
    expect(deployed.unread.map(({ message }) => message)).to.deep.equal([
      "there are no credentials for it, so what role elsewhere may do is unknown",
      "AWS does not end the list of kms:ListGrants: it gave a token for the next page that it had given before",
    ]);
  });

  it("does not call anybody's access to a key denied when its policy or grants may not be read", async () => {
    const creating = {
      "iam:GetRolePolicy": (): FakeAnswer => ({
        body: { PolicyDocument: allowing(undefined, ["ecr:*", "kms:RetireGrant"]) },
      }),
    };
    expect(await answer((await readHub(creating)).deployed, APP, "create-repository")).to.equal("denied");
    for (const call of ["kms:GetKeyPolicy", "kms:ListGrants", "kms:DescribeKey"]) {
      const { deployed } = await readHub({ ...creating, ...denied(call) });
      expect(await answer(deployed, APP, "create-repository"), call).to.equal(
        call === "kms:DescribeKey" ? "denied" : "unknown",
      );
    }
    const { deployed } = await readHub(denied("kms:ListGrants"));
    expect(deployed.keys.map(({ grants }) => grants)).to.deep.equal([
      {
        unread: {
          path: `key ${KEY_ARN}`,
          message: `kms:ListGrants is denied (with profile ${HUB}): no`,
          hint: "allow kms:ListGrants for whoever runs this",
        },
      },
    ]);
  });

  it("is not read without the repositories themselves", async () => {
    const refused = await refusalOfPromise(
      readHub(denied("ecr:DescribeRepositories"), { repositories: ["orders", "app"] }),
    );
    const message = `ecr:DescribeRepositories is denied (with profile ${HUB}): no`;
    const hint = "allow ecr:DescribeRepositories for whoever runs this";
    expect(refused.problems).to.deep.equal([
      { path: "repository orders", message, hint },
      { path: "repository app", message, hint },
    ]);
  });

  it("is read where only the repository itself may be described; whose repositories are there is unknown then", async () => {
    const { deployed } = await readHub({
      "ecr:DescribeRepositories": (input, call) =>
        input["repositoryNames"] === undefined
          ? { error: "AccessDeniedException", message: "no" }
          : (HUB_ANSWERS["ecr:DescribeRepositories"]?.(input, call) ?? { body: {} }),
    });
    expect(deployed.keys[0]?.repositoriesOfAccounts).to.deep.equal({});
    expect(deployed.unread.map(({ path }) => path)).to.deep.equal([
      `account ${SPOKE}`,
      `the repositories of account ${HUB} in us-east-1`,
    ]);
  });

  for (const [error, message] of [
    ["ExpiredTokenException", `the credentials have expired (with profile ${HUB}): x`],
    [
      "UnrecognizedClientException",
      `AWS does not accept the credentials (with profile ${HUB}): UnrecognizedClientException`,
    ],
    ["ThrottlingException", "AWS wants kms:GetKeyPolicy to be asked more slowly: ThrottlingException"],
  ] as const) {
    it(`ends with ${error}, whatever it meets`, async () => {
      const refused = await refusalOfPromise(readHub({ "kms:GetKeyPolicy": () => ({ error, message: "x" }) }));
      expect(refused.problems.map((problem) => problem.message)).to.deep.equal([message]);
    });
  }

  it("is told to whoever waits", async () => {
    const { progress } = await readHub();
    expect(progress).to.deep.equal([
      `repositories of account ${HUB}: 1`,
      `grants on key ${KEY_ARN}: 0`,
      `account ${HUB}: role app`,
    ]);
  });

  it("comes out the same in whatever order AWS answers, a handful of questions at a time", async () => {
    const many = Array.from({ length: 12 }, (_, index) => `arn:aws:iam::${HUB}:role/r${index}`);
    const answers: Answers = {
      "ecr:GetRepositoryPolicy": () => ({ body: { policyText: allowing({ AWS: many }, PULL) } }),
    };
    let seed = 1;
    const delay = (): Promise<void> => {
      seed = (seed * 48271) % 2147483647;
      return new Promise((resolve) => setTimeout(resolve, seed % 4));
    };
    const quick = await readHub(answers);
    const slow = await readHub(answers, { delay });
    expect(slow.deployed).to.deep.equal(quick.deployed);
    expect(slow.aws.mostAtOnce).to.be.within(2, 6);
    expect(slow.aws.asked.map(({ call }) => call)).to.have.length(quick.aws.asked.length);
  });
});
