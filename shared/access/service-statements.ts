import type { AccessGroup } from "./access-groups";
import { compareText } from "../base/canonical";
import type { TopologyGrantee } from "../grantees/grantee-table";
import type { ImageRights } from "./image-rights";
import { imageActions, RIGHTS_SID } from "./image-rights";
import type { ServiceGrantee } from "../grantees/service-grantees";
import { SERVICE_GRANTEES } from "../grantees/service-grantees";
import type { Condition, RepositoryPolicyStatement } from "../policies/statement";

type ServiceResource = Extract<TopologyGrantee, { kind: "service" }>;

/**
 * What AWS services may do with the images of a repository: one statement for each service, on the condition of the resources
 * it works for. Without that condition every customer of AWS could have the service fetch the images (the confused deputy).
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
 */
export function serviceStatements({ rights, grantees }: AccessGroup): readonly RepositoryPolicyStatement[] {
  const resources = grantees.filter((grantee): grantee is ServiceResource => grantee.kind === "service");
  if (resources.length === 0) return [];
  return Object.entries(SERVICE_GRANTEES).flatMap(([service, about]) => {
    const own = resources.filter((resource) => resource.service === service);
    return own.length > 0 ? [serviceStatement(rights, about, own)] : [];
  });
}

function serviceStatement(
  rights: ImageRights,
  service: ServiceGrantee,
  resources: readonly ServiceResource[],
): RepositoryPolicyStatement {
  return {
    Sid: `${RIGHTS_SID[rights]}${service.sid}`,
    Effect: "Allow",
    Principal: { Service: service.principal },
    Action: imageActions(rights, service.pullActions),
    Condition: workingFor(resources, service),
  };
}

function workingFor(resources: readonly ServiceResource[], { sendsSourceAccount }: ServiceGrantee): Condition {
  const accounts = [...new Set(resources.map(({ accountId }) => accountId))].sort(compareText);
  return {
    ArnLike: { "aws:SourceArn": resources.map(({ value }) => value) },
    ...(sendsSourceAccount ? { StringEquals: { "aws:SourceAccount": accounts } } : {}),
  };
}
