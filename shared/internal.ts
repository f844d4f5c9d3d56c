/**
 * What the command line and the tests take of the core besides what `ecr-kms` exports. The package does not export it.
 */
export { type ADMINISTER_KEY_ACTIONS, ECR_GRANT_OPERATIONS, PUSH_ACTIONS } from "./aws/actions";
export { type ArnParts, parseArn } from "./aws/arn";
export { ecrViaService } from "./aws/partition";
export { compareText } from "./base/canonical";
export { isRecord } from "./base/record";
export { matchesWildcard, type WildcardOptions } from "./base/wildcard-match";
export { parseGrantee } from "./grantees/grantee";
export { GRANTEE_KINDS, type GranteeKind, type ParsedGrantee } from "./grantees/kinds";
export { whyNot } from "./grantees/mistakes";
export { SERVICE_GRANTEES } from "./grantees/services";
export { keySettings, type ResolvedKeySettings } from "./key/settings";
export { grantForEcr, viaEcr } from "./policies/conditions";
export { mergeConditions } from "./policies/statement";
export { type ResolvedRepositorySettings, resolveRepositorySettings } from "./repository/settings";
