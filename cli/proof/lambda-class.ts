import type { Principal, Repository } from "../model/access-model";
import type { ConditionJson, StatementJson } from "../policy/policy-json";
import { listOf } from "../policy/policy-json";
import { isUnknown } from "../policy/unknown";
import { parsePrincipalArn, wholeAccount } from "../policy/principal-arn";

const concerning = new WeakMap<readonly StatementJson[], Map<string, string>>();

/**
 * The class of a pair of Lambda and a repository: the statements of its policy that can concern the functions of the
 * account.
 */
export function lambdaClass(principal: Principal, { policy, arn }: Repository, place: string): string {
  const document = policy?.policy;
  const text =
    document === undefined || isUnknown(document) ? (document ?? "") : textFor(document.Statement, principal.accountId);
  return [principal.arn, place, text, text.includes("${") ? arn : ""].join("|");
}

function textFor(statements: readonly StatementJson[], accountId: string): string {
  const texts = concerning.get(statements) ?? new Map<string, string>();
  concerning.set(statements, texts);
  const text =
    texts.get(accountId) ?? JSON.stringify(statements.filter((statement) => mayConcern(statement, accountId)));
  texts.set(accountId, text);
  return text;
}

function mayConcern({ Principal, NotPrincipal, Condition }: StatementJson, accountId: string): boolean {
  if (isForOthers(Condition, accountId)) return false;
  if (NotPrincipal !== undefined || Principal === undefined || typeof Principal === "string") return true;
  const kinds = Object.keys(Principal).filter((kind) => kind !== "AWS");
  return (
    kinds.length > 0 ||
    listOf(Principal["AWS"]).some((value) => value === "*" || value.includes("«") || wholeAccount(value) === accountId)
  );
}

/** Whether a condition asks for functions of other accounts, or for single principals. */
function isForOthers(condition: ConditionJson | undefined, accountId: string): boolean {
  const asksFor = (name: string, isOther: (value: string) => boolean): boolean =>
    Object.entries(condition ?? {}).some(
      ([operator, block]) =>
        /^(?:String|Arn)(?:Equals|Like)$/.test(operator) &&
        Object.entries(block).some(
          ([key, values]) => key.toLowerCase() === name && listOf(values).every((value) => isOther(String(value))),
        ),
    );
  return (
    asksFor("aws:sourcearn", (value) => isOfAnother(value, accountId)) || asksFor("aws:principalarn", isSomebodyElse)
  );
}

function isSomebodyElse(principalArn: string): boolean {
  return parsePrincipalArn(principalArn) !== undefined && !/[$*?«]/.test(principalArn);
}

function isOfAnother(sourceArn: string, accountId: string): boolean {
  const account = /^arn:[\w-]+:lambda:[\w*-]*:(\d{12}):function:[\w*-]+$/.exec(sourceArn)?.[1];
  return account !== undefined && account !== accountId;
}
