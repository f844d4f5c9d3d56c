const NAMES = new Set(["role", "roles", "user", "users", "group", "groups", "repository", "name"]);

/**
 * Which attribute of a resource is meant where the plan does not say it: behind an index that is an expression
 * (`aws_iam_role.team[each.key].arn`) and in a `for` expression, Terraform writes down the resource alone. Names where names
 * belong, a document's text, else the ARN.
 *
 * @param attribute - The attribute that refers to it.
 */
export function impliedAttribute(type: string, attribute: string): string {
  if (type === "aws_iam_policy_document") return "json";
  return NAMES.has(attribute) ? "name" : "arn";
}
