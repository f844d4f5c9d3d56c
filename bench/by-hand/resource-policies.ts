import { PULL, PUSH, USE_KEY } from "./actions";
import type { Place } from "./place";
import { accountOf, document, grantForEcr, rootArn, viaEcr } from "./place";

/** The policy of a repository that accounts pull from and perhaps roles push to. */
export function repositoryPolicy(push: readonly string[], pull: readonly string[]): object {
  const pulled = { Sid: "AllowPullAccounts", Effect: "Allow", Principal: { AWS: pull.map(rootArn) }, Action: PULL };
  if (push.length === 0) return document([pulled]);
  const pushed = {
    Sid: "AllowPushPrincipals",
    Effect: "Allow",
    Principal: { AWS: push.map((role) => rootArn(accountOf(role))) },
    Action: PUSH,
    Condition: { ArnEquals: { "aws:PrincipalArn": push } },
  };
  return document([pushed, pulled]);
}

/** The policy of a key whose repositories accounts pull from and roles push to. */
export function keyPolicy(place: Place, accounts: readonly string[], roles: readonly string[]): object {
  const own = { AWS: [rootArn(place.hub)] };
  return document([
    { Sid: "EnableIAMUserPermissions", Effect: "Allow", Principal: own, Action: ["kms:*"], Resource: "*" },
    {
      Sid: "AllowCreatorsToMakeEcrGrantsAccounts",
      Effect: "Allow",
      Principal: own,
      Action: ["kms:CreateGrant"],
      Resource: "*",
      Condition: grantForEcr(place),
    },
    {
      Sid: "AllowCreatorsToDescribeTheKeyAccounts",
      Effect: "Allow",
      Principal: own,
      Action: ["kms:DescribeKey"],
      Resource: "*",
      Condition: { StringEquals: viaEcr(place) },
    },
    {
      Sid: "AllowEcrToUseTheKey",
      Effect: "Allow",
      Principal: { Service: "ecr.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": place.hub } },
    },
    {
      Sid: "AllowUseThroughEcrAccounts",
      Effect: "Allow",
      Principal: { AWS: accounts.map(rootArn) },
      Action: USE_KEY,
      Resource: "*",
      Condition: { StringEquals: viaEcr(place) },
    },
    {
      Sid: "AllowUseThroughEcrPrincipals",
      Effect: "Allow",
      Principal: { AWS: [...new Set(roles.map((role) => rootArn(accountOf(role))))] },
      Action: USE_KEY,
      Resource: "*",
      Condition: { ArnEquals: { "aws:PrincipalArn": roles }, StringEquals: viaEcr(place) },
    },
  ]);
}
