import type { Caller } from "./caller";
import type { CallerLimits } from "./callers";
import { callersOf } from "./callers";
import type { Call } from "./calls";
import { callsOf } from "./calls";
import type { Deployment } from "./deployment";
import { groupBy } from "./group-by";
import { isIntended, isPermitted } from "./intent";
import { isGiven, isPermittedByIam } from "./judge";
import { Random } from "./random";
import type { Scenario } from "./scenario";
import { factsOf } from "./scenario";

/** One decision to compare: may this caller make this call? */
export interface Question {
  readonly caller: Caller;
  readonly call: Call;
  /** Whether only the caller's IAM policies are asked, which must be no wider than the owner's word is. */
  readonly byIamAlone: boolean;
  /** What the topology says. */
  readonly intended: boolean;
  /** What makes two questions alike: the kind of principal, what it tries, under which model, and what is to come of it. */
  readonly cell: string;
}

/** Every question of a scenario. */
export function questionsOf(scenario: Scenario, limits?: CallerLimits): readonly Question[] {
  return callersOf(scenario, limits).flatMap((caller) =>
    callsOf(scenario, caller).flatMap((call) => ask(scenario, caller, call)),
  );
}

/** From how many calls of one caller and operation a sample is drawn. */
const OF_EACH_OPERATION = 4;

/** A sample of questions in which each kind of question has the same chance, however many there are of it. */
export function sampleOf(scenario: Scenario, size: number): readonly Question[] {
  const random = new Random(scenario.sample);
  const questions = callersOf(scenario).flatMap((caller) => {
    const operations = groupBy(callsOf(scenario, caller), ({ operation }) => operation).values();
    const calls = [...operations].flatMap((alike) => random.shuffled(alike).slice(0, OF_EACH_OPERATION));
    return calls.flatMap((call) => ask(scenario, caller, call));
  });
  const cells = [...groupBy(questions, ({ cell }) => cell).values()];
  return random
    .shuffled(cells)
    .slice(0, size)
    .map((alike) => random.pick(alike));
}

/** The answer that documents and grants give. */
export function answer(scenario: Scenario, deployment: Deployment, question: Question): Promise<boolean> {
  const { caller, call, byIamAlone } = question;
  return byIamAlone && caller.type === "iam"
    ? isPermittedByIam(scenario, deployment, caller, call)
    : isGiven(scenario, deployment, caller, call);
}

function ask(scenario: Scenario, caller: Caller, call: Call): readonly Question[] {
  const { model } = factsOf(scenario);
  const question = (byIamAlone: boolean, intended: boolean): Question => {
    const outcome = `${intended ? "allowed" : "denied"}${byIamAlone ? " by IAM alone" : ""}`;
    return { caller, call, byIamAlone, intended, cell: [caller.kind, call.operation, model, outcome].join(" · ") };
  };
  const whole = isForPolicies(caller, call) ? [question(false, isIntended(scenario, caller, call))] : [];
  // Only planned policies are of interest by themselves.
  if (caller.type === "service" || caller.attached === "everything" || caller.attached === "nothing") return whole;
  return [...whole, question(true, isPermitted(scenario, caller, call))];
}

/** In another account than the key's, whether a grant may be retired is for the grant to say and not for a policy. */
function isForPolicies(caller: Caller, { action, target }: Call): boolean {
  if (action !== "kms:RetireGrant" || caller.type === "service" || target.type !== "key") return true;
  return caller.accountId === target.accountId;
}
