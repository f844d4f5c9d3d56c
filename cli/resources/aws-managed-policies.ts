import type { PolicyJson, StatementJson } from "../policy/policy-json";

/**
 * The document of a policy that AWS manages, where it is one of those that decide about registries and keys, or one
 * that is often attached beside them.
 *
 * @example
 * awsManagedPolicy("arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy");
 */
export function awsManagedPolicy(arn: string): PolicyJson | undefined {
  const [, partition, path = ""] = /^arn:([^:]+):iam::aws:policy\/(.+)$/.exec(arn) ?? [];
  const statements = Object.hasOwn(STATEMENTS, path) ? STATEMENTS[path] : undefined;
  // Those that name ARNs of one partition are others elsewhere.
  const isSameEverywhere = !JSON.stringify(statements ?? []).includes("arn:aws:");
  if (statements === undefined || (partition !== "aws" && !isSameEverywhere)) return undefined;
  return { Version: "2012-10-17", Statement: statements };
}

/** The ARN of one of these policies by its name. */
export function managedPolicyArnOf(partition: string, name: string): string | undefined {
  const path = Object.keys(STATEMENTS).find((candidate) => candidate === name || candidate.endsWith(`/${name}`));
  return path === undefined ? undefined : `arn:${partition}:iam::aws:policy/${path}`;
}

/**
 * Path and name → the statements of the default version, with its number.
 *
 * Each was compared in two collections of what IAM's GetPolicyVersion returns (zoph-io/MAMIP and moto, of 2026) and is
 * shown at `https://docs.aws.amazon.com/aws-managed-policy/latest/reference/<name>.html`. Policies that are large or
 * change every month (ReadOnlyAccess, SecurityAudit) are left out: an answer that depends on them is unknown.
 */
const STATEMENTS: Readonly<Record<string, readonly StatementJson[]>> = {
  // v1
  AdministratorAccess: [{ Effect: "Allow", Action: "*", Resource: "*" }],
  // v12
  PowerUserAccess: [
    { Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" },
    {
      Effect: "Allow",
      Action: [
        "account:GetAccountInformation",
        "account:GetGovCloudAccountInformation",
        "account:GetPrimaryEmail",
        "account:ListRegions",
        "iam:CreateServiceLinkedRole",
        "iam:DeleteServiceLinkedRole",
        "iam:ListRoles",
        "organizations:DescribeEffectivePolicy",
        "organizations:DescribeOrganization",
      ],
      Resource: "*",
    },
  ],
  // v3
  AmazonEC2ContainerRegistryFullAccess: [
    { Effect: "Allow", Action: ["ecr:*", "cloudtrail:LookupEvents"], Resource: "*" },
    {
      Effect: "Allow",
      Action: ["iam:CreateServiceLinkedRole"],
      Resource: "*",
      Condition: { StringEquals: { "iam:AWSServiceName": ["replication.ecr.amazonaws.com"] } },
    },
  ],
  // v3
  AmazonEC2ContainerRegistryPowerUser: [
    {
      Effect: "Allow",
      Action: [
        "ecr:GetAuthorizationToken",
        "ecr:BatchCheckLayerAvailability",
        "ecr:GetDownloadUrlForLayer",
        "ecr:GetRepositoryPolicy",
        "ecr:DescribeRepositories",
        "ecr:ListImages",
        "ecr:DescribeImages",
        "ecr:BatchGetImage",
        "ecr:GetLifecyclePolicy",
        "ecr:GetLifecyclePolicyPreview",
        "ecr:ListTagsForResource",
        "ecr:DescribeImageScanFindings",
        "ecr:InitiateLayerUpload",
        "ecr:UploadLayerPart",
        "ecr:CompleteLayerUpload",
        "ecr:PutImage",
      ],
      Resource: "*",
    },
  ],
  // v3
  AmazonEC2ContainerRegistryReadOnly: [
    {
      Effect: "Allow",
      Action: [
        "ecr:GetAuthorizationToken",
        "ecr:BatchCheckLayerAvailability",
        "ecr:GetDownloadUrlForLayer",
        "ecr:GetRepositoryPolicy",
        "ecr:DescribeRepositories",
        "ecr:ListImages",
        "ecr:DescribeImages",
        "ecr:BatchGetImage",
        "ecr:GetLifecyclePolicy",
        "ecr:GetLifecyclePolicyPreview",
        "ecr:ListTagsForResource",
        "ecr:DescribeImageScanFindings",
      ],
      Resource: "*",
    },
  ],
  // v1
  AmazonEC2ContainerRegistryPullOnly: [
    {
      Effect: "Allow",
      Action: [
        "ecr:GetAuthorizationToken",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
        "ecr:BatchImportUpstreamImage",
      ],
      Resource: "*",
    },
  ],
  // v1
  "service-role/AmazonECSTaskExecutionRolePolicy": [
    {
      Effect: "Allow",
      Action: [
        "ecr:GetAuthorizationToken",
        "ecr:BatchCheckLayerAvailability",
        "ecr:GetDownloadUrlForLayer",
        "ecr:BatchGetImage",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
      ],
      Resource: "*",
    },
  ],
  // v1
  "service-role/AWSAppRunnerServicePolicyForECRAccess": [
    {
      Effect: "Allow",
      Action: [
        "ecr:GetDownloadUrlForLayer",
        "ecr:BatchGetImage",
        "ecr:DescribeImages",
        "ecr:GetAuthorizationToken",
        "ecr:BatchCheckLayerAvailability",
      ],
      Resource: "*",
    },
  ],
  // v1
  EC2InstanceProfileForImageBuilderECRContainerBuilds: [
    {
      Effect: "Allow",
      Action: [
        "imagebuilder:GetComponent",
        "imagebuilder:GetContainerRecipe",
        "ecr:GetAuthorizationToken",
        "ecr:BatchGetImage",
        "ecr:InitiateLayerUpload",
        "ecr:UploadLayerPart",
        "ecr:CompleteLayerUpload",
        "ecr:BatchCheckLayerAvailability",
        "ecr:GetDownloadUrlForLayer",
        "ecr:PutImage",
      ],
      Resource: "*",
    },
    {
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: "*",
      Condition: {
        "ForAnyValue:StringEquals": {
          "aws:CalledVia": ["imagebuilder.amazonaws.com"],
          "kms:EncryptionContextKeys": "aws:imagebuilder:arn",
        },
      },
    },
    { Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::ec2imagebuilder*" },
    {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:CreateLogGroup", "logs:PutLogEvents"],
      Resource: "arn:aws:logs:*:*:log-group:/aws/imagebuilder/*",
    },
  ],
  // v2
  AWSKeyManagementServicePowerUser: [
    {
      Effect: "Allow",
      Action: [
        "kms:CreateAlias",
        "kms:CreateKey",
        "kms:DeleteAlias",
        "kms:Describe*",
        "kms:GenerateRandom",
        "kms:Get*",
        "kms:List*",
        "kms:TagResource",
        "kms:UntagResource",
        "iam:ListGroups",
        "iam:ListRoles",
        "iam:ListUsers",
      ],
      Resource: "*",
    },
  ],
  // v3
  AmazonEKSWorkerNodePolicy: [
    {
      Sid: "WorkerNodePermissions",
      Effect: "Allow",
      Action: [
        "ec2:DescribeInstances",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeRouteTables",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVolumes",
        "ec2:DescribeVolumesModifications",
        "ec2:DescribeVpcs",
        "eks:DescribeCluster",
        "eks-auth:AssumeRoleForPodIdentity",
      ],
      Resource: "*",
    },
  ],
  // v2
  AmazonSSMManagedInstanceCore: [
    {
      Effect: "Allow",
      Action: [
        "ssm:DescribeAssociation",
        "ssm:GetDeployablePatchSnapshotForInstance",
        "ssm:GetDocument",
        "ssm:DescribeDocument",
        "ssm:GetManifest",
        "ssm:GetParameter",
        "ssm:GetParameters",
        "ssm:ListAssociations",
        "ssm:ListInstanceAssociations",
        "ssm:PutInventory",
        "ssm:PutComplianceItems",
        "ssm:PutConfigurePackageResult",
        "ssm:UpdateAssociationStatus",
        "ssm:UpdateInstanceAssociationStatus",
        "ssm:UpdateInstanceInformation",
      ],
      Resource: "*",
    },
    {
      Effect: "Allow",
      Action: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      Resource: "*",
    },
    {
      Effect: "Allow",
      Action: [
        "ec2messages:AcknowledgeMessage",
        "ec2messages:DeleteMessage",
        "ec2messages:FailMessage",
        "ec2messages:GetEndpoint",
        "ec2messages:GetMessages",
        "ec2messages:SendReply",
      ],
      Resource: "*",
    },
  ],
  // v1
  "service-role/AWSLambdaBasicExecutionRole": [
    { Effect: "Allow", Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], Resource: "*" },
  ],
  // v3
  "service-role/AWSLambdaVPCAccessExecutionRole": [
    {
      Sid: "AWSLambdaVPCAccessExecutionPermissions",
      Effect: "Allow",
      Action: [
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses",
      ],
      Resource: "*",
    },
  ],
};
