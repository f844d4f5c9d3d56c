import type { PolicyJson, StatementJson } from "../policy/policy-json";
import { listOf } from "../policy/policy-json";
import { conditionEntries, principalsOf } from "../policy/statement-parts";
import { hasUnknown } from "../policy/unknown";
import { parseOperator } from "./condition";
import type { DocumentRole } from "./evaluate";

const VERSIONS: readonly unknown[] = [undefined, "2012-10-17", "2008-10-17"];
const ACTION = /^(?:\*|[\w*?-]+:[\w*?]+)$/;
const RESOURCE = /^(?:\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:.+|arn:.*\*.*)$/;
/** An account, the ARN of a principal, or the id that AWS shows for one that was deleted. */
const AWS_PRINCIPAL =
  /^(?:\*|\d{12}|arn:[\w-]+:iam::\d{12}:(?:root|(?:role|user)\/[^*?]+)|arn:[\w-]+:sts::\d{12}:(?:assumed-role\/[^*?]+\/[^*?]+|federated-user\/[^*?]+)|A[A-Z]{3}[A-Z0-9]{12,})$/;

/**
 * Why AWS would not take a document as a policy, in words for after a colon; `undefined` for one that it takes. Parts
 * that are not known are passed over.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function invalidity({ Version, Statement }: PolicyJson, role: DocumentRole): string | undefined {
  const found = [
    ...(VERSIONS.includes(Version) || hasUnknown(Version) ? [] : [`Version is "${String(Version)}"`]),
    ...Statement.flatMap((statement, index) =>
      statementMistakes(statement, role).map((mistake) => `Statement[${index}]${mistake}`),
    ),
  ];
  return found.length === 0 ? undefined : found.join("; ");
}

function statementMistakes(statement: StatementJson, role: DocumentRole): readonly string[] {
  return [...principalMistakes(statement, role), ...elementMistakes(statement, role), ...conditionMistakes(statement)];
}

function principalMistakes(statement: StatementJson, role: DocumentRole): readonly string[] {
  const { Principal, NotPrincipal } = statement;
  const isNamed = Principal !== undefined || NotPrincipal !== undefined;
  if (role === "identity" || role === "boundary" || role === "service-control")
    return isNamed ? [" has a Principal, which only the policy of a resource has"] : [];
  if (!isNamed) return [" has no Principal"];
  if (Principal !== undefined && NotPrincipal !== undefined) return [" has both Principal and NotPrincipal"];
  if (role === "resource-control") return isEverybody(Principal) ? [] : ['.Principal is not "*"'];
  const element = Principal === undefined ? "NotPrincipal" : "Principal";
  return principalsOf(Principal === undefined ? { ...statement, Principal: NotPrincipal ?? "*" } : statement).flatMap(
    ({ type, value }) => (hasUnknown(type) || hasUnknown(value) ? [] : valueMistakes(type, value, element)),
  );
}

function isEverybody(principal: StatementJson["Principal"]): boolean {
  return principal === "*" || (typeof principal === "object" && listOf(principal["AWS"]).includes("*"));
}

function valueMistakes(type: string, value: string, element: string): readonly string[] {
  if (!["AWS", "Service", "Federated", "CanonicalUser"].includes(type))
    return [`.${element} has the type ${type}, which AWS does not know`];
  if (type !== "AWS" || AWS_PRINCIPAL.test(value)) return [];
  return [
    /[*?]/.test(value)
      ? `.${element} has the wildcard in ${value}: AWS takes "*" alone`
      : `.${element} has ${value}, which is not an account, a principal or "*"`,
  ];
}

function elementMistakes(statement: StatementJson, role: DocumentRole): readonly string[] {
  const actions = (["Action", "NotAction"] as const).flatMap((element) =>
    listOf(statement[element]).flatMap((value) =>
      hasUnknown(value) || ACTION.test(value) ? [] : [`.${element} has ${value}, which is not an action`],
    ),
  );
  const resources = (["Resource", "NotResource"] as const).flatMap((element) =>
    listOf(statement[element]).flatMap((value) =>
      hasUnknown(value) || RESOURCE.test(value) ? [] : [`.${element} has ${value}, which is not an ARN`],
    ),
  );
  const { Resource, NotResource } = statement;
  const needsResource = role !== "resource" && Resource === undefined && NotResource === undefined;
  return [...actions, ...resources, ...(needsResource ? [" has no Resource"] : [])];
}

function conditionMistakes({ Condition }: StatementJson): readonly string[] {
  return conditionEntries(Condition).flatMap(({ operator }) =>
    hasUnknown(operator) || parseOperator(operator) !== undefined
      ? []
      : [`.Condition has the operator ${operator}, which AWS does not have`],
  );
}
