import type { AwsSession } from "../../toolkit/aws/aws-session";
import type { Problem } from "../../toolkit/input-error";
import { unknown } from "../../policy/unknown";
import type { Asking, Question } from "./asking";
import { type MadeResource, type ResourcePlace, made } from "./made-resource";
import { policyText } from "./policy-text";
import { readManagedPolicy } from "./read-managed-policy";
import {
  type AttachedPolicy,
  type IAMClient,
  GetGroupPolicyCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  paginateListAttachedGroupPolicies,
  paginateListAttachedRolePolicies,
  paginateListAttachedUserPolicies,
  paginateListGroupPolicies,
  paginateListRolePolicies,
  paginateListUserPolicies,
} from "@aws-sdk/client-iam";
import { allItems } from "../../toolkit/aws/all-pages";

/** A role, user or group whose policies are read. */
export interface Holder {
  readonly kind: HolderKind;
  readonly name: string;
  readonly arn: string;
  readonly session: AwsSession;
}

/**
 * Reads the inline and attached policies of a holder. Where a list may not be read, an unknown policy stands for what
 * is in it.
 */
export async function readHolder(asking: Asking, holder: Holder): Promise<readonly MadeResource[]> {
  const [inline, attached] = await Promise.all([inlinePolicies(asking, holder), attachedPolicies(asking, holder)]);
  return [...inline, ...attached];
}

/** A policy that stands for those of a holder that may not be read. */
export function unreadPolicies(holder: Holder, what: string, { message }: Problem): MadeResource {
  const name = `${what} (not read)`;
  const policy = unknown(`${what} of ${holder.kind} ${holder.name}: ${message}`);
  return inlineResource(holder, name, policy);
}

async function inlinePolicies(asking: Asking, holder: Holder): Promise<readonly MadeResource[]> {
  const { kind, name, session } = holder;
  const { listInline, inlineNames, getInline, inline } = HOLDER_CALLS[kind];
  const iam = asking.iam(session);
  const names = await asking.ask(about(holder, listInline), () => inlineNames(iam, name));
  if (names.kind === "none") return [];
  if (names.kind === "denied") return [unreadPolicies(holder, "inline policies", names.problem)];
  const read = await Promise.all(
    [...names.value].sort().map(async (policy) => {
      const answer = await asking.ask(about(holder, getInline), () => inline(iam, name, policy));
      if (answer.kind === "none") return [];
      const text =
        answer.kind === "answered" ? policyText(answer.value) : unknown(`policy ${policy} of ${kind} ${name}`);
      return [inlineResource(holder, policy, text)];
    }),
  );
  return read.flat();
}

async function attachedPolicies(asking: Asking, holder: Holder): Promise<readonly MadeResource[]> {
  const { kind, name, session } = holder;
  const { listAttached, attached } = HOLDER_CALLS[kind];
  const iam = asking.iam(session);
  const policies = await asking.ask(about(holder, listAttached), () => attached(iam, name));
  if (policies.kind === "none") return [];
  if (policies.kind === "denied") return [unreadPolicies(holder, "attached policies", policies.problem)];
  const arns = policies.value.map(({ PolicyArn = "" }) => PolicyArn).sort();
  const read = await Promise.all(
    arns.map(async (arn) => [
      made(`aws_iam_${kind}_policy_attachment`, holder.arn, holderPlace(holder), { [kind]: name, policy_arn: arn }),
      ...(await readManagedPolicy(asking, session, arn)),
    ]),
  );
  return read.flat();
}

function inlineResource(holder: Holder, policyName: string, policy: unknown): MadeResource {
  const { kind, name, arn } = holder;
  return made(`aws_iam_${kind}_policy`, arn, holderPlace(holder), { [kind]: name, name: policyName, policy });
}

function about({ kind, name, session }: Holder, call: string): Question {
  return { path: `${kind} ${name} of account ${session.accountId}`, call, session };
}

function holderPlace({ session: { accountId, region, partition } }: Holder): ResourcePlace {
  return { accountId, region, partition };
}

/** Who has policies. */
type HolderKind = "role" | "user" | "group";

/** How IAM is asked about the policies of a kind of holder. */
interface HolderCalls {
  readonly listInline: string;
  readonly inlineNames: (iam: IAMClient, name: string) => Promise<readonly string[]>;
  readonly getInline: string;
  readonly inline: (iam: IAMClient, name: string, policy: string) => Promise<string | undefined>;
  readonly listAttached: string;
  readonly attached: (iam: IAMClient, name: string) => Promise<readonly AttachedPolicy[]>;
}

/** The same questions, under the names that IAM has for each kind. */
const HOLDER_CALLS: Readonly<Record<HolderKind, HolderCalls>> = {
  role: {
    listInline: "iam:ListRolePolicies",
    inlineNames: (client, RoleName) => allItems(paginateListRolePolicies({ client }, { RoleName }), namesOf),
    getInline: "iam:GetRolePolicy",
    inline: async (iam, RoleName, PolicyName) =>
      (await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).PolicyDocument,
    listAttached: "iam:ListAttachedRolePolicies",
    attached: (client, RoleName) => allItems(paginateListAttachedRolePolicies({ client }, { RoleName }), attachedOf),
  },
  user: {
    listInline: "iam:ListUserPolicies",
    inlineNames: (client, UserName) => allItems(paginateListUserPolicies({ client }, { UserName }), namesOf),
    getInline: "iam:GetUserPolicy",
    inline: async (iam, UserName, PolicyName) =>
      (await iam.send(new GetUserPolicyCommand({ UserName, PolicyName }))).PolicyDocument,
    listAttached: "iam:ListAttachedUserPolicies",
    attached: (client, UserName) => allItems(paginateListAttachedUserPolicies({ client }, { UserName }), attachedOf),
  },
  group: {
    listInline: "iam:ListGroupPolicies",
    inlineNames: (client, GroupName) => allItems(paginateListGroupPolicies({ client }, { GroupName }), namesOf),
    getInline: "iam:GetGroupPolicy",
    inline: async (iam, GroupName, PolicyName) =>
      (await iam.send(new GetGroupPolicyCommand({ GroupName, PolicyName }))).PolicyDocument,
    listAttached: "iam:ListAttachedGroupPolicies",
    attached: (client, GroupName) => allItems(paginateListAttachedGroupPolicies({ client }, { GroupName }), attachedOf),
  },
};

function namesOf({ PolicyNames }: { readonly PolicyNames?: string[] | undefined }): readonly string[] | undefined {
  return PolicyNames;
}

function attachedOf(page: {
  readonly AttachedPolicies?: AttachedPolicy[] | undefined;
}): readonly AttachedPolicy[] | undefined {
  return page.AttachedPolicies;
}
