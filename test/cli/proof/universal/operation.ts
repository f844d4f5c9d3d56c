import type { AccessModel, Key, Repository } from "../../../../cli/model/access-model";
import type { PlannedCall } from "../../../../cli/proof/operations";
import { OPERATION_CALLS } from "../../../../cli/proof/operations";
import type { KmsModel, OperationId } from "../../../../cli/proof/proof";
import type { InForce } from "./decision";
import { isLetThrough } from "./decision";
import type { Formula } from "./formula";
import { and, fact, not, or } from "./formula";
import { matches } from "./pieces";
import type { Value } from "./somebody";
import { Somebody, surroundings } from "./somebody";
import type { EncodedCall } from "./statements";

/** What is asked: who may do something, in either model. */
export interface Question {
  readonly model: AccessModel;
  readonly repository: Repository;
  readonly operation: OperationId;
  readonly kmsModel: KmsModel;
  /** Whether each call may come from somewhere else, or all that go to the same place come from one. @default "one" */
  readonly origins?: "one" | "each";
}

/** A call of an operation, with the documents that decide it. */
export interface AskedCall {
  readonly planned: PlannedCall;
  readonly call: EncodedCall;
  readonly inForce: InForce;
}

/** An operation as somebody does it whom the search makes up. */
export interface Attempt {
  readonly who: Somebody;
  /** For a function of Lambda: whoever creates it. */
  readonly creator: Somebody;
  readonly calls: readonly AskedCall[];
  /** Whether there can be such somebody: an account is where the configuration says. */
  readonly isThere: Formula;
  /** Whether it is a role or user for whom the question arises. */
  readonly isPossible: Formula;
  /** Whether it succeeds; never where the question does not arise. */
  readonly succeeds: Formula;
  /**
   * Whether so much of it succeeds that it does harm: of a key, what takes it away or gives it to others; of a repository,
   * what changes its policy.
   */
  readonly harms: Formula;
  /** The call by which somebody can let themselves in. */
  readonly opening?: AskedCall;
}

const LAMBDA = "lambda.amazonaws.com";
/** Whether another service makes the calls for somebody. */
export const BY_A_SERVICE: Formula = fact("by a service");

const HARMFUL: ReadonlySet<string> = new Set(["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey"]);

/** Makes somebody try an operation. */
export function attempt(question: Question, strangersMay = true): Attempt {
  const { model, repository, operation, kmsModel } = question;
  const who = new Somebody("somebody");
  // A function is created in the account that it is of.
  const creator = Object.assign(new Somebody("creator"), { account: who.sourceAccount });
  const key = model.keys.find(({ arn }) => arn === repository.encryption.keyArn);
  const { always, withOwnKey, opening: opens } = OPERATION_CALLS[operation];
  const planned = [...always, ...(key === undefined ? [] : withOwnKey)].filter(
    ({ neededBy }) => kmsModel === "two-way" || neededBy === "documented",
  );
  const calls = planned.map((each, index) => askedCall(each, index, { who, creator }, question, key, strangersMay));
  const passes = (those: readonly AskedCall[]): Formula =>
    and(...those.map(({ planned: each, call, inForce }) => isLetThrough(each, call, inForce)));
  const isElsewhere = not(matches(repository.accountId, [who.sourceAccount]));
  const asService = calls.filter(({ planned: { target } }) => target === "repository");
  const byCreator = calls.filter(({ planned: { by } }) => by === "function-creator");
  const succeeds =
    operation === "pull-by-lambda"
      ? and(
          isFunction(who),
          passes(calls.filter((each) => !byCreator.includes(each))),
          or(not(isElsewhere), and(not(creator.isService), passes(byCreator))),
        )
      : or(
          and(not(who.isService), mayCome(who, question, key), passes(calls)),
          // What Lambda does as itself is an operation of its own.
          asService.length === 0 || operation === "create-repository"
            ? false
            : and(who.isService, not(matches(LAMBDA, [who.service])), passes(asService)),
        );
  const isThere = and(organized(who, model), organized(creator, model));
  const isPossible = and(isThere, not(who.isService), mayCome(who, question, key));
  const people = { who, creator };
  const opening = opens === undefined ? undefined : askedCall(opens, calls.length, people, question, key, strangersMay);
  const harmful = [
    ...calls.filter(({ planned: { action } }) => HARMFUL.has(action)),
    ...(opening === undefined ? [] : [opening]),
  ];
  const harms = and(isThere, or(isPossible, who.isService), or(...harmful.map((call) => passes([call]))));
  const attempted = { who, creator, calls, isThere, isPossible, harms, succeeds: and(isThere, succeeds) };
  return opening === undefined ? attempted : { ...attempted, opening };
}

/** A function of the repository's Region. */
function isFunction({ isService, service, keys, sourceService, source }: Somebody): Formula {
  return and(
    isService,
    matches(LAMBDA, [service]),
    keys["aws:sourcearn"]?.present ?? false,
    keys["aws:sourceaccount"]?.present ?? false,
    matches("lambda", [sourceService]),
    matches("function:*", [source]),
    not(matches("function:*:*", [source])),
  );
}

/** Nobody creates a repository, or administers a key, in another account. */
function mayCome(who: Somebody, { operation, repository }: Question, key: Key | undefined): Formula {
  if (operation === "create-repository") return who.isOf(repository.accountId);
  if (operation === "administer-key") return key === undefined ? false : who.isOf(key.accountId);
  return true;
}

/** An account is where the configuration says. */
function organized(who: Somebody, { accounts }: AccessModel): Formula {
  return and(
    ...accounts.map(({ id, organizationPath }) =>
      organizationPath === undefined ? true : or(not(who.isOf(id)), who.isBelow(organizationPath)),
    ),
  );
}

function askedCall(
  planned: PlannedCall,
  index: number,
  people: { readonly who: Somebody; readonly creator: Somebody },
  { model, repository, origins = "one" }: Question,
  key: Key | undefined,
  strangersMay: boolean,
): AskedCall {
  const who = planned.by === "function-creator" ? people.creator : people.who;
  const isOfKey = planned.target === "key" && key !== undefined;
  const owner = isOfKey ? key.accountId : repository.accountId;
  const resource = planned.target === "registry" ? "*" : isOfKey ? key.arn : repository.arn;
  const fixed = (text: string): Value => ({ present: true, content: { pieces: [text] } });
  const ofKey: Readonly<Record<string, Value>> = {
    "kms:calleraccount": { present: not(who.isService), content: { pieces: [who.account] } },
    ...(planned.via === undefined ? {} : { "kms:viaservice": fixed(`ecr.${repository.region}.amazonaws.com`) }),
    ...(planned.encryptionContext === undefined ? {} : { "kms:encryptioncontext:aws:ecr:arn": fixed(repository.arn) }),
  };
  const keys = {
    ...who.keys,
    ...surroundings(origins === "each" ? `call ${index}` : isOfKey ? "call of the key" : "call", who.isService),
    "aws:securetransport": fixed("true"),
    "aws:viaawsservice":
      planned.via === undefined
        ? { present: true, content: { pieces: [{ either: BY_A_SERVICE, then: "true", otherwise: "false" }] } }
        : fixed("true"),
    ...(planned.target === "registry" ? {} : { "aws:resourceaccount": fixed(owner) }),
    ...(isOfKey ? ofKey : {}),
  };
  // A repository that is being created has no policy yet.
  const hasPolicy = planned.target === "repository" && planned.action !== "ecr:CreateRepository";
  const resourcePolicy = isOfKey ? key.policy : hasPolicy ? repository.policy : undefined;
  return {
    planned,
    call: { id: `${index} ${planned.action}`, who, action: planned.action, resource, keys },
    inForce: { model, owner, strangersMay, ...(resourcePolicy === undefined ? {} : { resourcePolicy }) },
  };
}
