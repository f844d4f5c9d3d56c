import { expect } from "chai";
import * as fc from "fast-check";
import type { StatementJson } from "../../../cli/policy/policy-json";
import { listOf } from "../../../cli/policy/policy-json";
import type { AccessModel } from "../../../cli/model/access-model";
import { completedModel } from "../../../cli/proof/complete-model";
import type { ExplainContext } from "../../../cli/proof/explain";
import { explainCell } from "../../../cli/proof/explain";
import { shownStandIns } from "../../../cli/proof/shown-stand-ins";
import { withValidDocuments } from "../../../cli/proof/valid-documents";
import type { World } from "../../../cli/proof/world";
import { worldOf } from "../../../cli/proof/world";
import type { Explanation, OperationId } from "../../../cli/proof/proof";
import { OPERATIONS } from "../../../cli/proof/proof";
import { proveAccessModel } from "../../../cli/proof/prove";
import { withRemedies } from "./apply-remedies";
import { ARN, HUB, KEY_ARN, REGION, SPOKE, allow, document, key, model, principal, repository, role } from "./models";
import { models } from "./random-models";

const CI = role(SPOKE, "ci");

async function explained(parts: Parameters<typeof model>[0], operation: OperationId): Promise<Explanation> {
  const proof = await proveAccessModel(model(parts));
  return proof.explain(0, 0, operation);
}

describe("remedies", () => {
  it("are a statement for each side that lacks one, with all its actions", async () => {
    const { remedies } = await explained(
      { principals: [principal(CI)], repositories: [repository({ encryption: { type: "AES256" } })] },
      "pull",
    );
    const actions = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
    expect(remedies).to.deep.equal([
      {
        document: { kind: "identity", name: "IAM policies of role ci" },
        text: "Add this statement to an IAM policy of ci.",
        statement: { Sid: "AllowPull", Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] },
      },
      {
        document: { kind: "identity", name: "IAM policies of role ci" },
        text: "Add this statement to an IAM policy of ci.",
        statement: { Sid: "AllowPull2", Effect: "Allow", Action: actions, Resource: [ARN] },
      },
      {
        document: { kind: "repository-policy", name: "repository policy of app" },
        text: "Give the repository app a policy with this statement.",
        statement: {
          Sid: "AllowPull",
          Effect: "Allow",
          Principal: { AWS: [`arn:aws:iam::${SPOKE}:root`] },
          Action: actions,
          Condition: { ArnEquals: { "aws:PrincipalArn": [CI] } },
        },
      },
    ]);
  });

  it("narrow the grant that ECR makes as AWS does, and to the repository", async () => {
    const { remedies } = await explained(
      {
        principals: [
          principal(role(HUB, "tf"), [
            allow("ecr:CreateRepository", ARN),
            allow(["kms:DescribeKey", "kms:RetireGrant"], KEY_ARN),
          ]),
        ],
      },
      "create-repository",
    );
    expect(remedies.map(({ statement }) => statement)).to.deep.equal([
      {
        Sid: "AllowCreateRepository",
        Effect: "Allow",
        Action: ["kms:CreateGrant"],
        Resource: [KEY_ARN],
        Condition: {
          Bool: { "kms:GrantIsForAWSResource": "true" },
          "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt", "GenerateDataKey"] },
          StringEquals: {
            "kms:GrantConstraintType": "EncryptionContextSubset",
            "kms:ViaService": `ecr.${REGION}.amazonaws.com`,
          },
          StringLike: { "kms:EncryptionContext:aws:ecr:arn": ARN },
        },
      },
    ]);
  });

  it("say which statement denies, and give none to add", async () => {
    const { remedies } = await explained(
      {
        principals: [
          principal(role(HUB, "tf"), [
            allow("*"),
            { Sid: "NoPush", Effect: "Deny", Action: "ecr:PutImage", Resource: "*" },
          ]),
        ],
      },
      "push",
    );
    expect(remedies).to.deep.equal([
      {
        document: { kind: "identity", name: "IAM policy of role tf" },
        text: "Change statement NoPush of the IAM policy of role tf: it denies ecr:PutImage.",
      },
    ]);
  });

  it("enable a key", async () => {
    const { remedies, notes } = await explained(
      { principals: [principal(role(HUB, "tf"), [allow("*")])], keys: [key({ state: "Disabled" })] },
      "push",
    );
    expect(remedies).to.deep.equal([
      {
        document: { kind: "key-policy", name: "key policy of alias/ecr/registry" },
        text: "Enable the key alias/ecr/registry.",
      },
    ]);
    expect(notes).to.deep.equal(["The key alias/ecr/registry is disabled: KMS refuses to use it, whoever asks."]);
  });

  it("say what a permissions boundary takes away", async () => {
    const boundary = { permissionsBoundary: document("boundary of tf", allow("ecr:GetAuthorizationToken")) };
    const { remedies } = await explained(
      {
        principals: [principal(role(HUB, "tf"), [allow("*")], boundary)],
        repositories: [repository({ encryption: { type: "AES256" } })],
      },
      "create-repository",
    );
    expect(remedies).to.deep.equal([
      {
        document: { kind: "permissions-boundary", name: "boundary of tf" },
        text: "Allow ecr:CreateRepository in the boundary of tf: it takes away what it does not allow.",
      },
    ]);
  });

  it("are true: with all of them done the operation is no longer denied, unless something is to be taken away", function () {
    let mended = 0;
    fc.assert(
      fc.property(models, fc.nat(), fc.nat(), fc.constantFrom(...OPERATIONS), (given, one, other, operation) => {
        const before = worldFor(given);
        const who = one % before.model.principals.length;
        const what = other % before.model.repositories.length;
        const explanation = explainCell(contextOf(before), who, what, operation);
        if (explanation.cell.twoWay !== "denied") return;
        expect(explanation.remedies, "a denial has a remedy").to.not.be.empty;
        for (const { statement } of explanation.remedies) if (statement) expectSafe(statement);
        if (explanation.remedies.some(({ statement }) => statement === undefined)) return;
        const after = worldFor(withRemedies(given, explanation));
        const index = after.model.principals.findIndex(({ arn }) => arn === explanation.principal.arn);
        const { calls } = explainCell(contextOf(after), index, what, operation);
        const denied = calls
          .filter(({ verdict }) => verdict === "denied")
          .map(({ call, because }) => `${call.action}: ${because}`);
        expect(denied, `${explanation.principal.arn} ${operation} ${explanation.repository.name}`).to.deep.equal([]);
        const unsure = calls.filter(({ verdict }) => verdict === "unknown");
        for (const { because } of unsure) expect(because).to.match(/^Depends on (?!nothing)/);
        mended += unsure.length === 0 ? 1 : 0;
      }),
      { numRuns: Number(process.env["REMEDY_RUNS"] ?? RUNS), seed: Number(process.env["REMEDY_SEED"] ?? SEED) },
    );
    expect(mended).to.be.greaterThan(RUNS / 20);
  });
});

const RUNS = 60;
const SEED = 3;

function worldFor(given: AccessModel): World {
  return worldOf(withValidDocuments(completedModel(given)));
}

/** No wildcard for who, and none for what but where nothing else is possible. */
function expectSafe({ Effect, Principal, Action, Resource, Condition }: StatementJson): void {
  expect(Effect).to.equal("Allow");
  expect(JSON.stringify(Action)).to.not.include("*");
  if (JSON.stringify(Principal ?? "").includes("*")) expect(JSON.stringify(Condition)).to.include("aws:PrincipalOrg");
  if (Principal === undefined && listOf(Resource).includes("*"))
    expect(Action).to.deep.equal(["ecr:GetAuthorizationToken"]);
}

function contextOf(world: World): ExplainContext {
  return { world, shown: world.model, standIns: shownStandIns(world.model) };
}
