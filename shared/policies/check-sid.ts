import { FindingList, shown } from "../findings/findings";

/** What KMS accepts anywhere in a key policy, space to ÿ and white space; unlike IAM it takes spaces in a Sid. */
const KEY_POLICY_TEXT = /^[\s\u0020-\u00ff]+$/;

/** Checks the Sid of a key-policy statement. @throws PolicyError with INVALID_SID */
export function checkSid(sid: unknown): void {
  if (typeof sid === "string" && KEY_POLICY_TEXT.test(sid)) return;
  const findings = new FindingList();
  findings.add("INVALID_SID", "sid", `${shown(sid)} cannot be the Sid of a statement in a key policy`);
  findings.throwIfAny("the statement");
}
