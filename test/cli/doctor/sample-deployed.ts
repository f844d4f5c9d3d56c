import type { Deployed, DeployedGrant, DeployedKey, DeployedRepository } from "../../../cli/doctor/deployed";

export const HUB = "111111111111";
export const REGION = "us-east-1";
export const NOW = new Date("2026-11-24T12:00:00.000Z");
export const KEY_ARN = `arn:aws:kms:${REGION}:${HUB}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

/** The ARN of a repository of the hub. */
export function repositoryArn(name: string): string {
  return `arn:aws:ecr:${REGION}:${HUB}:repository/${name}`;
}

/** A repository of the hub, encrypted with its key, months old. */
export function repository(name: string, changes: Partial<DeployedRepository> = {}): DeployedRepository {
  return {
    arn: repositoryArn(name),
    name,
    accountId: HUB,
    region: REGION,
    uri: `${HUB}.dkr.ecr.${REGION}.amazonaws.com/${name}`,
    createdAt: "2026-05-01T00:00:00.000Z",
    encryptionType: "KMS",
    keyArn: KEY_ARN,
    ...changes,
  };
}

/** One of the two grants that ECR makes for a repository. */
export function ecrGrant(arn: string, grantId: string, changes: Partial<DeployedGrant> = {}): DeployedGrant {
  return {
    grantId,
    granteePrincipal: `ecr.${REGION}.amazonaws.com`,
    retiringPrincipal: `ecr.${REGION}.amazonaws.com`,
    issuingAccount: HUB,
    operations: ["GenerateDataKey", "Decrypt"],
    encryptionContextSubset: { "aws:ecr:arn": arn },
    createdAt: "2026-05-01T00:00:00.000Z",
    ...changes,
  };
}

/** Both grants of each repository. */
export function grantsOf(...names: readonly string[]): readonly DeployedGrant[] {
  return names.flatMap((name) => [1, 2].map((number) => ecrGrant(repositoryArn(name), `${name}-${number}`)));
}

/** The hub's key, with nothing wrong. */
export function key(changes: Partial<DeployedKey> = {}): DeployedKey {
  return {
    arn: KEY_ARN,
    keyId: "1234abcd-12ab-34cd-56ef-1234567890ab",
    accountId: HUB,
    region: REGION,
    aliases: ["alias/ecr/registry"],
    manager: "customer",
    state: "Enabled",
    enabled: true,
    keySpec: "SYMMETRIC_DEFAULT",
    keyUsage: "ENCRYPT_DECRYPT",
    origin: "AWS_KMS",
    multiRegion: false,
    rotation: { enabled: true, periodInDays: 365, nextDate: "2027-05-01T00:00:00.000Z" },
    grants: grantsOf("orders", "payments"),
    repositoriesOfAccounts: { [HUB]: [repositoryArn("orders"), repositoryArn("payments")] },
    ...changes,
  };
}

/** A hub with two repositories and one key, with nothing wrong. */
export function deployed(changes: Partial<Deployed> = {}): Deployed {
  return {
    read: { input: { kind: "terraform-state", path: "AWS" }, resources: [], gaps: [] },
    repositories: [repository("orders"), repository("payments")],
    keys: [key()],
    unread: [],
    readAt: NOW.toISOString(),
    ...changes,
  };
}
