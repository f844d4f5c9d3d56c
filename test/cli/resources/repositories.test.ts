import { expect } from "chai";
import { gapOf } from "../../../cli/model/gap";
import type { Repository } from "../../../cli/model/access-model";
import { unknown } from "../../../cli/policy/unknown";
import type { InfrastructureResource } from "../../../cli/resources/resource";
import {
  ACCOUNT,
  at,
  key,
  KEY_ARN,
  KEY_ID,
  keyArn,
  model,
  modelOf,
  OTHER,
  PULL,
  PULL_TEXT,
  REGION,
  repositoryArn,
  resource,
} from "./sample-resources";

type Values = Record<string, unknown>;

const ADDRESS = "aws_ecr_repository.orders";

function orders(values: Values = {}, rest: Partial<InfrastructureResource> = {}): InfrastructureResource {
  return resource(ADDRESS, { arn: repositoryArn("orders"), name: "orders", ...values }, rest);
}

const PLAIN: Repository = {
  arn: repositoryArn("orders"),
  accountId: ACCOUNT,
  region: REGION,
  source: at(ADDRESS),
  name: "orders",
  encryption: { type: "AES256" },
  tagMutability: "MUTABLE",
  scanOnPush: false,
  forceDelete: false,
  hasLifecyclePolicy: false,
};

const ON_PUSH = [{ scan_frequency: "SCAN_ON_PUSH", repository_filter: [{ filter: "ord*", filter_type: "WILDCARD" }] }];

describe("repositories", () => {
  const cases: Readonly<Record<string, readonly [resources: readonly InfrastructureResource[], Partial<Repository>]>> =
    {
      "have ECR's defaults": [[orders()], {}],
      "have the ARN that ECR forms": [[orders({ arn: undefined })], {}],
      "have what is written": [
        [
          orders({
            image_tag_mutability: "IMMUTABLE",
            image_scanning_configuration: [{ scan_on_push: true }],
            encryption_configuration: [{ encryption_type: "KMS_DSSE" }],
            force_delete: true,
          }),
        ],
        { tagMutability: "IMMUTABLE", scanOnPush: true, forceDelete: true, encryption: { type: "KMS_DSSE" } },
      ],
      "take a block without a list": [
        [
          orders({
            encryption_configuration: { encryption_type: "KMS" },
            image_scanning_configuration: { scan_on_push: true },
          }),
        ],
        { encryption: { type: "KMS" }, scanOnPush: true },
      ],
      "keep what is not known": [
        [
          orders({
            image_tag_mutability: unknown("var.m"),
            image_scanning_configuration: [{ scan_on_push: unknown("var.s") }],
            force_delete: unknown("var.f"),
            encryption_configuration: [{ encryption_type: unknown("var.t") }],
          }),
        ],
        {
          tagMutability: unknown("var.m"),
          scanOnPush: unknown("var.s"),
          forceDelete: unknown("var.f"),
          encryption: { type: unknown("var.t") },
        },
      ],
      "have an unknown encryption of a dynamic block": [
        [orders({ encryption_configuration: unknown("var.blocks") })],
        { encryption: { type: unknown("var.blocks") } },
      ],
      "have the empty key of a state for none": [
        [orders({ encryption_configuration: [{ encryption_type: "AES256", kms_key: "" }] })],
        {},
      ],
      "have their policy by name": [
        [orders(), resource("aws_ecr_repository_policy.p", { repository: "orders", policy: PULL_TEXT })],
        { policy: { name: "repository policy of orders", source: at("aws_ecr_repository_policy.p"), policy: PULL } },
      ],
      "have a policy that another account's provider knows the registry of": [
        [
          orders(),
          resource(
            "aws_ecr_repository_policy.p",
            { repository: "orders", registry_id: ACCOUNT, policy: PULL_TEXT },
            { accountId: ACCOUNT },
          ),
        ],
        { policy: { name: "repository policy of orders", source: at("aws_ecr_repository_policy.p"), policy: PULL } },
      ],
      "have an unknown policy": [
        [orders(), resource("aws_ecr_repository_policy.p", { repository: "orders", policy: unknown("var.p") })],
        {
          policy: {
            name: "repository policy of orders",
            source: at("aws_ecr_repository_policy.p"),
            policy: unknown("var.p"),
          },
        },
      ],
      "have no policy that is deleted": [
        [
          orders(),
          resource(
            "aws_ecr_repository_policy.p",
            { repository: "orders", policy: PULL_TEXT },
            { change: { actions: "delete" } },
          ),
        ],
        {},
      ],
      "have a lifecycle policy": [
        [orders(), resource("aws_ecr_lifecycle_policy.l", { repository: "orders", policy: "{}" })],
        { hasLifecyclePolicy: true },
      ],
      "are scanned by a rule of the registry": [
        [orders(), resource("aws_ecr_registry_scanning_configuration.s", { scan_type: "BASIC", rule: ON_PUSH })],
        { scanOnPush: true },
      ],
      "are not scanned by a rule of another Region": [
        [orders(), resource("aws_ecr_registry_scanning_configuration.s", { rule: ON_PUSH }, { region: "us-east-1" })],
        {},
      ],
      "keep their change and their protection": [
        [orders({}, { change: { actions: "delete" }, isProtected: unknown("var.keep") })],
        { change: { actions: "delete" }, isProtected: unknown("var.keep") },
      ],
    };
  for (const [name, [resources, differences]] of Object.entries(cases)) {
    it(name, () => {
      const { gaps } = modelOf(...resources);
      expect(modelOf(...resources)).to.deep.equal(model({ repositories: [{ ...PLAIN, ...differences }], gaps }));
    });
  }

  it("have the rest of their names where a name holds something unknown", () => {
    const [repository] = modelOf(resource(ADDRESS, { name: `team/${unknown("var.app")}` })).repositories;
    expect(repository?.name).to.equal(`team/${unknown("var.app")}`);
    expect(repository?.arn).to.equal(repositoryArn(`team/${unknown("var.app")}`));
  });

  it("have the policy whose registry is theirs, whoever sets it", () => {
    const values = { repository: "orders", registry_id: ACCOUNT, policy: PULL_TEXT };
    const policy = resource("aws_ecr_repository_policy.p", values, { accountId: OTHER });
    const { repositories, gaps } = modelOf(orders(), policy);
    expect(repositories[0]?.policy?.source).to.deep.equal(at("aws_ecr_repository_policy.p"));
    expect(gaps).to.deep.equal([]);
  });

  it("have the policy whose registry a plan leaves open", () => {
    const values = { repository: "orders", registry_id: unknown("registry"), policy: PULL_TEXT };
    expect(modelOf(orders(), resource("aws_ecr_repository_policy.p", values)).gaps).to.deep.equal([]);
  });

  it("leave a gap for a policy of a repository of elsewhere", () => {
    const stray = resource("aws_ecr_repository_policy.p", { repository: "billing", policy: PULL_TEXT });
    const vague = resource("aws_ecr_repository_policy.q", { repository: unknown("var.name"), policy: PULL_TEXT });
    const message = (which: string): string =>
      `is the policy of repository ${which}, which no input makes. Give the input that makes it as well.`;
    expect(modelOf(stray, vague)).to.deep.equal(
      model({
        gaps: [
          gapOf("stray-policy", at("aws_ecr_repository_policy.p"), message("billing")),
          gapOf("stray-policy", at("aws_ecr_repository_policy.q"), message("var.name")),
        ],
      }),
    );
  });
});

describe("a repository's key", () => {
  const aliasArn = `arn:aws:kms:${REGION}:${ACCOUNT}:alias/ecr`;
  const alias = resource("aws_kms_alias.a", { name: "alias/ecr", arn: aliasArn, target_key_id: KEY_ID });
  const cases: Readonly<Record<string, readonly [written: string, keyArn: string | undefined]>> = {
    "by its ARN": [KEY_ARN, KEY_ARN],
    "by its id": [KEY_ID, KEY_ARN],
    "by its alias": ["alias/ecr", KEY_ARN],
    "by its alias's ARN": [aliasArn, KEY_ARN],
    "by the ARN of a key of elsewhere": [keyArn(OTHER), keyArn(OTHER)],
    "by an id of elsewhere": ["1234", unknown("key 1234")],
    "by an alias of elsewhere": ["alias/other", unknown("the key of alias/other")],
    "by the ARN of an alias of elsewhere": [`${aliasArn}-2`, unknown(`the key of ${aliasArn}-2`)],
    "by something unknown": [unknown("var.key"), unknown("var.key")],
    "by something that is unknown in part": [`alias/${unknown("var.name")}`, unknown("var.name")],
    "by the alias of ECR's own": ["alias/aws/ecr", undefined],
    "by the ARN of the alias of ECR's own": [`arn:aws:kms:${REGION}:${ACCOUNT}:alias/aws/ecr`, undefined],
  };
  for (const [name, [written, found]] of Object.entries(cases)) {
    it(`is found ${name}`, () => {
      const repository = orders(
        { encryption_configuration: [{ encryption_type: "KMS", kms_key: written }] },
        { references: { "encryption_configuration.0.kms_key": "aws_kms_key.key.arn" } },
      );
      const encryption = {
        type: "KMS",
        written,
        reference: "aws_kms_key.key.arn",
        ...(found !== undefined && { keyArn: found }),
      };
      expect(modelOf(key(), alias, repository).repositories[0]?.encryption).to.deep.equal(encryption);
    });
  }

  it("is not that of another Region with the same alias", () => {
    const repository = orders(
      { encryption_configuration: [{ encryption_type: "KMS", kms_key: "alias/ecr" }] },
      { region: "us-east-1" },
    );
    expect(modelOf(key(), alias, repository).repositories[0]?.encryption.keyArn).to.equal(
      unknown("the key of alias/ecr"),
    );
  });
});

describe("scanning filters", () => {
  const cases: readonly (readonly [filter: string, name: string, matches: boolean])[] = [
    ["*", "orders", true],
    ["orders", "orders", true],
    ["order", "team/orders", true],
    ["orders", "order", false],
    ["team/*", "team/orders", true],
    ["team/*", "my-team/orders", false],
    ["*-prod", "orders-prod", true],
    ["*-prod", "orders-prod-2", false],
    ["a*c*e", "abcde", true],
    ["a.c", "abc", false],
    ["a.*", "abc", false],
  ];
  for (const [filter, name, matches] of cases) {
    it(`${filter} ${matches ? "matches" : "does not match"} ${name}`, () => {
      const rule = [{ scan_frequency: "CONTINUOUS_SCAN", repository_filter: [{ filter, filter_type: "WILDCARD" }] }];
      const scanning = resource("aws_ecr_registry_scanning_configuration.s", { scan_type: "ENHANCED", rule });
      const repository = resource(ADDRESS, { name });
      expect(modelOf(repository, scanning).repositories[0]?.scanOnPush).to.equal(matches);
    });
  }

  it("do not count for scanning by hand", () => {
    const rule = [{ scan_frequency: "MANUAL", repository_filter: [{ filter: "*", filter_type: "WILDCARD" }] }];
    const scanning = resource("aws_ecr_registry_scanning_configuration.s", { scan_type: "BASIC", rule });
    expect(modelOf(orders(), scanning).repositories[0]?.scanOnPush).to.equal(false);
  });

  it("may be unknown", () => {
    const rule = [{ scan_frequency: "SCAN_ON_PUSH", repository_filter: [{ filter: unknown("var.filter") }] }];
    const scanning = resource("aws_ecr_registry_scanning_configuration.s", { rule });
    expect(modelOf(orders(), scanning).repositories[0]?.scanOnPush).to.equal(unknown("var.filter"));
    const own = orders({ image_scanning_configuration: [{ scan_on_push: true }] });
    expect(modelOf(own, scanning).repositories[0]?.scanOnPush).to.equal(true);
  });
});

describe("registry policies", () => {
  it("are those of account and Region", () => {
    const policy = resource("aws_ecr_registry_policy.r", { policy: PULL_TEXT });
    const name = `registry policy of ${ACCOUNT} in ${REGION}`;
    const document = { name, source: at("aws_ecr_registry_policy.r"), policy: PULL };
    const { gaps } = modelOf(policy);
    expect(modelOf(policy)).to.deep.equal(
      model({ registryPolicies: [{ accountId: ACCOUNT, region: REGION, document }], gaps }),
    );
  });
});

describe("several policies of one repository", () => {
  const policy = (name: string, text: string): InfrastructureResource =>
    resource(`aws_ecr_repository_policy.${name}`, { repository: "orders", policy: text });
  const DENIED = PULL_TEXT.replace('"Allow"', '"Deny"');

  it("leave open which is in force", () => {
    const { repositories, gaps } = modelOf(orders(), policy("first", PULL_TEXT), policy("second", DENIED));
    const which = "which of aws_ecr_repository_policy.first and aws_ecr_repository_policy.second is in force";
    expect(repositories[0]?.policy?.policy).to.equal(unknown(which));
    const message = `Nothing is known of the repository policy of orders: it depends on ${which}.`;
    expect(gaps).to.deep.equal([gapOf("unread-policy", at("aws_ecr_repository_policy.first"), message)]);
  });

  it("are one where all say the same", () => {
    const { repositories, gaps } = modelOf(orders(), policy("first", PULL_TEXT), policy("second", PULL_TEXT));
    expect(repositories[0]?.policy?.policy).to.deep.equal(PULL);
    expect(gaps).to.deep.equal([]);
  });
});
