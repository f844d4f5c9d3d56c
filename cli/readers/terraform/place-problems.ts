import { InputError } from "../../toolkit/input-error";
import type { Problem } from "../../toolkit/input-error";
import { isGlobal, isNowhere } from "./interest";
import type { Place } from "./place";

/** A place of which everything is said; `""` where it does not matter. */
export interface CompletePlace {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

/** Whose place is not known. */
export interface Owner {
  /** Absent in a state, which does not say providers apart. */
  readonly provider?: string | undefined;
  readonly address: string;
}

/** A place with `""` for what nothing says. */
export function placed({ accountId = "", region = "", partition = "aws" }: Place): CompletePlace {
  return { accountId, region, partition };
}

/** Collects what does not say its account or Region, so that the user learns of all of them at once. */
export class PlaceProblems {
  readonly #path: string;
  readonly #problems = new Map<string, Problem>();

  /** @param path - The input as the user named it. */
  constructor(path: string) {
    this.#path = path;
  }

  /** The place of a resource; notes what is missing. */
  complete(place: Place, type: string, owner: Owner): CompletePlace {
    if (!isNowhere(type)) {
      if (place.accountId === undefined) this.#note(owner, "account", accountHint(owner.provider));
      if (place.region === undefined && !isGlobal(type))
        this.#note(owner, "Region", "Give it with `region` us-east-1.");
    }
    return placed(place);
  }

  /** @throws InputError when anything was missing */
  throwAny(): void {
    if (this.#problems.size > 0) throw new InputError([...this.#problems.values()]);
  }

  #note({ provider, address }: Owner, what: string, hint: string): void {
    const subject = provider === undefined ? address : `provider ${provider}`;
    const path = `${this.#path}: ${subject}`;
    const message = `nothing in the input says its ${what}`;
    this.#problems.set(`${subject} ${what}`, { path, message, hint });
  }
}

function accountHint(provider: string | undefined): string {
  if (provider === undefined) return "Give it with `account` 123456789012.";
  const alone = `for this provider alone with \`account\` ${provider}=123456789012`;
  return `Write allowed_account_ids in the provider, or give it with \`account\` 123456789012, or ${alone}.`;
}
