import type { PolicyJson } from "../policy/policy-json";
import { DOCTOR_CALLS } from "./read/calls";

/** What the permissions are for; everything else is left open. */
export interface PermissionsFor {
  /** Repositories as the command takes them: names or ARNs. ARNs of keys may stand among them. */
  readonly things: readonly string[];
  /** ARNs of roles to assume, as `--also` takes them; profiles have permissions of their own. */
  readonly also: readonly string[];
  readonly region?: string;
}

type Kind = "repository" | "key" | "role" | "user" | "group" | "policy" | "any";

/**
 * What IAM lets each action be limited to. `DescribeRepositories` is for all of a registry: it says which ones still
 * exist.
 */
const KINDS: Readonly<Record<string, Kind>> = {
  "ecr:DescribeRepositories": "any",
  "ecr:GetRegistryPolicy": "any",
  "ecr:GetRegistryScanningConfiguration": "any",
  "ecr:GetRepositoryPolicy": "repository",
  "ecr:GetLifecyclePolicy": "repository",
  "kms:DescribeKey": "key",
  "kms:GetKeyPolicy": "key",
  "kms:GetKeyRotationStatus": "key",
  "kms:ListGrants": "key",
  "kms:ListAliases": "any",
  "iam:GetRole": "role",
  "iam:ListRolePolicies": "role",
  "iam:GetRolePolicy": "role",
  "iam:ListAttachedRolePolicies": "role",
  "iam:GetUser": "user",
  "iam:ListUserPolicies": "user",
  "iam:GetUserPolicy": "user",
  "iam:ListAttachedUserPolicies": "user",
  "iam:ListGroupsForUser": "user",
  "iam:ListGroupPolicies": "group",
  "iam:GetGroupPolicy": "group",
  "iam:ListAttachedGroupPolicies": "group",
  "iam:GetPolicy": "policy",
  "iam:GetPolicyVersion": "policy",
};

const SIDS: Readonly<Record<Kind, string>> = {
  any: "WhatCannotBeLimited",
  repository: "Repositories",
  key: "Keys",
  role: "Roles",
  user: "Users",
  group: "Groups",
  policy: "Policies",
};

/** AWS answers it to everybody, whatever policies say. */
const NEEDS_NO_PERMISSION = "sts:GetCallerIdentity";

/**
 * The IAM policy that the doctor itself needs, made from the calls that its clients are limited to: nothing in it
 * changes anything. What is named limits it, where IAM can.
 */
export function doctorPermissions(asked: PermissionsFor): PolicyJson {
  const actions = DOCTOR_CALLS.map(({ action }) => action).filter((action) => action !== NEEDS_NO_PERMISSION);
  const statements = (Object.keys(SIDS) as Kind[]).flatMap((kind) => {
    const own = actions.filter((action) => (KINDS[action] ?? "any") === kind);
    return own.length === 0
      ? []
      : [{ Sid: SIDS[kind], Effect: "Allow" as const, Action: own, Resource: resourcesOf(kind, asked) }];
  });
  const roles = asked.also.filter((name) => name.startsWith("arn:"));
  return {
    Version: "2012-10-17",
    Statement: [
      ...statements,
      ...(roles.length === 0
        ? []
        : [{ Sid: "OtherAccounts", Effect: "Allow" as const, Action: "sts:AssumeRole", Resource: alone(roles) }]),
    ],
  };
}

function resourcesOf(kind: Kind, asked: PermissionsFor): string | readonly string[] {
  const partition = partitionOf(asked);
  switch (kind) {
    case "any":
      return "*";
    case "repository":
      return alone(repositoriesOf(asked));
    case "key":
      return alone(keysOf(asked));
    case "role":
    case "user":
    case "group":
    case "policy":
      return `arn:${partition}:iam::*:${kind}/*`;
  }
}

function repositoriesOf({ things, region = "*" }: PermissionsFor): readonly string[] {
  const partition = partitionOf({ things, region });
  const named = things.filter((thing) => !isKey(thing));
  return (named.length === 0 ? ["*"] : named).map((thing) =>
    thing.startsWith("arn:") ? thing : `arn:${partition}:ecr:${region}:*:repository/${thing}`,
  );
}

/** Without a key's ARN: every key where the repositories are. */
function keysOf(asked: PermissionsFor): readonly string[] {
  const keys = asked.things.filter(isKey);
  return keys.length > 0
    ? keys
    : repositoriesOf(asked).map((arn) => {
        const [, partition = "aws", , region = "*", accountId = "*"] = arn.split(":");
        return `arn:${partition}:kms:${region}:${accountId}:key/*`;
      });
}

function isKey(thing: string): boolean {
  return /^arn:[^:]+:kms:/.test(thing);
}

function partitionOf({ things, region = "" }: Pick<PermissionsFor, "things" | "region">): string {
  const arn = things.find((thing) => thing.startsWith("arn:"));
  if (arn !== undefined) return arn.split(":")[1] ?? "aws";
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** One value stands alone, several are a sorted list without duplicates. */
function alone(values: readonly string[]): string | readonly string[] {
  const sorted = [...new Set(values)].sort();
  const [only = ""] = sorted;
  return sorted.length === 1 ? only : sorted;
}
