import { expect } from "chai";
import type { Principal, Repository } from "../../../cli/model/access-model";
import { listNames } from "../../../cli/toolkit/list-words";
import { namesOf } from "../../../cli/report/names";
import { MODEL, PRINCIPALS, REPOSITORIES } from "./sample-model";
import { SAMPLE } from "./sample-report";

function names(principals: readonly Principal[], repositories: readonly Repository[]) {
  return namesOf({ ...SAMPLE.proof, model: MODEL, principals, repositories, parties: [] });
}

describe("names of rows and columns", () => {
  it("are short", () => {
    expect(names(PRINCIPALS, REPOSITORIES)).to.deep.equal({
      rows: [
        "registry-admin",
        "ci-push",
        "batch-pull",
        "administrators of 333333333333",
        "organization o-a1b2c3d4e5",
        "Lambda in 222222222222",
      ],
      repositories: ["orders", "payments", "batch/reports"],
    });
  });

  it("are as long as it takes to tell one from the other", () => {
    const [role] = PRINCIPALS as [Principal];
    const [repository] = REPOSITORIES as [Repository];
    const shown = names(
      [
        role,
        { ...role, accountId: "222222222222" },
        { ...role, accountId: "222222222222", arn: "arn:aws:iam::222222222222:role/other/registry-admin" },
        { ...role, kind: "user" },
      ],
      [
        repository,
        { ...repository, accountId: "222222222222" },
        { ...repository, region: "us-east-1" },
        { ...repository, name: "\u001b[31mpayments" },
      ],
    );
    expect(shown).to.deep.equal({
      rows: [
        "registry-admin of 111111111111",
        "arn:aws:iam::111111111111:role/registry-admin",
        "arn:aws:iam::222222222222:role/other/registry-admin",
        "user registry-admin",
      ],
      repositories: [
        "orders (111111111111, eu-central-1)",
        "orders (222222222222)",
        "orders (us-east-1)",
        "\ufffd[31mpayments",
      ],
    });
  });

  it("are those of projects, with the account where others have one of the name", () => {
    const project = (accountId: string, name: string): Principal => ({
      arn: `arn:aws:codebuild:us-east-1:${accountId}:project/${name}`,
      kind: "service",
      accountId,
      name: `codebuild project/${name}`,
      policies: [],
    });
    const projects = [
      project("111111111111", "orders"),
      project("111111111111", "base"),
      project("222222222222", "base"),
    ];
    expect(names(projects, []).rows).to.deep.equal([
      "codebuild project/orders",
      "codebuild project/base of 111111111111",
      "codebuild project/base of 222222222222",
    ]);
  });

  it("are counted where there are many", () => {
    expect([listNames(["a", "b"], 2), listNames(["a", "b", "c"], 2), listNames([], 2)]).to.deep.equal([
      "a, b",
      "a, b and 1 more",
      "",
    ]);
  });
});
