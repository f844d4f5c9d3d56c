import { listOf } from "../policy/policy-json";
import { statementRule } from "./define-rule";
import { PAGES } from "./pages";
import { accountOfPrincipal, principalsOf, withoutActions } from "../policy/statement-parts";
import { listWords } from "../toolkit/list-words";

/** Medium: it allows nothing, and whoever relies on it finds out in an emergency. */
export const CROSS_ACCOUNT_KEY_ADMINISTRATION = statementRule(
  {
    id: "cross-account-key-administration",
    title: "A key is administered from its own account.",
    severity: "medium",
    see: PAGES.kmsPermissions,
    elsewhere: {},
    why: "KMS lets other accounts use a key, and make and see its grants. It does not let them administer it, whatever the key policy says: the statement allows nothing.",
    fix: "Give these actions to a role in the key's account that the other account may assume.",
  },
  ["key-policy"],
  (statement, { accountId }) => {
    if (statement.Effect !== "Allow") return undefined;
    const principals = principalsOf(statement).filter(({ type }) => type === "AWS");
    const accounts = principals.map(({ value }) => accountOfPrincipal(value));
    // A statement for both accounts works for the key's own.
    if (accounts.length === 0 || accounts.some((account) => account === undefined || account === accountId))
      return undefined;
    const useless = listOf(statement.Action).filter((action) => OWN_ACCOUNT_ONLY.has(action.toLowerCase()));
    if (useless.length === 0) return undefined;
    const replacement = withoutActions(statement, useless);
    return {
      message: `${listWords(useless)} cannot be used from account ${listWords([...new Set(accounts)].map(String))}.`,
      ...(replacement === undefined ? {} : { replacement }),
    };
  },
);

/** The operations on a key of which KMS's API reference says "Cross-account use: No". */
const OWN_ACCOUNT_ONLY: ReadonlySet<string> = new Set(
  [
    "CancelKeyDeletion",
    "CreateAlias",
    "DeleteAlias",
    "DeleteImportedKeyMaterial",
    "DisableKey",
    "DisableKeyRotation",
    "EnableKey",
    "EnableKeyRotation",
    "GetKeyPolicy",
    "GetParametersForImport",
    "ImportKeyMaterial",
    "ListKeyPolicies",
    "ListKeyRotations",
    "ListResourceTags",
    "PutKeyPolicy",
    "ReplicateKey",
    "RotateKeyOnDemand",
    "ScheduleKeyDeletion",
    "TagResource",
    "UntagResource",
    "UpdateAlias",
    "UpdateKeyDescription",
    "UpdatePrimaryRegion",
  ].map((operation) => `kms:${operation.toLowerCase()}`),
);
