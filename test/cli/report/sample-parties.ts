import type { Party, PartyCells } from "../../../cli/proof/party";
import { HUB } from "./sample-model";

/** Whoever has an account. */
export const EVERYBODY: Party = { kind: "anyone", words: "every AWS account", name: { anyone: {} } };

/** Whom no input of the hub holds. */
export const OWN_ACCOUNT: Party = {
  kind: "own-account",
  words: `principals of ${HUB} that no input holds`,
  accountId: HUB,
};

/** IAM policies alone can let them do anything to the three repositories. */
export function ownAccountCells(party: number): PartyCells {
  return { operation: "push", documented: "allowed", twoWay: "allowed", parties: [party], repositories: [0, 1, 2] };
}

/** Everybody whom the documents of the sample let in, and no row shows. */
export const SAMPLE_PARTIES: { readonly parties: readonly Party[]; readonly partyCells: readonly PartyCells[] } = {
  parties: [
    EVERYBODY,
    {
      kind: "principal",
      words: "roles ci-* of any account",
      name: { principal: "arn:aws:iam::*:role/ci-*", if: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } },
    },
    { kind: "account", words: "account 444455556666", name: { account: "444455556666" } },
    {
      kind: "unknown",
      words: "somebody the plan does not know yet",
      unknowns: ["var.partner_role"],
      gap: "unknown-principal module.registry.aws_ecr_repository_policy.all",
    },
    OWN_ACCOUNT,
  ],
  partyCells: [
    { operation: "pull", documented: "allowed", twoWay: "none", parties: [0, 2], repositories: [2] },
    { operation: "push", documented: "allowed", twoWay: "allowed", parties: [1], repositories: [0, 1] },
    { operation: "pull", documented: "allowed", twoWay: "unknown", parties: [1], repositories: [0, 1] },
    { operation: "pull", documented: "unknown", twoWay: "unknown", parties: [3], repositories: [1] },
    ownAccountCells(4),
    { operation: "pull-by-lambda", documented: "allowed", twoWay: "none", parties: [0, 2], repositories: [2] },
  ],
};
