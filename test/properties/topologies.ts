import * as fc from "fast-check";
import type { RegistryTopology } from "../../shared";
import { HUB, SECURITY } from "../shared/fixtures";
import { granteeSpecs, writeGrantee, type GranteeSpec } from "./grantees";
import { ORGANIZATION_PATHS } from "./organizations";
import type { Membership, Scenario } from "./scenario";

/** Accounts that a topology may name, beside the registry and key accounts. One begins with a zero. */
const ACCOUNTS: readonly string[] = [
  "111111111111",
  "222222222222",
  "012345678901",
  ...Array.from({ length: 37 }, (_, index) => String(300_000_000_000 + index * 1_234_567)),
];

/** Accounts that no topology names: in no organization, or wherever the scenario puts them. */
export const STRANGERS: readonly string[] = ["888888888801", "888888888802", "888888888803"];

/** Names of which some are beginnings or ends of others. */
const REPOSITORIES = ["app", "app2", "team/app", "team/app2", "app/web"] as const;

const REGIONS = [
  { region: "us-east-1", partition: "aws" },
  { region: "cn-north-1", partition: "aws-cn" },
  { region: "us-gov-west-1", partition: "aws-us-gov" },
] as const;

const accountCounts = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 3 }) },
  { weight: 4, arbitrary: fc.integer({ min: 4, max: 9 }) },
  { weight: 1, arbitrary: fc.integer({ min: 10, max: 40 }) },
);

/** Who may use one repository, before accounts have names. */
const accesses = fc.record({
  push: granteeSpecs,
  pull: granteeSpecs,
  lambda: fc.array(fc.nat({ max: 39 }), { maxLength: 3 }),
  /** Whether every account pulls, as in a registry for a whole company. */
  everyAccountPulls: fc.oneof(
    { weight: 9, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
});

/** Roles of an account that owns something, or the account itself. */
const owners = fc.array(fc.constantFrom("account", "role/terraform", "role/team/deploy", "user/ci", "role/ci"), {
  minLength: 1,
  maxLength: 3,
});

const specs = fc.record({
  place: fc.constantFrom(...REGIONS),
  accountCount: accountCounts,
  otherKeyAccount: fc.constantFrom("none", "security", "spoke"),
  accesses: fc.array(fc.tuple(fc.nat({ max: REPOSITORIES.length - 1 }), accesses), { minLength: 1, maxLength: 4 }),
  creators: fc.option(owners, { nil: undefined }),
  keyAdministrators: fc.option(owners, { nil: undefined }),
  kmsAccess: fc.constantFrom(undefined, "key-policy", "kms-grants", "kms-grants", "ecr-grants-only"),
  principalStrategy: fc.constantFrom(undefined, "arn-condition", "exact", "exact"),
  keyAlias: fc.constantFrom(undefined, "team/images", "alias/team/images"),
  memberships: fc.array(fc.nat({ max: ORGANIZATION_PATHS.length + 1 }), { minLength: 46, maxLength: 46 }),
  keyByArn: fc.boolean(),
  sample: fc.nat(),
});

type Spec = typeof specs extends fc.Arbitrary<infer T> ? T : never;

/**
 * Random scenarios: from one account to forty, every kind of grantee, every model and strategy, three partitions, the key in
 * the registry account, in a spoke or in an account of its own, and accounts spread over two organizations.
 */
export const scenarios: fc.Arbitrary<Scenario> = specs.map((spec) => ({
  topology: topologyOf(spec),
  membership: membershipOf(spec),
  keyByArn: spec.keyByArn,
  sample: spec.sample,
}));

function topologyOf(spec: Spec): RegistryTopology {
  const { partition, region } = spec.place;
  const accounts = [...ACCOUNTS.slice(0, spec.accountCount), HUB];
  const keyAccountId = { none: undefined, security: SECURITY, spoke: ACCOUNTS[0] }[spec.otherKeyAccount];
  const owned = (accountId: string, own: string): string =>
    own === "account" ? accountId : `arn:${partition}:iam::${accountId}:${own}`;
  const write = (list: readonly GranteeSpec[]): string[] =>
    list.flatMap((each) =>
      writeGrantee(each, {
        partition,
        region,
        accounts,
        // A grant is given to a principal that can be named: an organization cannot.
        organizations: spec.kmsAccess !== "kms-grants",
        // Of two roles of one name IAM has one, and "exact" cannot name the other.
        namesakes: spec.principalStrategy !== "exact",
      }),
    );
  const repositories = spec.accesses.map(([name, { push, pull, lambda, everyAccountPulls }]) => [
    REPOSITORIES[name],
    {
      push: write(push),
      pull: [...write(pull), ...(everyAccountPulls ? accounts : [])],
      lambda: lambda.map((index) => accounts[index % accounts.length] as string),
    },
  ]);
  return defined({
    region,
    registryAccountId: HUB,
    keyAccountId,
    keyAlias: spec.keyAlias,
    repositories: Object.fromEntries(repositories) as RegistryTopology["repositories"],
    creators: spec.creators?.map((own) => owned(HUB, own)),
    keyAdministrators: spec.keyAdministrators?.map((own) => owned(keyAccountId ?? HUB, own)),
    kmsAccess: spec.kmsAccess,
    principalStrategy: spec.principalStrategy,
  }) as unknown as RegistryTopology;
}

/** The last stranger is always in no organization; every other account stands where the numbers put it. */
function membershipOf({ memberships, accountCount }: Spec): Membership {
  const everyone = [HUB, SECURITY, ...STRANGERS.slice(0, 2), ...ACCOUNTS.slice(0, accountCount)];
  const entries = everyone.map((accountId, index) => [accountId, ORGANIZATION_PATHS[memberships[index] ?? 0]] as const);
  return Object.fromEntries(entries.flatMap(([id, path]) => (path === undefined ? [] : [[id, path]])));
}

function defined(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
