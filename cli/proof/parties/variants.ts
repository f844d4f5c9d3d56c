import { accountOfArn } from "../../policy/principal-arn";
import type { StatementJson } from "../../policy/policy-json";
import { listOf, namesEverybody } from "../../policy/policy-json";
import { conditionEntries } from "../../policy/statement-parts";
import { hasUnknown, isUnknown } from "../../policy/unknown";
import type { ModelDocument, Repository } from "../../model/access-model";
import { keyObstacle } from "../judge-cell";
import type { PlannedCall } from "../operations";
import { HARMFUL_CALLS, OPERATION_CALLS } from "../operations";
import type { KmsModel, OperationId } from "../proof";
import type { RepositoryKey, World } from "../world";
import type { CallerKind } from "./caller-kinds";

/**
 * What a call needs of the resource's policy: nothing, because IAM policies alone give it; a statement that names the
 * principal itself and not only its account; a statement that lets the account's IAM policies decide; or either.
 */
export type Need = "nothing" | "itself" | "account" | "either";

/** A call that somebody without a row might make. */
export interface NeededCall {
  readonly planned: PlannedCall;
  readonly need: Need;
}

/** Somebody who might do something, and by which calls. */
export interface Variant {
  readonly kinds: readonly CallerKind[];
  /** The account of whoever calls; absent for any but the resource's own. */
  readonly account?: string;
  /** Whether they are principals of an account that need nothing but their IAM policies. */
  readonly isByIamAlone: boolean;
  readonly calls: readonly NeededCall[];
  /** What whoever creates a function in another account needs besides, as a principal of that account. */
  readonly creating?: Variant;
}

const PEOPLE: readonly CallerKind[] = ["role", "user"];
const LAMBDA = "lambda.amazonaws.com";
/** Stands for all services that no document names, where a statement is for everybody. */
const SOME_SERVICE = "some-service.amazonaws.com";

/** Everybody who might do something with a repository or its key without being a row of the proof. */
export function variantsOf(
  operation: OperationId,
  kmsModel: KmsModel,
  repository: Repository,
  world: World,
): readonly Variant[] {
  const key = world.keyOf(repository);
  if (keyObstacle(operation, key) !== undefined) return [];
  const { always, withOwnKey, withManagedKey, opening } = OPERATION_CALLS[operation];
  const keyCalls = [
    ...(key.type === "customer" || key.type === "unseen" ? withOwnKey : []),
    ...(key.type === "aws" ? withManagedKey : []),
  ].filter(({ neededBy }) => kmsModel === "two-way" || neededBy === "documented");
  const own = repository.accountId;
  if (operation === "administer-key") return administration(key, keyCalls);
  if (operation === "pull-by-lambda") {
    if (!mayNameLambda(repository)) return [];
    const callsBy = (who: PlannedCall["by"]): readonly NeededCall[] =>
      needing(
        always.filter(({ by }) => by === who),
        "either",
      );
    return [
      {
        kinds: [{ service: LAMBDA }],
        isByIamAlone: false,
        calls: callsBy("lambda"),
        creating: { kinds: PEOPLE, isByIamAlone: false, calls: callsBy("function-creator") },
      },
    ];
  }
  const ofKey = keyCalls.map((planned): NeededCall => ({
    planned,
    need: planned.inIamOnly === true ? "nothing" : "either",
  }));
  const byIam: Variant = {
    kinds: PEOPLE,
    account: own,
    isByIamAlone: true,
    calls: [...needing(always, "nothing"), ...ofKey],
  };
  if (operation === "create-repository") return [byIam];
  const onRepository = always.filter(({ target }) => target === "repository");
  const login = needing(
    always.filter(({ target }) => target === "registry"),
    "nothing",
  );
  return [
    ...letInBy(repository, onRepository, login, ofKey),
    ...(opening === undefined ? [] : letInBy(repository, [opening])),
    byIam,
  ];
}

/**
 * Those whom a repository's policy lets make calls: anybody elsewhere, whom it names itself in its own account, and
 * services. Whoever may change the policy can let themselves in.
 */
function letInBy(
  { accountId, policy }: Repository,
  calls: readonly PlannedCall[],
  before: readonly NeededCall[] = [],
  after: readonly NeededCall[] = [],
): readonly Variant[] {
  const people = (need: Need): Pick<Variant, "kinds" | "isByIamAlone" | "calls"> => ({
    kinds: PEOPLE,
    isByIamAlone: false,
    calls: [...before, ...needing(calls, need), ...after],
  });
  return [
    people("either"),
    { ...people("itself"), account: accountId },
    // A statement for everybody is for services, too.
    ...[...servicesIn(policy), SOME_SERVICE].map((service) => byService(service, calls)),
  ];
}

function byService(service: string, calls: readonly PlannedCall[]): Variant {
  return { kinds: [{ service }], isByIamAlone: false, calls: needing(calls, "either") };
}

/** Nobody administers a key of another account: KMS does not let them. */
function administration(key: RepositoryKey, calls: readonly PlannedCall[]): readonly Variant[] {
  if (key.type !== "customer" && key.type !== "unseen") return [];
  const base = { kinds: PEOPLE, account: accountOfArn(key.arn) };
  const harmful = calls.filter(({ action }) => HARMFUL_CALLS.has(action));
  return [
    ...harmful.map((planned): Variant => ({ ...base, isByIamAlone: false, calls: needing([planned], "itself") })),
    ...servicesIn(key.type === "customer" ? key.key.policy : undefined).flatMap((service) =>
      harmful.map((planned) => byService(service, [planned])),
    ),
    { ...base, isByIamAlone: true, calls: needing(calls, "account") },
  ];
}

function needing(calls: readonly PlannedCall[], need: Need): readonly NeededCall[] {
  return calls.map((planned) => ({ planned, need }));
}

/** Whether a repository's policy may let Lambda in: by its name, or because it speaks of everybody. */
function mayNameLambda({ policy }: Repository): boolean {
  const document = policy?.policy;
  if (document === undefined) return false;
  if (isUnknown(document)) return true;
  return document.Statement.some(
    (statement) =>
      statement.Effect === "Allow" &&
      (statement.NotPrincipal !== undefined ||
        hasUnknown(statement.Principal) ||
        namesEverybody(statement) ||
        (typeof statement.Principal === "object" && listOf(statement.Principal["Service"]).includes(LAMBDA))),
  );
}

/** The services that a policy names, as principals or in a condition. */
function servicesIn(policy: ModelDocument | undefined): readonly string[] {
  const document = policy?.policy;
  if (document === undefined || isUnknown(document)) return [];
  const named = document.Statement.flatMap(({ Effect, Principal, Condition }) =>
    Effect !== "Allow"
      ? []
      : [...(typeof Principal === "object" ? listOf(Principal["Service"]) : []), ...servicesAskedFor(Condition)],
  );
  return [...new Set(named.filter((service) => service !== LAMBDA))];
}

/** Of a pattern, one that matches it. */
function servicesAskedFor(condition: StatementJson["Condition"]): readonly string[] {
  return conditionEntries(condition).flatMap(({ key, values }) =>
    key === "aws:principalservicename" ? values.map((value) => value.replaceAll("*", "").replaceAll("?", "x")) : [],
  );
}
