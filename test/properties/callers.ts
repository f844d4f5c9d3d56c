import type { Attached, Caller, CallerKind, IamCaller } from "./caller";
import { groupBy } from "./group-by";
import { namedBy, parsePrincipalArn, type NamedPrincipal } from "./naming";
import { Random } from "./random";
import type { Facts, Scenario } from "./scenario";
import { factsOf } from "./scenario";
import { servicesThatCall } from "./service-callers";
import { STRANGERS } from "./topologies";

/** How many of each kind are tried in one scenario. */
export interface CallerLimits {
  readonly iam: number;
  readonly services: number;
}

const A_FEW: CallerLimits = { iam: 3, services: 3 };

/** Who tries what in a scenario: a few of each kind, those that the topology names nowhere included. */
export function callersOf(scenario: Scenario, limits = A_FEW): readonly Caller[] {
  const random = new Random(scenario.sample ^ 0x5ca1ab1e);
  const facts = factsOf(scenario);
  const everyone = [...iamCallers(scenario, facts), ...servicesThatCall(scenario, facts)];
  const kinds = groupBy(everyone, ({ kind }) => kind).values();
  return [...kinds].flatMap((callers) =>
    random.shuffled(callers).slice(0, callers[0]?.type === "iam" ? limits.iam : limits.services),
  );
}

function iamCallers(scenario: Scenario, facts: Facts): readonly IamCaller[] {
  const { topology } = scenario;
  const { registry, keyAccount, partition } = facts;
  const grantees = [
    ...Object.values(topology.repositories).flatMap(({ push = [], pull = [], lambda = [] }) => [
      ...push,
      ...pull,
      ...lambda,
    ]),
    ...facts.creators,
    ...facts.administrators,
  ];
  const named = [...new Set(grantees)].flatMap((grantee) => parsePrincipalArn(grantee) ?? []);
  const accounts = [...new Set([...grantees.flatMap(accountNamed), registry, keyAccount])];
  const everywhere = [...accounts, ...STRANGERS];
  const role = (accountId: string, name: string): NamedPrincipal => ({
    arn: `arn:${partition}:iam::${accountId}:role/${name}`,
    accountId,
    principal: "role",
    name,
  });
  const as = (kind: CallerKind, attached: Attached, who: readonly NamedPrincipal[]): readonly IamCaller[] =>
    who.map((each) => ({ ...each, type: "iam", kind, attached }));
  const unnamed = (accountIds: readonly string[], name: string): readonly NamedPrincipal[] =>
    accountIds.map((accountId) => role(accountId, name));
  const namesakes = named.flatMap(({ arn, accountId }) =>
    everywhere
      .filter((other) => other !== accountId)
      .flatMap((other) => parsePrincipalArn(arn.replace(`::${accountId}:`, `::${other}:`)) ?? [])
      .filter((other) => !grantees.some((grantee) => namedBy(grantee, other))),
  );
  const spokes = accounts.filter((accountId) => accountId !== registry && accountId !== keyAccount);
  return [
    ...as("named principal", "own", named),
    ...as("named principal without policies", "nothing", named),
    ...as("administrator named by its ARN", "everything", named),
    ...as("namesake in another account", "everything", namesakes),
    ...as("role with the account's policies", "account", unnamed(everywhere, "some/worker")),
    ...as("role with a spoke's policies", "spoke", unnamed(everywhere, "worker")),
    ...as("role without policies", "nothing", unnamed(everywhere, "idle")),
    ...as("administrator of a named account", "everything", unnamed(spokes, "Admin")),
    ...as("administrator of a stranger's account", "everything", unnamed(STRANGERS, "Admin")),
    ...as("administrator of the registry account", "everything", unnamed([registry], "Admin")),
    ...as("administrator of the key account", "everything", unnamed([keyAccount], "KeyAdmin")),
  ];
}

/** The account that a grantee belongs to; none for organizations. */
function accountNamed(grantee: string): readonly string[] {
  const account = /^\d{12}$/.test(grantee) ? grantee : grantee.split(":")[4];
  return account === undefined || account === "" ? [] : [account];
}
