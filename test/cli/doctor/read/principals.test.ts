import { expect } from "chai";
import type { Principal } from "../../../../cli/model/access-model";
import { made } from "../../../../cli/doctor/read/made-resource";
import { namedPrincipals, principalOfCaller } from "../../../../cli/doctor/read/named-principals";
import { isUnknown } from "../../../../cli/policy/unknown";
import { modelFromResources } from "../../../../cli/resources/model-from-resources";
import type { FakeAnswer } from "../../toolkit/aws/fake-aws";
import type { Answers, HubQuestion } from "./fake-hub";
import { allowing, APP, HUB, HUB_ANSWERS, PULL, readHub, SPOKE } from "./fake-hub";

const PLACE = { accountId: HUB, region: "us-east-1", partition: "aws" };
const NOBODY: Answers = { "ecr:GetRepositoryPolicy": () => ({ error: "RepositoryPolicyNotFoundException" }) };
const none = (key: string) => (): FakeAnswer => ({ body: { [key]: [], IsTruncated: false } });

/** A principal in short: its policies by name, each with its actions. */
const shortly = (answers: Answers, question: HubQuestion): Promise<readonly object[]> =>
  readHub({ ...NOBODY, ...answers }, question).then(({ deployed }) =>
    modelFromResources([deployed.read]).principals.map(short),
  );

const short = ({ arn, policies, permissionsBoundary }: Principal): object => ({
  arn,
  policies: Object.fromEntries(policies.map(({ name, policy }) => [name, actions(policy)])),
  ...(permissionsBoundary === undefined
    ? {}
    : { boundary: [permissionsBoundary.name, actions(permissionsBoundary.policy)] }),
});

const actions = (policy: Principal["policies"][number]["policy"]): unknown =>
  isUnknown(policy) ? "unknown" : policy.Statement.map(({ Action }) => Action).flat();

describe("those whom documents name", () => {
  const role = (name: string): string => `arn:aws:iam::${HUB}:role/${name}`;
  const statement = (rest: object): string =>
    JSON.stringify({ Statement: { Effect: "Allow", Action: "ecr:*", ...rest } });
  for (const { title, type = "aws_ecr_repository_policy", values, names } of [
    {
      title: "by ARN",
      values: { policy: statement({ Principal: { AWS: [role("b"), role("a/a")] } }) },
      names: ["b", "a"],
    },
    {
      title: "in a Deny",
      values: { policy: statement({ Effect: "Deny", Principal: { AWS: role("a") } }) },
      names: ["a"],
    },
    { title: "as NotPrincipal", values: { policy: statement({ NotPrincipal: { AWS: role("a") } }) }, names: ["a"] },
    {
      title: "in a condition",
      values: {
        policy: statement({ Principal: "*", Condition: { ArnLike: { "AWS:principalarn": [role("a"), role("b*")] } } }),
      },
      names: ["a"],
    },
    {
      title: "as a user",
      values: { policy: statement({ Principal: { AWS: `arn:aws:iam::${HUB}:user/u` } }) },
      names: ["u"],
    },
    {
      title: "as an account",
      values: { policy: statement({ Principal: { AWS: [HUB, `arn:aws:iam::${HUB}:root`] } }) },
      names: [],
    },
    {
      title: "as the id of somebody deleted",
      values: { policy: statement({ Principal: { AWS: "AROAEXAMPLEEXAMPLE12" } }) },
      names: [],
    },
    {
      title: "as a service",
      values: { policy: statement({ Principal: { Service: "lambda.amazonaws.com" } }) },
      names: [],
    },
    {
      title: "in a key policy",
      type: "aws_kms_key",
      values: { policy: statement({ Principal: { AWS: role("a") } }) },
      names: ["a"],
    },
    {
      title: "in a registry policy",
      type: "aws_ecr_registry_policy",
      values: { policy: statement({ Principal: { AWS: role("a") } }) },
      names: ["a"],
    },
    { title: "as a grantee", type: "aws_kms_grant", values: { grantee_principal: role("a") }, names: ["a"] },
    { title: "in a policy that is not known", values: { policy: "«unknown: it»" }, names: [] },
    {
      title: "in a policy of a role",
      type: "aws_iam_role_policy",
      values: { policy: statement({ Principal: { AWS: role("a") } }) },
      names: [],
    },
  ] as readonly { title: string; type?: string; values: Record<string, unknown>; names: readonly string[] }[]) {
    it(`${title}: ${names.length === 0 ? "nobody" : names.join(", ")}`, () => {
      expect(namedPrincipals([made(type, "it", PLACE, values)]).map(({ name }) => name)).to.deep.equal(names);
    });
  }

  for (const [arn, meant] of [
    [`arn:aws:sts::${HUB}:assumed-role/admin/me`, `arn:aws:iam::${HUB}:role/admin`],
    [`arn:aws-cn:sts::${HUB}:assumed-role/admin/i-1`, `arn:aws-cn:iam::${HUB}:role/admin`],
    [`arn:aws:iam::${HUB}:user/x/me`, `arn:aws:iam::${HUB}:user/x/me`],
    [`arn:aws:iam::${HUB}:root`, undefined],
    [`arn:aws:sts::${HUB}:federated-user/me`, undefined],
  ] as const) {
    it(`the caller ${arn} is ${meant ?? "nobody with policies"}`, () => {
      expect(principalOfCaller(arn)?.arn).to.equal(meant);
    });
  }
});

describe("what principals may do", () => {
  const TOKEN = `arn:aws:iam::${HUB}:policy/token`;
  const LIMIT = `arn:aws:iam::${HUB}:policy/limit`;
  const managed: Answers = {
    "iam:GetPolicy": ({ PolicyArn }) => ({ body: { Policy: { Arn: PolicyArn, DefaultVersionId: "v7" } } }),
    "iam:GetPolicyVersion": ({ PolicyArn, VersionId }) => {
      const action = PolicyArn === LIMIT ? "ecr:*" : "ecr:GetAuthorizationToken";
      const Document = encodeURIComponent(allowing(undefined, VersionId === "v7" ? action : "ecr:Wrong"));
      return { body: { PolicyVersion: { Document } } };
    },
  };

  it("is read of a role: inline and attached policies over all pages, its boundary, under its real ARN", async () => {
    const answers: Answers = {
      ...managed,
      "iam:GetRole": ({ RoleName }) => ({
        body: {
          Role: {
            RoleName,
            Path: "/apps/",
            Arn: `arn:aws:iam::${HUB}:role/apps/${String(RoleName)}`,
            PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: LIMIT },
          },
        },
      }),
      "iam:ListRolePolicies": ({ Marker }) => ({
        body:
          Marker === undefined
            ? { PolicyNames: ["b"], IsTruncated: true, Marker: "m" }
            : { PolicyNames: ["a"], IsTruncated: false },
      }),
      "iam:GetRolePolicy": ({ PolicyName }) => ({
        body: { PolicyDocument: encodeURIComponent(allowing(undefined, `ecr:${String(PolicyName)}`)) },
      }),
      "iam:ListAttachedRolePolicies": ({ Marker }) => ({
        body:
          Marker === undefined
            ? { AttachedPolicies: [], IsTruncated: true, Marker: "m" }
            : { AttachedPolicies: [{ PolicyName: "token", PolicyArn: TOKEN }], IsTruncated: false },
      }),
    };
    expect(await shortly(answers, { principals: ["role/puller"] })).to.deep.equal([
      {
        arn: `arn:aws:iam::${HUB}:role/apps/puller`,
        policies: {
          "IAM policy a of role puller": ["ecr:a"],
          "IAM policy b of role puller": ["ecr:b"],
          "IAM policy token of role puller": ["ecr:GetAuthorizationToken"],
        },
        boundary: ["permissions boundary limit of role puller", ["ecr:*"]],
      },
    ]);
  });

  const USER: Answers = {
    ...managed,
    "iam:GetRole": () => ({ error: "NoSuchEntity", status: 404 }),
    "iam:GetUser": ({ UserName }) => ({
      body: { User: { UserName, Path: "/", Arn: `arn:aws:iam::${HUB}:user/${String(UserName)}` } },
    }),
    "iam:ListUserPolicies": () => ({ body: { PolicyNames: ["own"], IsTruncated: false } }),
    "iam:GetUserPolicy": () => ({ body: { PolicyDocument: encodeURIComponent(allowing(undefined, "ecr:own")) } }),
    "iam:ListAttachedUserPolicies": none("AttachedPolicies"),
    "iam:ListGroupsForUser": () => ({
      body: { Groups: [{ GroupName: "devs", Arn: `arn:aws:iam::${HUB}:group/devs` }], IsTruncated: false },
    }),
    "iam:ListGroupPolicies": () => ({ body: { PolicyNames: ["push"], IsTruncated: false } }),
    "iam:GetGroupPolicy": () => ({ body: { PolicyDocument: encodeURIComponent(allowing(undefined, "ecr:push")) } }),
    "iam:ListAttachedGroupPolicies": () => ({ body: { AttachedPolicies: [{ PolicyArn: TOKEN }], IsTruncated: false } }),
  };
  const OF_USER = {
    "IAM policy own of user dev": ["ecr:own"],
    "IAM policy push of group devs": ["ecr:push"],
    "IAM policy token of group devs": ["ecr:GetAuthorizationToken"],
  };

  it("is read of a user, with what its groups may", async () => {
    expect(await shortly(USER, { principals: ["dev"] })).to.deep.equal([
      { arn: `arn:aws:iam::${HUB}:user/dev`, policies: OF_USER },
    ]);
  });

  it("is read of a group once, however many users are in it", async () => {
    const { aws } = await readHub({ ...NOBODY, ...USER }, { principals: ["user/dev", "user/ops"] });
    const asked = aws.asked.map(({ call }) => call);
    expect(asked.filter((call) => call === "iam:GetGroupPolicy")).to.have.length(1);
    expect(asked.filter((call) => call === "iam:GetPolicyVersion")).to.have.length(1);
  });

  const OF_PUSH = { "IAM policy push of group devs": ["ecr:push"] };
  const OF_OWN = { "IAM policy own of user dev": ["ecr:own"] };
  const OF_TOKEN = { "IAM policy token of group devs": ["ecr:GetAuthorizationToken"] };
  for (const { call, policies, boundary } of [
    {
      call: "iam:ListUserPolicies",
      policies: { "IAM policy inline policies (not read) of user dev": "unknown", ...OF_PUSH, ...OF_TOKEN },
    },
    { call: "iam:GetUserPolicy", policies: { "IAM policy own of user dev": "unknown", ...OF_PUSH, ...OF_TOKEN } },
    {
      call: "iam:ListAttachedUserPolicies",
      policies: { "IAM policy attached policies (not read) of user dev": "unknown", ...OF_USER },
    },
    {
      call: "iam:ListGroupsForUser",
      policies: { ...OF_OWN, "IAM policy policies of its groups (not read) of user dev": "unknown" },
    },
    {
      call: "iam:ListGroupPolicies",
      policies: { ...OF_OWN, ...OF_TOKEN, "IAM policy inline policies (not read) of group devs": "unknown" },
    },
    { call: "iam:GetGroupPolicy", policies: { ...OF_OWN, ...OF_TOKEN, "IAM policy push of group devs": "unknown" } },
    {
      call: "iam:ListAttachedGroupPolicies",
      policies: { ...OF_OWN, ...OF_PUSH, "IAM policy attached policies (not read) of group devs": "unknown" },
    },
    { call: "iam:GetPolicy", policies: { ...OF_OWN, ...OF_PUSH, "IAM policy token of group devs": "unknown" } },
    { call: "iam:GetPolicyVersion", policies: { ...OF_OWN, ...OF_PUSH, "IAM policy token of group devs": "unknown" } },
    {
      call: "iam:GetUser",
      policies: { "other policies of user dev": "unknown" },
      boundary: ["permissions boundary (iam:GetUser is denied) of user dev", "unknown"],
    },
  ]) {
    it(`is unknown in part without ${call}, and said so`, async () => {
      const answers = { ...NOBODY, ...USER, [call]: () => ({ error: "AccessDenied", message: "no", status: 403 }) };
      const { deployed } = await readHub(answers, { principals: ["user/dev"] });
      expect(modelFromResources([deployed.read]).principals.map(short)).to.deep.equal([
        { arn: `arn:aws:iam::${HUB}:user/dev`, policies, ...(boundary === undefined ? {} : { boundary }) },
      ]);
      expect(deployed.unread.map(({ message, hint }) => ({ message, hint }))).to.deep.equal([
        { message: `${call} is denied (with profile ${HUB}): no`, hint: `allow ${call} for whoever runs this` },
      ]);
    });
  }

  const POWER = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly";
  const attached = (arn: string): Answers => ({
    "iam:ListRolePolicies": none("PolicyNames"),
    "iam:ListAttachedRolePolicies": () => ({ body: { AttachedPolicies: [{ PolicyArn: arn }], IsTruncated: false } }),
    "iam:GetPolicy": () => ({ error: "AccessDenied", message: "no", status: 403 }),
  });

  it("is known of AWS's own policies where they may not be read, and unknown of those that change often", async () => {
    const known = await readHub({ ...NOBODY, ...attached(POWER) }, { principals: ["role/app"] });
    expect(known.deployed.unread).to.deep.equal([]);
    const [app] = modelFromResources([known.deployed.read]).principals;
    expect(JSON.stringify(app?.policies)).to.include("ecr:BatchGetImage");
    const other = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    const unknown = await readHub({ ...NOBODY, ...attached(other) }, { principals: ["role/app"] });
    expect(unknown.deployed.unread.map(({ path }) => path)).to.deep.equal([`policy ${other}`]);
    expect(modelFromResources([unknown.deployed.read]).principals.map(short)).to.deep.equal([
      { arn: APP, policies: { "IAM policy ReadOnlyAccess of role app": "unknown" } },
    ]);
  });

  it("is read of the caller, by the name of its role", async () => {
    const callerArn = `arn:aws:sts::${HUB}:assumed-role/admin/me`;
    const { deployed } = await readHub(NOBODY, { callerArn });
    expect(modelFromResources([deployed.read]).principals.map(({ arn }) => arn)).to.deep.equal([
      `arn:aws:iam::${HUB}:role/admin`,
    ]);
  });

  it("is unknown of somebody in an account without credentials, who has a row all the same", async () => {
    const { deployed } = await readHub(NOBODY, { principals: [`arn:aws:iam::${SPOKE}:role/ci`] });
    expect(modelFromResources([deployed.read]).principals.map(short)).to.deep.equal([
      {
        arn: `arn:aws:iam::${SPOKE}:role/ci`,
        policies: { "other policies of role ci": "unknown" },
        boundary: [`permissions boundary (no credentials for account ${SPOKE}) of role ci`, "unknown"],
      },
    ]);
    expect(deployed.unread.map(({ path, message }) => `${path}: ${message}`)).to.deep.equal([
      `account ${SPOKE}: there are no credentials for it, so what role ci may do is unknown`,
    ]);
  });

  it("is told once for each account without credentials, with a few names", async () => {
    const roles = Array.from({ length: 7 }, (_, index) => `arn:aws:iam::${SPOKE}:role/r${index}`);
    const policyText = allowing({ AWS: roles }, PULL);
    const { deployed } = await readHub({ "ecr:GetRepositoryPolicy": () => ({ body: { policyText } }) });
    expect(deployed.unread.map(({ message }) => message)).to.deep.equal([
      "there are no credentials for it, so what role r0, role r1, role r2, role r3, role r4 and 2 more may do is unknown",
    ]);
  });

  it("is nothing of somebody whom a policy names and who does not exist", async () => {
    const { deployed } = await readHub({
      ...HUB_ANSWERS,
      "iam:GetRole": () => ({ error: "NoSuchEntity", status: 404 }),
    });
    expect(deployed.read.resources.filter(({ type }) => type.startsWith("aws_iam_"))).to.deep.equal([]);
    expect(deployed.unread.map(({ path }) => path)).to.deep.equal([`account ${SPOKE}`]);
  });

  it("is asked in every account where only a name is given", async () => {
    const question = { principals: ["role/puller"], accounts: [HUB, SPOKE] };
    const answers: Answers = {
      ...NOBODY,
      "iam:GetRole": ({ RoleName }, { accessKeyId }) =>
        accessKeyId === `AKID${SPOKE}`
          ? { body: { Role: { RoleName, Path: "/", Arn: `arn:aws:iam::${SPOKE}:role/puller` } } }
          : { error: "NoSuchEntity", status: 404 },
    };
    const { deployed } = await readHub(answers, question);
    expect(modelFromResources([deployed.read]).principals.map(({ arn }) => arn)).to.deep.equal([
      `arn:aws:iam::${SPOKE}:role/puller`,
    ]);
    expect(deployed.read.input.path).to.equal(`AWS ${HUB} us-east-1, ${SPOKE}`);
  });
});
