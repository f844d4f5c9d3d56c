import { expect } from "chai";
import { compareWithExpectation } from "../../../cli/expectation/compare-with-expectation";
import type { Difference, Expectation, ExpectedAccess } from "../../../cli/expectation/expectation";
import { fakeParty, fakePrincipal, fakeProof, fakeRepository } from "../support/fake-proof";

const CI = "arn:aws:iam::111111111111:role/ci";
const APP = "arn:aws:iam::222222222222:role/app";
const LAMBDA = "arn:aws:lambda:us-east-1:333333333333:function:*";
const ELSEWHERE = LAMBDA.replace("us-east-1", "eu-west-1");
const VPCE = { StringEquals: { "aws:SourceVpce": "vpce-1" } };
const BUILDS = { service: "codebuild.amazonaws.com" };
const PATTERN = { principal: "arn:aws:iam::444444444444:role/ci-*" };

const repositories = [fakeRepository("orders"), fakeRepository("reports")];
const proof = fakeProof(
  [
    fakePrincipal(CI),
    fakePrincipal(APP),
    fakePrincipal("arn:aws:iam::333333333333:root", "account"),
    fakePrincipal(LAMBDA, "lambda"),
    fakePrincipal(ELSEWHERE, "lambda"),
  ],
  repositories,
  {
    "ci push orders": "allowed",
    "app pull orders": "allowed/denied",
    "app pull reports": "unknown",
    "arn:aws:iam::333333333333:root pull reports": "allowed",
    [`${LAMBDA} pull-by-lambda orders`]: "allowed",
    // Functions of one Region have nothing to do with repositories of another.
    [`${ELSEWHERE} pull-by-lambda orders`]: "none",
  },
  [
    fakeParty({ account: "333333333333" }, "account 333333333333", { "pull reports": "allowed" }),
    fakeParty(PATTERN, "roles ci-* of 444444444444", { "push reports": "allowed", "pull reports": "allowed" }),
    { party: { kind: "own-account", words: "own", accountId: "123456789012" }, may: { "push orders": "allowed" } },
  ],
);

/** What the proof above allows, all of it. */
const ORDERS: ExpectedAccess = { push: [CI], pull: [APP], "pull-by-lambda": ["333333333333"] };
const REPORTS: ExpectedAccess = { push: [PATTERN], pull: [APP, "333333333333", PATTERN] };
const UNKNOWN = "unknown-access role/app of 222222222222";
const accept = [{ gap: UNKNOWN, reason: "its policies are managed elsewhere" }];
const WHOLE: Expectation = { repositories: { orders: ORDERS, reports: REPORTS }, accept };
const orders = (access: ExpectedAccess): Expectation => ({
  ...WHOLE,
  repositories: { orders: { ...ORDERS, ...access }, reports: REPORTS },
});
const reports = (access: ExpectedAccess): Expectation => ({
  ...WHOLE,
  repositories: { orders: ORDERS, reports: { ...REPORTS, ...access } },
});

interface Case {
  readonly name: string;
  readonly expected: Expectation;
  /** `<principals> <operations> <repositories> <expected> <actual>`, lists with commas. */
  readonly differences: readonly string[];
}

const CASES: readonly Case[] = [
  { name: "what is exactly so", expected: WHOLE, differences: [] },
  {
    name: "somebody who should and cannot",
    expected: orders({ push: [CI, APP] }),
    differences: [`${APP} push orders allowed denied`],
  },
  {
    name: "somebody who can and should not",
    expected: orders({ push: [] }),
    differences: [`${CI} push orders denied allowed`],
  },
  {
    name: "somebody whom no input makes",
    expected: orders({ push: [CI, "arn:aws:iam::444444444444:role/new"] }),
    differences: ["arn:aws:iam::444444444444:role/new push orders allowed missing"],
  },
  {
    name: "a repository that no input makes",
    expected: { ...WHOLE, repositories: { ...WHOLE.repositories, ordres: { push: [CI], pull: [CI] } } },
    differences: [`${CI} push,pull ordres allowed missing`],
  },
  {
    name: "an account that is a party and no row",
    expected: reports({ pull: [APP, PATTERN] }),
    differences: ["account 333333333333 pull reports denied allowed"],
  },
  {
    name: "a party as one difference, whatever it may do",
    expected: reports({ push: [], pull: [APP, "333333333333"] }),
    differences: ["roles ci-* of 444444444444 push,pull reports denied allowed"],
  },
  {
    name: "a party that nothing lets in",
    expected: reports({ pull: [APP, "333333333333", PATTERN, BUILDS] }),
    differences: [`${JSON.stringify(BUILDS)} pull reports allowed missing`],
  },
  {
    name: "a party that is expected under another condition",
    expected: reports({ pull: [APP, "333333333333", { ...PATTERN, if: VPCE }] }),
    differences: [
      `${JSON.stringify({ ...PATTERN, if: VPCE })} pull reports allowed missing`,
      "roles ci-* of 444444444444 pull reports denied allowed",
    ],
  },
  {
    name: "the principals of the registry's account, and never as a difference",
    expected: orders({ push: [CI, "123456789012"] }),
    differences: [],
  },
  {
    name: "a repository that the file does not name",
    expected: { ...WHOLE, repositories: { reports: { ...REPORTS, "pull-by-lambda": [] } } },
    differences: [`${CI} push orders denied allowed`, `${APP} pull orders denied allowed`],
  },
  {
    name: "an operation that the file names nowhere, once",
    expected: {
      repositories: {
        orders: { pull: [APP], "pull-by-lambda": ["333333333333"] },
        reports: { pull: REPORTS.pull ?? [] },
      },
      accept,
    },
    differences: [`${CI},roles ci-* of 444444444444 push orders,reports denied allowed`],
  },
  {
    name: "access that is not sure although it should be",
    expected: { repositories: WHOLE.repositories ?? {} },
    differences: [`${APP} pull reports allowed unknown ${UNKNOWN}`],
  },
  {
    name: "access that may exist although it should not",
    expected: { ...reports({ pull: ["333333333333", PATTERN] }), accept: [] },
    differences: [`${APP} pull reports denied unknown ${UNKNOWN}`],
  },
  {
    name: "an account that should and does not occur, and nothing of what is not known of its roles",
    expected: { ...reports({ pull: ["222222222222", "333333333333", PATTERN] }), accept: [] },
    differences: ["222222222222 pull reports allowed missing"],
  },
  {
    name: "accounts by id and by their root",
    expected: reports({ pull: [APP, "arn:aws:iam::333333333333:root", PATTERN] }),
    differences: [],
  },
  {
    name: "parties that are written out and are a text",
    expected: reports({ pull: [{ principal: APP }, { account: "333333333333" }, PATTERN] }),
    differences: [],
  },
  {
    name: "a repository by its ARN",
    expected: {
      ...WHOLE,
      repositories: {
        "arn:aws:ecr:us-east-1:123456789012:repository/orders": { ...ORDERS, push: [APP] },
        reports: REPORTS,
      },
    },
    differences: [`${APP} push orders allowed denied`, `${CI} push orders denied allowed`],
  },
  {
    name: "the default of repositories that are not named",
    expected: { ...WHOLE, repositories: { orders: ORDERS, "*": REPORTS } },
    differences: [],
  },
  {
    name: "the two-way model",
    expected: { ...WHOLE, kmsModel: "two-way" },
    differences: [`${APP} pull orders allowed denied`],
  },
  {
    name: "nothing of operations that the file ignores",
    expected: { ...orders({ push: [] }), ignore: ["push"] },
    differences: [],
  },
  {
    name: "nothing of repositories that the file does not speak of",
    expected: { repositories: { reports: REPORTS }, only: ["rep*"], accept },
    differences: [],
  },
  {
    name: "a file that speaks of repositories that do not exist",
    expected: { repositories: {}, only: ["payments/*"] },
    differences: ["anybody  payments/* allowed missing"],
  },
  {
    name: "those who never may, everywhere",
    expected: { ...WHOLE, accept: [], never: [{ principals: [APP] }] },
    differences: [`${APP} pull reports denied unknown ${UNKNOWN}`, `${APP} pull orders denied allowed`],
  },
  {
    name: "those who never may, in one repository and operation",
    expected: { ...WHOLE, never: [{ principals: [APP, CI], repositories: ["orders"], operations: ["push"] }] },
    differences: [`${CI} push orders denied allowed`],
  },
  {
    name: "a party of which one never may be",
    expected: { ...WHOLE, never: [{ principals: ["arn:aws:iam::444444444444:role/ci-nightly", "333333333333"] }] },
    differences: [
      "account 333333333333 pull reports denied allowed",
      `${LAMBDA} pull-by-lambda orders denied allowed`,
      "roles ci-* of 444444444444 push,pull reports denied allowed",
    ],
  },
  {
    name: "those who never may, in repositories of a pattern",
    expected: { ...WHOLE, never: [{ principals: [APP, CI], repositories: ["ord*"], operations: ["push"] }] },
    differences: [`${CI} push orders denied allowed`],
  },
  {
    name: "those who never may, in a repository that does not exist",
    expected: { ...WHOLE, never: [{ principals: [APP, CI], repositories: ["order", "team-*"], operations: ["push"] }] },
    differences: ["anybody  order allowed missing"],
  },
  {
    name: "a file that speaks of one repository that exists and of one that does not",
    expected: { repositories: { reports: REPORTS }, only: ["reports", "order", "team-*"], accept },
    differences: ["anybody  order allowed missing"],
  },
  {
    name: "those who never may and do not occur",
    expected: { ...WHOLE, never: [{ principals: ["arn:aws:iam::444444444444:role/new"] }] },
    differences: [],
  },
];

describe("comparing proved with intended access", () => {
  for (const { name, expected, differences } of CASES) {
    it(`finds ${name}`, async () => {
      const found = await compareWithExpectation(proof, expected);
      expect(found.differences.map(lineOf)).to.have.members(differences);
    });
  }

  it("marks those who never may, and nobody else", async () => {
    const found = await compareWithExpectation(proof, {
      ...WHOLE,
      repositories: { ...WHOLE.repositories, orders: { push: [CI], "pull-by-lambda": ["333333333333"] } },
      never: [{ principals: [CI, "333333333333"], repositories: ["orders"] }],
    });
    expect(found.differences.map((each) => `${lineOf(each)} ${each.never ?? "-"}`)).to.have.members([
      `${APP} pull orders denied allowed -`,
      `${CI} push orders denied allowed true`,
      `${LAMBDA} pull-by-lambda orders denied allowed true`,
    ]);
  });

  it("says who, what, and why not", async () => {
    const { differences } = await compareWithExpectation(proof, orders({ push: [CI, APP] }));
    expect(differences).to.deep.equal([
      {
        principal: APP,
        principals: [APP],
        repository: "orders",
        repositories: ["orders"],
        operation: "push",
        operations: ["push"],
        expected: "allowed",
        actual: "denied",
        message: `${APP} cannot push to orders, but should: ecr:PutImage: the reason`,
        at: { principal: 1, repository: 0 },
      },
    ]);
  });

  it("names an id for what is not known, the same wherever it is", async () => {
    const { differences } = await compareWithExpectation(proof, { repositories: WHOLE.repositories ?? {} });
    expect(differences.map(({ message, gap }) => ({ message, gap }))).to.deep.equal([
      {
        message: `${APP} may or may not be able to pull from reports, but should (gap: ${UNKNOWN}): ecr:PutImage: the reason`,
        gap: UNKNOWN,
      },
    ]);
  });

  it("gives the caller's model precedence over the file's", async () => {
    const found = await compareWithExpectation(proof, { ...WHOLE, kmsModel: "two-way" }, "documented");
    expect(found.differences).to.deep.equal([]);
  });

  it("puts a new account in many repositories into one difference", async () => {
    const many = Array.from({ length: 60 }, (_, index) => fakeRepository(`service-${index}`));
    const operations = ["push", "pull", "delete-repository", "create-repository"];
    const may = Object.fromEntries(
      many.flatMap(({ name }) => operations.map((operation) => [`${operation} ${name}`, "allowed" as const])),
    );
    const open = fakeProof([], many, {}, [fakeParty({ account: "555555555555" }, "account 555555555555", may)]);
    const named = { push: [], pull: [], "delete-repository": [], "create-repository": [] };
    const { differences } = await compareWithExpectation(open, { repositories: { "*": named } });
    expect(differences.map(({ message }) => message)).to.deep.equal([
      "account 555555555555 can create, push to, pull from and delete service-0, service-1, service-2 and 57 more, but should not",
    ]);
  });
});

function lineOf({ principals, operations, repositories: where, expected, actual, gap = "" }: Difference): string {
  return [principals.join(), operations.join(), where.join(), expected, actual, gap].join(" ").trimEnd();
}
