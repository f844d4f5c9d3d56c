import { GetRegistryPolicyCommand, GetRegistryScanningConfigurationCommand } from "@aws-sdk/client-ecr";
import type { RegistryScanningConfiguration } from "@aws-sdk/client-ecr";
import type { AwsSession } from "../../toolkit/aws/aws-session";
import { unknown } from "../../policy/unknown";
import type { Answer, Asking, Question } from "./asking";
import type { MadeResource } from "./made-resource";
import { made } from "./made-resource";

/** Reads what a registry decides for all of its repositories: its policy, and which images it scans. */
export async function readRegistry(
  asking: Asking,
  session: AwsSession,
  region: string,
): Promise<readonly MadeResource[]> {
  const { accountId, partition } = session;
  const place = { accountId, region, partition };
  const path = `registry ${accountId} in ${region}`;
  const ecr = asking.ecr(session, region);
  const question = (call: string): Question => ({ path, call, session });
  const [policy, scanning] = await Promise.all([
    asking.ask(question("ecr:GetRegistryPolicy"), async () => {
      return (await ecr.send(new GetRegistryPolicyCommand({}))).policyText;
    }),
    asking.ask(question("ecr:GetRegistryScanningConfiguration"), async () => {
      return (await ecr.send(new GetRegistryScanningConfigurationCommand({}))).scanningConfiguration;
    }),
  ]);
  const text = policy.kind === "answered" ? policy.value : unknown(`the policy of ${path}`);
  return [
    ...(policy.kind === "none"
      ? []
      : [made("aws_ecr_registry_policy", path, place, { registry_id: accountId, policy: text })]),
    made("aws_ecr_registry_scanning_configuration", path, place, {
      registry_id: accountId,
      rule: rulesOf(scanning, path),
    }),
  ];
}

function rulesOf(scanning: Answer<RegistryScanningConfiguration | undefined>, path: string): readonly unknown[] {
  if (scanning.kind === "none") return [];
  if (scanning.kind === "denied") {
    // Some rule may match: whether images are scanned is not known then.
    return [rule("SCAN_ON_PUSH", [unknown(`the scanning configuration of ${path}`)])];
  }
  return (scanning.value?.rules ?? []).map(({ scanFrequency, repositoryFilters = [] }) =>
    rule(
      scanFrequency ?? "",
      repositoryFilters.map(({ filter = "" }) => filter),
    ),
  );
}

function rule(frequency: string, filters: readonly string[]): unknown {
  const repository_filter = filters.map((filter) => ({ filter, filter_type: "WILDCARD" }));
  return { scan_frequency: frequency, repository_filter };
}
