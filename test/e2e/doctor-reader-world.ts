import {
  CreateRepositoryCommand,
  ECRClient,
  PutLifecyclePolicyCommand,
  SetRepositoryPolicyCommand,
} from "@aws-sdk/client-ecr";
import {
  AddUserToGroupCommand,
  AttachRolePolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  EnableKeyRotationCommand,
  KMSClient,
} from "@aws-sdk/client-kms";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

export const HUB = "111111111111";
export const SPOKE = "222222222222";
/** An account that no credentials are given for. */
export const STRANGER = "333333333333";
export const REGION = "us-east-1";

const PULL = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const PUSH = [...PULL, "ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"];
const TOKEN = { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" };

/** A policy document of one or more statements. */
function policy(...Statement: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

export function repositoryArn(name: string): string {
  return `arn:aws:ecr:${REGION}:${HUB}:repository/${name}`;
}

/** Credentials in an account, as the environment variables of the SDK. */
export async function credentialsIn(
  endpoint: string,
  accountId: string,
  role = "platform-admin",
): Promise<Record<"AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" | "AWS_SESSION_TOKEN", string>> {
  const sts = new STSClient({ endpoint, region: REGION, credentials: { accessKeyId: "x", secretAccessKey: "x" } });
  const RoleArn = `arn:aws:iam::${accountId}:role/${role}`;
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "me" }));
  return {
    AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? "",
    AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? "",
    AWS_SESSION_TOKEN: Credentials?.SessionToken ?? "",
  };
}

/** What was made, where the emulator chose the name. */
export interface World {
  readonly keyArn: string;
  /** In the order: two of orders, two of a repository that is gone, one of a role. */
  readonly grantIds: readonly string[];
}

/** A hub with an encrypted repository, a spoke whose role pulls and whose user pushes, and a repository without a key. */
export async function makeWorld(endpoint: string): Promise<World> {
  const hub = await clientsIn(endpoint, HUB);
  const spoke = await clientsIn(endpoint, SPOKE);
  await makeHubRoles(hub.iam);
  await makeSpoke(spoke.iam);
  const key = await hub.kms.send(
    new CreateKeyCommand({ Policy: KEY_POLICY, KeyUsage: "ENCRYPT_DECRYPT", MultiRegion: false }),
  );
  const { Arn: keyArn = "", KeyId = "" } = key.KeyMetadata ?? {};
  await hub.kms.send(new CreateAliasCommand({ AliasName: "alias/ecr/registry", TargetKeyId: KeyId }));
  await hub.kms.send(new EnableKeyRotationCommand({ KeyId }));
  await makeRepositories(hub.ecr, keyArn);
  const grantIds: string[] = [];
  // As ECR makes them; the emulator's ECR does not.
  for (const name of ["team/orders", "team/orders", "team/gone", "team/gone"]) {
    const grant = await hub.kms.send(
      new CreateGrantCommand({
        KeyId,
        GranteePrincipal: `ecr.${REGION}.amazonaws.com`,
        RetiringPrincipal: `ecr.${REGION}.amazonaws.com`,
        Operations: ["GenerateDataKey", "Decrypt"],
        Constraints: { EncryptionContextSubset: { "aws:ecr:arn": repositoryArn(name) } },
      }),
    );
    grantIds.push(grant.GrantId ?? "");
  }
  const GranteePrincipal = `arn:aws:iam::${HUB}:role/restore`;
  const grant = await hub.kms.send(
    new CreateGrantCommand({ KeyId, GranteePrincipal, Operations: ["Decrypt"], Name: "restore" }),
  );
  return { keyArn, grantIds: [...grantIds, grant.GrantId ?? ""] };
}

export const KEY_POLICY = policy({
  Sid: "Root",
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${HUB}:root` },
  Action: "kms:*",
  Resource: "*",
});

export const ORDERS_POLICY = policy(
  { Sid: "Pull", Effect: "Allow", Principal: { AWS: `arn:aws:iam::${SPOKE}:role/apps/puller` }, Action: PULL },
  {
    Sid: "Push",
    Effect: "Allow",
    Principal: "*",
    Action: PUSH,
    Condition: {
      ArnEquals: { "aws:PrincipalArn": [`arn:aws:iam::${SPOKE}:user/dev`, `arn:aws:iam::${STRANGER}:role/ci`] },
    },
  },
);

export const LIFECYCLE = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
      action: { type: "expire" },
    },
  ],
});

const TRUST = policy({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" });

export const ADMIN_POLICY = policy({ Effect: "Allow", Action: ["ecr:*", "kms:*"], Resource: "*" });
export const PULLER_POLICY = policy({ Effect: "Allow", Action: PULL, Resource: repositoryArn("*") });
export const TOKEN_POLICY = policy(TOKEN);
export const BOUNDARY = policy({ Effect: "Allow", Action: [...PULL, "ecr:GetAuthorizationToken"], Resource: "*" });
export const DEVS_POLICY = policy(TOKEN, { Effect: "Allow", Action: PUSH, Resource: repositoryArn("team/*") });

async function makeHubRoles(iam: IAMClient): Promise<void> {
  await iam.send(new CreateRoleCommand({ RoleName: "platform-admin", AssumeRolePolicyDocument: TRUST }));
  await iam.send(
    new PutRolePolicyCommand({ RoleName: "platform-admin", PolicyName: "all", PolicyDocument: ADMIN_POLICY }),
  );
  await iam.send(new CreateRoleCommand({ RoleName: "restore", AssumeRolePolicyDocument: TRUST }));
}

async function makeSpoke(iam: IAMClient): Promise<void> {
  const managed = async (PolicyName: string, PolicyDocument: string): Promise<string> =>
    (await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }))).Policy?.Arn ?? "";
  const token = await managed("ecr-token", TOKEN_POLICY);
  await iam.send(
    new CreateRoleCommand({
      RoleName: "puller",
      Path: "/apps/",
      AssumeRolePolicyDocument: TRUST,
      PermissionsBoundary: await managed("limit", BOUNDARY),
    }),
  );
  await iam.send(new PutRolePolicyCommand({ RoleName: "puller", PolicyName: "pull", PolicyDocument: PULLER_POLICY }));
  await iam.send(new AttachRolePolicyCommand({ RoleName: "puller", PolicyArn: token }));
  await iam.send(new CreateUserCommand({ UserName: "dev" }));
  await iam.send(new CreateGroupCommand({ GroupName: "devs" }));
  await iam.send(new PutGroupPolicyCommand({ GroupName: "devs", PolicyName: "push", PolicyDocument: DEVS_POLICY }));
  await iam.send(new AddUserToGroupCommand({ GroupName: "devs", UserName: "dev" }));
}

async function makeRepositories(ecr: ECRClient, kmsKey: string): Promise<void> {
  await ecr.send(
    new CreateRepositoryCommand({
      repositoryName: "team/orders",
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: "KMS", kmsKey },
    }),
  );
  await ecr.send(new SetRepositoryPolicyCommand({ repositoryName: "team/orders", policyText: ORDERS_POLICY }));
  await ecr.send(new PutLifecyclePolicyCommand({ repositoryName: "team/orders", lifecyclePolicyText: LIFECYCLE }));
  await ecr.send(new CreateRepositoryCommand({ repositoryName: "legacy" }));
}

async function clientsIn(
  endpoint: string,
  accountId: string,
): Promise<{ readonly ecr: ECRClient; readonly iam: IAMClient; readonly kms: KMSClient }> {
  const found = await credentialsIn(endpoint, accountId);
  const credentials = {
    accessKeyId: found.AWS_ACCESS_KEY_ID,
    secretAccessKey: found.AWS_SECRET_ACCESS_KEY,
    sessionToken: found.AWS_SESSION_TOKEN,
  };
  const config = { endpoint, region: REGION, credentials };
  return { ecr: new ECRClient(config), iam: new IAMClient(config), kms: new KMSClient(config) };
}
