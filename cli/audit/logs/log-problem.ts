/** A log that cannot be used, and why. Never quotes what is in it. */
export class LogProblem extends Error {
  override readonly name = "LogProblem";
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/** What is said of a file that is not what CloudTrail delivers. */
export const NOT_CLOUDTRAIL_HINT =
  'CloudTrail delivers objects like {"Records":[…]}; leave other files out, or go on without them, with `skipUnreadable`';

/** What is said of a file that was damaged on its way. */
export const FETCH_AGAIN_HINT =
  "fetch it again from the bucket of the trail, or go on without it, with `skipUnreadable`";

/** A file that is something else. */
export function notJson(): LogProblem {
  return new LogProblem("is not JSON as CloudTrail delivers it", NOT_CLOUDTRAIL_HINT);
}

/** A file that once was a log. */
export function damaged(): LogProblem {
  return new LogProblem("is not valid JSON", FETCH_AGAIN_HINT);
}
