import { deepFreeze } from "../base/canonical";
import type {
  IdentityPolicyStatement,
  KeyPolicyStatement,
  PolicyStatement,
  RepositoryPolicyStatement,
} from "./statement";

/** A policy document as a plain frozen object, with its keys in the order in which they are written. */
export interface PolicyDocument<S extends PolicyStatement = PolicyStatement> {
  /** The version of the policy language. */
  readonly Version: "2012-10-17";
  /** The statements, in the order in which they are written. */
  readonly Statement: readonly S[];
}

/** The policy of a KMS key. */
export type KeyPolicy = PolicyDocument<KeyPolicyStatement>;
/** The policy of an ECR repository. */
export type RepositoryPolicy = PolicyDocument<RepositoryPolicyStatement>;
/** A policy for an IAM role, user or group. */
export type IdentityPolicy = PolicyDocument<IdentityPolicyStatement>;

const STATEMENT_KEYS = ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"] as const;

/** Puts the elements of a statement into their fixed order and leaves out the empty ones. */
export function statement<S extends PolicyStatement>(elements: S): S {
  const source = elements as unknown as Record<string, unknown>;
  const ordered: Record<string, unknown> = {};
  for (const key of STATEMENT_KEYS) {
    if (source[key] !== undefined) ordered[key] = source[key];
  }
  return ordered as unknown as S;
}

/**
 * The text of each document that was built here, as soon as somebody asked for it: they are frozen, so it cannot
 * change.
 */
const texts = new WeakMap<object, string | undefined>();

/** Builds a frozen document from statements. */
export function policyDocument<S extends PolicyStatement>(statements: readonly S[]): PolicyDocument<S> {
  const document: PolicyDocument<S> = deepFreeze({
    Version: "2012-10-17",
    Statement: statements.map((each) => statement(each)),
  });
  texts.set(document, undefined);
  return document;
}

/**
 * The text of a document, byte for byte what both toolchains deploy: compact JSON, keys in fixed order.
 *
 * @example
 * ```ts
 * policyJson(repositoryPolicy({ ...topology }, "my-app")); // '{"Version":"2012-10-17","Statement":[…]}'
 * ```
 */
export function policyJson(document: PolicyDocument): string {
  const known = texts.get(document);
  if (known !== undefined) return known;
  const text = JSON.stringify(document);
  if (texts.has(document)) texts.set(document, text);
  return text;
}
