import type { AwsSession, AwsSessions } from "../../toolkit/aws/aws-session";
import type { Problem } from "../../toolkit/input-error";
import type { NamedPrincipal } from "../../policy/principal-arn";
import { principalOfCaller } from "./named-principals";

/** A role or user that the user asks about, as far as that is known before AWS is asked. */
export type AskedPrincipal =
  | { readonly written: string; readonly principal: NamedPrincipal }
  /** Only a name: the accounts are asked whether they have it. */
  | {
      readonly written: string;
      readonly name: string;
      readonly kinds: readonly ("role" | "user")[];
      readonly sessions: readonly AwsSession[];
    };

const NAME = /^(?:(role|user)\/)?(?:[\x21-\x7e]+\/)?([\w+=,.@-]{1,64})$/;

/** Finds out which roles and users are meant. */
export function askedPrincipals(
  written: readonly string[],
  sessions: AwsSessions,
): { readonly principals: readonly AskedPrincipal[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const principals = [...new Set(written)].flatMap((text): readonly AskedPrincipal[] => {
    const principal = principalOfCaller(text);
    if (principal !== undefined) return [{ written: text, principal }];
    const [, kind, name] = NAME.exec(text) ?? [];
    if (name !== undefined && !text.startsWith("arn:")) {
      const kinds = kind === undefined ? (["role", "user"] as const) : [kind as "role" | "user"];
      return [{ written: text, name, kinds, sessions: sessions.all }];
    }
    const { partition, accountId } = sessions.main;
    const hint = `write arn:${partition}:iam::${accountId}:role/<name>, or the name alone`;
    problems.push({ path: `principal ${text}`, message: "is neither a role or user's ARN nor its name", hint });
    return [];
  });
  return { principals, problems };
}
