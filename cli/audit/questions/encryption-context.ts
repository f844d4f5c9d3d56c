import { ADDRESS, AGENT, INVOKED_BY } from "./fields";
import { first, match, matches, or, present, text } from "./terms";

const PLACES = [
  ["requestParameters", "encryptionContext"],
  ["requestParameters", "constraints", "encryptionContextSubset"],
  ["requestParameters", "constraints", "encryptionContextEquals"],
];

/** The ARN of the repository in the encryption context that ECR uses, of a call or of the constraint of a grant. */
const CONTEXT_ARN = first(...PLACES.map((place) => text([...place, "aws:ecr:arn"])));

/** The object of S3 in the encryption context: a manifest's ends with its digest. */
export const CONTEXT_OBJECT = first(...PLACES.map((place) => text([...place, "aws:s3:arn"])));

/** The repository of the encryption context. */
export const CONTEXT_REPOSITORY = {
  registry: match(CONTEXT_ARN, ":ecr:[a-z0-9-]*:([0-9]{12}):repository/"),
  name: match(CONTEXT_ARN, ":repository/([^ ]+)$"),
  region: match(CONTEXT_ARN, ":ecr:([a-z0-9-]+):"),
};

const GRANTEE = text("requestParameters.granteePrincipal");

/** A KMS event that concerns ECR: by its encryption context, by whom it came through, or by who gets a grant. */
export const AROUND_ECR = or(
  present(CONTEXT_ARN),
  ...[INVOKED_BY, ADDRESS, AGENT, GRANTEE].map((each) => matches(each, "^ecr[.]")),
);
