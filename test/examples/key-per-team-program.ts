import type { TerraformStack } from "cdktf";
import { RegistryHub, SpokeAccess } from "../../cdktf";

const registry = { region: "eu-central-1", registryAccountId: "123456789012" };
const ci = "arn:aws:iam::111111111111:role/cicd-role";
const teams = {
  payments: { "payments/api": { push: [ci], pull: ["222222222222"] } },
  search: { "search/web": { push: [ci], pull: ["333333333333"] }, "search/index": { push: [ci] } },
};
const topologies = Object.entries(teams).map(([team, repositories]) => ({
  team,
  topology: { ...registry, keyAlias: `alias/ecr/${team}`, repositories },
}));

/** In the registry account: a hub, and with it a key, for each team. */
export function hubs(stack: TerraformStack): void {
  for (const { team, topology } of topologies) new RegistryHub(stack, team, { topology });
}

/** In the account of cicd-role, which pushes to both. */
export function cicd(stack: TerraformStack): void {
  for (const { team, topology } of topologies)
    new SpokeAccess(stack, team, { topology, accountId: "111111111111", policyNamePrefix: `ecr-${team}` });
}
