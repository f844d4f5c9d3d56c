import { aliasName } from "../../shared";

export interface Options {
  /** How many there are. */
  readonly size?: number;
  /** Where it is. */
  readonly place: { readonly left: number };
}

/** Throws through what it calls. */
export function build(options: Options): string {
  return aliasName(String(options.size));
}

/**
 * Names a code that there is not.
 *
 * @throws PolicyError with NO_SUCH_CODE
 * @example
 * misnamed("a");
 */
export function misnamed(name: string): string {
  return aliasName(name);
}

/** Has something to show. */
export class Thing {
  readonly size = 1;
  /** Says it. */
  toString(): string {
    return String(this.size);
  }
}
