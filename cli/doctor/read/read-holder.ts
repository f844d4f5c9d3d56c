import type { AwsSession } from "../../toolkit/aws/aws-session";
import type { Problem } from "../../toolkit/input-error";
import { unknown } from "../../policy/unknown";
import type { Asking, Question } from "./asking";
import type { HolderKind } from "./holder-calls";
import { HOLDER_CALLS } from "./holder-calls";
import type { MadeResource, ResourcePlace } from "./made-resource";
import { made } from "./made-resource";
import { policyText } from "./policy-text";
import { readManagedPolicy } from "./read-managed-policy";

/** A role, user or group whose policies are read. */
export interface Holder {
  readonly kind: HolderKind;
  readonly name: string;
  readonly arn: string;
  readonly session: AwsSession;
}

/** Reads the inline and attached policies of a holder. Where a list may not be read, an unknown policy stands for what is in it. */
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
      const text = answer.kind === "told" ? policyText(answer.value) : unknown(`policy ${policy} of ${kind} ${name}`);
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
