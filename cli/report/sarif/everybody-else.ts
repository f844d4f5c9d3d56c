import type { PropertyBag } from "sarif";
import { groupedBy } from "../../toolkit/order";
import { everybodyElse } from "../everybody-else";
import type { PartyWithAccess } from "../parties";
import { partiesWithAccess } from "../parties";
import type { CheckReport } from "../report";

/** What a run says of everybody who is no row of the report: who of them has access, and what is proved of the rest. */
export function everybodyElseProperties(report: CheckReport): PropertyBag {
  const { relaxations, assumptions } = report;
  return {
    parties: partiesWithAccess(report).map((each) => partyProperties(each, report)),
    ...everybodyElseProperty(report),
    ...(relaxations && { relaxations }),
    ...(assumptions && { assumptions }),
  };
}

function everybodyElseProperty(report: CheckReport): PropertyBag {
  const claim = everybodyElse(report);
  return claim === undefined ? {} : { everybodyElse: claim };
}

/** Operations with the same repositories are named together: a party may have access to a thousand. */
function partyProperties({ party, access }: PartyWithAccess, { proof }: CheckReport): PropertyBag {
  const together = groupedBy(access, ({ verdict, repositories }) => `${verdict} ${repositories.join()}`);
  return {
    ...party,
    access: [...together.values()].flatMap((alike) => {
      const [first] = alike;
      if (first === undefined) return [];
      return {
        operations: alike.map(({ operation }) => operation),
        verdict: first.verdict,
        repositories: first.repositories.map((index) => proof.repositories[index]?.name ?? ""),
      };
    }),
  };
}
