import { expect } from "chai";
import type { StatementJson } from "../../../cli/policy/policy-json";
import { proveAccessModel } from "../../../cli/proof/prove";
import {
  HUB,
  KEY_ARN,
  REGION,
  ROOT_STATEMENT,
  SPOKE,
  allow,
  document,
  key,
  model,
  principal,
  repository,
  role,
} from "./models";

const CI = role(SPOKE, "ci");
const PULL = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

describe("explanations", () => {
  it("say what each document says, and how a statement nearly matched", async () => {
    const wrong = {
      Sid: "UseKey",
      Effect: "Allow" as const,
      Principal: { AWS: CI },
      Action: ["kms:Decrypt"],
      Resource: "*",
      Condition: { StringEquals: { "kms:ViaService": `s3.${REGION}.amazonaws.com` } },
    };
    const proof = await proveAccessModel(
      model({
        keys: [key({ policy: document("key policy", ROOT_STATEMENT, wrong) })],
        principals: [principal(CI, [{ ...allow(["kms:Decrypt"], KEY_ARN), Sid: "Use" }])],
      }),
    );
    const { calls } = await proof.explain(0, 0, "pull");
    const decrypt = calls.find(({ call }) => call.action === "kms:Decrypt");
    expect(decrypt?.verdict).to.equal("denied");
    expect(decrypt?.because).to.equal("Allowed by the IAM policy of role ci, but the key policy does not allow it.");
    expect(decrypt?.opinions).to.deep.equal([
      {
        document: { kind: "identity", name: "IAM policy of role ci" },
        says: "allows",
        decisive: false,
        statements: [{ index: 0, sid: "Use" }],
        nearMisses: [],
      },
      {
        document: { kind: "key-policy", name: "key policy" },
        says: "nothing",
        decisive: true,
        statements: [],
        nearMisses: [
          {
            index: 0,
            sid: "EnableIAMUserPermissions",
            missed: `its principal is "arn:aws:iam::${HUB}:root", the call comes from ${CI}`,
          },
          {
            index: 1,
            sid: "UseKey",
            missed: `condition StringEquals kms:ViaService asks for "s3.${REGION}.amazonaws.com", the call has "ecr.${REGION}.amazonaws.com"`,
          },
        ],
      },
    ]);
  });

  it("name the statements that deny, and not those that would have allowed", async () => {
    const denied = { Effect: "Deny", Sid: "NotThisOne", Action: PULL, Resource: "*" } as const;
    const tf = role(HUB, "tf");
    const proof = await proveAccessModel(
      model({ principals: [principal(tf, [allow("ecr:GetAuthorizationToken"), allow(PULL), denied])] }),
    );
    const { calls } = await proof.explain(0, 0, "pull");
    const pull = calls.find(({ call }) => call.action === "ecr:BatchGetImage");
    const [identity] = pull?.opinions ?? [];
    expect(identity?.says).to.equal("denies");
    expect(identity?.statements).to.deep.equal([{ index: 2, sid: "NotThisOne" }]);
  });

  describe("name the statements that decide, and only those", () => {
    const LOGIN = allow("ecr:GetAuthorizationToken");
    const OPEN = { ...allow(PULL), Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } };
    const OTHER = allow(PULL, "arn:aws:ecr:us-east-1:123456789012:repository/other");
    const named = (more: object = {}) => ({ Effect: "Allow" as const, Principal: { AWS: CI }, Action: PULL, ...more });
    const foreign = { Principal: { AWS: role(SPOKE, "other") } };
    const DENY = { ...OPEN, Effect: "Deny" as const };
    /** By document: what it says, whether it decides, its statements, its near misses. */
    const cases: readonly (readonly [
      title: string,
      identity: readonly StatementJson[],
      onRepository: readonly StatementJson[],
      because: string,
      opinions: readonly string[],
    ])[] = [
      [
        "an answer that is yes has no near misses",
        [LOGIN, OTHER, allow(PULL), OPEN],
        [named(foreign), named()],
        "Allowed by the IAM policy of role ci and the repository policy.",
        ["allows 2", "allows 1"],
      ],
      [
        "nor has the side that allows already",
        [LOGIN, OTHER, allow(PULL), OPEN],
        [named(foreign)],
        "Allowed by the IAM policy of role ci, but the repository policy does not allow it.",
        ["allows 2", "nothing! nearly 0"],
      ],
      [
        "what may allow besides decides nothing",
        [LOGIN, OPEN, allow(PULL)],
        [named({ Condition: { StringEquals: { "aws:SourceVpce": "vpce-2" } } })],
        "Depends on the value of aws:SourceVpce in the request.",
        ["allows", "unknown! 0"],
      ],
      [
        "what may deny decides although all allow",
        [LOGIN, allow(PULL), DENY],
        [named()],
        "Depends on the value of aws:SourceVpce in the request.",
        ["unknown! 2", "allows"],
      ],
      [
        "a Deny decides whatever allows",
        [LOGIN, allow(PULL), { ...allow(PULL), Effect: "Deny" as const }, DENY],
        [named()],
        "Denied by IAM policy of role ci.",
        ["denies! 2", "allows 0"],
      ],
    ];
    for (const [title, identity, onRepository, because, opinions] of cases)
      it(title, async () => {
        const proof = await proveAccessModel(
          model({
            principals: [principal(CI, [...identity])],
            repositories: [repository({ policy: document("repository policy", ...onRepository) })],
          }),
        );
        const { calls } = await proof.explain(0, 0, "pull");
        expect(calls[1]?.because).to.equal(because);
        expect(
          calls[1]?.opinions.map(({ says, decisive, statements, nearMisses }) => {
            const nearly = nearMisses.length > 0 ? ` nearly ${nearMisses.map(({ index }) => index).join()}` : "";
            return `${says}${decisive ? "!" : ""} ${statements.map(({ index }) => index).join()}${nearly}`
              .replace("  ", " ")
              .trim();
          }),
        ).to.deep.equal(opinions);
      });
  });

  it("name what is not known, with its notes", async () => {
    const pull = { Effect: "Allow" as const, Principal: { AWS: CI }, Action: PULL };
    const proof = await proveAccessModel(
      model({ repositories: [repository({ policy: document("repository policy of app", pull) })] }),
    );
    const { calls, notes, remedies } = await proof.explain(0, 0, "pull");
    expect(calls[1]?.because).to.equal("Depends on IAM policies of role ci.");
    expect(calls[1]?.opinions.map(({ says, decisive }) => [says, decisive])).to.deep.equal([
      ["unknown", true],
      ["allows", false],
    ]);
    expect(notes).to.deep.equal([
      "The inputs name ci and do not have its IAM policies: what they allow or deny is not known. If they do neither, write " +
        '"principals": { "arn:aws:iam::111111111111:role/ci": { "otherPolicies": "none" } } into ecr-kms.config.json; ' +
        '"may-allow" or "may-deny" if they do one of both.',
    ]);
    // What is denied by the two-way model alone.
    expect(remedies.map(({ document: { kind } }) => kind)).to.deep.equal(["key-policy"]);
  });

  it("are the same as the cells", async () => {
    const proof = await proveAccessModel(model({ principals: [principal(role(HUB, "tf"), [allow("*")])] }));
    const { cell } = await proof.explain(0, 0, "create-repository");
    expect(cell).to.deep.equal(proof.cell(0, 0, "create-repository"));
  });

  it("refuse what is not in the proof", async () => {
    const proof = await proveAccessModel(model({}));
    expect(() => proof.cell(5, 0, "push")).to.throw(RangeError, "no such principal or repository");
    const failure = await proof.explain(5, 0, "push").catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(RangeError);
  });
});

describe("many principals and repositories", () => {
  it("are decided once for each kind, and shown in few groups", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `app-${index}`);
    const arns = names.map((name) => `arn:aws:ecr:${REGION}:${HUB}:repository/${name}`);
    const proof = await proveAccessModel(
      model({
        repositories: names.map((name) => repository({ name, encryption: { type: "AES256" } })),
        principals: names.map((name, index) =>
          principal(role(HUB, name), [
            allow("ecr:GetAuthorizationToken"),
            allow(PULL, index % 2 === 0 ? arns : arns.slice(0, 10)),
          ]),
        ),
      }),
    );
    const pulls = proof.groups.filter(({ operation, cell }) => operation === "pull" && cell.documented === "allowed");
    expect(pulls.map(({ principals, repositories }) => [principals.length, repositories.length])).to.have.deep.members([
      [15, 30],
      [15, 10],
    ]);
    expect(proof.effort.cells).to.equal(30 * 30 * 6);
    expect(proof.effort.distinct).to.be.lessThan(60);
  });

  it("tell how far the proof is", async () => {
    const told: [number, number][] = [];
    await proveAccessModel(model({ principals: [principal(role(HUB, "tf"))] }), {
      onProgress: (done, total) => told.push([done, total]),
    });
    expect(told.at(-1)).to.deep.equal([1, 1]);
  });
});
