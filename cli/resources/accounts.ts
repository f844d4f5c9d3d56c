import type { Account } from "../model/access-model";
import { ACCOUNT_ID } from "../toolkit/aws-forms";
import { withoutUndefined } from "../toolkit/without-undefined";
import { controlLevels, controlPolicyOf, isFullAccess } from "./control-policies";
import { textAt } from "./read-values";
import type { Reading } from "./reading";

/**
 * The accounts that something stands in or that policies of an organization are attached to.
 *
 * @param others - Accounts that the inputs only read from.
 */
export function accountsOf(reading: Reading, others: readonly string[]): readonly Account[] {
  const { resources } = reading;
  const attached = resources.managed("aws_organizations_policy_attachment").map((item) => textAt(item, "target_id"));
  const ids = [...resources.all.map(({ accountId }) => accountId), ...others, ...attached].filter(
    (id) => id !== undefined,
  );
  reportGaps(reading);
  return [...new Set(ids.filter((id) => ACCOUNT_ID.test(id)))].map((id) =>
    withoutUndefined({
      id,
      name: nameOf(reading, id),
      serviceControlPolicies: controlLevels(reading, id, "SERVICE_CONTROL_POLICY"),
      resourceControlPolicies: controlLevels(reading, id, "RESOURCE_CONTROL_POLICY"),
    }),
  );
}

function nameOf({ resources }: Reading, id: string): string | undefined {
  const accounts = [...resources.managed("aws_organizations_account"), ...resources.data("aws_organizations_account")];
  const account = accounts.find((resource) => textAt(resource, "id") === id);
  return account === undefined ? undefined : textAt(account, "name");
}

/** Which accounts stand below a root or unit is not in an input; nor is what a policy of elsewhere says. */
function reportGaps({ resources, gaps }: Reading): void {
  for (const attachment of resources.managed("aws_organizations_policy_attachment")) {
    const isAbove = !ACCOUNT_ID.test(textAt(attachment, "target_id") ?? "");
    if (!isAbove && (isFullAccess(attachment) || controlPolicyOf(resources, attachment) !== undefined)) continue;
    const message = isAbove ? ABOVE : NOT_MADE;
    gaps.push({ source: attachment.source, message });
  }
}

const ABOVE =
  "attaches a policy to a root or organizational unit. Which accounts that reaches is not in the input: give the levels of each account in a topology.";
const NOT_MADE = "attaches a policy that no input makes. Give the input that makes it as well.";
