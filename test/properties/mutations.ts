import type { PolicyDocument } from "../../shared";
import { conditionChanges } from "./condition-changes";
import { listOf } from "./planned-documents";
import type { Change, MutationKind, PlainStatement } from "./statement-change";
import { without } from "./statement-change";

/** One change of one document. */
export interface DocumentMutation {
  readonly kind: MutationKind;
  /** What was changed to what, for a person. */
  readonly what: string;
  readonly original: PolicyDocument;
  readonly mutated: PolicyDocument;
  /** The statement that was changed, and what became of it: nothing where it was removed. */
  readonly before: PlainStatement;
  readonly after?: PlainStatement;
}

/** Every change of one element of a document. */
export function mutationsOf(document: PolicyDocument, foreignRoot: string): readonly DocumentMutation[] {
  const statements = document.Statement as readonly PlainStatement[];
  return statements.flatMap((before, index) =>
    [
      ["remove statement", before.Sid ?? String(index), undefined] as const,
      ...actionChanges(before),
      ...principalChanges(before, foreignRoot),
      ...resourceChanges(before),
      ...conditionChanges(before),
    ]
      .filter(([, , after]) => JSON.stringify(after) !== JSON.stringify(before))
      .map(([kind, what, after]) => ({
        kind,
        what: `${before.Sid ?? String(index)}: ${what}`,
        original: document,
        mutated: replaced(document, index, after),
        before,
        ...(after ? { after } : {}),
      })),
  );
}

function actionChanges(statement: PlainStatement): readonly Change[] {
  const actions = listOf(statement.Action);
  const service = actions[0]?.split(":")[0] ?? "*";
  return [
    ...without(actions).map(([action, Action]): Change => ["remove action", action, { ...statement, Action }]),
    ["widen action", `${service}:*`, { ...statement, Action: [`${service}:*`] }],
  ];
}

function principalChanges(statement: PlainStatement, foreignRoot: string): readonly Change[] {
  const { Principal } = statement;
  if (Principal === undefined) return [];
  const accounts = listOf(Principal["AWS"]);
  return [
    ...without(accounts).map(([principal, AWS]): Change => [
      "remove principal",
      principal,
      { ...statement, Principal: { ...Principal, AWS } },
    ]),
    ["widen principal", "*", { ...statement, Principal: { AWS: ["*"] } }],
    ...(accounts.includes("*")
      ? []
      : [
          [
            "add a foreign account",
            foreignRoot,
            { ...statement, Principal: { ...Principal, AWS: [...accounts, foreignRoot] } },
          ] as const,
        ]),
  ];
}

function resourceChanges(statement: PlainStatement): readonly Change[] {
  if (statement.Resource === undefined) return [];
  const resources = listOf(statement.Resource);
  return [
    ...without(resources).map(([resource, Resource]): Change => [
      "remove resource",
      resource,
      { ...statement, Resource },
    ]),
    ...(resources.includes("*") ? [] : [["widen resource", "*", { ...statement, Resource: ["*"] }] as const]),
  ];
}

function replaced(document: PolicyDocument, index: number, after: PlainStatement | undefined): PolicyDocument {
  const statements = document.Statement as readonly PlainStatement[];
  const others = after ? [after] : [];
  return {
    Version: document.Version,
    Statement: [...statements.slice(0, index), ...others, ...statements.slice(index + 1)],
  } as unknown as PolicyDocument;
}
