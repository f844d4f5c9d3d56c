import type { Principal, Repository } from "../model/access-model";
import { accountOfArn } from "../policy/principal-arn";
import { isUnknown, unknownsIn } from "../policy/unknown";
import { keyObstacle } from "./judge-cell";
import type { OperationId } from "./proof";
import { NOT_VALID } from "./valid-documents";
import type { RepositoryKey } from "./world";
import type { JudgedCall } from "./decide";

/** What an explanation is about. */
export interface About {
  readonly principal: Principal;
  readonly repository: Repository;
  readonly operation: OperationId;
  readonly key: RepositoryKey;
}

/** What the reader should know beside the documents. */
export function notesOn(about: About, calls: readonly JudgedCall[]): readonly string[] {
  return calls.length === 0 && about.key.type !== "unknown"
    ? []
    : [...keyNotes(about), ...principalNotes(about, calls), ...documentNotes(calls)];
}

function keyNotes({ key, operation, repository }: About): readonly string[] {
  if (key.type === "unknown")
    return [`The inputs do not say which key encrypts the repository (${key.what}): what the key allows is not known.`];
  const obstacle = keyObstacle(operation, key);
  const notes: string[] = [];
  if (obstacle !== undefined && key.type === "customer")
    notes.push(
      obstacle === "Disabled"
        ? `The key ${key.key.name} is disabled: KMS refuses to use it, whoever asks.`
        : `The key ${key.key.name} is pending deletion: KMS refuses to use it, whoever asks.`,
    );
  if (key.type === "unseen" || (key.type === "customer" && isUnknown(key.key.state)))
    notes.push("The inputs do not say whether the key is enabled: it is taken to be.");
  if (key.type === "aws" && operation === "delete-repository")
    notes.push(
      "The inputs may not have the ARN of the AWS managed key alias/aws/ecr: the call is judged with a key ARN that stands for it.",
    );
  if ("arn" in key && accountOfArn(key.arn) !== repository.accountId)
    notes.push(
      "The key is in another account than the repository: AWS's pages on ECR neither promise nor exclude that this works.",
    );
  return notes;
}

function principalNotes({ principal, operation }: About, calls: readonly JudgedCall[]): readonly string[] {
  const { kind, name, policiesUnseen } = principal;
  const functions = calls.flatMap(({ asked }) =>
    asked.caller.sourceArn === undefined ? [] : [asked.caller.sourceArn],
  );
  return [
    ...(policiesUnseen === true
      ? [
          `The inputs name ${name} and do not have its IAM policies: what they allow is not known, and that they deny nothing is assumed.`,
        ]
      : []),
    ...(kind === "account" ? [`Asked for an administrator of account ${name}.`] : []),
    ...(kind === "organization" ? [`Asked for an administrator of an account in ${name}.`] : []),
    ...(operation === "pull-by-lambda" && functions[0] !== undefined
      ? [`Asked for the function ${functions[0]}.`]
      : []),
  ];
}

function documentNotes(calls: readonly JudgedCall[]): readonly string[] {
  const unknowns = calls.flatMap(({ asked }) =>
    asked.participants.flatMap(({ statements }) => statements.flatMap((each) => unknownsIn(each))),
  );
  return [...new Set(unknowns)]
    .filter((what) => what.includes(NOT_VALID))
    .map((what) => `Nothing is known of ${what}. AWS would refuse it.`);
}
