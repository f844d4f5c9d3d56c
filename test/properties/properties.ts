import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { planRegistry } from "../../shared";
import { additions } from "./additions";
import { brokenRules } from "./document-rules";
import { largeTopologies, sizeMistakesOf } from "./large-topologies";
import { strayChanges } from "./one-more-grantee";
import { outsidersLetIn } from "./organizations-end";
import { PolicyEqualsIntent } from "./policy-equals-intent";
import type { Property } from "./property";
import { property } from "./property";
import { rewritten } from "./rewritten";
import { differences } from "./same-documents";
import type { Scenario } from "./scenario";
import type { Tally } from "./tally";
import { scenarios } from "./topologies";

/** Every property. What they have seen is counted in `tally`. */
export function properties(tally: Tally): readonly Property[] {
  const equality = new PolicyEqualsIntent(tally);
  return [
    property("what documents and grants allow is what the topology says", 1, scenarios, (scenario) =>
      equality.check(scenario),
    ),
    property("what is given to an organization ends at its members", 0.2, scenarios, async (scenario) => {
      const { letIn, tried } = await outsidersLetIn(scenario);
      tally.organizationDecisions += tried;
      expectNone(letIn);
    }),
    property(
      "neither order nor repetition nor planning again changes a byte",
      1,
      fc.tuple(scenarios, fc.nat()),
      ([scenario, seed]) => expectSameBytes(scenario, seed),
    ),
    property("one grantee more changes only what concerns it", 1, additions(scenarios), ([{ topology }, addition]) =>
      expectNone(strayChanges(topology, addition)),
    ),
    property(
      "documents are JSON, deny nothing, and name everyone only on the condition of an organization",
      1,
      scenarios,
      ({ topology }) => expectNone(brokenRules(planRegistry(topology))),
    ),
    property("every component gets the documents of the whole plan", 0.5, scenarios, (scenario) =>
      expectNone(differences(scenario)),
    ),
    property(
      "documents keep to AWS's limits, or a finding names the one that does not",
      0.05,
      largeTopologies,
      (topology) => expectNone(sizeMistakesOf(topology)),
    ),
  ];
}

function expectNone(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.slice(0, 10).join("\n"));
}

function expectSameBytes({ topology }: Scenario, seed: number): void {
  const plan = planRegistry(topology);
  const bytes = JSON.stringify(plan);
  const others = [topology, structuredClone(topology), rewritten(topology, seed)].map((each) => planRegistry(each));
  if (others.some((other) => JSON.stringify(other) !== bytes)) throw new Error("the same topology gives other bytes");
  if (!others.every((other) => isDeepStrictEqual(other, plan))) throw new Error("the same topology gives another plan");
}
