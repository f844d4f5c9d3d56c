import type { DocumentKind, PolicyDocument } from "../../shared";
import { documentSize, SIZE_LIMITS } from "../../shared";
import { hasUnknown, isUnknown, replaceUnknowns } from "../policy/unknown";
import { hit, policyRule } from "./define-rule";
import type { DocumentedRule, RuleWords } from "./documented-rule";
import { PAGES } from "./pages";
import type { PolicyPlace } from "./policy-places";
import { keysOfRepositories, keySubject, repositoriesOf } from "./subjects";

const GRANTS_PER_KEY = 50_000;
const GRANTS_PER_REPOSITORY = 2;
const NEAR = 0.9;

/** High: AWS refuses the document, so the deployment fails. */
export const DOCUMENT_TOO_LARGE = policyRule(
  {
    id: "document-too-large",
    title: "A policy fits into AWS's size limit.",
    severity: "high",
    see: PAGES.iamQuotas,
    elsewhere: {},
    why: "AWS refuses a larger one, and none of these limits can be raised.",
    fix: "Name whole accounts or an organization instead of single roles, or split the policy where several can be attached.",
  },
  ["key-policy", "repository-policy", "registry-policy", "identity-policy"],
  (place) => {
    const measured = measure(place);
    if (measured === undefined || measured.size <= measured.limit) return undefined;
    return { message: `It has ${inUnits(measured.size)} ${measured.unit}; AWS takes ${inUnits(measured.limit)}.` };
  },
);

/**
 * Low: it is deployed all right; the next account or role may be the one too many. IAM policies are filled up on
 * purpose.
 */
export const DOCUMENT_NEAR_LIMIT = policyRule(
  {
    id: "document-near-limit",
    title: "A policy leaves room for the next account.",
    severity: "low",
    see: PAGES.kmsQuotas,
    elsewhere: {},
    why: "The policies of keys, repositories and registries cannot be split: when one is full, nobody can be added.",
    fix: "Name whole accounts or an organization instead of single roles while there is time.",
  },
  ["key-policy", "repository-policy", "registry-policy"],
  (place) => {
    const measured = measure(place);
    if (measured === undefined || hasUnknown(place.document.policy)) return undefined;
    const { size, limit, unit } = measured;
    if (size > limit || size < limit * NEAR) return undefined;
    return { message: `It has ${inUnits(size)} of ${inUnits(limit)} ${unit}.` };
  },
);

const GRANT_WORDS: RuleWords = {
  id: "too-many-grants",
  title: `A key has ${inUnits(GRANTS_PER_KEY)} grants or fewer.`,
  severity: "high",
  see: PAGES.kmsQuotas,
  elsewhere: {},
  why: "ECR makes two grants for each repository. At the quota, making the next repository fails.",
  fix: "Use a second key, or ask AWS for a higher quota.",
};

/** High: beyond the quota no repository can be made. */
export const TOO_MANY_GRANTS: DocumentedRule = {
  ...GRANT_WORDS,
  find: ({ model }) =>
    keysOfRepositories(model).flatMap((key) => {
      const ofEcr = GRANTS_PER_REPOSITORY * repositoriesOf(key, model).length;
      const count = ofEcr + model.grants.filter(({ keyArn }) => keyArn === key.arn).length;
      const message = `It has ${inUnits(count)} grants, ${inUnits(ofEcr)} of them made by ECR; the quota is ${inUnits(GRANTS_PER_KEY)}.`;
      return count <= GRANTS_PER_KEY ? [] : hit(GRANT_WORDS, keySubject(key), key.source, { message });
    }),
};

/** What is not known counts as nothing: the size is the least that it can be. */
function measure(place: PolicyPlace): { size: number; limit: number; unit: string } | undefined {
  const { name, policy } = place.document;
  if (isUnknown(policy)) return undefined;
  const known = hasUnknown(policy) ? (JSON.parse(replaceUnknowns(JSON.stringify(policy), "")) as unknown) : policy;
  const kind = documentKind(place);
  const { size } = documentSize(name, kind, known as PolicyDocument);
  return { size, limit: SIZE_LIMITS[kind].limit, unit: SIZE_LIMITS[kind].unit };
}

/** Where an input does not say whether an IAM policy is a managed or an inline one: the kind that takes more. */
function documentKind({ kind, document, principal }: PolicyPlace): DocumentKind {
  if (kind !== "identity-policy") return kind;
  const isManaged = /\baws_iam_policy[.[]|iam\/policy:Policy/.test(document.source?.address ?? "");
  return isManaged || principal?.kind === "user" ? "identity-policy" : "role-inline-policy";
}

function inUnits(count: number): string {
  return count.toLocaleString("en-US");
}
