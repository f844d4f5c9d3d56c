import type { Grant } from "../model/access-model";
import type { ConditionJson, StatementJson } from "../policy/policy-json";
import { isUnknown, unknown, unknownsIn } from "../policy/unknown";
import type { Participant } from "./participants";
import { participantOf } from "./participants";
import { wholeAccount } from "../policy/principal-arn";
import type { RepositoryKey, World } from "./world";

/** The policy of a key and the grants on it, which count as statements of it. */
export function keyParticipants(key: RepositoryKey, world: World): readonly Participant[] {
  if (!("arn" in key)) return [];
  const policy = policyOf(key);
  return [policy, ...world.grantsOf(key.arn).map(grantParticipant)];
}

function policyOf(key: Extract<RepositoryKey, { readonly arn: string }>): Participant {
  if (key.type === "customer") return participantOf("key-policy", key.key.policy);
  const name = key.type === "aws" ? "key policy of the AWS managed key alias/aws/ecr" : `key policy of ${key.arn}`;
  return {
    document: { kind: "key-policy", name },
    addedFrom: 0,
    statements: [{ Effect: "Allow", Principal: "*", Action: unknown(name), Resource: "*" }],
    isStandIn: true,
  };
}

/** `kms:RetireGrant` "is not effective in a key policy": its Allows do not count, what it denies does. */
export function inIamOnly(
  participant: Participant,
  partition: string,
  accountId: string,
  { ownsKey, isManaged }: { readonly ownsKey: boolean; readonly isManaged: boolean },
): Participant {
  const account = { AWS: `arn:${partition}:iam::${accountId}:root` };
  const trust: StatementJson = { Effect: "Allow", Principal: account, Action: "kms:RetireGrant", Resource: "*" };
  const denies = participant.statements.map((statement) => (statement.Effect === "Deny" ? statement : NOTHING));
  if (participant.document.kind === "grant") return { ...participant, statements: denies };
  if (!ownsKey || isManaged)
    return { ...participant, statements: [...denies, trust], addedFrom: participant.addedFrom ?? denies.length };
  // Without a statement for its account, IAM policies have no effect on a key; whether that holds for retiring is not documented.
  const delegations = participant.statements.map((statement) =>
    delegates(statement, accountId) ? statement : NOTHING,
  );
  const maybe = {
    ...trust,
    Action: unknown(
      "whether kms:RetireGrant in IAM works when the key policy does not let the account's IAM policies decide",
    ),
  };
  return {
    ...participant,
    addedFrom: participant.addedFrom ?? denies.length,
    statements: [...denies.map((each, index) => (each === NOTHING ? (delegations[index] ?? NOTHING) : each)), maybe],
  };
}

/** Takes the place of a statement that does not count, so that the others keep their numbers. */
const NOTHING: StatementJson = {
  Effect: "Allow",
  Principal: { AWS: "000000000000" },
  Action: "kms:RetireGrant",
  Resource: "*",
};

function delegates({ Effect, Principal }: StatementJson, accountId: string): boolean {
  if (Effect !== "Allow" || Principal === undefined || typeof Principal === "string") return false;
  const accounts = [Principal["AWS"] ?? []].flat();
  return accounts.some((value) => wholeAccount(value) === accountId);
}

function grantParticipant(grant: Grant): Participant {
  const { granteePrincipal, operations, source } = grant;
  const grantee = isUnknown(granteePrincipal) ? unknownsIn(granteePrincipal).join(", ") : granteePrincipal;
  const uses = operations.filter((operation) => operation !== "DescribeKey");
  const base = { Effect: "Allow", Principal: { AWS: granteePrincipal }, Resource: "*" } as const;
  const isOnThisKey = isUnknown(grant.keyArn) ? unknownsIn(grant.keyArn).map((what) => unknown(what)) : [];
  const on = (actions: readonly string[]): readonly string[] => (isOnThisKey.length > 0 ? isOnThisKey : actions);
  return {
    document: { kind: "grant", name: `grant for ${grantee}`, ...(source ? { source } : {}) },
    statements: [
      ...(uses.length > 0
        ? [{ ...base, Action: on(uses.map((operation) => `kms:${operation}`)), ...constraintOf(grant) }]
        : []),
      // It has no encryption context: the constraint does not apply to it.
      ...(operations.includes("DescribeKey") ? [{ ...base, Action: on(["kms:DescribeKey"]) }] : []),
    ],
  };
}

function constraintOf({ encryptionContextSubset, encryptionContextEquals }: Grant): {
  readonly Condition?: ConditionJson;
} {
  const pairs = Object.entries({ ...encryptionContextSubset, ...encryptionContextEquals });
  // ECR's context has further pairs, so that it is not certain that it equals what is asked for.
  const whole = encryptionContextEquals === undefined ? {} : { Null: { "kms:EncryptionContextKeys": "false" } };
  if (pairs.length === 0) return {};
  return {
    Condition: {
      StringEquals: Object.fromEntries(pairs.map(([key, value]) => [`kms:EncryptionContext:${key}`, value])),
      ...whole,
    },
  };
}
