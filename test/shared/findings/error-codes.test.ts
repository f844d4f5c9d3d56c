import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ErrorCode, KeySettings, PullThroughCacheRule } from "../../../shared";
import {
  ERROR_CODES,
  aliasName,
  ecrServiceStatement,
  expireUntagged,
  identityPolicies,
  keepLast,
  lifecyclePolicy,
  planHub,
  planMonitoring,
  planPullThroughCache,
  planKey,
  planRegistry,
  planReplica,
  planReplication,
  planRepository,
  planScanning,
  planSpoke,
} from "../../../shared";
import { keySettings } from "../../../shared/internal";
import { planCreationTemplate, planReplicaKey } from "../../../shared/plans";
import { errorTable } from "../../../scripts/error-table";
import { findingsOf, HUB, isLater, KEY_ARN, LATER_LIST, QUIET, SECURITY, TOPOLOGY } from "../fixtures";

/** Plans a topology that differs from a good one. */
const plan = (different: object): unknown => planRegistry({ ...QUIET, ...different });
const pull = (...grantees: readonly unknown[]): unknown => plan({ repositories: { app: { pull: grantees } } });
/** Plans the monitoring of what is given. */
const monitoring = (watched: object): unknown => planMonitoring({ region: QUIET.region, accountId: HUB, ...watched });

const accounts = Array.from({ length: 400 }, (_, index) => String(200_000_000_000 + index));

/** Plans a creation template that differs from a good one. */
const template = (different: object): unknown =>
  planCreationTemplate({
    prefix: "team",
    appliedFor: ["REPLICATION"],
    region: QUIET.region,
    registryAccountId: QUIET.registryAccountId,
    keyArn: KEY_ARN,
    ...different,
  });

const ECR_UPSTREAM = "222222222222.dkr.ecr.eu-west-1.amazonaws.com";
const SECRET_ELSEWHERE = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/ghcr-AbCdEf";

/** Plans a cache with one rule. */
const cache = (rule: PullThroughCacheRule, different: object = {}): unknown =>
  planPullThroughCache({
    region: QUIET.region,
    registryAccountId: QUIET.registryAccountId,
    keyArn: KEY_ARN,
    rules: { upstream: rule },
    ...different,
  });

/** Plans a replication that differs from a good one. */
const replicate = (different: object): unknown =>
  planReplication({ replication: { topology: QUIET, destinations: [{ region: "eu-west-1" }], ...different } });

const repositories = (count: number, grantees: readonly string[]): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`app-${index}`, { pull: grantees }]));

/** For each code a call that produces it. The type makes a code without a call a compile error. */
const CALLS: Readonly<Record<ErrorCode, () => unknown>> = {
  INVALID_TYPE: () => plan({ repositories: { app: { pull: "111111111111" } } }),
  UNKNOWN_PROPERTY: () => plan({ repositories: { app: { pulls: [] } } }),
  INVALID_OPTION: () => plan({ kmsAccess: "grants" }),
  CONFLICTING_OPTIONS: () => planHub({ topology: QUIET, keyArn: KEY_ARN, key: {} }),
  EMPTY_TOPOLOGY: () => plan({ repositories: {} }),
  INVALID_REGION: () => plan({ region: "us-east-1a" }),
  PARTITION_MISMATCH: () => plan({ region: "cn-north-1", partition: "aws" }),
  INVALID_ACCOUNT_ID: () => plan({ registryAccountId: 12345 }),
  INVALID_REPOSITORY_NAME: () => plan({ repositories: { My_App: {} } }),
  UNKNOWN_REPOSITORY: () => identityPolicies(QUIET, { pull: ["ap"] }),
  INVALID_ALIAS_NAME: () => aliasName("alias/aws/ecr"),
  INVALID_KEY_ARN: () => planRegistry(QUIET, { keyArn: "alias/ecr-prod-encryption" }),
  KEY_REGION_MISMATCH: () => identityPolicies(QUIET, {}, { keyArn: KEY_ARN.replace("us-east-1", "eu-west-1") }),
  KEY_ACCOUNT_MISMATCH: () => planHub({ topology: { ...QUIET, keyAccountId: SECURITY }, keyArn: KEY_ARN }),
  KEY_ARN_REQUIRED: () => planHub({ topology: { ...QUIET, keyAccountId: SECURITY } }),
  INVALID_GRANTEE: () => pull("ci-role"),
  GRANTEE_IS_SESSION: () => pull("arn:aws:sts::111111111111:assumed-role/ci/run-7"),
  GRANTEE_IS_GROUP: () => pull("arn:aws:iam::111111111111:group/devs"),
  GRANTEE_IS_UNIQUE_ID: () => pull("AROAEXAMPLEID12345678"),
  GRANTEE_IS_WILDCARD: () => pull("*"),
  GRANTEE_IS_SERVICE: () => pull("codebuild.amazonaws.com"),
  GRANTEE_CANNOT_HOLD_GRANT: () => plan({ kmsAccess: "kms-grants", repositories: { app: { pull: ["o-a1b2c3d4e5"] } } }),
  GRANTEE_NOT_ALLOWED_HERE: () => plan({ keyAdministrators: ["222222222222"] }),
  UNRESOLVED_STRUCTURE: () =>
    planRegistry({ ...QUIET, repositories: { app: { pull: LATER_LIST } } }, { isUnresolved: isLater }),
  ROTATION_PERIOD_OUT_OF_RANGE: () => keySettings({ rotationPeriodInDays: 30 }),
  DELETION_WINDOW_OUT_OF_RANGE: () => keySettings({ deletionWindowInDays: 5 }),
  CUSTOM_KEY_STORE_CONFLICT: () => keySettings({ customKeyStoreId: "cks-1", enableKeyRotation: true }),
  REPLICA_KEY_CONFLICT: () => planReplicaKey({ topology: { ...QUIET, region: "eu-west-1" }, primaryKeyArn: KEY_ARN }),
  KEY_POLICY_LOCKOUT: () => planKey({ topology: QUIET, deployer: "arn:aws:iam::222222222222:role/terraform" }),
  LOCKOUT_CHECK_BYPASSED: () => keySettings({ bypassPolicyLockoutSafetyCheck: true } as KeySettings),
  ADMINISTRATOR_USES_KEY: () =>
    planKey({
      topology: {
        ...QUIET,
        keyAdministrators: [`arn:aws:iam::${QUIET.registryAccountId}:role/ops`],
        repositories: { app: { pull: [QUIET.registryAccountId] } },
      },
      separateAdministrators: true,
    }),
  DSSE_ONLY_IN_GOVCLOUD: () =>
    planRepository({
      region: "eu-central-1",
      registryAccountId: QUIET.registryAccountId,
      repositoryName: "app",
      encryptionType: "KMS_DSSE",
    }),
  ACCOUNT_WITHOUT_ACCESS: () => planSpoke({ topology: TOPOLOGY, accountId: "444444444444" }),
  ROLE_WITHOUT_ACCESS: () => planSpoke({ topology: TOPOLOGY, accountId: "111111111111", roles: { typo: "typo" } }),
  DOCUMENT_TOO_LARGE: () => pull(...accounts),
  TOO_MANY_GRANTS: () => plan({ kmsAccess: "kms-grants", repositories: repositories(600, accounts.slice(0, 100)) }),
  TOO_MANY_POLICIES: () => plan({ repositories: repositories(2000, ["arn:aws:iam::111111111111:role/puller"]) }),
  INVALID_POLICY_NAME: () => planSpoke({ topology: TOPOLOGY, accountId: "111111111111", policyNamePrefix: "ecr/prod" }),
  INVALID_ROLE_NAME: () => template({ roleName: "ecr/templates" }),
  INVALID_REPOSITORY_PREFIX: () => template({ prefix: "team/" }),
  INVALID_LIFECYCLE_RULE: () => lifecyclePolicy([keepLast(0)]),
  INVALID_LIFECYCLE_POLICY: () => lifecyclePolicy([keepLast(50), expireUntagged(14)]),
  INVALID_TAG_FILTER: () =>
    planHub({ topology: QUIET, repository: { imageTagMutabilityExclusionFilters: [{ filter: "latest" }] } }),
  INVALID_SCANNING_RULE: () =>
    planScanning({
      scanType: "BASIC",
      rules: [{ scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: [{ filter: "*" }] }],
    }),
  INVALID_ROLE_ARN: () => cache({ upstreamRegistryUrl: ECR_UPSTREAM, customRoleArn: "cache-role" }),
  UNSUPPORTED_UPSTREAM: () => cache({ upstreamRegistryUrl: "https://docker.io" }),
  CREDENTIAL_REQUIRED: () => cache({ upstreamRegistryUrl: "ghcr.io" }),
  INVALID_CREDENTIAL_ARN: () => cache({ upstreamRegistryUrl: "ghcr.io", credentialArn: "my-password" }),
  CREDENTIAL_MISMATCH: () => cache({ upstreamRegistryUrl: "ghcr.io", credentialArn: SECRET_ELSEWHERE }),
  NO_PULL_THROUGH_CACHE: () => cache({ upstreamRegistryUrl: "quay.io" }, { region: "us-gov-west-1" }),
  NOTHING_TO_MONITOR: () => monitoring({}),
  INVALID_TOPIC_ARN: () => monitoring({ keyArn: KEY_ARN, topicArn: `arn:aws:sns:eu-west-1:${HUB}:security` }),
  INVALID_NAME_PREFIX: () => monitoring({ keyArn: KEY_ARN, namePrefix: "payments/prod" }),
  TOO_MANY_RULES: () =>
    monitoring({ repositories: Array.from({ length: 20_000 }, (_, index) => `team-${index}/service`) }),
  DESTINATION_IS_SOURCE: () => replicate({ destinations: [{ region: "us-east-1" }] }),
  DUPLICATE_DESTINATION: () => replicate({ destinations: [{ region: "eu-west-1" }, { region: "eu-west-1" }] }),
  UNKNOWN_DESTINATION: () =>
    planReplica({ replication: { topology: QUIET, destinations: [{ region: "eu-west-1" }] }, region: "eu-west-2" }),
  REPLICATION_LIMIT_EXCEEDED: () =>
    replicate({
      destinations: Array.from({ length: 26 }, (_, index) => ({ region: "eu-west-1", accountId: accounts[index] })),
    }),
  INVALID_REPLICATION_PREFIX: () => replicate({ prefixes: ["Team/*"] }),
  PREFIX_WITHOUT_REPOSITORY: () => replicate({ prefixes: ["teams/"] }),
  REPLICA_WITHOUT_TEMPLATE: () => replicate({ destinations: [{ region: "eu-west-1", repositories: "template" }] }),
  REPLICA_ACCESS_DIFFERS: () =>
    planReplica({
      replication: {
        topology: { ...QUIET, repositories: { "team/web": { pull: ["222222222222"] }, "team/api": {} } },
        destinations: [{ region: "eu-west-1", repositories: "template" }],
        prefixes: ["team/"],
      },
      region: "eu-west-1",
    }),
  INVALID_SID: () => ecrServiceStatement({ sid: "" }),
};

describe("ERROR_CODES", () => {
  for (const [code, call] of Object.entries(CALLS)) {
    it(`${code} is what a call like its example gets`, () => {
      expect(findingsOf(call).map((finding) => finding.code)).to.include(code);
    });
  }

  it("has a call above for each code, and no call for a code that is gone", () => {
    expect(Object.keys(CALLS)).to.have.members(Object.keys(ERROR_CODES));
  });

  it("gives a finding the fix of its code as hint, unless the call knows better", () => {
    const [finding] = findingsOf(CALLS.INVALID_GRANTEE);
    expect(finding?.hint).to.equal(ERROR_CODES.INVALID_GRANTEE.fix);
  });

  it("is what docs/errors.md says; npm run docs brings the page up to date", () => {
    const page = readFileSync(join(__dirname, "..", "..", "..", "docs", "errors.md"), "utf8");
    expect(page).to.equal(errorTable(ERROR_CODES));
  });
});
