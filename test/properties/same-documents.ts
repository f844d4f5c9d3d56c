import { isDeepStrictEqual } from "node:util";
import { keyPolicy, planHub, planKey, planRegistry, planSpoke, repositoryPolicy } from "../../shared";
import type { Scenario } from "./scenario";
import { factsOf } from "./scenario";

/** Where a component would get other documents than the plan of the whole registry has. */
export function differences(scenario: Scenario): readonly string[] {
  const { topology, keyByArn } = scenario;
  const { keyArn, keyAccount, registry } = factsOf(scenario);
  // A hub makes no key in another account: there it is given one.
  const key = keyByArn || keyAccount !== registry ? { keyArn } : {};
  const plan = planRegistry(topology, key);
  const hub = planHub({ topology, ...key });
  const made = planKey({ topology });
  const same = (what: string, given: unknown, expected: unknown): readonly string[] =>
    isDeepStrictEqual(given, expected) ? [] : [what];
  return [
    ...same("planKey", [made.policy, made.grants], [plan.key.policy, plan.key.grants]),
    ...(hub.key ? same("planHub", [hub.key.policy, hub.key.grants], [plan.key.policy, plan.key.grants]) : []),
    ...same("keyPolicy", keyPolicy(topology), plan.key.policy),
    ...hub.repositories.flatMap(({ name, policy }) =>
      same(`planHub, ${name}`, policy, plan.repositories[name]?.policy),
    ),
    ...Object.values(plan.repositories).flatMap(({ name, policy }) =>
      same(`repositoryPolicy of ${name}`, repositoryPolicy(topology, name), policy),
    ),
    ...Object.entries(plan.spokes).flatMap(([accountId, identities]) => {
      const spoke = planSpoke({ topology, accountId, ...key });
      const planned = spoke.map(({ name, kind, policies }) => ({ name, kind, policies }));
      return same(`planSpoke of ${accountId}`, planned, identities);
    }),
  ];
}
