import type { Problem } from "../../toolkit/input-error";
import { parsePolicy } from "../../policy/parse-policy";
import type { PolicyJson, StatementJson } from "../../policy/policy-json";
import { listOf } from "../../policy/policy-json";
import { isUnknown } from "../../policy/unknown";
import type { NamedPrincipal } from "../../policy/principal-arn";
import { parsePrincipalArn } from "../../policy/principal-arn";
import type { MadeResource } from "./made-resource";

/** Whose documents name principals: everything that is not the principals' own. */
const NAMING = /^aws_(ecr_repository_policy|ecr_registry_policy|kms_\w*key|kms_key_policy)$/;

/** The roles and users that policies and grants name exactly, in the order of the resources, each once. */
export function namedPrincipals(resources: readonly MadeResource[]): readonly NamedPrincipal[] {
  const arns = resources.flatMap(({ type, values }) => {
    if (type === "aws_kms_grant") return [String(values["grantee_principal"])];
    return NAMING.test(type) ? namedIn(values["policy"]) : [];
  });
  return [...new Set(arns)].flatMap((arn) => parsePrincipalArn(arn) ?? []);
}

/** The role or user behind an ARN of IAM or of a session; `undefined` for whatever else calls AWS. */
export function principalOfCaller(arn: string): NamedPrincipal | undefined {
  const [, partition, accountId, name] = /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  if (name === undefined) return parsePrincipalArn(arn);
  // The ARN of a session leaves out the role's path; IAM knows it by its name.
  return parsePrincipalArn(`arn:${String(partition)}:iam::${String(accountId)}:role/${name}`);
}

function namedIn(text: unknown): readonly string[] {
  const problems: Problem[] = [];
  if (text === undefined) return [];
  const policy = parsePolicy(text, "", problems);
  return isUnknown(policy) ? [] : inPolicy(policy);
}

function inPolicy({ Statement }: PolicyJson): readonly string[] {
  return Statement.flatMap((statement) => [...inElement(statement), ...inConditions(statement)]);
}

function inElement({ Principal, NotPrincipal }: StatementJson): readonly string[] {
  return [Principal, NotPrincipal].flatMap((element) => (typeof element === "object" ? listOf(element["AWS"]) : []));
}

/** Also what a condition leaves out: an answer about those it leaves out is as good to have. */
function inConditions({ Condition = {} }: StatementJson): readonly string[] {
  return Object.values(Condition).flatMap((block) =>
    Object.entries(block).flatMap(([key, values]) =>
      key.toLowerCase() === "aws:principalarn" ? listOf(values).map(String) : [],
    ),
  );
}
