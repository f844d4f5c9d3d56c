import { expect } from "chai";
import { InputError } from "../../../../cli/toolkit/input-error";
import type { Asked } from "../../../../cli/audit/question";
import { makeQuestion } from "../../../../cli/audit/questions/make-question";
import { readAsked } from "../../../../cli/audit/questions/read-asked";
import { KEY, KEY_ID } from "../fixtures/calls";

const REPOSITORY_HINT = "write orders, 111122223333/orders or arn:aws:ecr:us-east-1:111122223333:repository/orders";
const IMAGE_HINT = "write a tag, such as 1.4.2, or a digest: sha256: and 64 digits from 0-9a-f";
const KEY_HINT = "write its ARN, arn:aws:kms:us-east-1:111122223333:key/<id>, or its id";
const TIME_HINT = "write 2026-10-01 or 2026-10-01T08:30:00Z; a time without a zone is in UTC";
const ACCOUNT_HINT = "an account has 12 digits: 111122223333";

const REFUSED: readonly (readonly [asked: Asked, path: string, message: string, hint: string])[] = [
  [{ id: "who" as "pulls" }, 'question "who"', "is not known", "ask one of pulls, pushes, key-usage, denied, changes"],
  [
    { id: "pulls", key: KEY },
    "key",
    "does not narrow pulls",
    "narrow pulls with `repository`, `image`, `principal`, `account`, `since`, `until`",
  ],
  [
    { id: "changes", image: "1" },
    "image",
    "does not narrow changes",
    "narrow changes with `repository`, `key`, `principal`, `account`, `since`, `until`",
  ],
  [{ id: "pulls", repository: "" }, 'repository ""', "is not a repository name", REPOSITORY_HINT],
  [{ id: "pulls", repository: "Orders" }, 'repository "Orders"', "is not a repository name", REPOSITORY_HINT],
  [
    { id: "pulls", repository: "orders:1.4.2" },
    'repository "orders:1.4.2"',
    "is not a repository name",
    REPOSITORY_HINT,
  ],
  [
    { id: "pulls", repository: "a'; DROP TABLE t" },
    `repository "a'; DROP TABLE t"`,
    "is not a repository name",
    REPOSITORY_HINT,
  ],
  [
    { id: "pulls", repository: "111122223333.dkr.ecr.us-east-1.amazonaws.com/orders:1" },
    'repository "111122223333.dkr.ecr.us-east-1.amazonaws.com/orders:1"',
    "is the address of an image, not a repository",
    `${REPOSITORY_HINT}, and the tag with \`image\``,
  ],
  [{ id: "pulls", image: "sha256:12" }, 'image "sha256:12"', "is not a digest", IMAGE_HINT],
  [
    { id: "pulls", image: "orders:1" },
    'image "orders:1"',
    "is neither a tag nor a digest",
    `${IMAGE_HINT}; give the repository with \`repository\``,
  ],
  [{ id: "pulls", image: "-1" }, 'image "-1"', "is neither a tag nor a digest", IMAGE_HINT],
  [
    { id: "key-usage", key: "alias/ecr" },
    'key "alias/ecr"',
    "is an alias, which may have stood for other keys",
    KEY_HINT,
  ],
  [{ id: "key-usage", key: "abc" }, 'key "abc"', "is not a key", KEY_HINT],
  [{ id: "denied", principal: " " }, 'principal " "', "is empty", "give part of an ARN: role/ci, or user/alice"],
  [{ id: "denied", account: "1111" }, 'account "1111"', "is not an account id", ACCOUNT_HINT],
  [{ id: "denied", since: "yesterday" }, 'since "yesterday"', "is neither a date nor a time of ISO 8601", TIME_HINT],
  [{ id: "denied", since: "2026-02-31" }, 'since "2026-02-31"', "is a date or time that does not exist", TIME_HINT],
  [
    { id: "denied", until: "2026-10-01T25:00" },
    'until "2026-10-01T25:00"',
    "is a date or time that does not exist",
    TIME_HINT,
  ],
  [
    { id: "denied", since: "2026-10-02", until: "2026-10-02T00:00:00Z" },
    "since 2026-10-02",
    "is not before 2026-10-02T00:00:00Z",
    "give the first moment with `since`, and the moment that is too late with `until`",
  ],
];

describe("what is asked", () => {
  for (const [asked, path, message, hint] of REFUSED) {
    it(`is refused: ${JSON.stringify(asked)}`, () => {
      expect(problemsOf(asked)).to.deep.equal([{ path, message, hint }]);
    });
  }

  it("is refused for everything that is wrong with it", () => {
    const asked: Asked = {
      id: "pulls",
      repository: "X",
      image: "sha256:1",
      key: KEY,
      principal: "",
      account: "1",
      since: "?",
      until: "!",
    };
    expect(problemsOf(asked).map(({ path }) => path)).to.deep.equal([
      'repository "X"',
      'image "sha256:1"',
      "key",
      'principal ""',
      'account "1"',
      'since "?"',
      'until "!"',
    ]);
  });

  const TIMES: readonly (readonly [since: string, understood: string])[] = [
    ["2026-10-01", "2026-10-01T00:00:00Z"],
    ["2026-10-01T08:30", "2026-10-01T08:30:00Z"],
    ["2026-10-01T08:30:05", "2026-10-01T08:30:05Z"],
    ["2026-10-01T08:30:05.000Z", "2026-10-01T08:30:05Z"],
    ["2026-10-01T08:30:05.001Z", "2026-10-01T08:30:06Z"],
    ["2026-10-01T00:30:00+02:00", "2026-09-30T22:30:00Z"],
    ["2024-02-29", "2024-02-29T00:00:00Z"],
  ];
  for (const [since, understood] of TIMES) {
    it(`has a time in whole seconds: ${since}`, () => {
      expect(readAsked({ id: "pulls", since }).since).to.equal(understood);
    });
  }

  it("has repositories and keys as they can be named", () => {
    const repository = (value: string) => readAsked({ id: "pulls", repository: value }).repository;
    expect(repository("team/my_app.x--y")).to.deep.equal({ name: "team/my_app.x--y" });
    expect(repository("111122223333/team/app")).to.deep.equal({ name: "team/app", account: "111122223333" });
    expect(repository("arn:aws-us-gov:ecr:us-gov-west-1:111122223333:repository/team/app")).to.deep.equal({
      name: "team/app",
      account: "111122223333",
      region: "us-gov-west-1",
    });
    expect(readAsked({ id: "key-usage", key: KEY_ID }).key).to.deep.equal({ id: KEY_ID });
    expect(readAsked({ id: "key-usage", key: KEY }).key).to.deep.equal({ id: KEY_ID, region: "us-east-1", arn: KEY });
    const replica = `mrk-${"0".repeat(32)}`;
    expect(readAsked({ id: "key-usage", key: replica }).key).to.deep.equal({ id: replica });
  });
});

describe("a question", () => {
  const TITLES: readonly (readonly [asked: Asked, title: string])[] = [
    [{ id: "pulls" }, "Who pulled images"],
    [
      { id: "pulls", repository: "orders", image: "1.4.2", since: "2026-10-01", until: "2026-11-01" },
      "Who pulled orders:1.4.2, from 2026-10-01 to 2026-11-01",
    ],
    [
      { id: "pushes", image: "1", principal: "role/ci", account: "111122223333" },
      "Who pushed images 1, by role/ci, by account 111122223333",
    ],
    [{ id: "key-usage", repository: "orders" }, "Who caused use of keys for orders"],
    [{ id: "key-usage", repository: "orders", key: KEY_ID }, `Who caused use of key ${KEY_ID} for orders`],
    [{ id: "denied", repository: "orders", key: KEY_ID }, `What was denied on orders or key ${KEY_ID}`],
    [{ id: "changes" }, "What was changed about keys, repositories and registries"],
  ];
  for (const [asked, title] of TITLES) {
    it(`is a sentence: ${title}`, () => {
      expect(makeQuestion(asked).title).to.equal(title);
    });
  }

  it("needs pushes from before the period to know what tags stood for", () => {
    const since = "2026-10-31T12:00:00Z";
    expect(makeQuestion({ id: "pulls", since }).readFrom).to.equal("2026-10-01T12:00:00Z");
    expect(makeQuestion({ id: "pushes", since }).readFrom).to.equal(since);
    expect(makeQuestion({ id: "pulls" })).not.to.have.property("readFrom");
  });

  it("is found by LookupEvents one attribute at a time", () => {
    const lookups = (asked: Asked) =>
      makeQuestion(asked).lookups.map(({ AttributeKey, AttributeValue }) => `${AttributeKey}=${AttributeValue}`);
    expect(lookups({ id: "pulls" })).to.deep.equal([
      "EventName=BatchGetImage",
      "EventName=GetDownloadUrlForLayer",
      "EventName=PutImage",
    ]);
    expect(lookups({ id: "key-usage", key: KEY })).to.deep.equal([`ResourceName=${KEY}`]);
    expect(lookups({ id: "key-usage", key: KEY_ID })).to.include("EventName=Decrypt");
    expect(lookups({ id: "denied", key: KEY })).to.deep.equal(["EventSource=ecr.amazonaws.com", `ResourceName=${KEY}`]);
    expect(lookups({ id: "changes", key: KEY })).to.deep.equal([`ResourceName=${KEY}`, "EventName=CreateRepository"]);
    expect(lookups({ id: "changes" })).to.include.members(["EventName=RetireGrant", "EventName=SetRepositoryPolicy"]);
  });

  it("goes to worker threads and back as plain data", () => {
    for (const id of ["pulls", "pushes", "key-usage", "denied", "changes"] as const) {
      const { asked, columns, needles, lookups, cannotTell } = makeQuestion({ id });
      const data = { asked, columns, needles, lookups, cannotTell };
      expect(structuredClone(data)).to.deep.equal(data);
      expect(cannotTell).not.to.be.empty;
    }
  });
});

function problemsOf(asked: Asked): InputError["problems"] {
  try {
    makeQuestion(asked);
  } catch (error) {
    if (InputError.is(error)) return error.problems;
    throw error;
  }
  return [];
}
