import { GetLifecyclePolicyCommand, GetRepositoryPolicyCommand } from "@aws-sdk/client-ecr";
import { unknown } from "../../policy/unknown";
import { withoutUndefined } from "../../toolkit/without-undefined";
import type { DeployedRepository } from "../deployed";
import type { Answer, Asking, Question } from "./asking";
import type { FoundRepository } from "./find-repositories";
import type { MadeResource } from "./made-resource";
import { made } from "./made-resource";

/** A repository with what hangs on it. */
export interface ReadRepository {
  readonly repository: DeployedRepository;
  readonly resources: readonly MadeResource[];
}

/** Reads the policies of a repository. */
export async function readRepository(asking: Asking, found: FoundRepository): Promise<ReadRepository> {
  const { session, region, name } = found;
  const repository = deployedOf(found);
  const place = { accountId: session.accountId, region, partition: session.partition };
  const ecr = asking.ecr(session, region);
  const question = (call: string): Question => ({ path: `repository ${name}`, call, session });
  const [policy, lifecycle] = await Promise.all([
    asking.ask(question("ecr:GetRepositoryPolicy"), async () => {
      return (await ecr.send(new GetRepositoryPolicyCommand({ repositoryName: name }))).policyText;
    }),
    asking.ask(question("ecr:GetLifecyclePolicy"), async () => {
      return (await ecr.send(new GetLifecyclePolicyCommand({ repositoryName: name }))).lifecyclePolicyText;
    }),
  ]);
  const attached = (type: string, what: string, answer: Answer<string | undefined>): readonly MadeResource[] => {
    if (answer.kind === "none") return [];
    // Where it may not be read there may be one: then nobody says that it is missing.
    const text = answer.kind === "answered" ? answer.value : unknown(`the ${what} policy of ${name}`);
    return [made(type, repository.arn, place, { repository: name, registry_id: place.accountId, policy: text })];
  };
  return {
    repository,
    resources: [
      made("aws_ecr_repository", repository.arn, place, valuesOf(found, repository)),
      ...attached("aws_ecr_repository_policy", "repository", policy),
      ...attached("aws_ecr_lifecycle_policy", "lifecycle", lifecycle),
    ],
  };
}

function deployedOf({ described, name, session, region }: FoundRepository): DeployedRepository {
  const { accountId, partition } = session;
  return withoutUndefined({
    arn: described.repositoryArn ?? `arn:${partition}:ecr:${region}:${accountId}:repository/${name}`,
    name,
    accountId,
    region,
    uri: described.repositoryUri ?? "",
    createdAt: described.createdAt?.toISOString(),
    encryptionType: described.encryptionConfiguration?.encryptionType ?? "AES256",
    keyArn: described.encryptionConfiguration?.kmsKey,
  });
}

/** What AWS does not have (`force_delete`, `prevent_destroy`) is left out: no rule speaks of it then. */
function valuesOf({ described }: FoundRepository, repository: DeployedRepository): Record<string, unknown> {
  const { arn, name, accountId, uri, encryptionType, keyArn } = repository;
  return {
    arn,
    id: name,
    name,
    registry_id: accountId,
    repository_url: uri,
    image_tag_mutability: described.imageTagMutability ?? "MUTABLE",
    image_scanning_configuration: [{ scan_on_push: described.imageScanningConfiguration?.scanOnPush ?? false }],
    encryption_configuration: [
      { encryption_type: encryptionType, ...(keyArn === undefined ? {} : { kms_key: keyArn }) },
    ],
  };
}
