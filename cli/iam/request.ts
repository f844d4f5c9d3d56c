import type { Glob } from "./glob";

/** Who makes a request, as AWS sees it. */
export interface RequestPrincipal {
  /** A `role` acts through a session, the name of which is not part of the question. */
  readonly type: "role" | "user" | "service";
  /** The role's or user's ARN, with its path; for a service its name: `lambda.amazonaws.com`. */
  readonly arn: string;
  readonly accountId: string;
}

/** What is known of a request's condition context, by key in lower case. */
export interface Context {
  get(key: string): string | readonly string[] | undefined;
}

/** One call of AWS's API, as policies see it. */
export interface Request {
  readonly principal: RequestPrincipal;
  /** `ecr:PutImage` */
  readonly action: string;
  /** The ARN, or `*`. */
  readonly resource: string;
  /** The account that owns the resource. */
  readonly resourceAccount: string;
  /** Its condition context. */
  readonly context: Context;
  /** Whether the request may have a value for a key that `context` does not hold. Other keys are absent. */
  isUnknownKey(key: string): boolean;
  /**
   * Where a request stands for those of many principals: a pattern of all the values that an unknown key may have, by
   * its name in lower case. Values that a condition writes out are not among them: whoever they name is asked about by
   * name.
   */
  spanOf?(key: string): Glob | undefined;
}
