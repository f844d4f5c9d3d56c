import { expect } from "chai";
import type { RegistryTopology } from "../../../shared";
import { planRegistry, repositoryPolicy } from "../../../shared";
import { GRANTEE_KINDS, parseGrantee } from "../../../shared/internal";
import type { ExpectedFinding } from "../fixtures";
import { CI_ROLE, expectFindings, HUB, isLater, LATER, LATER_LIST, QUIET, SECURITY } from "../fixtures";

const pulledBy = (...pull: readonly unknown[]): RegistryTopology =>
  ({ ...QUIET, repositories: { "my-app": { pull } } }) as RegistryTopology;

describe("grantees", () => {
  for (const [kind, { example }] of Object.entries(GRANTEE_KINDS)) {
    if (example === undefined) continue;
    it(`knows the example of ${kind}`, () => {
      expect(parseGrantee(example)).to.include({ kind, value: example });
    });
  }

  for (const grantee of [
    "111111111111",
    "arn:aws:iam::111111111111:root",
    CI_ROLE,
    "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Dev_0123456789abcdef",
    "arn:aws:iam::111111111111:user/ops/bo@example.com",
    "arn:aws:iam::111111111111:role/a$b/{c}/ci",
    "o-a1b2c3d4e5",
    "o-a1b2c3d4e5/r-ab12/",
    "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/",
    "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*",
    "arn:aws:codebuild:eu-central-1:111111111111:project/my-app",
    "arn:aws:codebuild:eu-central-1:111111111111:project/*",
    "arn:aws:emr-serverless:eu-central-1:111111111111:/applications/00f1r1bd2ks9pc09",
  ]) {
    it(`accepts ${grantee}`, () => {
      expect(repositoryPolicy(pulledBy(grantee), "my-app")?.Statement).to.have.length(1);
    });
  }

  const path = 'repositories["my-app"].pull[0]';
  const refused: readonly { readonly given: unknown; readonly finding: Omit<ExpectedFinding, "path"> }[] = [
    {
      given: "arn:aws:sts::111111111111:assumed-role/ci/run-7",
      finding: {
        code: "GRANTEE_IS_SESSION",
        message: '"arn:aws:sts::111111111111:assumed-role/ci/run-7" is an assumed-role session',
        hint: 'did you mean "arn:aws:iam::111111111111:role/ci"? (add the path, if the role has one)',
      },
    },
    { given: "*", finding: { code: "GRANTEE_IS_WILDCARD", message: '"*" contains a wildcard' } },
    {
      given: "arn:aws:iam::111111111111:role/${aws:PrincipalTag/team}/ci",
      finding: {
        code: "GRANTEE_IS_WILDCARD",
        message:
          '"arn:aws:iam::111111111111:role/${aws:PrincipalTag/team}/ci" contains a policy variable, which IAM replaces with a value of the caller',
        hint: "name the account, the role or the organization",
      },
    },
    { given: "arn:aws:iam::111111111111:user/${*}/ci", finding: { code: "GRANTEE_IS_WILDCARD" } },
    { given: "arn:aws:iam::111111111111:role/*", finding: { code: "GRANTEE_IS_WILDCARD" } },
    {
      given: "arn:aws:iam::111111111111:group/devs",
      finding: { code: "GRANTEE_IS_GROUP", hint: "give the roles or users of the group, or the account" },
    },
    { given: "AROAEXAMPLEID12345678", finding: { code: "GRANTEE_IS_UNIQUE_ID" } },
    { given: "AIDAEXAMPLEID12345678", finding: { code: "GRANTEE_IS_UNIQUE_ID" } },
    {
      given: "11111111111",
      finding: { code: "INVALID_ACCOUNT_ID", hint: 'did you mean "011111111111"? Leading zeros are part of the id' },
    },
    {
      given: 11111111111,
      finding: { code: "INVALID_TYPE", hint: 'account ids are strings: did you mean "011111111111"?' },
    },
    { given: null, finding: { code: "INVALID_TYPE", message: "must be a grantee, as a string, got null" } },
    { given: "", finding: { code: "INVALID_GRANTEE" } },
    {
      given: "1111-1111-1111",
      finding: { code: "INVALID_ACCOUNT_ID", hint: 'did you mean "111111111111"?' },
    },
    {
      given: " 111111111111",
      finding: { code: "INVALID_GRANTEE", hint: 'did you mean "111111111111"?' },
    },
    {
      given: "o-a1b2c3d4e5/r-ab12",
      finding: { code: "INVALID_GRANTEE", hint: 'did you mean "o-a1b2c3d4e5/r-ab12/"?' },
    },
    {
      given: "arn:aws:sts::111111111111:federated-user/bo",
      finding: {
        code: "GRANTEE_IS_SESSION",
        hint: 'did you mean "arn:aws:iam::111111111111:user/bo"? (the IAM user that calls GetFederationToken)',
      },
    },
    {
      given: "arn:aws:iam::111111111111:instance-profile/web",
      finding: {
        code: "INVALID_GRANTEE",
        message: '"arn:aws:iam::111111111111:instance-profile/web" is an instance profile',
        hint: 'did you mean "arn:aws:iam::111111111111:role/web"? (the role in the profile)',
      },
    },
    {
      given: "codebuild.amazonaws.com",
      finding: {
        code: "GRANTEE_IS_SERVICE",
        message: '"codebuild.amazonaws.com" is a service, which would let in every customer of AWS',
        hint: 'give the ARN of the resource it works for: "arn:aws:codebuild:<region>:111111111111:project/<name>"',
      },
    },
    {
      given: "lambda.amazonaws.com",
      finding: {
        code: "GRANTEE_IS_SERVICE",
        hint: 'did you mean lambda: ["111111111111"], the account of the functions?',
      },
    },
    {
      given: "ecs-tasks.amazonaws.com",
      finding: {
        code: "GRANTEE_IS_SERVICE",
        hint: "give the role that the service assumes; services that work without a role: codebuild, emr-serverless",
      },
    },
    {
      given: "arn:aws:lambda:us-east-1:222222222222:function:x",
      finding: {
        code: "GRANTEE_IS_SERVICE",
        message:
          '"arn:aws:lambda:us-east-1:222222222222:function:x" is not a resource for which lambda reads or writes images',
        hint: 'did you mean lambda: ["222222222222"], the account of the functions?',
      },
    },
    { given: "arn:aws:codebuild:us-east-1:111111111111:build/x", finding: { code: "GRANTEE_IS_SERVICE" } },
    { given: "arn:aws:codebuild:*:111111111111:project/x", finding: { code: "GRANTEE_IS_SERVICE" } },
    { given: "arn:aws-cn:codebuild:us-east-1:111111111111:project/x", finding: { code: "PARTITION_MISMATCH" } },
    { given: "ci-role", finding: { code: "INVALID_GRANTEE", message: '"ci-role" is not a grantee' } },
    { given: "arn:aws:iam::111111111111:oidc-provider/x", finding: { code: "INVALID_GRANTEE" } },
    {
      given: "arn:aws-cn:iam::111111111111:role/ci",
      finding: {
        code: "PARTITION_MISMATCH",
        message: '"arn:aws-cn:iam::111111111111:role/ci" is in partition aws-cn, the registry is in aws',
      },
    },
    { given: "arn:aws-us-gov:iam::111111111111:root", finding: { code: "PARTITION_MISMATCH" } },
    { given: "arn:aws-iso:iam::111111111111:role/ci", finding: { code: "PARTITION_MISMATCH" } },
  ];
  for (const { given, finding } of refused) {
    it(`refuses ${JSON.stringify(given)} with ${finding.code}`, () => {
      expectFindings(() => planRegistry(pulledBy(given)), [{ ...finding, path }]);
    });
  }

  it("says everything that is wrong at once, in the order of the topology", () => {
    const topology = {
      ...QUIET,
      creators: ["222222222222", "o-a1b2c3d4e5"],
      keyAccountId: SECURITY,
      keyAdministrators: [HUB],
      repositories: { app: { push: ["*"], pull: "111111111111", lambda: [CI_ROLE, "o-a1b2c3d4e5"], pulls: [] } },
    } as unknown as RegistryTopology;
    expectFindings(
      () => planRegistry(topology),
      [
        {
          code: "GRANTEE_NOT_ALLOWED_HERE",
          path: "creators[0]",
          message: 'a creator must belong to the registry account "123456789012", got "222222222222"',
        },
        { code: "GRANTEE_NOT_ALLOWED_HERE", path: "creators[1]" },
        {
          code: "GRANTEE_NOT_ALLOWED_HERE",
          path: "keyAdministrators[0]",
          message: 'a key administrator must belong to the key account "999999999999", got "123456789012"',
        },
        { code: "UNKNOWN_PROPERTY", path: 'repositories["app"].pulls', hint: "did you mean pull?" },
        { code: "GRANTEE_IS_WILDCARD", path: 'repositories["app"].push[0]' },
        {
          code: "INVALID_TYPE",
          path: 'repositories["app"].pull',
          message: 'must be a list of grantees, got "111111111111"',
        },
        {
          code: "GRANTEE_NOT_ALLOWED_HERE",
          path: 'repositories["app"].lambda[0]',
          hint: "give the 12-digit id of the account whose functions run the image",
        },
        { code: "GRANTEE_NOT_ALLOWED_HERE", path: 'repositories["app"].lambda[1]' },
      ],
    );
  });

  it("may be known only at deployment one by one, not as a list", () => {
    expect(() => planRegistry(pulledBy(LATER), { isUnresolved: isLater })).to.not.throw();
    expectFindings(
      () => planRegistry({ ...QUIET, repositories: { "my-app": { pull: LATER_LIST } } }, { isUnresolved: isLater }),
      [{ code: "UNRESOLVED_STRUCTURE", path: 'repositories["my-app"].pull' }],
    );
  });

  it("are not compared with a partition that is known only at deployment", () => {
    const topology = { ...pulledBy("arn:aws-cn:iam::111111111111:role/ci"), region: LATER, partition: LATER as "aws" };
    expect(() => planRegistry(topology, { isUnresolved: isLater })).to.not.throw();
    const elsewhere = { ...topology, repositories: { "my-app": { pull: ["arn:aws-iso:iam::111111111111:role/ci"] } } };
    expectFindings(
      () => planRegistry(elsewhere, { isUnresolved: isLater }),
      [
        {
          code: "PARTITION_MISMATCH",
          path,
          message:
            '"arn:aws-iso:iam::111111111111:role/ci" is in partition aws-iso, the registry is in aws, aws-cn or aws-us-gov',
        },
      ],
    );
  });
});
