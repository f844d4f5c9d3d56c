import type { ModelDocument } from "../model/access-model";
import { gapOf } from "../model/gap";
import { distinctBy } from "../toolkit/order";
import { hasUnknown, unknown, unknownsIn } from "../policy/unknown";
import { policyWithArn } from "./managed-policies";
import { blockCount, textAt, textsAt, valueAt } from "./read-values";
import type { Reading } from "./reading";
import { documentFrom } from "./reading";
import type { InfrastructureResource } from "./resource";

/** Who policies are attached to. */
export interface Holder {
  readonly kind: "role" | "user" | "group";
  readonly accountId: string;
  readonly partition: string;
  readonly name: string;
}

/** A policy of a holder. */
export interface Attachment {
  readonly holder: Holder;
  readonly document: ModelDocument;
}

/** A text that is the same for the same holder. */
export function holderKey({ kind, accountId, name }: Pick<Holder, "kind" | "accountId" | "name">): string {
  return [kind, accountId, name].join("\n");
}

/** All policies of all roles, users and groups, each once. */
export function attachmentsOf(reading: Reading): readonly Attachment[] {
  const written = [...inlinePolicies(reading), ...managedPolicies(reading)];
  // A state repeats at the role what other resources attach to it, also what is about to be taken away.
  const gone = new Set(takenAway(reading).map((candidate) => identityOf(candidate)));
  const repeated = ownPolicies(reading).filter((candidate) => !gone.has(identityOf(candidate)));
  const known = [...written, ...repeated].filter((candidate) => hasKnownHolder(candidate, reading));
  return distinctBy(known, identityOf).map(({ holder, document }) => ({ holder, document: document() }));
}

/** A policy of a holder, before its text is read. */
interface Candidate {
  readonly holder: Holder;
  /** The policy's name or ARN, which a holder has once. */
  readonly what: string;
  readonly resource: InfrastructureResource;
  readonly document: () => ModelDocument;
}

const KINDS = ["role", "user", "group"] as const;

function inlinePolicies(reading: Reading, resources = current(reading)): readonly Candidate[] {
  return KINDS.flatMap((kind) =>
    resources(`aws_iam_${kind}_policy`).map((resource) => {
      const holder = holderOf(resource, kind, textAt(resource, kind));
      const name = textAt(resource, "name") ?? lastLabel(resource);
      const title = titleOf(name, holder);
      return {
        holder,
        what: textAt(resource, "name") ?? resource.source.address,
        resource,
        document: () =>
          documentFrom(
            reading,
            resource,
            "policy",
            title,
            valueAt(resource, "policy") ?? unknown(`${resource.source.address}.policy`),
          ),
      };
    }),
  );
}

function managedPolicies(reading: Reading, resources = current(reading)): readonly Candidate[] {
  const single = KINDS.flatMap((kind) =>
    resources(`aws_iam_${kind}_policy_attachment`).map((resource) =>
      managed(reading, resource, holderOf(resource, kind, textAt(resource, kind)), textAt(resource, "policy_arn")),
    ),
  );
  const several = resources("aws_iam_policy_attachment").flatMap((resource) =>
    KINDS.flatMap((kind) =>
      textsAt(resource, `${kind}s`).map((name) =>
        managed(reading, resource, holderOf(resource, kind, name), textAt(resource, "policy_arn")),
      ),
    ),
  );
  return [...single, ...several];
}

/** What stands at the role itself. */
function ownPolicies(reading: Reading): readonly Candidate[] {
  return reading.resources.managed("aws_iam_role").flatMap((resource) => {
    const holder = holderOf(resource, "role", textAt(resource, "name"));
    const arns = textsAt(resource, "managed_policy_arns").map((arn) => managed(reading, resource, holder, arn));
    return [...inlineBlocks(reading, resource, holder), ...arns];
  });
}

function inlineBlocks(reading: Reading, resource: InfrastructureResource, holder: Holder): readonly Candidate[] {
  const count = blockCount(resource, "inline_policy");
  if (typeof count === "string") {
    const document = { name: `inline policies of role ${holder.name}`, source: resource.source, policy: count };
    return [{ holder, what: "inline_policy", resource, document: () => document }];
  }
  return Array.from({ length: count }, (_, index) => `inline_policy.${index}`).flatMap((path) => {
    const policy = valueAt(resource, `${path}.policy`);
    // An empty block says that there are no inline policies.
    if (policy === undefined || policy === "") return [];
    const name = textAt(resource, `${path}.name`) ?? path;
    const document = (): ModelDocument =>
      documentFrom(reading, resource, `${path}.policy`, titleOf(name, holder), policy);
    return [{ holder, what: name, resource, document }];
  });
}

function managed(
  reading: Reading,
  resource: InfrastructureResource,
  holder: Holder,
  arn: string = unknown(`${resource.source.address}.policy_arn`),
): Candidate {
  return {
    holder,
    what: arn,
    resource,
    document: () => policyWithArn(reading, resource, arn, (name) => titleOf(name, holder)),
  };
}

/** What the next deployment takes away. */
function takenAway(reading: Reading): readonly Candidate[] {
  const deleted = (type: string): readonly InfrastructureResource[] => reading.resources.deleted(type);
  return [...inlinePolicies(reading, deleted), ...managedPolicies(reading, deleted)];
}

function current({ resources }: Reading): (type: string) => readonly InfrastructureResource[] {
  return (type) => resources.managed(type);
}

function hasKnownHolder({ holder, resource: { source } }: Candidate, { gaps }: Reading): boolean {
  if (!hasUnknown(holder.name)) return true;
  const who = unknownsIn(holder.name).join(", ");
  const message = `attaches a policy to a ${holder.kind} whose name is not known: ${who}. Give the input that makes it.`;
  gaps.push(gapOf("stray-attachment", source, message));
  return false;
}

function holderOf(
  { accountId, partition, source }: InfrastructureResource,
  kind: Holder["kind"],
  name?: string,
): Holder {
  return { kind, accountId, partition, name: name ?? unknown(`${source.address}.${kind}`) };
}

function titleOf(policy: string, { kind, name }: Holder): string {
  return `IAM policy ${policy} of ${kind} ${name}`;
}

function lastLabel({ source }: InfrastructureResource): string {
  return source.address.slice(source.address.lastIndexOf(".") + 1);
}

function identityOf({ holder, what }: Candidate): string {
  return [holderKey(holder), what].join("\n");
}
