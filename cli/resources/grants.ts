import type { Grant } from "../model/access-model";
import { unknown } from "../policy/unknown";
import { withoutUndefined } from "../toolkit/without-undefined";
import type { KnownKeys } from "./key-arn";
import { keyArnOf } from "./key-arn";
import { textAt, textsAt, valueAt } from "./read-values";
import type { Reading } from "./reading";
import type { InfrastructureResource } from "./resource";

/** The grants on keys that the inputs make. Those that ECR makes for itself are in none. */
export function grantsOf({ resources }: Reading, known: KnownKeys): readonly Grant[] {
  return resources.managed("aws_kms_grant").map((resource) => {
    const { source } = resource;
    const key = textAt(resource, "key_id") ?? unknown(`${source.address}.key_id`);
    return withoutUndefined({
      keyArn: keyArnOf(key, resource, known),
      granteePrincipal: textAt(resource, "grantee_principal") ?? unknown(`${source.address}.grantee_principal`),
      operations: textsAt(resource, "operations"),
      encryptionContextSubset: contextAt(resource, "constraints.0.encryption_context_subset"),
      encryptionContextEquals: contextAt(resource, "constraints.0.encryption_context_equals"),
      source,
    });
  });
}

function contextAt(resource: InfrastructureResource, path: string): Readonly<Record<string, string>> | undefined {
  const context = valueAt(resource, path);
  // A context that is not known as a whole constrains the grant all the same.
  if (typeof context === "string") return { [context]: context };
  if (typeof context !== "object" || context === null) return undefined;
  const entries = Object.entries(context).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
