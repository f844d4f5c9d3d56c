import type { AccessModel } from "../model/access-model";
import { hasUnknown } from "../policy/unknown";
import { statementRule } from "./define-rule";
import { PAGES } from "./pages";
import { principalsOf } from "../policy/statement-parts";
import { listWords } from "../toolkit/list-words";

/**
 * Low: the principal may well exist, made elsewhere. Only of accounts whose roles the inputs make, where its absence is
 * remarkable.
 */
export const PRINCIPAL_MISSING = statementRule(
  {
    id: "principal-missing",
    title: "A principal that a policy names exists.",
    severity: "low",
    see: PAGES.iamPrincipals,
    elsewhere: {},
    why: "ECR and KMS refuse a policy that names a role or user which does not exist. When a role is deleted, its ARN in a policy becomes an id that matches nobody, also when a role of the same name is made anew.",
    fix: "Make the principal first, fix its name, or name the account with a condition on aws:PrincipalArn, which works before the role exists.",
  },
  ["key-policy", "repository-policy", "registry-policy"],
  (statement, _place, { model }) => {
    const { exist, accounts } = known(model);
    const named = principalsOf(statement).flatMap(({ type, value }) => (type === "AWS" ? [value] : []));
    const deleted = named.filter((value) => DELETED.test(value));
    const missing = named.filter((value) => {
      const account = ROLE_OR_USER.exec(value)?.[1];
      return !hasUnknown(value) && account !== undefined && accounts.has(account) && !exist.has(value);
    });
    const reasons = [
      ...(deleted.length === 0 ? [] : [`${listWords(deleted)} is the id of a role or user that was deleted`]),
      ...(missing.length === 0
        ? []
        : [`no input makes ${listWords(missing, "or")}, although the inputs make others of that account`]),
    ];
    return reasons.length === 0 ? undefined : { message: sentence(reasons.join("; ")) };
  },
);

const DELETED = /^A(ROA|IDA)[A-Z0-9]{12,}$/;
/** Roles that AWS itself makes (`aws-service-role`, `aws-reserved`) are in no input. */
const ROLE_OR_USER = /^arn:[\w-]+:iam::(\d{12}):(?:role|user)\/(?!aws-service-role\/|aws-reserved\/)/;

interface Known {
  readonly exist: ReadonlySet<string>;
  /** Of which the inputs make roles or users. */
  readonly accounts: ReadonlySet<string>;
}

/** The same for every statement of a model. */
const knownOf = new WeakMap<AccessModel, Known>();

function known(model: AccessModel): Known {
  const before = knownOf.get(model);
  if (before !== undefined) return before;
  const seen = model.principals.filter(
    ({ kind, policiesUnseen }) => (kind === "role" || kind === "user") && policiesUnseen !== true,
  );
  const found = {
    exist: new Set(seen.map(({ arn }) => arn)),
    accounts: new Set(seen.map(({ accountId }) => accountId)),
  };
  knownOf.set(model, found);
  return found;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
