import type { RegistryAddress } from "../registry-address";

/** A name and a password for one registry. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Amazon ECR's passwords last twelve hours; a copier that starts with one must still have some of them left. */
const OLD_MS = 6 * 60 * 60 * 1000;

/** The credentials of a registry, asked again when they have become old or were refused. */
export class SignIn {
  readonly #ask: RegistryAddress["credentials"];
  readonly #now: () => number;
  #asked: Promise<Credentials> | undefined;
  #askedAt = 0;

  constructor({ credentials }: RegistryAddress, now: () => number = Date.now) {
    this.#ask = credentials;
    this.#now = now;
  }

  /** What to sign in with; `undefined` where nobody has to. */
  async current(): Promise<Credentials | undefined> {
    if (this.#ask === undefined) return undefined;
    if (this.#asked === undefined || this.#now() - this.#askedAt > OLD_MS) this.#askAgain(this.#ask);
    return this.#asked;
  }

  /**
   * Asks again because these were refused, unless somebody has done so meanwhile.
   *
   * @returns whether there are others now, so that it is worth while to try again
   */
  async renew(refused: Credentials | undefined): Promise<boolean> {
    if (this.#ask === undefined || refused === undefined) return false;
    const asked = this.#asked;
    if (asked !== undefined && (await asked) !== refused) return true;
    // Several are refused at once: the first of them asks.
    if (this.#asked === asked) this.#askAgain(this.#ask);
    return true;
  }

  #askAgain(ask: () => Promise<Credentials>): void {
    const asked = ask();
    this.#asked = asked;
    this.#askedAt = this.#now();
    // What failed is not kept: the next one asks again.
    asked.catch(() => {
      if (this.#asked === asked) this.#asked = undefined;
    });
  }
}
