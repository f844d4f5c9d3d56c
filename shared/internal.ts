/**
 * What the command line and the tests take of the core besides what `ecr-kms` exports. The package does not export it.
 */
export { isRecord } from "./base/record";
export { matchesWildcard, type WildcardOptions } from "./base/wildcard-match";
export { parseArn, type ArnParts } from "./aws/arn";
export { parseGrantee } from "./grantees/grantee";
export { GRANTEE_KINDS, type GranteeKind, type ParsedGrantee } from "./grantees/kinds";
export { whyNot } from "./grantees/mistakes";
export { SERVICE_GRANTEES } from "./grantees/services";
