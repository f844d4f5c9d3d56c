import { InputError } from "../../toolkit/input-error";
import type { DescribedRepository } from "../describe-repository";

/**
 * Refuses a destination that exists and is not encrypted with the key: its encryption cannot be changed.
 *
 * @param key - With the type of encryption, where one is planned already.
 * @throws InputError with what to do
 */
export function checkDestination(
  { name, encryption }: DescribedRepository,
  key: { readonly arn: string; readonly type?: string },
): void {
  const { arn, type = encryption.type } = key;
  if (encryption.type !== "AES256" && encryption.type === type && encryption.keyArn === arn) return;
  const how = encryption.keyArn === undefined ? encryption.type : `${encryption.type} with ${encryption.keyArn}`;
  throw new InputError([
    {
      path: `repository ${name}`,
      message: `exists already, and is encrypted with ${how} and not with ${key.type === undefined || key.type === "KMS" ? "" : `${key.type} and `}${arn}`,
      hint: "name another with `to`: the encryption of a repository cannot be changed",
    },
  ]);
}
