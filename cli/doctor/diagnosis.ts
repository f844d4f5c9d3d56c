/** What the state of a key, a grant or a repository does to images. */
export interface Diagnosis {
  /**
   * Stable: `key-disabled`, `key-pending-deletion`, `grants-missing`, `aws-managed-key`, … (docs/doctor.md lists all).
   */
  readonly code: string;
  /**
   * `broken`: images cannot be pushed or pulled now; `at-risk`: they will not be, or more is lost than meant; `note`:
   * good to know.
   */
  readonly severity: "broken" | "at-risk" | "note";
  /** ARN of the repository or key. */
  readonly subject: string;
  /** What is the case, in a sentence or two, dates and counts included. */
  readonly message: string;
  /** What to do about it, and commands to copy where there are some. */
  readonly remedy: string;
  /** Commands to copy; absent where none helps. */
  readonly commands?: readonly string[];
  /** How sure it is, where AWS documents it only in part. */
  readonly certainty?: string;
  /** The AWS page that says so. Absent where it is not a rule of AWS. */
  readonly see?: string;
}
