import type { GetKeyRotationStatusResponse, KeyMetadata } from "@aws-sdk/client-kms";
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  paginateListAliases,
} from "@aws-sdk/client-kms";
import { allItems } from "../../toolkit/aws/all-pages";
import type { Problem } from "../../toolkit/input-error";
import { withoutUndefined } from "../../toolkit/without-undefined";
import type { DeployedKey } from "../deployed";
import type { Answer, Asking, Question } from "./asking";
import { withoutCredentials } from "./asking";
import { allRepositoryArns } from "./find-repositories";
import { keyResources } from "./key-resources";
import type { MadeResource } from "./made-resource";
import { readGrants } from "./read-grants";

/** A key with its grants, and the same for the model. */
export interface ReadKey {
  readonly key: DeployedKey;
  readonly resources: readonly MadeResource[];
}

/** Where KMS does not rotate keys of a kind, it answers with these. */
const NOT_ROTATED = ["UnsupportedOperationException", "KMSInvalidStateException"];

/**
 * Reads the key that a repository is encrypted with.
 *
 * @param arn - As ECR reports it.
 */
export async function readKey(asking: Asking, arn: string): Promise<ReadKey> {
  const [, partition = "aws", , region = "", accountId = ""] = arn.split(":");
  const session = asking.sessions.of(accountId);
  const place = { accountId, region, partition };
  const keyId = arn.slice(arn.indexOf("/") + 1);
  const path = `key ${arn}`;
  const repositoriesOfAccounts = await repositoriesIn(asking, region);
  const base: Base = { arn, keyId, accountId, region, repositoriesOfAccounts };
  if (session === undefined) {
    const problem = withoutCredentials(path, accountId, "is");
    asking.note(problem);
    const unread = { unread: problem };
    return {
      key: { ...base, aliases: [], manager: "customer", state: unread, grants: unread },
      resources: [],
    };
  }
  const kms = asking.kms(session, region);
  const question = (call: string, none: readonly string[] = []): Question => ({ path, call, session, none });
  const [described, policy, rotation, aliases, grants] = await Promise.all([
    asking.ask(question("kms:DescribeKey"), async () => {
      return (await kms.send(new DescribeKeyCommand({ KeyId: arn }))).KeyMetadata;
    }),
    asking.ask(question("kms:GetKeyPolicy"), async () => {
      return (await kms.send(new GetKeyPolicyCommand({ KeyId: arn, PolicyName: "default" }))).Policy;
    }),
    asking.ask(question("kms:GetKeyRotationStatus", NOT_ROTATED), () =>
      kms.send(new GetKeyRotationStatusCommand({ KeyId: arn })),
    ),
    asking.ask(question("kms:ListAliases"), () =>
      allItems(paginateListAliases({ client: kms }, { KeyId: arn }), ({ Aliases }) => Aliases),
    ),
    readGrants(asking, kms, question("kms:ListGrants"), arn),
  ]);
  if (described.kind === "none") return goneKey(asking, base, described.problem);
  const metadata = described.kind === "answered" ? described.value : undefined;
  const names = aliases.kind === "answered" ? aliases.value.map(({ AliasName = "" }) => AliasName).sort() : [];
  const key: DeployedKey = {
    ...base,
    aliases: names,
    manager: metadata?.KeyManager === "AWS" ? "aws" : "customer",
    state: metadata?.KeyState ?? { unread: described.kind === "answered" ? withoutState(path) : described.problem },
    ...factsOf(metadata),
    ...rotationOf(rotation),
    grants: grants.kind === "answered" ? grants.value : { unread: grants.problem },
  };
  return { key, resources: keyResources({ key, place, metadata, policy, aliases }) };
}

type Base = Pick<DeployedKey, "arn" | "keyId" | "accountId" | "region" | "repositoriesOfAccounts">;

/** What is gone encrypts nothing and can be asked nothing: for the model it is a key that nobody saw. */
function goneKey(asking: Asking, base: Base, problem: Problem): ReadKey {
  asking.note(problem);
  const unread = { unread: problem };
  const key: DeployedKey = { ...base, aliases: [], manager: "customer", state: unread, isGone: true, grants: unread };
  return { key, resources: [] };
}

function withoutState(path: string): Problem {
  return { path, message: "KMS reports no state of it", hint: "look at it with: aws kms describe-key" };
}

function rotationOf(answer: Answer<GetKeyRotationStatusResponse>): Pick<DeployedKey, "rotation"> {
  if (answer.kind === "denied") return {};
  if (answer.kind === "none") return { rotation: { enabled: false } };
  const { KeyRotationEnabled = false, RotationPeriodInDays, NextRotationDate } = answer.value;
  return {
    rotation: withoutUndefined({
      enabled: KeyRotationEnabled,
      periodInDays: RotationPeriodInDays,
      nextDate: NextRotationDate?.toISOString(),
    }),
  };
}

/** Grants of repositories that are gone can only be recognized where it is known which are there. */
async function repositoriesIn(asking: Asking, region: string): Promise<DeployedKey["repositoriesOfAccounts"]> {
  const lists = await Promise.all(
    asking.sessions.all.map(
      async (session) => [session.accountId, await allRepositoryArns(asking, session, region)] as const,
    ),
  );
  return Object.fromEntries(lists.flatMap(([accountId, arns]) => (arns === undefined ? [] : [[accountId, arns]])));
}

function factsOf(metadata: KeyMetadata | undefined): Partial<DeployedKey> {
  if (metadata === undefined) return {};
  return withoutUndefined({
    enabled: metadata.Enabled,
    deletionDate: metadata.DeletionDate?.toISOString(),
    keySpec: metadata.KeySpec,
    keyUsage: metadata.KeyUsage,
    origin: metadata.Origin,
    multiRegion: metadata.MultiRegion,
    customKeyStoreId: metadata.CustomKeyStoreId,
    validTo: metadata.ValidTo?.toISOString(),
  });
}
