import type { Alias, Key } from "../model/access-model";
import type { Maybe } from "../policy/unknown";
import { hasUnknown, unknown } from "../policy/unknown";
import { knownOrUnknown } from "./read-values";

/** Where a key is looked for: AWS resolves aliases and ids in the caller's account and Region. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

/** What AWS resolves a key's name with. */
export interface KnownKeys {
  readonly keys: readonly Pick<Key, "arn" | "accountId" | "region">[];
  readonly aliases: readonly Pick<Alias, "arn" | "name" | "accountId" | "region" | "keyArn">[];
}

/**
 * The ARN of the key that somebody names by ARN, id, alias or alias ARN; unknown when it is none of the inputs' and no
 * ARN either.
 *
 * @example
 * keyArnOf("alias/ecr/registry", { accountId: "123456789012", region: "us-east-1" }, known);
 */
export function keyArnOf(written: string, place: Place, { keys, aliases }: KnownKeys): Maybe<string> {
  if (hasUnknown(written)) return knownOrUnknown(written);
  const notFound = unknown(`the key of ${written}`);
  if (isAliasArn(written)) return aliases.find(({ arn }) => arn === written)?.keyArn ?? notFound;
  if (written.startsWith("arn:")) return written;
  const isHere = ({ accountId, region }: Place): boolean => accountId === place.accountId && region === place.region;
  if (written.startsWith("alias/")) {
    return aliases.find((alias) => isHere(alias) && alias.name === written)?.keyArn ?? notFound;
  }
  return keys.find((key) => isHere(key) && key.arn.endsWith(`:key/${written}`))?.arn ?? unknown(`key ${written}`);
}

/** Whether it is the alias of an AWS managed key, such as `alias/aws/ecr` or its ARN. */
export function isAwsManagedAlias(written: string): boolean {
  return /^(arn:[^:]+:kms:[^:]*:[^:]*:)?alias\/aws\//.test(written);
}

function isAliasArn(written: string): boolean {
  return /^arn:[^:]+:kms:[^:]*:[^:]*:alias\//.test(written);
}
