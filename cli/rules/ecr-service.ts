import type { StatementJson } from "../policy/policy-json";
import { listOf } from "../policy/policy-json";
import { isUnknown } from "../policy/unknown";
import { statementRule } from "./define-rule";
import { asksFor } from "./limiting-conditions";
import { PAGES } from "./pages";
import type { PolicyPlace } from "./policy-places";
import type { RuleInput } from "./finding";
import { principalsOf } from "../policy/statement-parts";
import { repositoriesOf } from "./subjects";

/**
 * Low: AWS documents no need of the statement, and none of ECR's work is known to go through it. With a condition on
 * the source it is harmless, and the two-way model asks for it; so only a statement without one is found.
 */
export const ECR_SERVICE_DECRYPT_IN_KEY_POLICY = statementRule(
  {
    id: "ecr-service-decrypt-in-key-policy",
    title: "A key policy lets the ECR service use the key for your accounts only.",
    severity: "low",
    see: PAGES.keyPolicyOfServices,
    elsewhere: {},
    why: "ECR works through the grants that it makes when a repository is created; AWS documents no statement for ecr.amazonaws.com. Without aws:SourceAccount or aws:SourceArn such a statement would serve requests for any account of AWS (the confused deputy).",
    fix: "Add a condition on aws:SourceAccount, or remove the statement.",
  },
  ["key-policy"],
  (statement, place, input) => {
    if (statement.Effect !== "Allow" || asksFor(statement.Condition, SOURCES)) return undefined;
    const services = principalsOf(statement).filter(({ type, value }) => type === "Service" && ECR.test(value));
    return services.length === 0
      ? undefined
      : {
          message: `It allows ${services.map(({ value }) => value).join(", ")} to use the key, for whichever account ECR works.`,
          replacement: narrowed(statement, place, input),
        };
  },
);

const ECR = /^ecr(\.[\w-]+)?\.amazonaws\.com(\.cn)?$/;
const SOURCES = ["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths"];

function narrowed(statement: StatementJson, place: PolicyPlace, { model }: RuleInput): StatementJson {
  const registries = place.key === undefined ? [] : repositoriesOf(place.key, model).map(({ accountId }) => accountId);
  const accounts = [...new Set(registries.filter((accountId) => !isUnknown(accountId)))].sort();
  const [first = place.accountId, ...others] = accounts;
  const sources = others.length === 0 ? first : [first, ...others];
  const equals = { ...statement.Condition?.["StringEquals"], "aws:SourceAccount": sources };
  return {
    ...statement,
    Action: listOf(statement.Action),
    Condition: { ...statement.Condition, StringEquals: equals },
  };
}
