import type { OperationId } from "./proof";

/** How people read of an operation. */
interface OperationWords {
  /** In a narrow cell. */
  readonly word: string;
  /** Before the name of a repository, after somebody who is named for people: `ci-role cannot pull from orders`. */
  readonly sentence: string;
  /** The same after an ARN or the id of an account, where these do not say who does it. @default - `sentence` */
  readonly afterId?: string;
}

/** The words of each operation, the same wherever people read of it. */
export const OPERATION_WORDS: Readonly<Record<OperationId, OperationWords>> = {
  "create-repository": { word: "create", sentence: "create" },
  push: { word: "push", sentence: "push to" },
  pull: { word: "pull", sentence: "pull from" },
  "delete-repository": { word: "delete", sentence: "delete" },
  "administer-key": { word: "key-admin", sentence: "administer the key of" },
  "pull-by-lambda": { word: "pull", sentence: "pull from", afterId: "pull as Lambda from" },
};
