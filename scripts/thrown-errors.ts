import * as ts from "typescript";
import { resolve } from "./declarations";

const ERRORS = new Set(["PolicyError", "InputError", "CopyError"]);
/** Methods of `FindingList` that throw. */
const THROWING_METHODS = new Set(["throwIfAny", "orThrow"]);

const throwing = new Map<ts.Node, boolean>();

/** Whether code, or what it calls or hands on, throws an error that is meant for the caller. */
export function throwsAtCaller(node: ts.Node): boolean {
  const known = throwing.get(node);
  if (known !== undefined) return known;
  throwing.set(node, false);
  const path = node.getSourceFile().fileName;
  const names = new Set<string>();
  const thrown: ts.Node[] = [];
  const visit = (part: ts.Node): void => {
    if (ts.isNewExpression(part) && ts.isIdentifier(part.expression) && ERRORS.has(part.expression.text))
      thrown.push(part);
    if (ts.isPropertyAccessExpression(part) && THROWING_METHODS.has(part.name.text)) thrown.push(part);
    if (ts.isTypeNode(part)) return;
    if (ts.isIdentifier(part)) names.add(part.text);
    ts.forEachChild(part, visit);
  };
  visit(node);
  const result =
    thrown.length > 0 ||
    [...names].some((name) =>
      resolve(name, path).some((found) => found !== node && !isTypeOnly(found) && throwsAtCaller(partThatRuns(found))),
    );
  throwing.set(node, result);
  return result;
}

function isTypeOnly(node: ts.Node): boolean {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
}

/** Of a class only what `new` runs. */
function partThatRuns(node: ts.Node): ts.Node {
  return ts.isClassDeclaration(node) ? (node.members.find(ts.isConstructorDeclaration) ?? node.name ?? node) : node;
}
