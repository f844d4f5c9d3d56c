/*
 * The part of `@pulumi/policy` that is used: who has no Pulumi need not install it. What `ecrKmsPolicies` gives fits the types of
 * every version since 1.0.
 */

/** What a violation does: `disabled` does not even look. */
export type EnforcementLevel = "advisory" | "mandatory" | "disabled";

/** A resource of a stack, as policies see it. */
export interface PolicyResource {
  /** Its type: `aws:ecr/repository:Repository`. */
  readonly type: string;
  /** Its outputs. Asking for one that is not known yet throws. */
  readonly props: Readonly<Record<string, unknown>>;
  /** Its URN. */
  readonly urn: string;
  /** The options that matter here. */
  readonly opts: {
    /** Whether Pulumi refuses to delete it. */
    readonly protect: boolean;
  };
  /** Its provider; absent where it has none. */
  readonly provider?: PolicyProvider;
  /** The resources that it depends on. */
  readonly dependencies: readonly {
    /** The URN of one. */
    readonly urn: string;
  }[];
  /** Name of an input → the resources that it comes from. */
  readonly propertyDependencies: Readonly<
    Record<
      string,
      readonly {
        /** The URN of one. */
        readonly urn: string;
      }[]
    >
  >;
}

/** A provider, as policies see it. */
export interface PolicyProvider {
  /** The type of the provider. */
  readonly type: string;
  /** Its configuration. */
  readonly props: Readonly<Record<string, unknown>>;
  /** Its URN. */
  readonly urn: string;
}

/** A stack, as policies see it. */
export interface PolicyStack {
  /** All of its resources. */
  readonly resources: readonly PolicyResource[];
}

/** A policy about a stack as a whole. */
export interface StackPolicy {
  /** The rule's id. */
  readonly name: string;
  /** What must hold. */
  readonly description: string;
  /** The same, as a title. */
  readonly displayName: string;
  /** What a violation does. */
  readonly enforcementLevel: EnforcementLevel;
  /** How bad a violation is. */
  readonly severity: "low" | "medium" | "high" | "critical";
  /** What to do about one. */
  readonly remediationSteps: string;
  /** The page that the rule comes from. */
  readonly url: string;
  /** Looks at a stack and reports each violation. */
  readonly validateStack: (
    stack: PolicyStack,
    reportViolation: (message: string, urn?: string) => void,
  ) => Promise<void>;
}
