import { isRecord } from "../../../shared/internal";
import type { JsonObject } from "./json-shape";
import { writtenReferences } from "./traversal";

/**
 * An expression of the configuration: Terraform writes down either its constant value or what it refers to, not its
 * text.
 */
export interface Expression {
  readonly constant?: unknown;
  /** As written, without the shorter forms that Terraform adds. */
  readonly references: readonly string[];
}

/** The expression at a place where an attribute may be; `undefined` for blocks. */
export function expressionOf(json: unknown): Expression | undefined {
  if (!isRecord(json)) return undefined;
  const { constant_value: constant, references } = json;
  if (Array.isArray(references))
    return { references: writtenReferences(references.filter((each) => typeof each === "string")) };
  if ("constant_value" in json) return { constant, references: [] };
  // A call of a function with constants only: `jsonencode({ … })`.
  return Object.keys(json).length === 0 ? { references: [] } : undefined;
}

/**
 * The written block for each block that there will be. Terraform keeps some kinds of block as sets, in an order of its
 * own: what is constant in the block tells which is which. `undefined` for a block that `dynamic` makes: it is not in
 * the file.
 */
export function matchBlocks(blocks: readonly unknown[], written: unknown): readonly (JsonObject | undefined)[] {
  const list = Array.isArray(written) ? written.filter(isRecord) : isRecord(written) ? [written] : [];
  // What is written is always there: where there is more, the rest is made by `dynamic`.
  if (list.length < blocks.length) return blocks.map((block) => onlyMatch(block, blocks, list));
  const open = new Set(list.keys());
  return blocks.map((block, position) => {
    const inOrder = open.has(position) && agrees(block, list[position]) ? position : undefined;
    const chosen = inOrder ?? [...open].find((index) => agrees(block, list[index]));
    if (chosen === undefined) return undefined;
    open.delete(chosen);
    return list[chosen];
  });
}

/** The written block that can be this one, where it can be no other and this one alone. */
function onlyMatch(block: unknown, blocks: readonly unknown[], list: readonly JsonObject[]): JsonObject | undefined {
  const [only, ...more] = list.filter((written) => agrees(block, written));
  const rivals = blocks.filter((each) => agrees(each, only));
  return more.length === 0 && rivals.length === 1 ? only : undefined;
}

/** Whether nothing that is constant in a written block contradicts the block. */
function agrees(block: unknown, written: JsonObject | undefined): boolean {
  if (!isRecord(block) || written === undefined) return false;
  return Object.entries(written).every(([name, json]) => {
    const constant = expressionOf(json)?.constant;
    const value = block[name];
    if (constant === undefined || value === undefined || value === null) return true;
    return Array.isArray(constant) ? sameMembers(constant, value) : constant === value;
  });
}

function sameMembers(constant: readonly unknown[], value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const members = new Set<unknown>(value);
  const wanted = new Set(constant);
  return members.size === wanted.size && [...wanted].every((each) => members.has(each));
}

const NAMES = new Set(["role", "roles", "user", "users", "group", "groups", "repository", "name"]);

/**
 * Which attribute of a resource is meant where the plan does not say it: behind an index that is an expression
 * (`aws_iam_role.team[each.key].arn`) and in a `for` expression, Terraform writes down the resource alone. Names where
 * names belong, a document's text, else the ARN.
 *
 * @param attribute - The attribute that refers to it.
 */
export function impliedAttribute(type: string, attribute: string): string {
  if (type === "aws_iam_policy_document") return "json";
  return NAMES.has(attribute) ? "name" : "arn";
}
