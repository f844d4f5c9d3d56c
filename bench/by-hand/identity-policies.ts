import { MANAGE, PULL, PUSH, USE_KEY } from "./actions";
import type { Place } from "./place";
import { document, grantForEcr, repositoryArn, viaEcr } from "./place";

/** What one identity does with repositories; in the registries measured no identity does two of these. */
export type Right = "create" | "pull" | "push";

/** One IAM policy: the first of an identity also says what is not about repositories. */
export interface Part {
  readonly right: Right;
  readonly first: boolean;
  readonly names: readonly string[];
}

const ALIAS = { "kms:ResourceAliases": ["alias/ecr/registry"] };
const MATTER = {
  create: { sid: "ManageRepositories", actions: MANAGE },
  pull: { sid: "PullImages", actions: PULL },
  push: { sid: "PushImages", actions: PUSH },
};

/** One policy of an identity. */
export function identityPolicy(place: Place, { right, first, names }: Part): object {
  const { sid, actions } = MATTER[right];
  const arns = names.map((name) => repositoryArn(place, name));
  const about = { Sid: sid, Effect: "Allow", Action: actions, Resource: arns };
  return document(first ? [...baseOf(place, right), about] : [about]);
}

function baseOf(place: Place, right: Right): readonly object[] {
  const key = [`arn:aws:kms:${place.region}:${place.hub}:key/*`];
  const aliased = { "ForAnyValue:StringEquals": ALIAS };
  return right === "create"
    ? [
        {
          Sid: "MakeEcrGrants",
          Effect: "Allow",
          Action: ["kms:CreateGrant"],
          Resource: key,
          Condition: grantForEcr(place, ALIAS),
        },
        {
          Sid: "DescribeKeyAndRetireGrants",
          Effect: "Allow",
          Action: ["kms:DescribeKey", "kms:RetireGrant"],
          Resource: key,
          Condition: aliased,
        },
      ]
    : [
        { Sid: "Login", Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] },
        {
          Sid: "UseKeyThroughEcr",
          Effect: "Allow",
          Action: USE_KEY,
          Resource: key,
          Condition: { ...aliased, StringEquals: viaEcr(place) },
        },
      ];
}
