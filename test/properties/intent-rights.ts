import type { IamCaller } from "./caller";
import { coversAccount, isOrganization, namedByName } from "./naming";
import type { Facts, Scenario } from "./scenario";

/** What the IAM policies of a caller are to let it do, before the owner of repository or key has a word in it. */
export interface IdentityIntent {
  readonly everything: boolean;
  /** Names of the repositories that it pushes to, and pulls from. */
  readonly push: ReadonlySet<string>;
  readonly pull: ReadonlySet<string>;
  /** Whether it creates, manages and deletes the repositories of the topology. */
  readonly create: boolean;
  /** Names of the repositories of the topology. */
  readonly names: ReadonlySet<string>;
  readonly administerKey: boolean;
}

const NOTHING: IdentityIntent = {
  everything: false,
  push: new Set(),
  pull: new Set(),
  create: false,
  names: new Set(),
  administerKey: false,
};

/**
 * What a caller's IAM policies are to let it do:
 *
 * - its own policies: what the topology gives to its name, no matter what its account has;
 * - the policies of its account: what the topology gives to the account as a whole, and to organizations, since which accounts
 *   are members is not known when policies are planned (the repository policy checks it);
 * - those for a role of a spoke that nobody named: of these, pushing and pulling only.
 */
export function rightsOf(scenario: Scenario, facts: Facts, caller: IamCaller): IdentityIntent {
  const { accountId, attached } = caller;
  switch (attached) {
    case "everything":
      return { ...NOTHING, everything: true };
    case "nothing":
      return NOTHING;
    case "own":
      return joined(scenario, facts, (grantee) => namedByName(grantee, caller));
    case "account":
      return joined(scenario, facts, (grantee) => coversAccount(grantee, accountId) || isOrganization(grantee));
    case "spoke":
      return {
        ...rightsOf(scenario, facts, { ...caller, attached: "account" }),
        create: false,
        administerKey: false,
      };
  }
}

function joined(
  { topology }: Scenario,
  { creators, administrators }: Facts,
  holds: (grantee: string) => boolean,
): IdentityIntent {
  const repositories = Object.entries(topology.repositories);
  const withOne = (lists: (access: (typeof repositories)[number][1]) => readonly string[]): ReadonlySet<string> =>
    new Set(repositories.filter(([, access]) => lists(access).some(holds)).map(([name]) => name));
  return {
    everything: false,
    push: withOne(({ push = [] }) => push),
    // Whoever creates a function from an image has to read it, so accounts with functions pull.
    pull: withOne(({ pull = [], lambda = [] }) => [...pull, ...lambda]),
    create: creators.some(holds),
    names: new Set(Object.keys(topology.repositories)),
    administerKey: administrators.some(holds),
  };
}
