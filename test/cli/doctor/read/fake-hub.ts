import type { AwsSessions } from "../../../../cli/toolkit/aws/aws-session";
import type { Deployed } from "../../../../cli/doctor/deployed";
import { readDeployed } from "../../../../cli/doctor/read/read-deployed";
import type { FakeAnswer, FakeAws, FakeCall } from "../../toolkit/aws/fake-aws";
import { fakeSession, startFakeAws } from "../../toolkit/aws/fake-aws";

export const HUB = "111111111111";
export const SPOKE = "222222222222";
export const KEY_ARN = `arn:aws:kms:us-east-1:${HUB}:key/k1`;
export const ORDERS_ARN = `arn:aws:ecr:us-east-1:${HUB}:repository/orders`;
export const APP = `arn:aws:iam::${HUB}:role/app`;
export const ELSEWHERE = `arn:aws:iam::${SPOKE}:role/elsewhere`;
/** When everything is read. */
const NOW = new Date("2026-11-24T12:00:00Z");

/** How a call is answered, by its name. */
export type Answers = Readonly<
  Record<string, (input: Readonly<Record<string, unknown>>, call: FakeCall) => FakeAnswer>
>;

/** A policy document with one statement that allows; those of repositories have no resource. */
export function allowing(Principal: unknown, Action: unknown): string {
  const isOfRepository = Principal !== undefined && JSON.stringify(Action).includes("ecr:");
  const who = Principal === undefined ? {} : { Principal };
  const statement = { Effect: "Allow", ...who, Action, ...(isOfRepository ? {} : { Resource: "*" }) };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

export const PULL = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
export const KEY_POLICY = allowing({ AWS: `arn:aws:iam::${HUB}:root` }, "kms:*");

const missing = (error: string) => (): FakeAnswer => ({ error });

/** A hub with one encrypted repository, which a role of its own and one of an account without credentials may pull from. */
export const HUB_ANSWERS: Answers = {
  "ecr:DescribeRepositories": ({ repositoryNames }) => {
    const names = (repositoryNames as readonly string[] | undefined) ?? ["orders"];
    if (names.some((name) => name !== "orders")) return { error: "RepositoryNotFoundException" };
    const repository = {
      repositoryArn: ORDERS_ARN,
      repositoryName: "orders",
      registryId: HUB,
      repositoryUri: `${HUB}.dkr.ecr.us-east-1.amazonaws.com/orders`,
      createdAt: 1767225600,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: "KMS", kmsKey: KEY_ARN },
    };
    return { body: { repositories: [repository] } };
  },
  "ecr:GetRepositoryPolicy": () => ({ body: { policyText: allowing({ AWS: [APP, ELSEWHERE] }, PULL) } }),
  "ecr:GetLifecyclePolicy": () => ({ body: { lifecyclePolicyText: '{"rules":[]}' } }),
  "ecr:GetRegistryPolicy": missing("RegistryPolicyNotFoundException"),
  "ecr:GetRegistryScanningConfiguration": () => ({ body: { scanningConfiguration: { rules: [] } } }),
  "kms:DescribeKey": () => ({
    body: {
      KeyMetadata: {
        Arn: KEY_ARN,
        KeyId: "k1",
        Enabled: true,
        KeyState: "Enabled",
        KeyManager: "CUSTOMER",
        KeySpec: "SYMMETRIC_DEFAULT",
        KeyUsage: "ENCRYPT_DECRYPT",
        Origin: "AWS_KMS",
        MultiRegion: false,
      },
    },
  }),
  "kms:GetKeyPolicy": () => ({ body: { Policy: KEY_POLICY } }),
  "kms:GetKeyRotationStatus": () => ({
    body: { KeyRotationEnabled: true, RotationPeriodInDays: 180, NextRotationDate: 1798761600 },
  }),
  "kms:ListGrants": () => ({ body: { Grants: [], Truncated: false } }),
  "kms:ListAliases": () => ({
    body: { Aliases: [{ AliasName: "alias/ecr", AliasArn: `arn:aws:kms:us-east-1:${HUB}:alias/ecr` }] },
  }),
  "iam:GetRole": ({ RoleName }) => ({
    body: { Role: { RoleName, Path: "/", Arn: `arn:aws:iam::${HUB}:role/${String(RoleName)}` } },
  }),
  "iam:ListRolePolicies": () => ({ body: { PolicyNames: ["pull"], IsTruncated: false } }),
  "iam:GetRolePolicy": () => ({
    body: { PolicyDocument: encodeURIComponent(allowing(undefined, [...PULL, "ecr:GetAuthorizationToken"])) },
  }),
  "iam:ListAttachedRolePolicies": () => ({ body: { AttachedPolicies: [], IsTruncated: false } }),
};

/** What is read of a hub, and what was asked for it. */
export interface HubReading {
  readonly deployed: Deployed;
  readonly aws: FakeAws;
  readonly progress: readonly string[];
}

/** What to read, and in which sessions. */
export interface HubQuestion {
  readonly repositories?: readonly string[];
  readonly principals?: readonly string[];
  readonly accounts?: readonly string[];
  readonly callerArn?: string;
  readonly delay?: () => Promise<void>;
}

/** Reads a hub whose answers differ from the usual ones. */
export async function readHub(answers: Answers = {}, question: HubQuestion = {}): Promise<HubReading> {
  const all = { ...HUB_ANSWERS, ...answers };
  const aws = await startFakeAws(async (call) => {
    await question.delay?.();
    return all[call.call]?.(call.input, call) ?? { error: "NobodyAnswers", message: call.call };
  });
  const progress: string[] = [];
  const sessions = sessionsIn(aws, question);
  const asked = { repositories: question.repositories ?? ["orders"], principals: question.principals ?? [] };
  try {
    const deployed = await readDeployed(
      sessions,
      asked,
      (line) => progress.push(line),
      () => NOW,
    );
    return { deployed, aws, progress };
  } finally {
    await aws.stop();
  }
}

function sessionsIn({ endpoint }: FakeAws, { accounts = [HUB], callerArn }: HubQuestion): AwsSessions {
  const all = accounts.map((account, index) =>
    fakeSession(endpoint, account, index === 0 && callerArn !== undefined ? { callerArn } : {}),
  );
  const [main] = all;
  if (main === undefined) throw new Error("no account");
  return { main, all, of: (accountId) => all.find((session) => session.accountId === accountId) };
}
