import type { KeyMetadata } from "@aws-sdk/client-kms";
import { DescribeKeyCommand } from "@aws-sdk/client-kms";
import { ask } from "../../toolkit/aws/ask";
import { InputError } from "../../toolkit/input-error";
import type { Problem } from "../../toolkit/input-error";
import type { MigrateClients } from "../clients";

const KEY_ARN = /^arn:(aws[\w-]*):kms:([\w-]+):(\d{12}):key\/[\w-]+$/;

/** A key that can encrypt a repository. */
export interface UsableKey {
  readonly arn: string;
  readonly accountId: string;
}

/**
 * The key that the user means, when ECR can encrypt a repository with it.
 *
 * @param key - As the user wrote it: it must be the ARN of a key.
 * @throws InputError for an alias or id (with the ARN that it stands for), another Region, and a key that cannot
 * encrypt: all at once
 */
export async function readKey({ kms, session, region }: MigrateClients, key: string): Promise<UsableKey> {
  const path = `key ${key}`;
  const place = KEY_ARN.exec(key);
  if (place !== null && place[2] !== region) {
    const message = `is in ${place[2] ?? ""}, and the repository is in ${region}`;
    const hint = `ECR needs a key in the Region of the repository: name one in ${region}, or make a replica of a multi-Region key there`;
    throw new InputError([{ path, message, hint }]);
  }
  const asked = { path, call: "kms:DescribeKey", session };
  const { KeyMetadata: found } = await ask(asked, () => kms.send(new DescribeKeyCommand({ KeyId: key })));
  if (found === undefined) throw new Error("KMS described no key");
  const arn = found.Arn ?? "";
  const problems: Problem[] = [];
  if (place === null) {
    const kind = key.includes("alias/") ? "an alias" : "a key id";
    const message = `is ${kind}; it stands for ${arn}`;
    problems.push({
      path,
      message,
      hint: `give ${arn} with \`key\`: a plan must mean the same key whenever it is read`,
    });
  }
  problems.push(...unusable(found, path));
  if (problems.length > 0) throw new InputError(problems);
  return { arn, accountId: found.AWSAccountId ?? "" };
}

function unusable(key: KeyMetadata, path: string): readonly Problem[] {
  const { KeyManager, KeySpec, KeyUsage, KeyState, KeyId, DeletionDate } = key;
  const problems: Problem[] = [];
  if (KeyManager === "AWS") {
    const hint =
      "make a key of your own: nobody can change the policy of this one, disable it or see its grants managed";
    problems.push({ path, message: "is managed by AWS", hint });
  }
  if (KeySpec !== "SYMMETRIC_DEFAULT" || KeyUsage !== "ENCRYPT_DECRYPT") {
    const message = `is ${KeySpec ?? "of an unknown kind"} for ${KeyUsage ?? "an unknown use"}`;
    problems.push({ path, message, hint: "ECR needs a key that is SYMMETRIC_DEFAULT for ENCRYPT_DECRYPT" });
  }
  if (KeyState !== "Enabled") {
    const until =
      DeletionDate === undefined ? "" : `, and will be deleted on ${DeletionDate.toISOString().slice(0, 10)}`;
    const hint =
      KeyState === "PendingDeletion"
        ? `aws kms cancel-key-deletion --key-id ${KeyId ?? ""}, then aws kms enable-key, or another key`
        : KeyState === "Disabled"
          ? `aws kms enable-key --key-id ${KeyId ?? ""}, or another key`
          : "wait until KMS says Enabled, or take another key";
    problems.push({ path, message: `its state is ${KeyState ?? "unknown"}${until}`, hint });
  }
  return problems;
}
