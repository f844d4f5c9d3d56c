import type { Call } from "./calls";
import type { Facts } from "./scenario";

/** Whether a call asks for a grant such as ECR makes for a repository of the registry, and asks for it through ECR. */
export function isEcrGrant(facts: Facts, { grant, via, encryptionContext = "" }: Call): boolean {
  if (grant === undefined || via !== "ecr" || !grant.forAwsResource) return false;
  const repositories = `arn:${facts.partition}:ecr:${facts.region}:${facts.registry}:repository/`;
  return (
    grant.constraint === "EncryptionContextSubset" &&
    grant.operations.every((operation) => operation === "Decrypt" || operation === "GenerateDataKey") &&
    encryptionContext.startsWith(repositories)
  );
}
