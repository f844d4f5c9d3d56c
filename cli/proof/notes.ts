import type { Principal, Repository } from "../model/access-model";
import type { OtherPolicies } from "../model/principal-setting";
import { accountOfArn } from "../policy/principal-arn";
import { ANY_FUNCTION } from "./caller";
import { isUnknown, unknownsIn } from "../policy/unknown";
import { keyObstacle } from "./judge-cell";
import type { OperationId } from "./proof";
import { hasOtherPolicies } from "./settled-principals";
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
  const { kind, name } = principal;
  const functions = calls.flatMap(({ asked }) =>
    asked.caller.sourceArn === undefined ? [] : [asked.caller.sourceArn],
  );
  return [
    ...otherPoliciesNotes(principal),
    ...(kind === "account" || kind === "organization"
      ? [
          `Asked for every principal of ${kind} ${name} that has no row of its own, with all that its account can give it.`,
        ]
      : []),
    ...(operation === "pull-by-lambda" && functions[0] !== undefined ? [functionNote(functions[0])] : []),
  ];
}

function functionNote(sourceArn: string): string {
  return sourceArn.endsWith(`:${ANY_FUNCTION}`)
    ? `Asked for any function of account ${accountOfArn(sourceArn)}.`
    : `Asked for the function ${sourceArn}.`;
}

function otherPoliciesNotes(principal: Principal): readonly string[] {
  const { arn, name, policiesUnseen, otherPolicies } = principal;
  if (!hasOtherPolicies(principal)) return [];
  const which = policiesUnseen === true ? "its IAM policies" : "all of its IAM policies";
  const missing = `The inputs name ${name} and do not have ${which}`;
  if (otherPolicies !== undefined) return [`${missing}; the configuration says that ${SAID[otherPolicies]}.`];
  const setting = `"principals": { ${JSON.stringify(arn)}: { "otherPolicies": "none" } }`;
  return [
    `${missing}: what they allow or deny is not known. If they do neither, write ${setting} into ecr-kms.config.json; "may-allow" or "may-deny" if they do one of both.`,
  ];
}

const SAID: Readonly<Record<OtherPolicies, string>> = {
  none: "there are no others",
  "may-allow": "others may allow, and deny nothing",
  "may-deny": "others may deny, and allow nothing",
};

function documentNotes(calls: readonly JudgedCall[]): readonly string[] {
  const unknowns = calls.flatMap(({ asked }) =>
    asked.participants.flatMap(({ statements }) => statements.flatMap((each) => unknownsIn(each))),
  );
  return [...new Set(unknowns)]
    .filter((what) => what.includes(NOT_VALID))
    .map((what) => `Nothing is known of ${what}. AWS would refuse it.`);
}
