/*
 * The part of `@pulumi/policy` that is used: who has no Pulumi need not install it. What `ecrKmsPolicies` gives fits the types of
 * every version since 1.0.
 */

/** What a violation does: `disabled` does not even look. */
export type EnforcementLevel = "advisory" | "mandatory" | "disabled";

/** A resource of a stack, as policies see it. */
export interface PolicyResource {
  readonly type: string;
  /** Its outputs. Asking for one that is not known yet throws. */
  readonly props: Readonly<Record<string, unknown>>;
  readonly urn: string;
  readonly opts: { readonly protect: boolean };
  readonly provider?: PolicyProvider;
  readonly dependencies: readonly { readonly urn: string }[];
  readonly propertyDependencies: Readonly<Record<string, readonly { readonly urn: string }[]>>;
}

/** A provider, as policies see it. */
export interface PolicyProvider {
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly urn: string;
}

/** A stack, as policies see it. */
export interface PolicyStack {
  readonly resources: readonly PolicyResource[];
}

/** A policy about a stack as a whole. */
export interface StackPolicy {
  /** The rule's id. */
  readonly name: string;
  readonly description: string;
  readonly displayName: string;
  readonly enforcementLevel: EnforcementLevel;
  readonly severity: "low" | "medium" | "high" | "critical";
  readonly remediationSteps: string;
  readonly url: string;
  readonly validateStack: (
    stack: PolicyStack,
    reportViolation: (message: string, urn?: string) => void,
  ) => Promise<void>;
}
