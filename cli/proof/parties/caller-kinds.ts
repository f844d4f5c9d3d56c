import { isWholeArn, partsOfArn } from "../../iam/glob";
import type { Language, Token } from "../../iam/language";
import { charactersOf, languageFor, languageOf, tokensOf } from "../../iam/language";
import type { Reader } from "./literal";

/** Who may make a call without a row of its own: a role or user by its ARN, or an AWS service as itself. */
export type CallerKind = "role" | "user" | { readonly service: string };

/** The place of everything that follows from who calls. */
export const ARN = "arn";
/** The place of the path of the principal's account in its organization. */
export const ORGANIZATION = "organization";

const ANY: Token = { star: "any" };

/**
 * The texts that the ARN of a caller can have (`aws:PrincipalArn`): roles; or users, the root of an account and federated
 * users.
 */
export function arnDomain(kind: "role" | "user", partition: string): Language {
  return languageFor(`${kind} ${partition}`, () => {
    const account = Array.from({ length: 12 }, (): Token => ({ one: "digit" }));
    const arns = (service: string, ...resource: readonly Token[]): readonly Token[] => [
      ...charactersOf(`arn:${partition}:${service}::`),
      ...account,
      ":",
      ...resource,
    ];
    const named = (resource: string): readonly Token[] => [...charactersOf(resource), { one: "not-slash" }, ANY];
    return languageOf(
      kind === "role"
        ? [arns("iam", ...named("role/"))]
        : [
            arns("iam", ...named("user/")),
            arns("iam", ...charactersOf("root")),
            arns("sts", ...named("federated-user/")),
          ],
    );
  });
}

/** The texts that the path of an account in an organization can have; an account may also be in none. */
export const ORGANIZATION_PATHS: Language = languageOf([
  [
    ...charactersOf("o-"),
    { one: "not-slash" },
    { star: "not-slash" },
    ...charactersOf("/r-"),
    { one: "not-slash" },
    { star: "not-slash" },
    "/",
  ],
  [
    ...charactersOf("o-"),
    { one: "not-slash" },
    { star: "not-slash" },
    ...charactersOf("/r-"),
    { one: "not-slash" },
    ANY,
    "/",
  ],
]);

/** The principals of an account, as ARNs. */
export function ofAccount(account: string, partition: string): readonly (readonly Token[])[] {
  return ["iam", "sts"].map((service) => [
    ...charactersOf(`arn:${partition}:${service}::`),
    ...tokensOf(account, "digit"),
    ":",
    ANY,
  ]);
}

/** The principals of some accounts, as ARNs. */
export function accountsLanguage(accounts: readonly string[], partition: string): Language {
  return languageFor(`of ${partition} ${accounts.join()}`, () =>
    languageOf(accounts.flatMap((account) => ofAccount(account, partition))),
  );
}

/** The parts of an ARN are compared each by itself. */
function arnTokens(glob: string, isArn: boolean): readonly Token[] {
  if (!isArn || !isWholeArn(glob)) return tokensOf(glob);
  const parts = partsOfArn(glob);
  const before = parts.slice(0, -1).flatMap((part) => [...tokensOf(part, "not-colon"), ":"]);
  return [...before, ...tokensOf(parts.at(-1) ?? "")];
}

const ARN_READER: Reader = { dimension: ARN, patterns: (glob, isArn) => [arnTokens(glob, isArn)] };

const ORGANIZATION_READERS: ReadonlyMap<string, Reader> = new Map([
  [
    "aws:principalorgid",
    { dimension: ORGANIZATION, patterns: (glob) => [[...tokensOf(glob, "not-slash"), "/", ANY]] } satisfies Reader,
  ],
  ["aws:principalorgpaths", { dimension: ORGANIZATION, patterns: (glob) => [tokensOf(glob)] } satisfies Reader],
]);

/** How conditions on a key are read that follows from who calls; `undefined` for other keys. */
export function principalReader(key: string, kind: CallerKind, partition: string): Reader | undefined {
  if (typeof kind === "object") return undefined;
  if (key === "aws:principalarn") return ARN_READER;
  if (key === "aws:principalaccount" || key === "kms:calleraccount")
    return { dimension: ARN, patterns: (glob) => ofAccount(glob, partition) };
  if (key === "aws:username" && kind === "user") {
    return {
      dimension: ARN,
      patterns: (glob) => {
        const users: readonly Token[] = [
          ...charactersOf("arn:"),
          { star: "not-colon" },
          ...charactersOf(":iam::"),
          { star: "digit" },
          ...charactersOf(":user/"),
        ];
        const name = tokensOf(glob, "not-slash");
        return [
          [...users, ...name],
          [...users, ANY, "/", ...name],
        ];
      },
    };
  }
  return ORGANIZATION_READERS.get(key);
}

/** How conditions on any other key are read. */
export function keyReader(key: string): Reader {
  return { dimension: key, patterns: (glob, isArn) => [arnTokens(glob, isArn)] };
}

/** The sources of a service that match a pattern of ARNs, part by part. */
export function sourcesLike(pattern: string): Language {
  return languageFor(`source ${pattern}`, () => languageOf(keyReader("aws:sourcearn").patterns(pattern, true)));
}

/** Keys that a service's request has for the resource it works for. */
export const SOURCE_KEYS: ReadonlySet<string> = new Set([
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceowner",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
]);

/** Keys that say something of whoever calls, so that they are the same in all calls. */
const OF_THE_CALLER = /^aws:(principaltag\/|userid$|principalservicename|sourceidentity$|federatedprovider$)/;

/** Whether the value of a key is the same in all calls of one principal. */
export function isOfTheCaller(key: string): boolean {
  return OF_THE_CALLER.test(key) || SOURCE_KEYS.has(key);
}

/** What a resource is, or what ECR says of it: nothing that whoever calls can choose. */
const FACTS = /^(aws:resource|ecr:resourcetag\/|kms:(resourcealiases|key|multiregion|primaryregion|encryptioncontext))/;
/** Keys with several values of which only the whole decides. */
const SEVERAL_VALUES: ReadonlySet<string> = new Set(["aws:tagkeys", "aws:calledvia", "aws:principalservicenameslist"]);

/** Whether whoever calls may come with any value of a key. */
export function isFree(key: string): boolean {
  return !FACTS.test(key) && !SEVERAL_VALUES.has(key);
}

/** Keys that are true or false and nothing else. */
const BOOLEANS =
  /^(aws:(multifactorauthpresent|securetransport|viaawsservice|principalisawsservice)|kms:(grantisforawsresource|bypasspolicylockoutsafetycheck|multiregion))$/;
const TRUE_OR_FALSE = languageOf([[...charactersOf("true")], [...charactersOf("false")]]);

/** The values that a key can have; `undefined` for any. */
export function valuesOf(key: string): Language | undefined {
  return BOOLEANS.test(key) ? TRUE_OR_FALSE : undefined;
}
