import { CreateRepositoryCommand, ECRClient, SetRepositoryPolicyCommand } from "@aws-sdk/client-ecr";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyRotationCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

/** The emulator's default account. */
const HUB = "123456789012";
const SPOKE = "222222222222";
export const REGION = "us-east-1";
/** The role that the doctor reads the spoke with. */
export const READER = `arn:aws:iam::${SPOKE}:role/read-only`;
export const PULLER = `arn:aws:iam::${SPOKE}:role/orders-execution`;

/** Where a name stands in the hub. */
export function repositoryArn(name: string): string {
  return `arn:aws:ecr:${REGION}:${HUB}:repository/${name}`;
}

/** The emulator has keys that AWS manages, but not the one of ECR; the name of any tells the doctor whose it is. */
const MANAGED = "alias/aws/ssm";

/** The keys of the hub, by what is wrong with them. */
export interface DeployedHub {
  readonly healthy: string;
  readonly disabled: string;
  readonly doomed: string;
}

/**
 * Deploys what the doctor shall find: `orders` with nothing wrong but that its reader in the spoke lacks a permission,
 * `payments` with one of ECR's grants, `stopped` with a disabled key, `doomed` with one that will be deleted, `managed` with a
 * key of AWS. The emulator makes no grants: these are made by hand, as ECR makes them.
 */
export async function deployHub(endpoint: string): Promise<DeployedHub> {
  const credentials = { accessKeyId: "hub", secretAccessKey: "hub" };
  const config = { endpoint, region: REGION, credentials };
  const ecr = new ECRClient(config);
  const kms = new KMSClient(config);

  const makeKey = async (alias: string): Promise<string> => {
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy: JSON.stringify(KEY_POLICY) }));
    const arn = KeyMetadata?.Arn ?? "";
    await kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: arn }));
    await kms.send(new EnableKeyRotationCommand({ KeyId: arn }));
    return arn;
  };
  const makeGrants = async (name: string, key: string, count = 2): Promise<void> => {
    const grant = new CreateGrantCommand({
      KeyId: key,
      GranteePrincipal: `ecr.${REGION}.amazonaws.com`,
      RetiringPrincipal: `ecr.${REGION}.amazonaws.com`,
      Operations: ["GenerateDataKey", "Decrypt"],
      Constraints: { EncryptionContextSubset: { "aws:ecr:arn": repositoryArn(name) } },
    });
    for (let made = 0; made < count; made += 1) await kms.send(grant);
  };
  const makeRepository = async (name: string, key: string): Promise<void> => {
    await ecr.send(
      new CreateRepositoryCommand({
        repositoryName: name,
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfiguration: { encryptionType: "KMS", kmsKey: key },
      }),
    );
  };

  const healthy = await makeKey("alias/ecr/registry");
  const disabled = await makeKey("alias/ecr/stopped");
  const doomed = await makeKey("alias/ecr/doomed");
  await makeRepository("orders", healthy);
  await makeGrants("orders", healthy);
  await makeRepository("payments", healthy);
  await makeGrants("payments", healthy, 1);
  await makeRepository("stopped", disabled);
  await makeGrants("stopped", disabled);
  await makeRepository("doomed", doomed);
  await makeGrants("doomed", doomed);
  const { KeyMetadata: managed } = await kms.send(new DescribeKeyCommand({ KeyId: MANAGED }));
  await makeRepository("managed", managed?.Arn ?? "");
  await makeGrants("managed", managed?.Arn ?? "");
  await ecr.send(new SetRepositoryPolicyCommand({ repositoryName: "orders", policyText: JSON.stringify(PULLING) }));
  await kms.send(new DisableKeyCommand({ KeyId: idOf(disabled) }));
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId: idOf(doomed), PendingWindowInDays: 7 }));
  await makeTask(endpoint, credentials);
  return { healthy, disabled, doomed };
}

/** The emulator disables keys by id alone. */
function idOf(arn: string): string {
  return arn.slice(arn.indexOf("/") + 1);
}

/** A role in the other account that may log in, and was not allowed to pull. */
async function makeTask(
  endpoint: string,
  credentials: { accessKeyId: string; secretAccessKey: string },
): Promise<void> {
  const sts = new STSClient({ endpoint, region: REGION, credentials });
  const { Credentials: assumed } = await sts.send(new AssumeRoleCommand({ RoleArn: READER, RoleSessionName: "test" }));
  const iam = new IAMClient({
    endpoint,
    region: REGION,
    credentials: {
      accessKeyId: assumed?.AccessKeyId ?? "",
      secretAccessKey: assumed?.SecretAccessKey ?? "",
      sessionToken: assumed?.SessionToken ?? "",
    },
  });
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }],
  };
  await iam.send(
    new CreateRoleCommand({ RoleName: "orders-execution", AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: "orders-execution",
      PolicyName: "login",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" }],
      }),
    }),
  );
}

const KEY_POLICY = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "EnableIAMUserPermissions",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${HUB}:root` },
      Action: "kms:*",
      Resource: "*",
    },
  ],
};

const PULLING = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "AllowPull",
      Effect: "Allow",
      Principal: { AWS: PULLER },
      Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
    },
  ],
};
