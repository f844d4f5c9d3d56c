import type { Problem } from "../../toolkit/input-error";
import { InputError } from "../../toolkit/input-error";
import type { CopyResult } from "./copy-options";

/** A copy that is not complete: what failed, all of it, and what was done. Running it again goes on from there. */
export class CopyError extends InputError {
  /** What had been done. */
  readonly result: CopyResult;
  /** Whether somebody ended it: nothing failed. */
  readonly isInterrupted: boolean;

  constructor(problems: readonly Problem[], result: CopyResult, isInterrupted = false) {
    super(problems);
    this.result = result;
    this.isInterrupted = isInterrupted;
  }
}
