import type { Participant } from "./participants";
import type { PreparedStatement } from "./prepared-statement";
import { preparedStatement } from "./prepared-statement";

/** The prepared statements of documents that take part together, with what their kind and level add to what they say. */
export interface PreparedDocuments {
  readonly slots: string;
  readonly statements: readonly { readonly slot: string; readonly statement: PreparedStatement }[];
}

/** Prepares documents that take part together. */
export function preparedDocuments(participants: readonly Participant[]): PreparedDocuments {
  const slots = participants.map(slotOf);
  return {
    slots: [...new Set(slots)].join(),
    statements: participants.flatMap(({ statements, hasVariables }, index) =>
      statements.flatMap((each) => {
        const statement = preparedStatement(each, hasVariables);
        return statement === undefined ? [] : [{ slot: slots[index] ?? "", statement }];
      }),
    ),
  };
}

/** Which part a document takes in decisions. */
export function slotOf({ document, level = "", isStandIn = false }: Participant): string {
  return `${document.kind}${level}${isStandIn ? "!" : ""}`;
}
