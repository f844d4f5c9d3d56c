import { expect } from "chai";
import type { AwsSessions } from "../../../../cli/toolkit/aws/aws-session";
import { askedPrincipals } from "../../../../cli/doctor/read/asked-principals";
import { askedRepositories } from "../../../../cli/doctor/read/asked-repositories";
import { refusalOfPromise } from "../../../support/thrown";
import { fakeSession } from "../../toolkit/aws/fake-aws";
import { HUB, HUB_ANSWERS, readHub, SPOKE } from "./fake-hub";

const all = [fakeSession("http://127.0.0.1:9", HUB), fakeSession("http://127.0.0.1:9", SPOKE)];
const sessions: AwsSessions = {
  main: all[0] as (typeof all)[number],
  all,
  of: (accountId) => all.find((session) => session.accountId === accountId),
};

const hint = (arn: string): string => `write ${arn}, or the name alone where it is in account ${HUB} and us-east-1`;
const ANY = `arn:aws:ecr:us-east-1:${HUB}:repository/<name>`;
const NEITHER = "is neither a repository's name nor its ARN";

describe("the repositories that are asked about", () => {
  for (const { written, meant } of [
    { written: "orders", meant: `${HUB} us-east-1 orders` },
    { written: "team/orders-api_v2.1", meant: `${HUB} us-east-1 team/orders-api_v2.1` },
    { written: `arn:aws:ecr:eu-west-1:${SPOKE}:repository/team/app`, meant: `${SPOKE} eu-west-1 team/app` },
  ]) {
    it(`${written} is ${meant}`, () => {
      const { repositories, problems } = askedRepositories([written], sessions);
      expect(problems).to.deep.equal([]);
      expect(repositories.map(({ session, region, name }) => `${session.accountId} ${region} ${name}`)).to.deep.equal([
        meant,
      ]);
    });
  }

  it("are each meant once, by name or by ARN", () => {
    const written = ["orders", `arn:aws:ecr:us-east-1:${HUB}:repository/orders`, "orders"];
    expect(askedRepositories(written, sessions).repositories.map((each) => each.written)).to.deep.equal(["orders"]);
  });

  for (const { written, message, how } of [
    { written: "Orders", message: NEITHER, how: hint(ANY) },
    { written: "", message: NEITHER, how: hint(ANY) },
    { written: "orders:latest", message: NEITHER, how: hint(ANY) },
    { written: "orders/", message: NEITHER, how: hint(ANY) },
    { written: `arn:aws:kms:us-east-1:${HUB}:key/k1`, message: NEITHER, how: hint(ANY) },
    { written: `arn:aws:ecr:us-east-1:${HUB}:repository/*`, message: NEITHER, how: hint(ANY) },
    {
      written: `${SPOKE}.dkr.ecr.eu-west-1.amazonaws.com/team/app:v1`,
      message: NEITHER,
      how: hint(`arn:aws:ecr:eu-west-1:${SPOKE}:repository/team/app`),
    },
    {
      written: "arn:aws:ecr:us-east-1:333333333333:repository/app",
      message: "is in account 333333333333, and there are no credentials for it",
      how: "give a profile or a role of account 333333333333 with `also`",
    },
    {
      written: `arn:aws-cn:ecr:cn-north-1:${HUB}:repository/app`,
      message: "is in the partition aws-cn, and the credentials are for aws",
      how: `write arn:aws:ecr:cn-north-1:${HUB}:repository/app`,
    },
  ]) {
    it(`${written === "" ? "nothing" : written} is refused`, () => {
      expect(askedRepositories([written], sessions)).to.deep.equal({
        repositories: [],
        problems: [{ path: `repository ${written}`, message, hint: how }],
      });
    });
  }

  it("are at least one", () => {
    expect(askedRepositories([], sessions).problems).to.deep.equal([
      { path: "repositories", message: "no repository is named", hint: "name one or several, or give their ARNs" },
    ]);
  });

  const named = (...names: readonly string[]) => ({
    "ecr:DescribeRepositories": ({ repositoryNames, nextToken }: Readonly<Record<string, unknown>>) => {
      if (repositoryNames !== undefined) return { error: "RepositoryNotFoundException" };
      const half = Math.ceil(names.length / 2);
      const page = nextToken === undefined ? names.slice(0, half) : names.slice(half);
      const rest = nextToken === undefined && half < names.length ? { nextToken: "more" } : {};
      return { body: { repositories: page.map((repositoryName) => ({ repositoryName })), ...rest } };
    },
  });

  for (const { title, there, asked, how } of [
    {
      title: "near names",
      there: ["order", "team/orders", "ordres", "billing", "web"],
      asked: "orders",
      how: "did you mean team/orders, order, ordres?",
    },
    { title: "no near name", there: ["billing", "web"], asked: "orders", how: "check its name, account and Region" },
    { title: "none at all", there: [], asked: "orders", how: "there is none at all: check account and Region" },
  ]) {
    it(`that do not exist are told with ${title}`, async () => {
      const refused = await refusalOfPromise(readHub(named(...there), { repositories: [asked] }));
      const message = `there is no repository ${asked} in account ${HUB} and Region us-east-1`;
      expect(refused.problems).to.deep.equal([{ path: `repository ${asked}`, message, hint: how }]);
    });
  }

  it("that do not exist are told together with principals that do not exist, after one list", async () => {
    const answers = {
      ...named("orders"),
      "iam:GetRole": () => ({ error: "NoSuchEntity", status: 404 }),
      "iam:GetUser": () => ({ error: "NoSuchEntity", status: 404 }),
    };
    const question = { repositories: ["ordres", "ordrs"], principals: ["deployer", `arn:aws:iam::${HUB}:user/x/me`] };
    const refused = await refusalOfPromise(readHub(answers, question));
    expect(refused.problems).to.deep.equal([
      {
        path: "repository ordres",
        message: `there is no repository ordres in account ${HUB} and Region us-east-1`,
        hint: "did you mean orders?",
      },
      {
        path: "repository ordrs",
        message: `there is no repository ordrs in account ${HUB} and Region us-east-1`,
        hint: "did you mean orders?",
      },
      {
        path: "principal deployer",
        message: `there is no role and no user deployer in account ${HUB}`,
        hint: "check its name; for another account, give its credentials with `also`",
      },
      {
        path: `principal arn:aws:iam::${HUB}:user/x/me`,
        message: `there is no user me in account ${HUB}`,
        hint: "check its name and account",
      },
    ]);
  });

  it("that are malformed are told before AWS is asked", async () => {
    const refused = await refusalOfPromise(readHub(HUB_ANSWERS, { repositories: ["A", "B"], principals: ["a b"] }));
    expect(refused.problems.map(({ path }) => path)).to.deep.equal(["repository A", "repository B", "principal a b"]);
  });
});

describe("the principals that are asked about", () => {
  for (const [written, meant] of [
    [`arn:aws:iam::${HUB}:role/apps/puller`, `role ${HUB} puller`],
    [`arn:aws:iam::${SPOKE}:user/dev`, `user ${SPOKE} dev`],
    [`arn:aws:sts::${HUB}:assumed-role/admin/me@example.com`, `role ${HUB} admin`],
    ["puller", "role or user puller in 2 accounts"],
    ["role/puller", "role puller in 2 accounts"],
    ["user/dev@example.com", "user dev@example.com in 2 accounts"],
    ["role/apps/puller", "role puller in 2 accounts"],
  ] as const) {
    it(`${written} is ${meant}`, () => {
      const { principals, problems } = askedPrincipals([written, written], sessions);
      expect(problems).to.deep.equal([]);
      expect(
        principals.map((each) =>
          "principal" in each
            ? `${each.principal.kind} ${each.principal.accountId} ${each.principal.name}`
            : `${each.kinds.join(" or ")} ${each.name} in ${each.sessions.length} accounts`,
        ),
      ).to.deep.equal([meant]);
    });
  }

  for (const written of [
    "",
    "a b",
    "*",
    `arn:aws:iam::${HUB}:root`,
    `arn:aws:iam::${HUB}:role/*`,
    `arn:aws:iam::${HUB}:group/devs`,
    `arn:aws:sts::${HUB}:federated-user/me`,
  ]) {
    it(`${written === "" ? "nothing" : written} is refused`, () => {
      expect(askedPrincipals([written], sessions)).to.deep.equal({
        principals: [],
        problems: [
          {
            path: `principal ${written}`,
            message: "is neither a role or user's ARN nor its name",
            hint: `write arn:aws:iam::${HUB}:role/<name>, or the name alone`,
          },
        ],
      });
    });
  }
});
