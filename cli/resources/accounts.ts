import type { Account, ControlLevel, ModelDocument } from "../model/access-model";
import { gapOf } from "../model/gap";
import { ACCOUNT_ID } from "../toolkit/aws-forms";
import { withoutUndefined } from "../toolkit/without-undefined";
import { textAt, valueAt } from "./read-values";
import { documentFrom, type Reading } from "./reading";
import { sortedBy } from "../toolkit/order";
import { isUnknown, unknown, unknownsIn } from "../policy/unknown";
import { computedAttributes } from "./computed-attributes";
import type { InfrastructureResource } from "./resource";
import type { ResourceSet } from "./resource-set";

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
      name: accountName(reading, id),
      serviceControlPolicies: controlLevels(reading, id, "SERVICE_CONTROL_POLICY"),
      resourceControlPolicies: controlLevels(reading, id, "RESOURCE_CONTROL_POLICY"),
    }),
  );
}

function accountName({ resources }: Reading, id: string): string | undefined {
  const accounts = [...resources.managed("aws_organizations_account"), ...resources.data("aws_organizations_account")];
  const account = accounts.find((resource) => textAt(resource, "id") === id);
  return account === undefined ? undefined : textAt(account, "name");
}

/** Which accounts stand below a root or unit is not in an input; nor is what a policy of elsewhere says. */
function reportGaps({ resources, gaps }: Reading): void {
  for (const attachment of resources.managed("aws_organizations_policy_attachment")) {
    const isAbove = !ACCOUNT_ID.test(textAt(attachment, "target_id") ?? "");
    if (!isAbove && (isFullAccess(attachment) || controlPolicyOf(resources, attachment) !== undefined)) continue;
    gaps.push(
      isAbove
        ? gapOf("control-policy-above-accounts", attachment.source, ABOVE)
        : gapOf("stray-control-policy", attachment.source, NOT_MADE),
    );
  }
}

const ABOVE =
  "attaches a policy to a root or organizational unit. Which accounts that reaches is not in the input: give serviceControlPolicies and resourceControlPolicies of each account in ecr-kms.config.json.";
const NOT_MADE = "attaches a policy that no input makes. Give the input that makes it as well.";

/** The two types of policy by which an organization takes access away. */
type ControlPolicyType = "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY";

/**
 * What an organization imposes on an account by policies that are attached to the account itself; `undefined` where the
 * inputs attach none of the type.
 */
function controlLevels(
  reading: Reading,
  accountId: string,
  type: ControlPolicyType,
): readonly ControlLevel[] | undefined {
  const attachments = reading.resources
    .managed("aws_organizations_policy_attachment")
    .filter((resource) => textAt(resource, "target_id") === accountId);
  const policies = attachments.flatMap((attachment) => {
    const policy = controlPolicyOf(reading.resources, attachment);
    return policy !== undefined && typeOf(policy) === type ? [controlPolicy(reading, policy, type, accountId)] : [];
  });
  if (policies.length === 0) return undefined;
  const isFullAttached = attachments.some(isFullAccess);
  const full = fullAccess(type, accountId, isFullAttached || policies.every(onlyDenies));
  return [{ id: accountId, policies: sortedBy([...policies, full], ({ name }) => [name]) }];
}

const TITLES: Readonly<Record<ControlPolicyType, string>> = {
  SERVICE_CONTROL_POLICY: "service control policy",
  RESOURCE_CONTROL_POLICY: "resource control policy",
};

function controlPolicy(
  reading: Reading,
  policy: InfrastructureResource,
  type: ControlPolicyType,
  accountId: string,
): ModelDocument {
  const name = textAt(policy, "name") ?? policy.source.address;
  const content = valueAt(policy, "content") ?? unknown(`${policy.source.address}.content`);
  return documentFrom(reading, policy, "content", `${TITLES[type]} ${name} of account ${accountId}`, content);
}

/**
 * Organizations attaches a policy that allows everything to each account. That of service control may be taken away to
 * allow only what a list names; beside policies that only deny it must be there, or the account could do nothing.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
function fullAccess(type: ControlPolicyType, accountId: string, isAttached: boolean): ModelDocument {
  const allow = { Effect: "Allow" as const, Action: "*", Resource: "*" };
  if (type === "RESOURCE_CONTROL_POLICY") {
    const statements = [{ ...allow, Principal: "*" as const }];
    const name = `${TITLES[type]} RCPFullAWSAccess of account ${accountId}`;
    return { name, policy: { Version: "2012-10-17", Statement: statements } };
  }
  const name = `${TITLES[type]} FullAWSAccess of account ${accountId}`;
  if (isAttached) return { name, policy: { Version: "2012-10-17", Statement: [allow] } };
  return { name, policy: unknown(`whether FullAWSAccess is attached to account ${accountId}`) };
}

function onlyDenies({ policy }: ModelDocument): boolean {
  return !isUnknown(policy) && policy.Statement.every(({ Effect }) => Effect === "Deny");
}

function typeOf(policy: InfrastructureResource): string {
  return textAt(policy, "type") ?? "SERVICE_CONTROL_POLICY";
}

/** Whether it attaches the policy that allows everything, as Organizations does by itself. */
function isFullAccess(attachment: InfrastructureResource): boolean {
  return ["p-FullAWSAccess", "p-RCPFullAWSAccess"].includes(textAt(attachment, "policy_id") ?? "");
}

/** The policy that an attachment attaches, where an input makes it. */
function controlPolicyOf(
  resources: ResourceSet,
  attachment: InfrastructureResource,
): InfrastructureResource | undefined {
  const id = textAt(attachment, "policy_id");
  return id === undefined
    ? undefined
    : resources.managed("aws_organizations_policy").find((policy) => {
        const { input, address } = policy.source;
        const isReferred = input === attachment.source.input && unknownsIn(id).includes(`${address}.id`);
        return isReferred || idOf(policy) === id;
      });
}

function idOf(policy: InfrastructureResource): unknown {
  const address = `${policy.source.input}#${policy.source.address}`;
  return textAt(policy, "id") ?? computedAttributes({ ...policy, address })["id"];
}
