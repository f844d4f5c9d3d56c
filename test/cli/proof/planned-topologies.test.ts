import { expect } from "chai";
import type { RegistryTopology } from "../../../shared";
import { proveAccessModel } from "../../../cli/proof/prove";
import { topology as centralKey } from "../../../examples/central-key/topology";
import { topology as existingKey } from "../../../examples/existing-key/topology";
import { topology as hubAndSpoke } from "../../../examples/hub-and-spoke/topology";
import { repository as single } from "../../../examples/single-repository/topology";
import { plannedModel } from "./models";

const { region, registryAccountId, repositoryName, push = [], pull = [] } = single;
const SINGLE: RegistryTopology = { region, registryAccountId, repositories: { [repositoryName]: { push, pull } } };
const EXAMPLES: Readonly<Record<string, RegistryTopology>> = {
  "central-key": centralKey,
  "existing-key": existingKey,
  "hub-and-spoke": hubAndSpoke,
  "single-repository": SINGLE,
};
const MODELS = ["key-policy", "kms-grants", "ecr-grants-only"] as const;
const STRATEGIES = ["arn-condition", "exact"] as const;

describe("the plans of the examples", () => {
  for (const [name, example] of Object.entries(EXAMPLES))
    for (const kmsAccess of MODELS)
      it(`let in whom the topology of ${name} names, with ${kmsAccess}`, async () => {
        for (const principalStrategy of STRATEGIES) {
          const hub = example.registryAccountId;
          const topology: RegistryTopology = {
            ...example,
            kmsAccess,
            principalStrategy,
            creators: [`arn:aws:iam::${hub}:role/terraform`],
            keyAdministrators: [`arn:aws:iam::${example.keyAccountId ?? hub}:role/key-admin`],
          };
          expect(await whoCan(topology)).to.deep.equal(intended(topology));
        }
      });
});

/** Repository → operation → who, by both models. */
type Access = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

const SHOWN = ["create-repository", "push", "pull", "delete-repository", "administer-key"] as const;

async function whoCan(topology: RegistryTopology): Promise<Access> {
  const proof = await proveAccessModel(plannedModel(topology));
  const entries = proof.repositories.map(({ name }, what) => [
    name,
    Object.fromEntries(
      SHOWN.map((operation) => [
        operation,
        proof.principals
          .flatMap(({ arn }, who) => {
            const { documented, twoWay } = proof.cell(who, what, operation);
            return documented === "denied" || documented === "none" ? [] : [`${arn} ${documented} ${twoWay}`];
          })
          .sort(),
      ]),
    ),
  ]);
  return Object.fromEntries(entries) as Access;
}

function intended(topology: RegistryTopology): Access {
  const {
    repositories,
    creators = [],
    keyAdministrators = [],
    keyAccountId,
    registryAccountId: hub,
    kmsAccess,
  } = topology;
  const hasOwnKey = (keyAccountId ?? hub) === hub;
  const full = "allowed allowed";
  const arnOf = (grantee: string): string => (/^\d+$/.test(grantee) ? `arn:aws:iam::${grantee}:root` : grantee);
  // Without a statement for those who use the key, an administrator of the key's account may still use it.
  const use = (grantee: string): string =>
    kmsAccess !== "ecr-grants-only" || (grantee === hub && hasOwnKey) ? full : "allowed denied";
  // An account's administrator may do there whatever the account may.
  const isRow = Object.values(repositories).some(({ push = [], pull = [] }) => [...push, ...pull].includes(hub));
  const administrator = isRow ? [`${arnOf(hub)} ${full}`] : [];
  return Object.fromEntries(
    Object.entries(repositories).map(([name, { push = [], pull = [] }]) => [
      name,
      {
        "create-repository": [...administrator, ...creators.map((arn) => `${arn} ${full}`)].sort(),
        push: [...new Set([...(isRow ? [hub] : []), ...push])].map((each) => `${arnOf(each)} ${use(each)}`).sort(),
        pull: [...new Set([...(isRow ? [hub] : []), ...pull])].map((each) => `${arnOf(each)} ${use(each)}`).sort(),
        "delete-repository": [...administrator, ...creators.map((arn) => `${arn} ${full}`)].sort(),
        "administer-key": [...administrator, ...keyAdministrators.map((arn) => `${arn} ${full}`)].sort(),
      },
    ]),
  );
}
