import type { RegistryPolicy } from "../model/access-model";
import { unknown } from "../policy/unknown";
import { valueAt } from "./read-values";
import type { Reading } from "./reading";
import { documentFrom } from "./reading";

/** The policies of registries: each account has one in each Region. */
export function registryPoliciesOf(reading: Reading): readonly RegistryPolicy[] {
  return reading.resources.managed("aws_ecr_registry_policy").map((resource) => {
    const { accountId, region } = resource;
    const name = `registry policy of ${accountId} in ${region}`;
    const document = documentFrom(
      reading,
      resource,
      "policy",
      name,
      valueAt(resource, "policy") ?? unknown(`${resource.source.address}.policy`),
    );
    return { accountId, region, document };
  });
}
