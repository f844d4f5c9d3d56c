import type { Request } from "../iam/request";
import type { PrincipalFacts, TargetFacts } from "./facts";
import { spanOf } from "./caller";
import { ENCRYPTION_CONTEXT } from "./context";

type Read = (principal: PrincipalFacts, target: TargetFacts) => string | readonly string[] | undefined;

/** The context keys that tell one principal from another. */
export const PRINCIPAL_KEYS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["aws:principalarn", ({ caller }) => (caller.standsFor === undefined ? caller.arn : undefined)],
  ["aws:principalaccount", accountOf],
  ["kms:calleraccount", accountOf],
  [
    "aws:principaltype",
    ({ caller }) => (caller.standsFor !== undefined ? undefined : caller.isRole ? "AssumedRole" : "User"),
  ],
  ["aws:username", ({ caller }) => (caller.isRole ? undefined : caller.arn.slice(caller.arn.lastIndexOf("/") + 1))],
  ["aws:principalorgid", ({ caller }) => caller.organizationId ?? organizationOf(caller.organizationPath)],
  ["aws:principalorgpaths", ({ caller }) => pathsOf(caller.organizationPath)],
]);

/** Those that tell one repository, with its key, from another. */
export const TARGET_KEYS: ReadonlyMap<string, Read> = new Map<string, Read>([
  [ENCRYPTION_CONTEXT.toLowerCase(), (_, { repository }) => repository.arn],
  ["kms:resourcealiases", (_, { aliases }) => aliases],
]);

function accountOf({ caller }: PrincipalFacts): string | undefined {
  return caller.standsFor === "organization" ? undefined : caller.accountId;
}

function organizationOf(path: string | undefined): string | undefined {
  return path === undefined || path === "none" ? undefined : path.split("/")[0];
}

function pathsOf(path: string | undefined): readonly string[] | undefined {
  return path === undefined || path === "none" ? undefined : [path];
}

/**
 * A pair of principal and repository, as the requests that tell it from others. There are as many as answers: it is
 * kept small.
 */
export class ClassPair {
  readonly principal: PrincipalFacts;
  readonly target: TargetFacts;
  /** For the registry as a whole: principals and conditions are the same for all three. */
  readonly request: Request;
  #onResources: readonly Request[] | undefined;

  constructor(principal: PrincipalFacts, target: TargetFacts) {
    this.principal = principal;
    this.target = target;
    this.request = new ClassRequest(principal, target, "*");
  }

  /** For the registry as a whole, the repository and, where there is one, the key. */
  get requests(): readonly Request[] {
    const { principal, target } = this;
    return (this.#onResources ??= [
      this.request,
      new ClassRequest(principal, target, target.repository.arn),
      ...(target.keyArn === undefined ? [] : [new ClassRequest(principal, target, target.keyArn)]),
    ]);
  }
}

class ClassRequest implements Request {
  readonly action = "";
  readonly resource: string;
  readonly #facts: PrincipalFacts;
  readonly #target: TargetFacts;

  constructor(facts: PrincipalFacts, target: TargetFacts, resource: string) {
    this.#facts = facts;
    this.#target = target;
    this.resource = resource;
  }

  get principal(): Request["principal"] {
    return this.#facts.requestPrincipal;
  }

  get resourceAccount(): string {
    return this.#target.repository.accountId;
  }

  get context(): this {
    return this;
  }

  get(key: string): string | readonly string[] | undefined {
    return (PRINCIPAL_KEYS.get(key) ?? TARGET_KEYS.get(key))?.(this.#facts, this.#target);
  }

  isUnknownKey(key: string): boolean {
    const name = key.toLowerCase();
    if (ORGANIZATION_KEYS.has(name)) return this.#facts.caller.organizationPath === undefined;
    if (name === "kms:resourcealiases") return this.#target.aliases === undefined;
    if (this.#facts.caller.standsFor !== undefined && PRINCIPAL_KEYS.has(name)) return this.get(name) === undefined;
    // The same for all pairs, and perhaps known in one request and absent in another: a variable may stand for anything.
    return !PRINCIPAL_KEYS.has(name) && !TARGET_KEYS.has(name);
  }

  spanOf(key: string): string | undefined {
    return spanOf(this.#facts.caller, key);
  }
}

const ORGANIZATION_KEYS: ReadonlySet<string> = new Set(["aws:principalorgid", "aws:principalorgpaths"]);
