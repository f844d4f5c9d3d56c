import type { AccessModel } from "../model/access-model";
import { isPattern } from "../iam/glob";
import { whetherSession } from "../iam/principal";
import { spanningStar } from "../iam/text-set";
import type { StatementJson } from "../policy/policy-json";
import { listOf } from "../policy/policy-json";
import { unknownsIn } from "../policy/unknown";
import { accountOfArn } from "../policy/principal-arn";
import { keyParticipants } from "./key-participants";
import { OPERATION_CALLS } from "./operations";
import type { Participant } from "./participants";
import {
  boundaryParticipants,
  controlParticipants,
  identityParticipants,
  repositoryParticipants,
} from "./participants";
import { mayCover } from "./prepared-statement";
import type { OperationId } from "./proof";
import { OPERATIONS } from "./proof";
import type { World } from "./world";

/** Numbers what the documents of each principal and repository leave open: where that is the same, so is the number. */
export class OwnUnknowns {
  readonly #world: World;
  readonly #model: AccessModel;
  readonly #numbers = new Map<string, number>([["", 0]]);
  readonly #found = new Map<string, number>();

  constructor(world: World, model: AccessModel) {
    this.#world = world;
    this.#model = model;
  }

  /** What is open in the documents that go with a principal. */
  ofPrincipal(index: number, operation: OperationId): number {
    return this.#remembered(`principal ${index} ${operation}`, () => {
      const principal = this.#model.principals[index];
      if (principal === undefined) return [];
      const documents = [
        ...identityParticipants(principal),
        ...boundaryParticipants(principal),
        ...controlParticipants(this.#world.account(principal.accountId), "service"),
      ];
      return unknownsOf(documents, operation);
    });
  }

  /** What is open in the policy of a repository, or about its key. */
  ofTarget(part: "policy" | "key", index: number, operation: OperationId): number {
    return this.#remembered(`${part} ${index} ${operation}`, () => {
      const repository = this.#model.repositories[index];
      if (repository === undefined) return [];
      const key = this.#world.keyOf(repository);
      const owner = part === "policy" ? repository.accountId : "arn" in key ? accountOfArn(key.arn) : "";
      const documents = part === "policy" ? repositoryParticipants(repository) : keyParticipants(key, this.#world);
      const controls = controlParticipants(this.#world.account(owner), "resource");
      return [
        ...(part === "key" && key.type === "unknown" ? [key.what] : []),
        ...unknownsOf([...controls, ...documents], operation),
      ];
    });
  }

  #remembered(place: string, make: () => readonly string[]): number {
    const before = this.#found.get(place);
    if (before !== undefined) return before;
    const text = [...new Set(make())].sort().join("\n");
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    this.#found.set(place, number);
    return number;
  }
}

const ACTIONS: ReadonlyMap<OperationId, readonly string[]> = new Map(
  OPERATIONS.map((operation) => {
    const { always, withOwnKey, withManagedKey } = OPERATION_CALLS[operation];
    return [operation, [...always, ...withOwnKey, ...withManagedKey].map(({ action }) => action)];
  }),
);

function unknownsOf(documents: readonly Participant[], operation: OperationId): readonly string[] {
  return documents.flatMap(({ document, statements, isStandIn }) =>
    statements.flatMap((statement) =>
      // What stands for policies that the inputs do not hold is called after whose they are: it is the same for all.
      (isStandIn === true && document.kind === "identity") ||
      !(ACTIONS.get(operation) ?? []).some((action) => mayCover(statement, action))
        ? []
        : unknownsWrittenIn(statement),
    ),
  );
}

const SESSION = /:assumed-role\/[^/]+\/(.+)$/;
const ARN_PARTS = 6;

/**
 * What an answer may depend on that is named by a statement alone, whatever a request holds: what is not known in it,
 * the sessions that it names, and patterns whose `*` may match more than a part of an ARN.
 */
export function unknownsWrittenIn(statement: StatementJson): readonly string[] {
  const { Principal, NotPrincipal, Resource, NotResource } = statement;
  const named = [Principal, NotPrincipal].flatMap((principal) =>
    principal === undefined || typeof principal === "string"
      ? []
      : Object.values(principal).flatMap((list) => [list].flat()),
  );
  return [
    ...unknownsIn(statement),
    ...named.flatMap((value) => {
      const [, session] = SESSION.exec(value) ?? [];
      return session === undefined ? [] : [whetherSession(session)];
    }),
    ...[...listOf(Resource), ...listOf(NotResource)]
      .filter((value) => isPattern(value) && value.split(":").length < ARN_PARTS)
      .map(spanningStar),
  ];
}
