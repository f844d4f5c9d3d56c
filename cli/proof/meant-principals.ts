import type { GranteeKind, ParsedGrantee } from "../../shared/internal";
import type { Principal } from "../model/access-model";
import { parsePrincipalText, partitionOfArn } from "../policy/principal-arn";
import type { OperationId } from "./proof";

/** Whether a row of the proof is somebody. */
export type IsMeant = (row: Principal) => boolean;

/**
 * Which rows of a proof are meant by a text: those of an account id are its administrators, and its functions where
 * Lambda pulls. `undefined` when the text is neither an account, an ARN nor an organization.
 *
 * @example
 * ```ts
 * const meant = meantBy("222222222222", "pull-by-lambda");
 * proof.principals.filter((row) => meant?.(row)); // the rows of Lambda in 222222222222
 * ```
 */
export function meantBy(text: string, operation: OperationId): IsMeant | undefined {
  const grantee = parsePrincipalText(text);
  if (grantee === undefined) return undefined;
  // An account of another partition is another account, whatever its number.
  const isHere: IsMeant = text.startsWith("arn:")
    ? ({ arn }) => partitionOfArn(arn) === partitionOfArn(text)
    : () => true;
  return (row) => isHere(row) && IS_MEANT[grantee.kind](row, grantee, operation);
}

type IsRowOf = (row: Principal, grantee: ParsedGrantee, operation: OperationId) => boolean;

const isTheSame: IsRowOf = (row, { value }) => row.arn === value;

/** The row of each kind of grantee. */
const IS_MEANT: Readonly<Record<GranteeKind, IsRowOf>> = {
  account: ({ kind, accountId }, { value }, operation) =>
    kind === (operation === "pull-by-lambda" ? "lambda" : "account") && accountId === value,
  role: isTheSame,
  user: isTheSame,
  organization: isTheSame,
  "organization-path": isTheSame,
  service: isTheSame,
  unresolved: () => false,
};
