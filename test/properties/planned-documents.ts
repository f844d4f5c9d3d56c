import type { DocumentKind, PolicyDocument, RegistryPlan } from "../../shared";

/** A document of a plan, and where it belongs. */
export interface PlannedDocument {
  /** For example `repository policy of app`. */
  readonly place: string;
  readonly kind: DocumentKind;
  /** The account whose principals get it; of IAM policies only. */
  readonly accountId?: string;
  /** Whether it is for a whole account, and not for one role or user; of IAM policies only. */
  readonly forAccount?: boolean;
  readonly document: PolicyDocument;
}

/** Every document of a plan. */
export function plannedDocuments({ key, repositories, spokes }: RegistryPlan): readonly PlannedDocument[] {
  const identities = Object.entries(spokes).flatMap(([accountId, all]) =>
    all.flatMap(({ kind, name, policies }) =>
      policies.map((document) => ({
        place: `IAM policies of ${kind} ${name} in ${accountId}`,
        kind: "identity-policy" as const,
        accountId,
        forAccount: kind === "account",
        document,
      })),
    ),
  );
  return [
    { place: "key policy", kind: "key-policy", document: key.policy },
    ...Object.values(repositories).flatMap(({ name, policy }) =>
      policy ? [{ place: `repository policy of ${name}`, kind: "repository-policy" as const, document: policy }] : [],
    ),
    ...identities,
  ];
}

/** One value or several, as a list. */
export function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}
