import { expect } from "chai";
import type { RegistryTopology, ReplicationConfig } from "../../../shared";
import { planReplication } from "../../../shared";
import type { ExpectedFinding } from "../fixtures";
import { CI_ROLE, expectFindings, expectSame, HUB, isDeeplyFrozen, isLater, LATER, LATER_LIST } from "../fixtures";

const DR = "222222222222";
const SOURCE: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: HUB,
  repositories: {
    "team/web": { push: [CI_ROLE], pull: ["333333333333"] },
    "team/api": { push: [CI_ROLE], pull: ["333333333333"] },
    orders: { push: [CI_ROLE] },
  },
};
const GOOD: ReplicationConfig = { topology: SOURCE, destinations: [{ region: "eu-west-1" }] };
const plan = (different: object = {}): ReturnType<typeof planReplication> =>
  planReplication({ replication: { ...GOOD, ...different } });
const regions = ["af-south", "ap-east", "ap-south", "ca-central", "eu-central", "eu-north", "eu-south", "eu-west"];
const manyRegions = (count: number): readonly object[] =>
  Array.from({ length: count }, (_, index) => ({ region: `${regions[index % 8] ?? ""}-${Math.floor(index / 8) + 1}` }));
const named = (count: number): RegistryTopology => ({
  ...SOURCE,
  repositories: Object.fromEntries(Array.from({ length: count }, (_, index) => [`app-${1000 + index}`, {}])),
});

describe("planReplication", () => {
  it("replicates the repositories of the topology and nothing else by default", () => {
    expectSame(plan(), {
      rules: [
        {
          destinations: [{ region: "eu-west-1", registryId: HUB }],
          repositoryFilters: [
            { filter: "orders", filterType: "PREFIX_MATCH" },
            { filter: "team/api", filterType: "PREFIX_MATCH" },
            { filter: "team/web", filterType: "PREFIX_MATCH" },
          ],
        },
      ],
    });
    expect(isDeeplyFrozen(plan())).to.equal(true);
  });

  it("replicates prefixes to several accounts and Regions, in whatever order they are written", () => {
    const destinations = [
      { region: "us-east-1", accountId: DR },
      { region: "eu-west-1", accountId: DR },
      { region: "eu-west-1" },
    ];
    const prefixes = ["team/", "orders", "team/web"];
    const expected = {
      rules: [
        {
          destinations: [
            { region: "eu-west-1", registryId: HUB },
            { region: "eu-west-1", registryId: DR },
            { region: "us-east-1", registryId: DR },
          ],
          repositoryFilters: [
            { filter: "orders", filterType: "PREFIX_MATCH" },
            { filter: "team/", filterType: "PREFIX_MATCH" },
          ],
        },
      ],
    };
    expectSame(plan({ destinations, prefixes }), expected);
    expectSame(plan({ destinations: [...destinations].reverse(), prefixes: [...prefixes].reverse() }), expected);
  });

  it("leaves out a filter that another one reaches", () => {
    const topology = { ...SOURCE, repositories: { app: {}, "app-web": {}, "app/x": {}, apple: {}, b1: {} } };
    const [rule] = plan({ topology }).rules;
    expect(rule?.repositoryFilters.map(({ filter }) => filter)).to.deep.equal(["app", "b1"]);
  });

  it("spreads filters over rules of a hundred, each with every destination", () => {
    const { rules } = plan({ topology: named(250), destinations: [{ region: "eu-west-1" }, { region: "eu-west-2" }] });
    expect(rules.map(({ repositoryFilters }) => repositoryFilters.length)).to.deep.equal([100, 100, 50]);
    expect(rules.map(({ destinations }) => destinations.length)).to.deep.equal([2, 2, 2]);
    expect(
      new Set(rules.flatMap(({ repositoryFilters }) => repositoryFilters.map(({ filter }) => filter))).size,
    ).to.equal(250);
  });

  it("takes as many destinations and filters as ECR does", () => {
    expect(plan({ destinations: manyRegions(25) }).rules[0]?.destinations).to.have.length(25);
    expect(plan({ topology: named(1000) }).rules).to.have.length(10);
  });

  it("replicates within a registry account that is known only at deployment", () => {
    const replication = { ...GOOD, topology: { ...SOURCE, registryAccountId: LATER } };
    expect(planReplication({ replication }, isLater).rules[0]?.destinations).to.deep.equal([
      { region: "eu-west-1", registryId: LATER },
    ]);
  });

  const refusals: Readonly<Record<string, readonly [object, ...ExpectedFinding[]]>> = {
    "its own registry": [
      { destinations: [{ region: "us-east-1" }] },
      { code: "DESTINATION_IS_SOURCE", path: "replication.destinations[0]" },
    ],
    "its own registry with its account written out": [
      { destinations: [{ region: "us-east-1", accountId: HUB }] },
      {
        code: "DESTINATION_IS_SOURCE",
        path: "replication.destinations[0]",
        message: `"us-east-1" of "${HUB}" is the registry of the topology`,
      },
    ],
    "the same destination twice, once with its account written out": [
      { destinations: [{ region: "eu-west-1" }, { region: "eu-west-1", accountId: HUB }] },
      {
        code: "DUPLICATE_DESTINATION",
        path: "replication.destinations[1]",
        message: `eu-west-1 of ${HUB} is already destinations[0]`,
      },
    ],
    "a Region that is none": [
      { destinations: [{ region: "eu-west-1a" }] },
      { code: "INVALID_REGION", path: "replication.destinations[0].region" },
    ],
    "a Region of another partition": [
      { destinations: [{ region: "cn-north-1" }] },
      {
        code: "PARTITION_MISMATCH",
        path: "replication.destinations[0].region",
        message: "cn-north-1 is in partition aws-cn, the registry in aws",
      },
    ],
    "an account id that is none": [
      { destinations: [{ region: "eu-west-1", accountId: 222222222222 }] },
      { code: "INVALID_ACCOUNT_ID", path: "replication.destinations[0].accountId" },
    ],
    "a key of another Region and another account": [
      {
        destinations: [
          {
            region: "eu-west-1",
            accountId: DR,
            keyArn: `arn:aws:kms:us-east-1:${HUB}:key/12345678-1234-1234-1234-123456789012`,
          },
        ],
      },
      { code: "KEY_REGION_MISMATCH", path: "replication.destinations[0].keyArn" },
      { code: "KEY_ACCOUNT_MISMATCH", path: "replication.destinations[0].keyArn" },
    ],
    "an alias for a key": [
      { destinations: [{ region: "eu-west-1", keyArn: "alias/ecr" }] },
      { code: "INVALID_KEY_ARN", path: "replication.destinations[0].keyArn" },
    ],
    "a choice of repositories that is none": [
      { destinations: [{ region: "eu-west-1", repositories: "none" }] },
      {
        code: "INVALID_OPTION",
        path: "replication.destinations[0].repositories",
        hint: 'use "pre-created" or "template"',
      },
    ],
    "a property that is none": [
      { destinations: [{ region: "eu-west-1", account: DR }] },
      { code: "UNKNOWN_PROPERTY", path: "replication.destinations[0].account", hint: "did you mean accountId?" },
    ],
    "a destination that is a text": [
      { destinations: ["eu-west-1"] },
      { code: "INVALID_TYPE", path: "replication.destinations[0]", hint: 'give { region: "eu-west-1" }' },
    ],
    "no destination": [{ destinations: [] }, { code: "INVALID_OPTION", path: "replication.destinations" }],
    "destinations that are no list": [
      { destinations: { region: "eu-west-1" } },
      { code: "INVALID_TYPE", path: "replication.destinations" },
    ],
    "a key that is null, which is not the same as left out": [
      { destinations: [{ region: "eu-west-1", repositories: "pre-created", keyArn: null }] },
      { code: "INVALID_TYPE", path: "replication.destinations[0].keyArn" },
    ],
    "an account that is null": [
      { destinations: [{ region: "eu-west-1", accountId: null }] },
      { code: "INVALID_ACCOUNT_ID", path: "replication.destinations[0].accountId" },
    ],
    "a list of destinations with a hole": [
      { destinations: new Array(1) },
      { code: "INVALID_TYPE", path: "replication.destinations[0]" },
    ],
    "a list of prefixes with a hole": [
      { prefixes: new Array(1) },
      { code: "INVALID_TYPE", path: "replication.prefixes[0]" },
    ],
    "destinations left out": [{ destinations: undefined }, { code: "INVALID_TYPE", path: "replication.destinations" }],
    "more destinations than ECR takes": [
      { destinations: manyRegions(26) },
      {
        code: "REPLICATION_LIMIT_EXCEEDED",
        path: "replication.destinations",
        message: "there are 26 destinations; ECR allows 25",
      },
    ],
    "more filters than ECR takes": [
      { topology: named(1001) },
      {
        code: "REPLICATION_LIMIT_EXCEEDED",
        path: "replication.prefixes",
        message: "the replication would have 1001 filters; ECR allows 1000 (10 rules of 100)",
      },
    ],
    "a template that does not reach what is replicated": [
      { destinations: [{ region: "eu-west-1", repositories: "template" }], prefixes: ["team/", "orders"] },
      {
        code: "REPLICA_WITHOUT_TEMPLATE",
        path: "replication.prefixes",
        message: 'no creation template of eu-west-1 reaches "orders": replicas would be encrypted with AES256',
      },
    ],
    "a template where every repository is replicated by its name": [
      { destinations: [{ region: "eu-west-1", repositories: "template" }] },
      { code: "REPLICA_WITHOUT_TEMPLATE", path: "replication.prefixes" },
    ],
    "prefixes of other characters, of other types, and too short": [
      { prefixes: ["Team/", "team//", "*", 7, "t", "team"] },
      { code: "INVALID_REPLICATION_PREFIX", path: "replication.prefixes[0]" },
      { code: "INVALID_REPLICATION_PREFIX", path: "replication.prefixes[1]" },
      { code: "INVALID_REPLICATION_PREFIX", path: "replication.prefixes[2]" },
      { code: "INVALID_TYPE", path: "replication.prefixes[3]" },
      { code: "INVALID_REPLICATION_PREFIX", path: "replication.prefixes[4]" },
    ],
    "a prefix of no repository": [
      { prefixes: ["teams/"] },
      {
        code: "PREFIX_WITHOUT_REPOSITORY",
        path: "replication.prefixes[0]",
        message: 'no repository of the topology begins with "teams/"',
      },
    ],
    "no prefix": [{ prefixes: [] }, { code: "INVALID_OPTION", path: "replication.prefixes" }],
    "a prefix that is no list": [{ prefixes: "team/" }, { code: "INVALID_TYPE", path: "replication.prefixes" }],
    "several things at once": [
      { destinations: [{ region: "us-east-1" }, { region: "mars-1" }], prefixes: ["*"] },
      { code: "INVALID_REPLICATION_PREFIX", path: "replication.prefixes[0]" },
      { code: "DESTINATION_IS_SOURCE", path: "replication.destinations[0]" },
      { code: "INVALID_REGION", path: "replication.destinations[1].region" },
    ],
    "a topology that is wrong": [
      { topology: { ...SOURCE, region: "us-east-1a" } },
      { code: "INVALID_REGION", path: "replication.topology.region" },
    ],
  };
  for (const [what, [different, ...expected]] of Object.entries(refusals))
    it(`refuses ${what}`, () => expectFindings(() => plan(different), expected));

  const structure: Readonly<Record<string, readonly [object, string]>> = {
    "a Region": [{ destinations: [{ region: LATER }] }, "destinations[0].region"],
    "an account": [{ destinations: [{ region: "eu-west-1", accountId: LATER }] }, "destinations[0].accountId"],
    "the registry account beside another": [
      { topology: { ...SOURCE, registryAccountId: LATER }, destinations: [{ region: "eu-west-1", accountId: DR }] },
      "destinations[0].accountId",
    ],
    "who makes the repositories": [
      { destinations: [{ region: "eu-west-1", repositories: LATER }] },
      "destinations[0].repositories",
    ],
    "the list of destinations": [{ destinations: LATER_LIST }, "destinations"],
    "the list of prefixes": [{ prefixes: LATER_LIST }, "prefixes"],
    "a prefix": [{ prefixes: [LATER] }, "prefixes[0]"],
  };
  for (const [what, [different, path]] of Object.entries(structure))
    it(`refuses ${what} known only at deployment`, () =>
      expectFindings(
        () => planReplication({ replication: { ...GOOD, ...different } }, isLater),
        [{ code: "UNRESOLVED_STRUCTURE", path: `replication.${path}` }],
      ));

  it("refuses what is no configuration", () => {
    expectFindings(() => planReplication(undefined as never), [{ code: "INVALID_TYPE", path: "" }]);
    expectFindings(
      () => planReplication({ replication: [] as never }),
      [{ code: "INVALID_TYPE", path: "replication" }],
    );
    expectFindings(
      () => planReplication({ replication: { ...GOOD, destination: [] } as never }),
      [{ code: "UNKNOWN_PROPERTY", path: "replication.destination", hint: "did you mean destinations?" }],
    );
  });
});
