import type { DocumentKind } from "../../shared";
import type { Atom } from "./atoms";
import { accountOfArn, conditionValue, isPossible } from "./atoms";
import type { PlannedDocument } from "./planned-documents";
import type { Facts } from "./scenario";

/** Why a mutation may change no decision. */
export const REASONS = {
  impossible: "nobody meets it: no principal of one account has an ARN of another",
  services: "only AWS services send aws:SourceArn and aws:SourceAccount, so no role or user meets it",
  everyone: "everyone who has the ARN of one role of another account is that role",
  ownAccount: "in the registry account IAM policies decide without the repository policy",
  anotherStatement: "another statement of the same document says it",
  anotherGrant: "another grant of the same principal gives it: to describe the key is bound to no repository",
  grantsOnly: "only kms:CreateGrant can have a constraint and be for an AWS resource",
  aliasOnly: "KMS knows three actions on aliases, and those are given",
  sameRegion: "kms:ViaService names the ECR of this Region, which uses keys of this Region only",
} as const;

/** A reason, by its name. */
export type Reason = keyof typeof REASONS;

/** Brings what a document says into its simplest form, and keeps the reasons why that is the same. */
export class Simplifier {
  readonly #holders: readonly PlannedDocument[];
  readonly #facts: Facts;
  readonly #reasons: Set<Reason>;

  /** @param holders - The places where the document stands. */
  constructor(holders: readonly PlannedDocument[], facts: Facts, reasons: Set<Reason>) {
    this.#holders = holders;
    this.#facts = facts;
    this.#reasons = reasons;
  }

  /** An atom in its simplest form; nothing where it lets nobody do anything. */
  simplify(atom: Atom): readonly Atom[] {
    for (const [reason, rule] of RULES) {
      const simpler = rule(atom, this.#holders, this.#facts);
      if (simpler === undefined) continue;
      this.#reasons.add(reason);
      return simpler.flatMap((each) => this.simplify(each));
    }
    return [atom];
  }
}

/** What an atom amounts to; `undefined` where the rule does not apply. */
type Rule = (atom: Atom, holders: readonly PlannedDocument[], facts: Facts) => readonly Atom[] | undefined;

const ALIAS_ACTIONS = ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"];

const RULES: readonly (readonly [Reason, Rule])[] = [
  [
    "services",
    (atom) =>
      atom.principal.startsWith("AWS arn:") && (has(atom, "aws:SourceArn") || has(atom, "aws:SourceAccount"))
        ? []
        : undefined,
  ],
  ["impossible", (atom) => (isPossible(atom) ? undefined : [])],
  [
    "everyone",
    (atom, holders, { partition, registry, keyAccount }) => {
      const account = accountOfArn(conditionValue(atom, "aws:PrincipalArn") ?? "");
      const owner = isA("key-policy", holders) ? keyAccount : registry;
      if (atom.principal !== "AWS *" || account === undefined || account === owner) return undefined;
      return [{ ...atom, principal: `AWS arn:${partition}:iam::${account}:root` }];
    },
  ],
  [
    "ownAccount",
    ({ principal }, holders, { partition, registry }) =>
      isA("repository-policy", holders) && principal === `AWS arn:${partition}:iam::${registry}:root` ? [] : undefined,
  ],
  [
    "grantsOnly",
    (atom) =>
      atom.action === "kms:*" && has(atom, "kms:GrantConstraintType") && has(atom, "kms:GrantIsForAWSResource")
        ? [{ ...atom, action: "kms:CreateGrant" }]
        : undefined,
  ],
  [
    "aliasOnly",
    (atom) =>
      atom.action === "kms:*" && atom.resource.includes(":alias/")
        ? ALIAS_ACTIONS.map((action) => ({ ...atom, action }))
        : undefined,
  ],
  [
    "sameRegion",
    (atom, holders, { partition, region, keyAccount }) =>
      holders.every(({ accountId }) => accountId === keyAccount) &&
      has(atom, "kms:ViaService") &&
      atom.resource === `arn:${partition}:kms:${region}:${keyAccount}:key/*`
        ? [{ ...atom, resource: "*" }]
        : undefined,
  ],
];

function has(atom: Atom, key: string): boolean {
  return conditionValue(atom, key) !== undefined;
}

function isA(kind: DocumentKind, holders: readonly PlannedDocument[]): boolean {
  return holders.every((holder) => holder.kind === kind);
}
