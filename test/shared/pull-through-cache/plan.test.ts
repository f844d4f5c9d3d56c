import { expect } from "chai";
import type { PullThroughCacheConfig, PullThroughCacheRule } from "../../../shared";
import { planCreationTemplate } from "../../../shared/plans";
import { planPullThroughCache, pullThroughStatements } from "../../../shared";
import type { ExpectedFinding } from "../fixtures";
import {
  expectFindings,
  expectSame,
  findingsOf,
  HUB,
  isDeeplyFrozen,
  isLater,
  KEY_ARN,
  LATER,
  LATER_LIST,
  PULL,
} from "../fixtures";

const SECRET = `arn:aws:secretsmanager:us-east-1:${HUB}:secret:ecr-pullthroughcache/docker-AbCdEf`;
const ROLE = "arn:aws:iam::222222222222:role/app";
const UPSTREAM = "222222222222.dkr.ecr.eu-west-1.amazonaws.com";
const BASE = { region: "us-east-1", registryAccountId: HUB, keyArn: KEY_ARN } as const;
const BRING_IN = ["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"];

const below = (prefix: string, registry = `us-east-1:${HUB}`): string =>
  `arn:aws:ecr:${registry}:repository/${prefix}/*`;
const withRule = (rule: object, different: object = {}): PullThroughCacheConfig => ({
  ...BASE,
  rules: { "docker-hub": rule as PullThroughCacheRule },
  ...different,
});
const quay = (different: object = {}): PullThroughCacheConfig => ({
  ...BASE,
  rules: { quay: { upstreamRegistryUrl: "quay.io" } },
  ...different,
});

describe("planPullThroughCache", () => {
  it("makes a rule, and a template that encrypts what is cached", () => {
    expectSame(planPullThroughCache(quay()), {
      rules: [
        {
          ecrRepositoryPrefix: "quay",
          upstreamRegistryUrl: "quay.io",
          template: planCreationTemplate({ ...BASE, prefix: "quay", appliedFor: ["PULL_THROUGH_CACHE"] }),
        },
      ],
      registryPolicyStatements: [],
      identityPolicies: {},
      upstreamStatements: {},
    });
  });

  it("names the secret of an upstream that needs credentials", () => {
    const upstreamRegistryUrl = "registry-1.docker.io";
    const { rules } = planPullThroughCache(withRule({ upstreamRegistryUrl, credentialArn: SECRET }));
    const { template, ...rule } = rules[0] ?? {};
    expect(template?.prefix).to.equal("docker-hub");
    expectSame(rule, { ecrRepositoryPrefix: "docker-hub", upstreamRegistryUrl, credentialArn: SECRET });
  });

  it("keeps cached repositories as told", () => {
    const repository = {
      imageTagMutability: "MUTABLE",
      resourceTags: { cache: "yes" },
      description: "cached",
    } as const;
    const { rules } = planPullThroughCache(quay({ repository }));
    expectSame(
      rules[0]?.template,
      planCreationTemplate({ ...BASE, prefix: "quay", appliedFor: ["PULL_THROUGH_CACHE"], ...repository }),
    );
  });

  it("lets grantees pull, and bring in what is not cached, and nothing else", () => {
    const pull = [ROLE, "333333333333", "o-a1b2c3d4e5"];
    const plan = planPullThroughCache({
      ...BASE,
      rules: {
        quay: { upstreamRegistryUrl: "quay.io", pull },
        "k8s/io": { upstreamRegistryUrl: "registry.k8s.io", pull: [...pull].reverse() },
      },
    });
    expect(plan.rules.map(({ ecrRepositoryPrefix }) => ecrRepositoryPrefix)).to.deep.equal(["k8s/io", "quay"]);
    const accounts = { AWS: ["arn:aws:iam::333333333333:root"] };
    const principals = { AWS: ["arn:aws:iam::222222222222:root"] };
    const ofRole = { ArnEquals: { "aws:PrincipalArn": [ROLE] } };
    const ofOrganization = { StringEquals: { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] } };
    const allow = { Effect: "Allow", Action: PULL };
    expectSame(plan.rules[0]?.template.repositoryPolicy, {
      Version: "2012-10-17",
      Statement: [
        { Sid: "AllowPullAccounts", Effect: "Allow", Principal: accounts, Action: PULL },
        { Sid: "AllowPullPrincipals", Effect: "Allow", Principal: principals, Action: PULL, Condition: ofRole },
        {
          Sid: "AllowPullOrganizations",
          ...{ Effect: allow.Effect, Principal: { AWS: ["*"] }, Action: allow.Action, Condition: ofOrganization },
        },
      ],
    });
    const Resource = [below("k8s/io"), below("quay")];
    expect(plan.registryPolicyStatements).to.deep.equal([
      { Sid: "AllowPullThroughAccounts", Effect: "Allow", Principal: accounts, Action: BRING_IN, Resource },
      {
        Sid: "AllowPullThroughPrincipals",
        ...{ Effect: "Allow", Principal: principals, Action: BRING_IN, Resource, Condition: ofRole },
      },
      {
        Sid: "AllowPullThroughOrganizations",
        ...{ Effect: "Allow", Principal: { AWS: ["*"] }, Action: BRING_IN, Resource, Condition: ofOrganization },
      },
    ]);
    const identityPolicy = {
      Version: "2012-10-17",
      Statement: [
        { Sid: "Login", Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] },
        {
          Sid: "PullThroughCache",
          Effect: "Allow",
          Action: [
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:BatchImportUpstreamImage",
            "ecr:CreateRepository",
            "ecr:GetDownloadUrlForLayer",
          ],
          Resource,
        },
      ],
    };
    expectSame(plan.identityPolicies, {
      "333333333333": identityPolicy,
      [ROLE]: identityPolicy,
      "o-a1b2c3d4e5": identityPolicy,
    });
  });

  it("gives each grantee the prefixes of its own rules", () => {
    const plan = planPullThroughCache({
      ...BASE,
      principalStrategy: "exact",
      rules: {
        a1: { upstreamRegistryUrl: "quay.io", pull: [ROLE] },
        b2: { upstreamRegistryUrl: "registry.k8s.io", pull: ["333333333333"] },
        c3: { upstreamRegistryUrl: "public.ecr.aws", pull: [ROLE] },
        d4: { upstreamRegistryUrl: "public.ecr.aws" },
      },
    });
    expect(
      plan.registryPolicyStatements.map(({ Sid, Principal, Resource }) => [Sid, Principal.AWS, Resource]),
    ).to.deep.equal([
      ["AllowPullThroughPrincipals1", [ROLE], [below("a1"), below("c3")]],
      ["AllowPullThroughAccounts2", ["arn:aws:iam::333333333333:root"], [below("b2")]],
    ]);
    expect(plan.identityPolicies[ROLE]?.Statement[1]?.Resource).to.deep.equal([below("a1"), below("c3")]);
    expect(plan.rules[3]?.template.repositoryPolicy).to.equal(undefined);
  });

  it("lets pullers tag, when the template tags repositories", () => {
    const rules = { quay: { upstreamRegistryUrl: "quay.io", pull: [ROLE] } };
    const actions = (repository: object): unknown =>
      planPullThroughCache({ ...BASE, rules, repository }).identityPolicies[ROLE]?.Statement[1]?.Action;
    expect(actions({ resourceTags: { team: "a" } })).to.include("ecr:TagResource");
    expect(actions({ resourceTags: {} })).to.not.include("ecr:TagResource");
  });

  it("makes the policy of the registry only when told so", () => {
    const rules = { quay: { upstreamRegistryUrl: "quay.io", pull: [ROLE] } };
    const plan = planPullThroughCache({ ...BASE, rules, manageRegistryPolicy: true });
    expectSame(plan.registryPolicy?.Statement.length, 1);
    expect(plan.registryPolicy?.Statement).to.deep.equal(plan.registryPolicyStatements);
    expect(planPullThroughCache({ ...BASE, rules }).registryPolicy).to.equal(undefined);
    expect(planPullThroughCache(quay({ manageRegistryPolicy: true })).registryPolicy).to.equal(undefined);
  });

  it("tells the statements without the key", () => {
    const { keyArn: _, ...place } = BASE;
    const rules = { quay: { upstreamRegistryUrl: "quay.io", pull: [ROLE, LATER] } };
    expectSame(
      pullThroughStatements({ ...place, rules }, isLater),
      planPullThroughCache({ ...BASE, rules }, isLater).registryPolicyStatements,
    );
    expectFindings(
      () => pullThroughStatements({ ...place, rules: {}, keyArn: "alias/ecr" }),
      [
        { code: "INVALID_KEY_ARN", path: "keyArn" },
        { code: "INVALID_OPTION", path: "rules" },
      ],
    );
    expectFindings(() => pullThroughStatements("quay" as never), [{ code: "INVALID_TYPE", path: "" }]);
  });

  it("makes a role that copies from ECR in another account, and says what that account has to allow", () => {
    const rule = { upstreamRegistryUrl: UPSTREAM, upstreamRepositoryPrefix: "base" };
    const plan = planPullThroughCache({ ...BASE, rules: { "shared/base": rule } });
    const upstream = below("base", "eu-west-1:222222222222");
    expectSame(plan.rules[0]?.upstreamRole, {
      name: "ecr-cache-us-east-1-shared+base",
      trustPolicy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "pullthroughcache.ecr.amazonaws.com" },
            Action: "sts:AssumeRole",
          },
        ],
      },
      policy: {
        Version: "2012-10-17",
        Statement: [
          { Sid: "Login", Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] },
          {
            Sid: "CopyImages",
            Effect: "Allow",
            Action: [
              "ecr:BatchGetImage",
              "ecr:BatchImportUpstreamImage",
              "ecr:CompleteLayerUpload",
              "ecr:GetDownloadUrlForLayer",
              "ecr:GetImageCopyStatus",
              "ecr:InitiateLayerUpload",
              "ecr:PutImage",
              "ecr:UploadLayerPart",
            ],
            Resource: [upstream, below("shared/base")],
          },
        ],
      },
    });
    expectSame(plan.upstreamStatements, {
      "shared/base": {
        Sid: "AllowPullThroughCache",
        Effect: "Allow",
        Principal: { AWS: [`arn:aws:iam::${HUB}:root`] },
        Action: [
          "ecr:BatchGetImage",
          "ecr:BatchImportUpstreamImage",
          "ecr:GetDownloadUrlForLayer",
          "ecr:GetImageCopyStatus",
        ],
        Resource: [upstream],
      },
    });
  });

  it("asks nothing of another account when the upstream is the same account in another Region", () => {
    const upstreamRegistryUrl = `${HUB}.dkr.ecr.eu-west-1.amazonaws.com`;
    const plan = planPullThroughCache({ ...BASE, rules: { ROOT: { upstreamRegistryUrl } } });
    expect(plan.upstreamStatements).to.deep.equal({});
    expect(plan.rules[0]?.upstreamRole?.policy.Statement[1]?.Resource).to.deep.equal([
      `arn:aws:ecr:eu-west-1:${HUB}:repository/*`,
      `arn:aws:ecr:us-east-1:${HUB}:repository/*`,
    ]);
  });

  it("makes no role where one is given", () => {
    const customRoleArn = `arn:aws:iam::${HUB}:role/path/reads-upstream`;
    const { rules } = planPullThroughCache(withRule({ upstreamRegistryUrl: UPSTREAM, customRoleArn }));
    expect(rules[0]?.customRoleArn).to.equal(customRoleArn);
    expect(rules[0]?.upstreamRole).to.equal(undefined);
  });

  it("is frozen", () => {
    expect(isDeeplyFrozen(planPullThroughCache(withRule({ upstreamRegistryUrl: UPSTREAM, pull: [ROLE] })))).to.equal(
      true,
    );
  });

  it("passes on what is known only at deployment", () => {
    const config = withRule(
      { upstreamRegistryUrl: "ghcr.io", credentialArn: LATER, pull: [LATER] },
      { registryAccountId: LATER, keyArn: LATER },
    );
    const plan = planPullThroughCache(config, isLater);
    expect(plan.rules[0]?.credentialArn).to.equal(LATER);
    expect(plan.registryPolicyStatements.map(({ Principal }) => Principal)).to.deep.equal([{ AWS: [LATER] }]);
  });

  for (const [url, credentialArn] of [
    ["public.ecr.aws"],
    ["registry.k8s.io"],
    ["quay.io"],
    ["registry-1.docker.io", SECRET],
    ["ghcr.io", SECRET],
    ["registry.gitlab.com", SECRET],
    ["cgr.dev", SECRET],
    ["team1.azurecr.io", SECRET],
    [UPSTREAM],
  ] as const) {
    it(`takes ${url} ${credentialArn ? "with a secret only" : "without a secret"}`, () => {
      const rule = { upstreamRegistryUrl: url, ...(credentialArn ? { credentialArn } : {}) };
      expect(planPullThroughCache(withRule(rule)).rules).to.have.length(1);
      if (credentialArn)
        expectFindings(
          () => planPullThroughCache(withRule({ upstreamRegistryUrl: url })),
          [{ code: "CREDENTIAL_REQUIRED", path: 'rules["docker-hub"].credentialArn' }],
        );
    });
  }

  const at = 'rules["docker-hub"]';
  const refused: readonly { title: string; config: unknown; findings: readonly ExpectedFinding[] }[] = [
    ...(
      [
        ["https://docker.io", 'did you mean "registry-1.docker.io"?'],
        ["https://quay.io/", 'did you mean "quay.io"?'],
        ["k8s.gcr.io", 'did you mean "registry.k8s.io"?'],
        ["GHCR.io", 'did you mean "ghcr.io"?'],
      ] as const
    ).map(([upstreamRegistryUrl, hint]) => ({
      title: `the upstream ${upstreamRegistryUrl}`,
      config: withRule({ upstreamRegistryUrl }),
      findings: [{ code: "UNSUPPORTED_UPSTREAM", path: `${at}.upstreamRegistryUrl`, hint }] as const,
    })),
    {
      title: "an upstream that ECR does not know",
      config: withRule({ upstreamRegistryUrl: "registry.example.com" }),
      findings: [
        {
          code: "UNSUPPORTED_UPSTREAM",
          path: `${at}.upstreamRegistryUrl`,
          message: 'ECR does not cache from "registry.example.com"',
          hint: "use one of public.ecr.aws, registry.k8s.io, quay.io, registry-1.docker.io, ghcr.io, registry.gitlab.com, cgr.dev, <registry>.azurecr.io, <account>.dkr.ecr.<region>.amazonaws.com",
        },
      ],
    },
    {
      title: "this registry as its own upstream",
      config: withRule({ upstreamRegistryUrl: `${HUB}.dkr.ecr.us-east-1.amazonaws.com` }),
      findings: [{ code: "UNSUPPORTED_UPSTREAM", path: `${at}.upstreamRegistryUrl` }],
    },
    {
      title: "no upstream",
      config: withRule({}),
      findings: [{ code: "INVALID_TYPE", path: `${at}.upstreamRegistryUrl` }],
    },
    {
      title: "an upstream that is known only at deployment",
      config: withRule({ upstreamRegistryUrl: LATER }),
      findings: [{ code: "UNRESOLVED_STRUCTURE", path: `${at}.upstreamRegistryUrl` }],
    },
    {
      title: "a secret of another name, Region and account",
      config: withRule({
        upstreamRegistryUrl: "ghcr.io",
        credentialArn: "arn:aws:secretsmanager:eu-west-1:222222222222:secret:github-AbCdEf",
      }),
      findings: [
        {
          code: "INVALID_CREDENTIAL_ARN",
          path: `${at}.credentialArn`,
          message: 'the name of the secret is "github-AbCdEf"; ECR reads only ecr-pullthroughcache/…',
        },
        { code: "CREDENTIAL_MISMATCH", path: `${at}.credentialArn` },
        {
          code: "CREDENTIAL_MISMATCH",
          path: `${at}.credentialArn`,
          message: `the secret belongs to 222222222222, the registry to "${HUB}"`,
        },
      ],
    },
    {
      title: "a secret for ECR",
      config: withRule({ upstreamRegistryUrl: UPSTREAM, credentialArn: SECRET }),
      findings: [{ code: "CONFLICTING_OPTIONS", path: `${at}.credentialArn` }],
    },
    {
      title: "a role for an upstream that is not ECR",
      config: withRule({ upstreamRegistryUrl: "quay.io", customRoleArn: `arn:aws:iam::${HUB}:role/reader` }),
      findings: [{ code: "CONFLICTING_OPTIONS", path: `${at}.customRoleArn` }],
    },
    {
      title: "a role by its name",
      config: withRule({ upstreamRegistryUrl: UPSTREAM, customRoleArn: "reader" }),
      findings: [
        { code: "INVALID_ROLE_ARN", path: `${at}.customRoleArn`, message: '"reader" is not the ARN of a role' },
      ],
    },
    {
      title: "a role of another account",
      config: withRule({ upstreamRegistryUrl: UPSTREAM, customRoleArn: ROLE }),
      findings: [
        {
          code: "INVALID_ROLE_ARN",
          path: `${at}.customRoleArn`,
          message: `the role belongs to 222222222222, the registry to "${HUB}"`,
        },
      ],
    },
    {
      title: "a part of the upstream for ROOT",
      config: { ...BASE, rules: { ROOT: { upstreamRegistryUrl: UPSTREAM, upstreamRepositoryPrefix: "base" } } },
      findings: [{ code: "CONFLICTING_OPTIONS", path: 'rules["ROOT"].upstreamRepositoryPrefix' }],
    },
    {
      title: "a part of the upstream that is none",
      config: withRule({ upstreamRegistryUrl: UPSTREAM, upstreamRepositoryPrefix: "base/" }),
      findings: [{ code: "INVALID_REPOSITORY_PREFIX", path: `${at}.upstreamRepositoryPrefix` }],
    },
    {
      title: "a prefix of more than 30 characters",
      config: { ...BASE, rules: { [`a${"b".repeat(30)}`]: { upstreamRegistryUrl: "quay.io" } } },
      findings: [{ code: "INVALID_REPOSITORY_PREFIX", path: `rules["a${"b".repeat(30)}"]` }],
    },
    {
      title: "a prefix that is known only at deployment",
      config: { ...BASE, rules: { [LATER]: { upstreamRegistryUrl: "quay.io" } } },
      findings: [{ code: "UNRESOLVED_STRUCTURE", path: `rules["${LATER}"]` }],
    },
    {
      title: "pullers that are none, a service, and a list known only at deployment",
      config: {
        ...BASE,
        rules: {
          quay: {
            upstreamRegistryUrl: "quay.io",
            pull: ["*", "arn:aws:codebuild:us-east-1:333333333333:project/team"],
          },
          k8s: { upstreamRegistryUrl: "registry.k8s.io", pull: LATER_LIST },
        },
      },
      findings: [
        { code: "GRANTEE_IS_WILDCARD", path: 'rules["quay"].pull[0]' },
        { code: "GRANTEE_NOT_ALLOWED_HERE", path: 'rules["quay"].pull[1]' },
        { code: "UNRESOLVED_STRUCTURE", path: 'rules["k8s"].pull' },
      ],
    },
    {
      title: "a Region without pull-through cache",
      config: quay({ region: "cn-north-1", keyArn: LATER }),
      findings: [
        { code: "NO_PULL_THROUGH_CACHE", path: "region", message: "ECR in cn-north-1 has no pull-through cache" },
      ],
    },
    {
      title: "no rule",
      config: { ...BASE, rules: {} },
      findings: [{ code: "INVALID_OPTION", path: "rules" }],
    },
    {
      title: "rules that are a list",
      config: { ...BASE, rules: [] },
      findings: [{ code: "INVALID_TYPE", path: "rules" }],
    },
    {
      title: "settings that a cached repository does not have",
      config: quay({
        repository: { scanOnPush: true, repositoryPolicy: {}, imageTagMutability: "YES" },
        principalStrategy: "by-name",
        manageRegistryPolicy: "yes",
        keyarn: KEY_ARN,
      }),
      findings: [
        { code: "UNKNOWN_PROPERTY", path: "keyarn" },
        { code: "UNKNOWN_PROPERTY", path: "repository.scanOnPush" },
        { code: "UNKNOWN_PROPERTY", path: "repository.repositoryPolicy" },
        { code: "INVALID_OPTION", path: "repository.imageTagMutability" },
        { code: "INVALID_OPTION", path: "principalStrategy" },
        { code: "INVALID_TYPE", path: "manageRegistryPolicy" },
      ],
    },
    {
      title: "choices that are known only at deployment",
      config: quay({ principalStrategy: LATER, manageRegistryPolicy: LATER, repository: "MUTABLE" }),
      findings: [
        { code: "INVALID_TYPE", path: "repository" },
        { code: "UNRESOLVED_STRUCTURE", path: "principalStrategy" },
        { code: "UNRESOLVED_STRUCTURE", path: "manageRegistryPolicy" },
      ],
    },
    {
      title: "more pullers than policies hold",
      config: {
        ...BASE,
        manageRegistryPolicy: true,
        rules: {
          quay: {
            upstreamRegistryUrl: "quay.io",
            pull: Array.from({ length: 350 }, (_, index) => String(200_000_000_000 + index)),
          },
        },
      },
      findings: [
        { code: "DOCUMENT_TOO_LARGE", path: 'rules["quay"].pull' },
        { code: "DOCUMENT_TOO_LARGE", path: "rules" },
      ],
    },
    {
      title: "more rules than one IAM policy holds",
      config: {
        ...BASE,
        rules: Object.fromEntries(
          Array.from({ length: 120 }, (_, index) => [
            `quay-${index}`,
            { upstreamRegistryUrl: "quay.io", pull: [ROLE] },
          ]),
        ),
      },
      findings: [{ code: "DOCUMENT_TOO_LARGE", path: "rules" }],
    },
  ];
  for (const { title, config, findings } of refused) {
    it(`refuses ${title}`, () => {
      expectFindings(() => planPullThroughCache(config as PullThroughCacheConfig, isLater), findings);
    });
  }

  it("refuses what is no configuration", () => {
    expectFindings(() => planPullThroughCache("quay.io" as never), [{ code: "INVALID_TYPE", path: "" }]);
  });

  const SECRETS: readonly (readonly [string, unknown])[] = [
    ["in place of the ARN", { upstreamRegistryUrl: "ghcr.io", credentialArn: "ghp_t0ken" }],
    ["in place of the ARN, as JSON", { upstreamRegistryUrl: "ghcr.io", credentialArn: '{"accessToken":"ghp_t0ken"}' }],
    ["as an object", { upstreamRegistryUrl: "ghcr.io", credentialArn: { accessToken: "ghp_t0ken" } }],
    ["in a property of its own", { upstreamRegistryUrl: "quay.io", accessToken: "ghp_t0ken" }],
    ["in the URL", { upstreamRegistryUrl: "https://me:ghp_t0ken@ghcr.io" }],
    ["in place of the rule", "ghp_t0ken"],
  ];
  for (const [title, rule] of SECRETS) {
    it(`refuses a secret ${title}, and repeats it nowhere`, () => {
      const findings = findingsOf(() => planPullThroughCache(withRule(rule as object)));
      expect(findings).to.not.have.length(0);
      expect(JSON.stringify(findings)).to.not.include("ghp_t0ken");
    });
  }
});
