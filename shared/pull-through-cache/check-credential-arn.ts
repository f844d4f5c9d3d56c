import type { CheckContext } from "../findings/check-values";
import { shown } from "../findings/findings";

/** The account and Region that a secret has to be in. */
export interface SecretPlace {
  readonly region: unknown;
  readonly registryAccountId: unknown;
}

const SECRET_ARN = /^arn:aws(?:-[a-z]+)*:secretsmanager:([a-z0-9-]+):(\d{12}):secret:([\w/+=.@-]+)$/;
const NAME = "ecr-pullthroughcache/";

/**
 * Checks the ARN of the secret with an upstream's credentials: its form, its name, its account and Region. What is no ARN may be
 * the secret itself, and is never repeated in a message.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html
 */
export function checkCredentialArn(value: unknown, path: string, place: SecretPlace, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  if (isUnresolved(value)) return;
  const [, region, accountId, name] = (typeof value === "string" ? SECRET_ARN.exec(value) : undefined) ?? [];
  if (name === undefined) {
    findings.add("INVALID_CREDENTIAL_ARN", path, "is not the ARN of a secret (its value is not shown)");
    return;
  }
  if (!name.startsWith(NAME) || name.length === NAME.length)
    findings.add("INVALID_CREDENTIAL_ARN", path, `the name of the secret is ${shown(name)}, ECR reads only ${NAME}…`);
  if (!isUnresolved(place.region) && region !== place.region)
    findings.add("CREDENTIAL_MISMATCH", path, `the secret is in ${region}, the registry in ${shown(place.region)}`);
  if (!isUnresolved(place.registryAccountId) && accountId !== place.registryAccountId) {
    const message = `the secret belongs to ${accountId}, the registry to ${shown(place.registryAccountId)}`;
    findings.add("CREDENTIAL_MISMATCH", path, message);
  }
}
