import type { IdentityPolicy, PolicyDocument, RegistryPlan } from "../../shared";
import { planRegistry, planSpoke, PolicyError } from "../../shared";
import type { IamCaller } from "./caller";
import type { PlannedDocument } from "./planned-documents";
import { plannedDocuments } from "./planned-documents";
import type { Facts, Scenario } from "./scenario";
import { factsOf } from "./scenario";

/** Documents as an account would hold them: the planned ones, or a mutated copy of them. */
export interface Deployment {
  /** What was planned: mutated copies keep it. */
  readonly documents: readonly PlannedDocument[];
  readonly grants: RegistryPlan["key"]["grants"];
  readonly registry: string;
  readonly partition: string;
  readonly keyPolicy: PolicyDocument;
  repositoryPolicy(name: string): PolicyDocument | undefined;
  identityPolicies(caller: IamCaller): readonly PolicyDocument[];
}

/** The deployment with another document in the place of one of its own. */
export function withDocument(deployment: Deployment, original: PolicyDocument, mutated: PolicyDocument): Deployment {
  const swap = (document: PolicyDocument): PolicyDocument => (document === original ? mutated : document);
  return {
    ...deployment,
    keyPolicy: swap(deployment.keyPolicy),
    repositoryPolicy: (name) => {
      const policy = deployment.repositoryPolicy(name);
      return policy && swap(policy);
    },
    identityPolicies: (caller) => deployment.identityPolicies(caller).map(swap),
  };
}

/** What an administrator has. */
const EVERYTHING: readonly PolicyDocument[] = [
  { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["*"], Resource: ["*"] }] },
];

/** Plans a scenario, as hub and spokes would deploy it. */
export function deploy(scenario: Scenario): Deployment {
  const facts = factsOf(scenario);
  const plan = planRegistry(scenario.topology, scenario.keyByArn ? { keyArn: facts.keyArn } : {});
  const policies = new Map<string, readonly IdentityPolicy[]>();
  return {
    documents: plannedDocuments(plan),
    grants: plan.key.grants,
    registry: facts.registry,
    partition: facts.partition,
    keyPolicy: plan.key.policy,
    repositoryPolicy: (name) => (Object.hasOwn(plan.repositories, name) ? plan.repositories[name]?.policy : undefined),
    identityPolicies: (caller) => {
      if (caller.attached === "everything") return EVERYTHING;
      if (caller.attached === "nothing") return [];
      const key = `${caller.attached} ${caller.accountId} ${caller.principal} ${caller.name}`;
      const known = policies.get(key) ?? planned(scenario, facts, plan, caller);
      policies.set(key, known);
      return known;
    },
  };
}

function planned(
  { topology, keyByArn }: Scenario,
  { keyArn }: Facts,
  { spokes }: RegistryPlan,
  { accountId, attached, principal, name }: IamCaller,
): readonly IdentityPolicy[] {
  const identities = Object.hasOwn(spokes, accountId) ? (spokes[accountId] ?? []) : [];
  if (attached === "own") {
    return identities.find((each) => each.kind === principal && each.name === name)?.policies ?? [];
  }
  const account = identities.find(({ kind }) => kind === "account");
  if (attached === "account" && account !== undefined) return account.policies;
  // Accounts that only an organization takes in stand in no plan of the registry: their own SpokeAccess plans for them.
  const config = { topology, accountId, ...(keyByArn ? { keyArn } : {}) };
  return withoutAccess(() =>
    attached === "spoke"
      ? planSpoke({ ...config, roles: { [name]: name } }).flatMap(({ policies }) => policies)
      : planSpoke(config).flatMap(({ kind, policies }) => (kind === "account" ? policies : [])),
  );
}

/** A spoke that the topology gives nothing is refused with these two codes, and has no policies then. */
function withoutAccess(plan: () => readonly IdentityPolicy[]): readonly IdentityPolicy[] {
  try {
    return plan();
  } catch (error) {
    const codes = PolicyError.is(error) ? error.findings.map(({ code }) => code) : [];
    if (codes.length > 0 && codes.every((code) => code === "ACCOUNT_WITHOUT_ACCESS" || code === "ROLE_WITHOUT_ACCESS"))
      return [];
    throw error;
  }
}
