import type { ParsedGrantee } from "../../shared/internal";
import { parsePrincipalText, servicePrincipalFor } from "../policy/principal-arn";
import type { PartyName } from "../proof/party";
import type { NameableOperation } from "./nameable-operations";
import type { ExpectedEntry } from "./expectation";

/** The parties that an entry is about. */
export function partiesOfEntry(entry: ExpectedEntry, operation: NameableOperation): readonly PartyName[] {
  if (typeof entry !== "string") return [entry];
  const grantee = parsePrincipalText(entry);
  return grantee === undefined ? [] : partiesOfGrantee(grantee, operation);
}

function partiesOfGrantee(grantee: ParsedGrantee, operation: NameableOperation): readonly PartyName[] {
  const { kind, value } = grantee;
  switch (kind) {
    case "account":
      return operation === "pull-by-lambda" ? [{ account: value }, ...functionsOf(value)] : [{ account: value }];
    case "role":
    case "user":
      return [{ principal: value }];
    case "organization":
    case "organization-path":
      return [{ organization: value }];
    case "service": {
      const service = servicePrincipalFor(value);
      return service === undefined ? [] : [{ service, if: { ArnLike: { "aws:SourceArn": value } } }];
    }
    case "unresolved":
      return [];
  }
}

/** Lambda, pulling for the functions of an account: a policy may name these or the account. */
function functionsOf(accountId: string): readonly PartyName[] {
  const service = "lambda.amazonaws.com";
  return [
    { service, if: { ArnLike: { "aws:SourceArn": `arn:*:lambda:*:${accountId}:function:*` } } },
    { service, if: { StringEquals: { "aws:SourceAccount": accountId } } },
  ];
}

/**
 * The text that a party amounts to, where it is an account, one role or user, or an organization, and nothing has to
 * hold besides; `undefined` for any other.
 */
export function textOfParty(party: PartyName): string | undefined {
  if ("anyone" in party || "service" in party) return undefined;
  if (Object.keys(party.if ?? {}).length > 0 || (party.unless ?? []).length > 0) return undefined;
  const text = "account" in party ? party.account : "organization" in party ? party.organization : party.principal;
  return parsePrincipalText(text) === undefined ? undefined : text;
}

/** An entry as a message names it. */
export function entryWords(entry: ExpectedEntry): string {
  if (typeof entry === "string") return entry;
  return textOfParty(entry) ?? JSON.stringify(entry);
}
