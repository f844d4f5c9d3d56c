import { Testing } from "cdktf";
import { planPullThroughCache, policyJson } from "../../shared";
import type { ParityCase } from "../parity/cases";
import { PARITY_CASES } from "../parity/cases";
import { parityStack } from "../parity/cdktf-resources";
import { registeredResources } from "../parity/pulumi-resources";
import { mapped, plannedDocuments } from "./planned-documents";
import { pulumiAddresses } from "./pulumi-addresses";
import type { SynthesizedStack } from "./terraform-addresses";
import { terraformAddresses } from "./terraform-addresses";

/** Everything that the cases of the parity table make, by their titles. */
export async function parityAddresses(): Promise<object> {
  const cases: Record<string, object> = {};
  for (const parityCase of PARITY_CASES) cases[parityCase.title] = await caseAddresses(parityCase);
  return cases;
}

async function caseAddresses(parityCase: ParityCase): Promise<object> {
  const { topology, keyArn, accounts } = parityCase;
  const made: Record<string, object> = {};
  for (const accountId of Object.keys(accounts)) {
    made[`account ${accountId}`] = {
      cdktf: inCdktf(parityCase, accountId),
      pulumi: pulumiAddresses(await registeredResources(parityCase, accountId)),
    };
  }
  const planned = plannedDocuments(topology, keyArn === undefined ? {} : { keyArn });
  return { planned, ...documentsOfCaches(parityCase), ...made };
}

function inCdktf(parityCase: ParityCase, accountId: string): object {
  const stack = parityStack(parityCase, accountId);
  const json = JSON.parse(Testing.synth(stack)) as SynthesizedStack;
  return terraformAddresses(stack.node.root, { [stack.node.id]: json });
}

/** A cache gives these to the program and deploys them nowhere itself. */
function documentsOfCaches({ accounts }: ParityCase): object {
  const entries = Object.values(accounts)
    .flat()
    .flatMap((step) =>
      step.component === "PullThroughCache" ? [[step.name, planPullThroughCache(step.config)] as const] : [],
    )
    .map(([name, { identityPolicies }]) => [`planned for ${name}`, mapped(identityPolicies, policyJson)] as const);
  return Object.fromEntries(entries);
}
