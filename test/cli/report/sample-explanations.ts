import type { Principal, Repository } from "../../../cli/model/access-model";
import type { Call, CallProof, Cell, Explanation, OperationId, Opinion, Remedy } from "../../../cli/proof/proof";
import { HUB, KEY_ARN, REGION } from "./sample-model";

type Reasons = Omit<Explanation, "cell">;

const PUSH_PAGE = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html";
const KMS_PAGE = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html";
const LAMBDA_ARN = `arn:aws:lambda:${REGION}:222222222222:function:*`;

/** Reasons of the same form as the proof's, for any cell. */
export function sampleExplanation(
  principal: Principal,
  repository: Repository,
  operation: OperationId,
  cell: Cell,
): Reasons {
  const base = { principal, repository, operation, notes: [] };
  const actions = operation === "push" ? ["ecr:InitiateLayerUpload", "ecr:PutImage"] : ["ecr:BatchGetImage"];
  const calls = actions.map((action) => ecrCall(action, repository));
  if (cell.documented === "none") return { ...base, calls: [], remedies: [] };
  if (cell.documented === "unknown") return { ...base, ...unknownReasons(calls, principal, repository) };
  if (cell.documented === "denied" && cell.oneSided)
    return { ...base, ...oneSidedReasons(calls, principal, repository) };
  if (cell.documented === "denied") return { ...base, ...noReasons(calls, principal, repository) };
  const proofs = calls.map((call) => allowedCall(call, principal, repository));
  if (cell.twoWay === "denied") {
    const decrypt = deniedDecrypt(principal);
    return { ...base, calls: [...proofs, decrypt], remedies: decrypt.remedies };
  }
  return { ...base, calls: proofs, remedies: [], notes: ["The key is enabled."] };
}

function ecrCall(action: string, { arn }: Repository): Call {
  return {
    action,
    resource: arn,
    neededBy: "documented",
    see: PUSH_PAGE,
    context: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
  };
}

function identityOpinion({ name, accountId, kind }: Principal, says: Opinion["says"]): Opinion {
  const isSeen = kind === "role";
  const document = {
    kind: "identity" as const,
    name: isSeen
      ? `IAM policy registry of role ${name}`
      : `IAM policies of ${accountId === "" ? "its members" : accountId}`,
    ...(isSeen ? { source: { input: "deploy/plan.json", address: `aws_iam_role_policy.${name}` } } : {}),
  };
  const statements = says === "allows" ? [{ index: 0, sid: "UseRegistry" }] : [];
  return { document, says, decisive: false, statements, nearMisses: [] };
}

function repositoryOpinion({ name }: Repository, opinion: Partial<Opinion>): Opinion {
  return {
    document: {
      kind: "repository-policy",
      name: `repository policy of ${name}`,
      source: { input: "deploy/plan.json", address: `module.registry.aws_ecr_repository_policy.all["${name}"]` },
    },
    says: "nothing",
    decisive: false,
    statements: [],
    nearMisses: [],
    ...opinion,
  };
}

function allowedCall(call: Call, principal: Principal, repository: Repository): CallProof {
  const isSameAccount = principal.accountId === HUB;
  const opinions = [
    identityOpinion(principal, "allows"),
    ...(isSameAccount
      ? []
      : [repositoryOpinion(repository, { says: "allows", statements: [{ index: 1, sid: "AllowPull" }] })]),
  ];
  const because = isSameAccount
    ? "Its IAM policy allows it, in the repository's own account."
    : "Its IAM policy and the repository policy both allow it.";
  return { call, verdict: "allowed", because, opinions, remedies: [] };
}

function noReasons(
  calls: readonly Call[],
  principal: Principal,
  repository: Repository,
): Pick<Reasons, "calls" | "remedies"> {
  const opinions = [
    { ...identityOpinion(principal, "nothing"), decisive: true },
    repositoryOpinion(repository, { decisive: true }),
  ];
  const because = "No document allows it.";
  return { calls: calls.map((call) => ({ call, verdict: "denied", because, opinions, remedies: [] })), remedies: [] };
}

function oneSidedReasons(
  calls: readonly Call[],
  principal: Principal,
  repository: Repository,
): Pick<Reasons, "calls" | "remedies"> {
  const missed =
    principal.kind === "lambda"
      ? `condition StringLike aws:sourceARN asks for "arn:aws:lambda:eu-west-1:222222222222:function:*", the call has "${LAMBDA_ARN}"`
      : `Principal names "arn:aws:iam::333333333333:role/batch", the caller is "${principal.arn}"`;
  const repositorySays = repositoryOpinion(repository, {
    decisive: true,
    nearMisses: [{ index: 1, sid: "AllowPull", missed }],
  });
  const opinions = [identityOpinion(principal, "allows"), repositorySays];
  const remedy: Remedy = {
    document: repositorySays.document,
    text: `Add this statement to the repository policy of ${repository.name}.`,
    statement: {
      Sid: "AllowPullForBatchPull",
      Effect: "Allow",
      Principal: { AWS: principal.arn },
      Action: calls.map(({ action }) => action),
    },
  };
  const because = `Its IAM policy allows it, and the repository policy of ${repository.name} does not: both must, across accounts.`;
  return {
    calls: calls.map((call) => ({ call, verdict: "denied", because, opinions, remedies: [remedy] })),
    remedies: [remedy],
  };
}

function unknownReasons(
  calls: readonly Call[],
  principal: Principal,
  repository: Repository,
): Pick<Reasons, "calls" | "remedies"> {
  const opinions = [
    identityOpinion(principal, "unknown"),
    repositoryOpinion(repository, { says: "unknown", decisive: true }),
  ];
  const because = `It depends on «unknown: data.aws_iam_policy_document.external.json» in the repository policy of ${repository.name}.`;
  return { calls: calls.map((call) => ({ call, verdict: "unknown", because, opinions, remedies: [] })), remedies: [] };
}

function deniedDecrypt(principal: Principal): CallProof {
  const document = { kind: "key-policy" as const, name: "key policy of alias/ecr/registry" };
  const opinion: Opinion = { document, says: "nothing", decisive: true, statements: [], nearMisses: [] };
  const remedy: Remedy = {
    document,
    text: "Add this statement to the key policy of alias/ecr/registry.",
    statement: {
      Sid: "AllowUseThroughEcr",
      Effect: "Allow",
      Principal: { AWS: principal.arn },
      Action: "kms:Decrypt",
      Resource: "*",
    },
  };
  return {
    call: { action: "kms:Decrypt", resource: KEY_ARN, neededBy: "two-way", see: KMS_PAGE, context: {} },
    verdict: "denied",
    because: "The key policy does not name it.",
    opinions: [opinion],
    remedies: [remedy],
  };
}
