import type { ModelDocument } from "../model/access-model";
import { isUnknown, unknown, unknownsIn } from "../policy/unknown";
import { arnOf } from "./arn-of";
import { awsManagedPolicy } from "./aws-managed-policies";
import { textAt, valueAt } from "./read-values";
import type { Reading } from "./reading";
import { documentFrom } from "./reading";
import type { InfrastructureResource } from "./resource";
import { oncePerSet } from "./resource-set";

/**
 * The managed policy with an ARN: one that the inputs make or read, or one of AWS's. Of any other only its ARN is
 * known.
 *
 * @param user - The resource that names the ARN. Where AWS's policies are said to stand.
 * @param title - The document's name, made from the policy's.
 */
export function policyWithArn(
  reading: Reading,
  user: InfrastructureResource,
  arn: string,
  title: (name: string) => string,
): ModelDocument {
  const { source } = user;
  if (isUnknown(arn)) return { name: title(unknownsIn(arn).join(", ")), source, policy: arn };
  const resource = policyResource(reading, arn);
  if (resource !== undefined) {
    const name = title(textAt(resource, "name") ?? lastPart(arn));
    return documentFrom(reading, resource, "policy", name, valueAt(resource, "policy") ?? unknown(arn));
  }
  const ofAws = awsManagedPolicy(arn);
  return ofAws === undefined
    ? { name: title(arn), source, policy: unknown(arn) }
    : { name: title(lastPart(arn)), source, policy: ofAws };
}

/** The permissions boundary that is written at a role or user. */
export function boundaryOf(
  reading: Reading,
  resource: InfrastructureResource,
  holder: string,
): ModelDocument | undefined {
  const arn = textAt(resource, "permissions_boundary");
  return arn === undefined
    ? undefined
    : policyWithArn(reading, resource, arn, (name) => `permissions boundary ${name} of ${holder}`);
}

function policyResource({ resources }: Reading, arn: string): InfrastructureResource | undefined {
  return byArn(resources).get(arn);
}

/** Policies by their ARNs: what is made before what is read. */
const byArn = oncePerSet((resources): ReadonlyMap<string, InfrastructureResource> => {
  const all = [...resources.data("aws_iam_policy"), ...resources.managed("aws_iam_policy")];
  return new Map(all.map((policy) => [arnOf(policy), policy]));
});

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}
