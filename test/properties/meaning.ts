import type { RegistryPlan } from "../../shared";
import { atomsOf, atomText, isPossible } from "./atoms";
import type { PlannedDocument } from "./planned-documents";
import { plannedDocuments } from "./planned-documents";

/** The smallest thing that a plan says. */
export interface Saying {
  readonly text: string;
  /** Where it is said; `grants` for a grant. */
  readonly place: string;
  readonly document?: PlannedDocument;
}

/** Everything that a plan says, whatever statements it stands in. */
export function meaningOf(plan: RegistryPlan): ReadonlyMap<string, Saying> {
  const documents = plannedDocuments(plan).flatMap((document): readonly Saying[] =>
    document.document.Statement.flatMap((statement) => atomsOf(statement))
      .filter(isPossible)
      .map((atom) => ({ text: atomText(atom), place: document.place, document })),
  );
  const grants = plan.key.grants.flatMap(({ granteePrincipal, operations, encryptionContext }) =>
    operations.map((operation): Saying => {
      return { text: JSON.stringify([granteePrincipal, operation, encryptionContext]), place: "grants" };
    }),
  );
  return new Map([...documents, ...grants].map((saying) => [`${saying.place}: ${saying.text}`, saying]));
}
