import type { AccessModel, Account, ControlLevel } from "../model/access-model";
import { listNames } from "../toolkit/list-words";
import { sortedBy } from "../toolkit/order";

/** What inputs cannot be expected to hold, and the proof takes for granted. */
export interface Assumption {
  /** The same in every run: `organization-policies`. */
  readonly id: string;
  /** What is assumed, as a clause: `no organization policy denies anything in account 123456789012`. */
  readonly text: string;
  /** How to turn it into a fact; absent where nothing does. */
  readonly setting?: string;
}

/** More accounts are counted. */
const MOST = 4;

/**
 * What the proof takes for granted of a model with its configuration: each thing once, for all accounts that it is
 * about.
 *
 * @example
 * assumptionsOf(withAccounts(await readInputs(["plan.json"], {}), config)).map(({ text }) => text);
 */
export function assumptionsOf(model: AccessModel): readonly Assumption[] {
  return [...organizationPolicies(model), ...registryPolicy(model), ...ALWAYS];
}

/** Policies that nothing in the inputs or the configuration tells of. */
const ALWAYS: readonly Assumption[] = [
  { id: "endpoint-policies", text: "requests come through no VPC endpoint whose policy denies them" },
  { id: "session-policies", text: "no session policy takes anything away from a role" },
];

/** Service control policies limit the principals of an account, resource control policies what is done to its resources. */
function organizationPolicies(model: AccessModel): readonly Assumption[] {
  const { principals, repositories, keys } = model;
  const callers = principals.filter(({ kind }) => kind === "role" || kind === "user" || kind === "account");
  const open = [
    ...lacking(model, callers, ({ serviceControlPolicies }) => serviceControlPolicies),
    ...lacking(model, [...repositories, ...keys], ({ resourceControlPolicies }) => resourceControlPolicies),
  ];
  if (open.length === 0) return [];
  return [
    {
      id: "organization-policies",
      text: `no organization policy (SCP, RCP) that the inputs do not hold denies anything in ${accountsWords(open)}`,
      setting:
        'give "serviceControlPolicies" and "resourceControlPolicies", or "organizationPath": "none", ' +
        `for ${theseAccounts(open)} under "accounts" in ecr-kms.config.json`,
    },
  ];
}

function lacking(
  { accounts }: AccessModel,
  those: readonly { readonly accountId: string }[],
  levelsOf: (account: Account) => readonly ControlLevel[] | undefined,
): readonly string[] {
  const known = new Map(accounts.map((account) => [account.id, account]));
  return those
    .map(({ accountId }) => accountId)
    .filter((id) => {
      const account = known.get(id);
      if (account === undefined) return true;
      return account.organizationPath !== "none" && !isWhole(levelsOf(account), id);
    });
}

/** Infrastructure code tells of policies that hang on the account itself, and of none above. */
function isWhole(levels: readonly ControlLevel[] | undefined, accountId: string): boolean {
  return levels !== undefined && !(levels.length === 1 && levels[0]?.id === accountId);
}

function registryPolicy({ inputs, accounts, repositories, registryPolicies }: AccessModel): readonly Assumption[] {
  // AWS itself said which policy there is, or that there is none.
  if (inputs.length > 0 && inputs.every(({ kind }) => kind === "deployed")) return [];
  const without = new Set(accounts.filter((each) => each.withoutRegistryPolicy === true).map(({ id }) => id));
  const held = new Set(registryPolicies.map(({ accountId, region }) => `${accountId} ${region}`));
  const open = repositories
    .filter(({ accountId, region }) => !without.has(accountId) && !held.has(`${accountId} ${region}`))
    .map(({ accountId }) => accountId);
  if (open.length === 0) return [];
  return [
    {
      id: "registry-policy",
      text: `the registries of ${accountsWords(open)} have no policy`,
      setting: `write "registryPolicy": "none" for ${theseAccounts(open)} under "accounts" in ecr-kms.config.json`,
    },
  ];
}

function theseAccounts(ids: readonly string[]): string {
  return new Set(ids).size === 1 ? "this account" : "these accounts";
}

function accountsWords(ids: readonly string[]): string {
  const distinct = sortedBy([...new Set(ids)], (id) => [id]);
  return `${distinct.length === 1 ? "account" : "accounts"} ${listNames(distinct, MOST)}`;
}
