import type { Read } from "./read-asked";

/** A repository as far as it was named. */
export interface KnownRepository {
  readonly name: string;
  readonly account?: string;
  readonly region?: string;
}

/** An image: one of both. */
export type KnownImage = { readonly tag: string } | { readonly digest: string };

/** A key as far as it was named. */
export interface KnownKey {
  readonly id: string;
  readonly region?: string;
  readonly arn?: string;
}

const WORD = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const REPOSITORY = new RegExp(`^${WORD}(?:/${WORD})*$`);
const REPOSITORY_ARN = /^arn:aws[a-z-]*:ecr:([a-z0-9-]+):([0-9]{12}):repository\/(.+)$/;
const WITH_ACCOUNT = /^([0-9]{12})\/(.+)$/;
const REPOSITORY_HINT = "write orders, 111122223333/orders or arn:aws:ecr:us-east-1:111122223333:repository/orders";

/** A repository's name, `<account>/<name>` or ARN. */
export function readRepository(value: string): Read<KnownRepository> {
  const [, region, ofArn, inArn] = REPOSITORY_ARN.exec(value) ?? [];
  const [, before, after] = WITH_ACCOUNT.exec(value) ?? [];
  const name = inArn ?? after ?? value;
  const account = ofArn ?? before;
  if (!REPOSITORY.test(name) || name.length < 2 || name.length > 256) {
    const isUri = value.includes(".dkr.ecr.");
    return {
      message: isUri ? "is the address of an image, not a repository" : "is not a repository name",
      hint: isUri ? `${REPOSITORY_HINT}, and the tag with \`image\`` : REPOSITORY_HINT,
    };
  }
  return {
    value: { name, ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) },
  };
}

const IMAGE_HINT = "write a tag, such as 1.4.2, or a digest: sha256: and 64 digits from 0-9a-f";

/** A tag or a digest. */
export function readImage(value: string): Read<KnownImage> {
  if (/^sha256:[0-9a-f]{64}$/.test(value)) return { value: { digest: value } };
  if (/^sha(256|512):/i.test(value)) return { message: "is not a digest", hint: IMAGE_HINT };
  if (/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/.test(value)) return { value: { tag: value } };
  const hint = /[:@/]/.test(value) ? `${IMAGE_HINT}; give the repository with \`repository\`` : IMAGE_HINT;
  return { message: "is neither a tag nor a digest", hint };
}

const ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32}";
const KEY_ID = new RegExp(`^(?:${ID})$`);
const KEY_ARN = new RegExp(`^arn:aws[a-z-]*:kms:([a-z0-9-]+):[0-9]{12}:key/(${ID})$`);
const KEY_HINT = "write its ARN, arn:aws:kms:us-east-1:111122223333:key/<id>, or its id";

/** ARN or id of a key. */
export function readKey(value: string): Read<KnownKey> {
  if (KEY_ID.test(value)) return { value: { id: value } };
  const [, region, id] = KEY_ARN.exec(value) ?? [];
  if (id !== undefined && region !== undefined) return { value: { id, region, arn: value } };
  return value.includes("alias/")
    ? { message: "is an alias, which may have stood for other keys", hint: KEY_HINT }
    : { message: "is not a key", hint: KEY_HINT };
}
