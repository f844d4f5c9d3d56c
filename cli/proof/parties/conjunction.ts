import type { Request } from "../../iam/request";
import type { Reading } from "../../iam/statement";
import { compileStatement } from "../../iam/statement";
import type { Truth } from "../../iam/truth";
import { both, DEPENDS, NO, YES } from "../../iam/truth";
import type { StatementJson } from "../../policy/policy-json";
import type { ConditionEntry } from "../../policy/statement-parts";
import type { AskedCall } from "../asked-call";
import {
  ARN,
  type CallerKind,
  isFree,
  isOfTheCaller,
  keyReader,
  ORGANIZATION,
  principalReader,
  SOURCE_KEYS,
} from "./caller-kinds";
import { conditionLiteral, type Literal } from "./literal";
import type { PrincipalPiece } from "./principal-pieces";
import { principalLiteral, principalPieces } from "./principal-pieces";

/** A condition of a statement that depends on who calls, or on how. */
export interface OpenCondition {
  readonly entry: ConditionEntry;
  readonly literal: Literal;
  /** Whether it is the same in all calls. */
  readonly isShared: boolean;
}

/** A statement as what it asks of whoever makes a call. */
export interface Conjunction {
  readonly statement: StatementJson;
  /** Whether what does not depend on who calls holds, or may hold. */
  readonly constant: Exclude<Truth, 0>;
  /** Whom it names, each by itself. */
  readonly pieces: readonly PrincipalPiece[];
  /** Whom it names, together; absent for everybody. */
  readonly principal?: Literal;
  readonly conditions: readonly OpenCondition[];
  /** Whether something in it is not known, or depends on what AWS does not say. */
  readonly isOpen: boolean;
}

/** What is asked about: a call, and who might make it. */
export interface Template {
  readonly asked: AskedCall;
  readonly kind: CallerKind;
  readonly partition: string;
  /** ARNs of roles and users that have rows of their own: they are not asked about. */
  readonly rows: ReadonlySet<string>;
  /** The call with nothing known of who makes it. */
  readonly request: Request;
}

/** Keys that a row is asked about with the value that calls usually have, and for which whoever calls can choose another. */
const CHOSEN: ReadonlySet<string> = new Set(["kms:bypasspolicylockoutsafetycheck"]);

/** A call with nothing known of who makes it. */
export function templateOf(asked: AskedCall, kind: CallerKind, partition: string, rows: ReadonlySet<string>): Template {
  const isLeftOpen = (key: string): boolean =>
    CHOSEN.has(key) ||
    (typeof kind === "object" ? SOURCE_KEYS.has(key) : principalReader(key, kind, partition) !== undefined);
  const context = new Map(
    Object.entries(asked.call.context)
      .map(([key, value]) => [key.toLowerCase(), value] as const)
      .filter(([key]) => !isLeftOpen(key)),
  );
  const request: Request = {
    principal: { type: typeof kind === "object" ? "service" : kind, arn: "", accountId: "" },
    action: asked.call.action,
    resource: asked.call.resource,
    resourceAccount: asked.owner,
    context,
    isUnknownKey: (key) => isLeftOpen(key.toLowerCase()) || asked.isUnknownKey(key),
  };
  return { asked, kind, partition, rows, request };
}

/** What a statement asks of whoever makes a call; `undefined` where it is not about the call, whoever makes it. */
export function conjunctionOf(statement: StatementJson, reading: Reading, template: Template): Conjunction | undefined {
  const pieces = principalPieces(statement, template.kind, template.partition, template.rows);
  if (pieces.length === 0) return undefined;
  let constant: Truth = YES;
  const conditions: OpenCondition[] = [];
  for (const compiled of compileStatement(statement, reading).parts) {
    const { part } = compiled;
    if (part.name === "Condition" && isAboutRowsAlone(part.condition.entry, template.rows)) return undefined;
    const open = part.name === "Condition" ? openCondition(part.condition.entry, reading, template) : undefined;
    if (open === undefined) constant = both(constant, compiled.test(template.request));
    else conditions.push(open);
    if (constant === NO) return undefined;
  }
  const principal = principalLiteral(pieces);
  const isOpen =
    constant === DEPENDS ||
    pieces.some(({ isOpen }) => isOpen) ||
    conditions.some(({ literal }) => isOpenLiteral(literal));
  return { statement, constant, pieces, ...(principal === undefined ? {} : { principal }), conditions, isOpen };
}

/** A condition as a literal, where it depends on who calls or how; `undefined` where it is the same for all. */
export function openCondition(
  entry: ConditionEntry,
  reading: Pick<Reading, "variables">,
  template: Template,
): OpenCondition | undefined {
  const { kind, partition, request } = template;
  const { key, name, values } = entry;
  if (values.length === 0) return undefined;
  const ofPrincipal = principalReader(key, kind, partition);
  if (
    ofPrincipal === undefined &&
    (request.context.get(key) !== undefined || !request.isUnknownKey(name) || !isFree(key))
  )
    return undefined;
  const read = reading.variables ? withKnownVariables(entry, request) : entry;
  // Names are made of what the document says, rows included.
  const asked = key === "aws:principalarn" ? withoutRows(read, template.rows) : read;
  const literal = conditionLiteral(asked, reading.variables, ofPrincipal ?? keyReader(key));
  if (literal === undefined) return undefined;
  const isShared = literal.dimension === ARN || literal.dimension === ORGANIZATION || isOfTheCaller(key);
  return { entry: read, literal, isShared };
}

const LISTED = /^(?:ForAnyValue:)?(?:String|Arn)(?:Equals|Like)$/i;

/** Whether a condition asks for principals that all have rows of their own. */
function isAboutRowsAlone({ key, operator, values }: ConditionEntry, rows: ReadonlySet<string>): boolean {
  return (
    key === "aws:principalarn" && LISTED.test(operator) && values.length > 0 && values.every((value) => rows.has(value))
  );
}

const VARIABLE = /\$\{\s*([^},\s]+)\s*\}/g;

/** A condition with the values of variables that are the same whoever calls: `${aws:ResourceAccount}`. */
function withKnownVariables(entry: ConditionEntry, { context }: Request): ConditionEntry {
  if (!entry.values.some((value) => value.includes("${"))) return entry;
  const valueOf = (written: string, key: string): string => {
    const value = context.get(key.toLowerCase());
    return typeof value === "string" && !/[*?$]/.test(value) ? value : written;
  };
  return { ...entry, values: entry.values.map((value) => value.replaceAll(VARIABLE, valueOf)) };
}

/** A condition without the ARNs of those who are not asked about. */
function withoutRows(entry: ConditionEntry, rows: ReadonlySet<string>): ConditionEntry {
  const values = entry.values.filter((value) => !rows.has(value));
  return values.length === entry.values.length || /null/i.test(entry.operator) ? entry : { ...entry, values };
}

function isOpenLiteral({ absent, theory }: Literal): boolean {
  return absent === DEPENDS || ("test" in theory ? false : theory.certain !== theory.possible);
}
