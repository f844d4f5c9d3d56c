import type { RegistryTopology } from "../../shared";
import { PULL, PUSH, USE_KEY } from "../shared/fixtures";
import type { IamCaller } from "./caller";
import type { Call } from "./calls";
import { deploy } from "./deployment";
import { isGiven } from "./judge";
import { coversMember, isOrganization } from "./naming";
import { Random } from "./random";
import type { Scenario } from "./scenario";
import { factsOf } from "./scenario";
import { STRANGERS } from "./topologies";

/** A topology that names organizations only, and the world of the given one. */
function organizationsOnly(scenario: Scenario): Scenario {
  const { topology } = scenario;
  const repositories = Object.entries(topology.repositories).map(([name, { push = [], pull = [] }]) => [
    name,
    { push: push.filter(isOrganization), pull: pull.filter(isOrganization) },
  ]);
  return {
    ...scenario,
    topology: {
      ...topology,
      repositories: Object.fromEntries(repositories) as RegistryTopology["repositories"],
    },
  };
}

/**
 * Who gets through although no organization named has it as a member: administrators of other accounts who try to push, to
 * pull and to use the key.
 *
 * @returns What they could do, and how many calls were tried.
 */
export async function outsidersLetIn(
  scenario: Scenario,
): Promise<{ readonly letIn: readonly string[]; readonly tried: number }> {
  const only = organizationsOnly(scenario);
  const { partition } = factsOf(only);
  const deployment = deploy(only);
  const attempts = attemptsIn(only);
  const letIn: string[] = [];
  for (const { accountId, call } of attempts) {
    if (await isGiven(only, deployment, administrator(partition, accountId), call))
      letIn.push(`${accountId} ${call.action}`);
  }
  return { letIn, tried: attempts.length };
}

interface Attempt {
  readonly accountId: string;
  readonly call: Call;
}

/** What accounts try that are in none of the organizations it is given to; on one repository. */
function attemptsIn(scenario: Scenario): readonly Attempt[] {
  const { registry, keyAccount, alias } = factsOf(scenario);
  const { topology, membership } = scenario;
  const random = new Random(scenario.sample);
  const name = random.pick(Object.keys(topology.repositories));
  const { push = [], pull = [] } = topology.repositories[name] ?? {};
  const everywhere = Object.values(topology.repositories).flatMap((access) => [
    ...(access.push ?? []),
    ...(access.pull ?? []),
  ]);
  const others = new Set([...STRANGERS, ...Object.keys(membership)]);
  // What the owners' principals may do is for their own IAM policies to say.
  for (const owner of [registry, keyAccount]) others.delete(owner);
  return [...others].flatMap((accountId) => {
    const unless = (given: readonly string[], call: Call): readonly Attempt[] =>
      given.some((grantee) => coversMember(grantee, accountId, membership)) ? [] : [{ accountId, call }];
    return [
      ...unless(push, onRepository(registry, name, random.pick(ONLY_PUSH))),
      ...unless([...push, ...pull], onRepository(registry, name, random.pick(PULL))),
      ...unless(everywhere, withKey(keyAccount, alias, random.pick(USE_KEY))),
    ];
  });
}

const ONLY_PUSH = PUSH.filter((action) => !PULL.includes(action));

function onRepository(accountId: string, name: string, action: string): Call {
  return { operation: "push or pull", action, target: { type: "repository", accountId, name } };
}

function withKey(accountId: string, alias: string, action: string): Call {
  const target = { type: "key", accountId, shared: true, alias } as const;
  return { operation: "use key through ECR", action, via: "ecr", target };
}

function administrator(partition: string, accountId: string): IamCaller {
  return {
    type: "iam",
    kind: "administrator of a stranger's account",
    attached: "everything",
    arn: `arn:${partition}:iam::${accountId}:role/Admin`,
    accountId,
    principal: "role",
    name: "Admin",
  };
}
