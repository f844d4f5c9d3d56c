import { isRecord } from "../../../shared/internal";
import { unknown } from "../../policy/unknown";
import { expressionOf, matchBlocks, type Expression } from "./expressions";
import { isPolicyText } from "./interest";
import type { Instance } from "./instances";
import { allValues, canBe, fittingValues, isDocumentText, onlyValue, type Resolved } from "./resolved";
import type { Resolver, Scope } from "./resolver";

/** Blocks and lists that AWS never fills in: unknown as a whole, they come from something in the configuration. */
const WRITTEN_BLOCKS = new Set(["encryption_configuration", "statement", "principals", "condition"]);
const LISTS = new Set([
  ...["actions", "not_actions", "resources", "not_resources", "identifiers", "values"],
  ...["source_policy_documents", "override_policy_documents", "managed_policy_arns"],
]);

/** The values of an instance with what is unknown resolved or marked, and the references that they were written as. */
export interface KnownValues {
  readonly values: Readonly<Record<string, unknown>>;
  readonly references: Readonly<Record<string, string>>;
}

interface Place {
  readonly path: readonly (string | number)[];
  /** The attribute's name: the last in the path that is one. */
  readonly attribute: string;
  /** Whether the block that holds it is written in the configuration; one that `dynamic` makes is not. */
  readonly isInWrittenBlock: boolean;
}

/** Resolves what is unknown in the planned values of an instance. */
export function resolveUnknowns(instance: Instance, resolver: Resolver): KnownValues {
  const scope: Scope = { module: instance.module, key: instance.key, forEach: instance.block?.["for_each_expression"] };
  const references: Record<string, string> = {};
  const written = instance.block?.["expressions"] ?? {};
  const root: Place = { path: [], attribute: "", isInWrittenBlock: true };
  const values = object(instance.values, instance.unknownTree, instance.sensitiveTree, written, root);
  return { values, references };

  function object(
    after: unknown,
    unknownTree: unknown,
    sensitiveTree: unknown,
    written: unknown,
    place: Place,
  ): Record<string, unknown> {
    const isExpression = place.path.length > 0 && expressionOf(written) !== undefined;
    const names = new Set([...keysOf(after), ...keysOf(unknownTree)]);
    const entries = [...names].flatMap((name) => {
      const inner = place.path.length > 0 && isExpression ? written : member(written, name);
      const at = { ...place, path: [...place.path, name], attribute: isExpression ? place.attribute : name };
      const value = any(member(after, name), member(unknownTree, name), memberOrTrue(sensitiveTree, name), inner, at);
      return value === undefined || value === null ? [] : [[name, value]];
    });
    return Object.fromEntries(entries) as Record<string, unknown>;
  }

  function any(after: unknown, unknownTree: unknown, sensitive: unknown, written: unknown, place: Place): unknown {
    const expression = expressionOf(written);
    const resolved = expression?.references.length ? resolver.resolve(expression, scope, place.attribute) : [];
    noteReference(resolved, place, unknownTree === true ? undefined : after);
    if (sensitive === true && !isPolicy(place)) {
      return after === undefined && unknownTree !== true ? undefined : unknown(`${placeName(place)} (sensitive)`);
    }
    if (unknownTree === true) return leaf(expression, resolved, place);
    if (Array.isArray(after) || Array.isArray(unknownTree)) {
      const list = Array.isArray(after) ? (after as readonly unknown[]) : [];
      const unknowns = Array.isArray(unknownTree) ? (unknownTree as readonly unknown[]) : [];
      if (expression !== undefined || unknowns.includes(true))
        return elements(list, unknowns, sensitive, resolved, place);
      return blocks(list, unknowns, sensitive, written, place);
    }
    if (isRecord(after) || isRecord(unknownTree)) return object(after, unknownTree, sensitive, written, place);
    return after;
  }

  function blocks(
    list: readonly unknown[],
    unknowns: readonly unknown[],
    sensitive: unknown,
    written: unknown,
    place: Place,
  ): readonly unknown[] {
    const matched = matchBlocks(list, written);
    return list.map((each, index) => {
      const block = matched[index];
      const at = { ...place, path: [...place.path, index], isInWrittenBlock: block !== undefined };
      return any(each, unknowns[index], memberOrTrue(sensitive, index), block, at);
    });
  }

  function leaf(expression: Expression | undefined, resolved: readonly Resolved[], place: Place): unknown {
    if (expression === undefined) {
      // Nothing is written: AWS decides. Only where something must be written, it is in a part that the plan does not
      // show.
      const isWritten = !place.isInWrittenBlock || WRITTEN_BLOCKS.has(place.attribute);
      return isWritten ? unknown(`${placeName(place)} (made by a dynamic block)`) : undefined;
    }
    if (LISTS.has(place.attribute)) {
      return allValues(resolved, place.attribute) ?? [unknown(referencesText(resolved, place))];
    }
    const value = onlyValue(resolved);
    // A policy that is put together in place (`jsonencode`) refers to what is in it; only another document's text is
    // the policy.
    const isPart = isPolicyText(place.attribute) && !isDocumentText(value);
    return value === undefined || isPart ? unknown(referencesText(resolved, place)) : value;
  }

  function elements(
    list: readonly unknown[],
    unknowns: readonly unknown[],
    sensitive: unknown,
    resolved: readonly Resolved[],
    place: Place,
  ): readonly unknown[] {
    const known = list.filter((_, index) => unknowns[index] !== true);
    const missing = unknowns.filter((each) => each === true).length;
    const fitting = [...fittingValues(resolved, place.attribute, { known, missing })];
    const length = Math.max(list.length, unknowns.length);
    return Array.from({ length }, (_, index) => {
      if (unknowns[index] === true) return fitting.shift() ?? unknown(referencesText(resolved, place));
      const at = { ...place, path: [...place.path, index] };
      const isSecret = memberOrTrue(sensitive, index) === true && !isPolicy(place);
      if (isSecret) return unknown(`${placeName(at)} (sensitive)`);
      const each = list[index];
      return isRecord(each) ? object(each, unknowns[index], memberOrTrue(sensitive, index), undefined, at) : each;
    });
  }

  /** A value that the reference alone does not give is made of more: of a text or a condition. */
  function noteReference(resolved: readonly Resolved[], place: Place, value: unknown): void {
    const [only, ...more] = resolved;
    if (only?.reference === undefined || more.length > 0) return;
    const isPart = isPolicyText(place.attribute)
      ? !/\.(json|minified_json|policy)$|iam_policy_document/.test(only.reference)
      : !canBe(value, only.values);
    if (!isPart) references[place.path.join(".")] = only.reference;
  }

  function referencesText(resolved: readonly Resolved[], place: Place): string {
    const named = new Set(resolved.flatMap(({ reference }) => reference ?? []));
    return named.size > 0 ? [...named].join(", ") : placeName(place);
  }

  /** Policies, and the blocks that they are made of, are not secret: they are what the command is there for. */
  function isPolicy({ attribute }: Place): boolean {
    return instance.type === "aws_iam_policy_document" || isPolicyText(attribute);
  }

  function placeName({ path }: Place): string {
    return `${instance.address}.${path.join(".")}`;
  }
}

/** The names in an object; none where it is none. */
function keysOf(value: unknown): readonly string[] {
  return isRecord(value) ? Object.keys(value) : [];
}

/** The member of an object; `undefined` where it is none. */
function member(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

/** The part of one of Terraform's trees of marks: where the whole is marked, each part is. */
function memberOrTrue(tree: unknown, name: string | number): unknown {
  if (tree === true) return true;
  if (Array.isArray(tree)) return (tree as readonly unknown[])[Number(name)];
  return isRecord(tree) ? tree[name] : undefined;
}
