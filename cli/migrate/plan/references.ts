import type { Reference } from "../migration-plan";
import type { Names } from "./planned-destination";

/** What has to say the new name, and where such things usually stand. */
export function referencesOf(source: Names, destination: Names): readonly Reference[] {
  return [
    {
      what: "repository-uri",
      from: source.uri,
      to: destination.uri,
      where:
        "Kubernetes manifests and Helm values, ECS task definitions, Lambda functions, FROM lines of Dockerfiles, Compose files, pipelines that push",
    },
    {
      what: "digest-pin",
      from: `${source.uri}@sha256:…`,
      to: `${destination.uri}@sha256:…`,
      where:
        "the same places, where an image is pinned: the digest stays, the name before it changes; Lambda keeps the resolved address",
    },
    {
      what: "repository-arn",
      from: source.arn,
      to: destination.arn,
      where: "Terraform, Pulumi and CloudFormation code, EventBridge rules, dashboards, scanners and Inspector filters",
    },
    {
      what: "policy",
      from: source.arn,
      to: destination.arn,
      where:
        "Resource elements of IAM policies, VPC endpoint policies and service control policies that allow or deny ecr: actions; signature policies that pin the name in docker-reference",
    },
  ];
}
