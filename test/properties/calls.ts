import type { Caller } from "./caller";
import { keyCalls } from "./key-calls";
import { repositoryCalls } from "./repository-calls";
import type { Scenario } from "./scenario";
import { factsOf } from "./scenario";

/** What is tried. */
export type Operation =
  | "log in"
  | "push"
  | "pull"
  | "push or pull"
  | "describe images"
  | "delete images"
  | "manage repository"
  | "use key through ECR"
  | "use key through another service"
  | "use key directly"
  | "encrypt through ECR"
  | "use another key"
  | "make ECR's grant"
  | "make another grant"
  | "retire grant"
  | "revoke grant"
  | "administer key"
  | "manage alias"
  | "create key";

/** What is called upon. */
export type Target =
  /** Nothing in particular: calls that know no resource. */
  | { readonly type: "account" }
  | { readonly type: "repository"; readonly accountId: string; readonly name: string }
  /** The key of the scenario, or some key that has nothing to do with it. */
  | {
      readonly type: "key";
      readonly accountId: string;
      readonly shared: boolean;
      readonly alias: string;
      /** Absent for the Region of the scenario. */
      readonly region?: string;
    }
  | { readonly type: "alias"; readonly accountId: string; readonly alias: string };

/** The grant that a call of kms:CreateGrant asks for. */
export interface GrantRequest {
  readonly forAwsResource: boolean;
  readonly operations: readonly string[];
  readonly constraint?: string;
}

/** One API call, apart from who makes it. */
export interface Call {
  readonly operation: Operation;
  readonly action: string;
  readonly target: Target;
  /** The service through which KMS is called for the caller: `ecr`, `s3`. */
  readonly via?: string;
  /** The value of `aws:ecr:arn` in the encryption context. */
  readonly encryptionContext?: string;
  readonly grant?: GrantRequest;
}

/** Everything that one caller tries in a scenario. */
export function callsOf(scenario: Scenario, caller: Caller): readonly Call[] {
  const facts = factsOf(scenario);
  return [...repositoryCalls(scenario, facts, caller), ...keyCalls(scenario, facts, caller)];
}
