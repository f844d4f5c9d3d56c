import { HUB, SECURITY } from "../shared/fixtures";
import type { Scenario } from "./scenario";

/** A scenario that stands for many. */
export interface Representative extends Scenario {
  readonly name: string;
}

const A = "111111111111";
const B = "222222222222";
const C = "333333333333";
const D = "444444444444";
const role = (accountId: string, name: string, partition = "aws"): string =>
  `arn:${partition}:iam::${accountId}:role/${name}`;

/** Two strangers in organizations that some scenarios name, the third in none. */
const MEMBERSHIP = {
  [C]: "o-a1b2c3d4e5/r-ab12/",
  "888888888801": "o-a1b2c3d4e5f/r-cd34/ou-cd34-33333333/",
  "888888888802": "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/ou-ab12-22222222/",
} as const;

/** A handful of topologies with every model, strategy and kind of grantee between them. */
export const REPRESENTATIVES: readonly Representative[] = [
  {
    name: "every kind of grantee, key policy, ARN conditions, one account for registry and key",
    topology: {
      region: "us-east-1",
      registryAccountId: HUB,
      repositories: {
        app: {
          push: [role(A, "team/deploy"), role(A, "ci"), "o-a1b2c3d4e5f", `arn:aws:iam::${HUB}:user/ci`],
          pull: [
            role(A, "ci"),
            B,
            "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*",
            `arn:aws:codebuild:us-east-1:${A}:project/my-*`,
          ],
          lambda: [D, HUB],
        },
        app2: { pull: [role(A, "ci2"), `arn:aws:emr-serverless:us-east-1:${B}:/applications/00abc`], lambda: [C] },
      },
    },
    membership: MEMBERSHIP,
    keyByArn: false,
    sample: 1,
  },
  {
    name: "key policy, exact principals, the key in an account of its own",
    topology: {
      region: "us-east-1",
      registryAccountId: HUB,
      keyAccountId: SECURITY,
      repositories: {
        app: { push: [role(A, "ci"), role(B, "ci")], pull: [role(HUB, "app"), role(SECURITY, "audit"), B] },
        "team/app": { pull: [C, `arn:aws:iam::${A}:user/ci`] },
      },
      creators: [role(HUB, "terraform")],
      keyAdministrators: [role(SECURITY, "keeper")],
      principalStrategy: "exact",
    },
    membership: MEMBERSHIP,
    keyByArn: false,
    sample: 2,
  },
  {
    name: "grants, ARN conditions, the key in an account of its own and named by its ARN",
    topology: {
      region: "us-east-1",
      registryAccountId: HUB,
      keyAccountId: SECURITY,
      repositories: {
        app: { push: [role(A, "ci"), B], pull: [role(A, "app"), role(B, "ci"), C] },
        app2: { push: [role(A, "app")], pull: [role(HUB, "app")] },
      },
      creators: [HUB],
      keyAdministrators: [SECURITY],
      kmsAccess: "kms-grants",
    },
    membership: MEMBERSHIP,
    keyByArn: true,
    sample: 3,
  },
  {
    name: "ECR's grants only, exact principals, in AWS GovCloud",
    topology: {
      region: "us-gov-west-1",
      registryAccountId: HUB,
      repositories: {
        app: { push: [role(HUB, "ci", "aws-us-gov")], pull: [role(A, "ci", "aws-us-gov"), "o-a1b2c3d4e5/r-ab12/"] },
        "app/web": { push: [A], lambda: [A] },
      },
      creators: [role(HUB, "terraform", "aws-us-gov")],
      keyAdministrators: [role(HUB, "keeper", "aws-us-gov"), role(HUB, "terraform", "aws-us-gov")],
      kmsAccess: "ecr-grants-only",
      principalStrategy: "exact",
    },
    membership: { ...MEMBERSHIP, "888888888801": "o-a1b2c3d4e5/r-ab12/" },
    keyByArn: true,
    sample: 4,
  },
  {
    name: "organizations that hold the registry and the key account, in China",
    topology: {
      region: "cn-north-1",
      registryAccountId: HUB,
      keyAccountId: SECURITY,
      repositories: {
        app: {
          push: [`arn:aws-cn:codebuild:cn-north-1:${A}:project/my-app`, "o-a1b2c3d4e5"],
          pull: ["o-a1b2c3d4e5f/r-cd34/*"],
        },
        app2: { pull: [`arn:aws-cn:codebuild:cn-north-1:${B}:project/my-app2`, role(A, "ci", "aws-cn")] },
      },
      keyAdministrators: [role(SECURITY, "keeper", "aws-cn")],
      keyAlias: "team/images",
    },
    membership: {
      [HUB]: "o-a1b2c3d4e5/r-ab12/",
      [SECURITY]: "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/",
      "888888888801": "o-z9y8x7w6v5/r-ef56/",
      "888888888802": "o-a1b2c3d4e5f/r-cd34/ou-cd34-33333333/",
    },
    keyByArn: false,
    sample: 5,
  },
];
