/** `node --import tsx scripts/check-docstrings.ts`: lists what the public entries export without saying what it is for. */
import { join, relative, resolve as absolute } from "node:path";
import * as ts from "typescript";
import { ERROR_CODES } from "../shared";
import { exportsOf, hasModifier, resolve } from "./declarations";
import { throwsAtCaller } from "./thrown-errors";

const ROOT = join(__dirname, "..");

/** The sources of what can be imported. `ecr-kms/cdktn` is emitted from `cdktf/`, its text with it. */
export const ENTRIES = [
  "shared/index.ts",
  "pulumi/index.ts",
  "cdktf/index.ts",
  "cli/access.ts",
  "cli/doctor.ts",
  "cli/audit.ts",
  "cli/migrate.ts",
  "cli/pulumi-policy.ts",
  "cli/cdktf.ts",
];

/** Something that the text of a declaration leaves out. */
export interface MissingText {
  /** The file and line of the declaration. */
  readonly place: string;
  /** The declaration, with its owner: `RegistryTopology.region`. */
  readonly name: string;
  /** What is missing. */
  readonly what: string;
}

/**
 * Everything that the exports of some entries leave unsaid. Reads the source text alone, without types: a second instead of a minute.
 *
 * @param entries - Files, relative to the root.
 */
export function missingTexts(entries: readonly string[]): readonly MissingText[] {
  const missing: MissingText[] = [];
  const seen = new Set<ts.Node>();
  for (const entry of entries) {
    const file = absolute(ROOT, entry);
    for (const [name, declarations] of exportsOf(file)) {
      for (const declaration of declarations) inspect(declaration, name, { missing, seen });
    }
  }
  return missing;
}

/** What an inspection has seen and found. */
interface Inspection {
  readonly missing: MissingText[];
  readonly seen: Set<ts.Node>;
}

// Inspecting them

function inspect(node: ts.Node, name: string, inspection: Inspection): void {
  if (inspection.seen.has(node)) return;
  inspection.seen.add(node);
  requireDescription(node, name, inspection);
  if (ts.isInterfaceDeclaration(node)) {
    inspectMembers(node.members, name, inspection);
    inspectHidden(node.heritageClauses ?? [], node, inspection);
  } else if (ts.isTypeAliasDeclaration(node)) {
    inspectType(node.type, name, inspection);
    inspectHidden([node.type], node, inspection);
  } else if (ts.isClassDeclaration(node)) {
    for (const member of node.members) inspectClassMember(member, name, inspection);
    // An error is made by this package and caught by its users; what they make themselves is shown.
    const isError = node.heritageClauses?.some((clause) => clause.getText().endsWith("Error")) === true;
    if (!isError) requireTag(node, "example", name, inspection);
  } else if (ts.isFunctionDeclaration(node)) {
    inspectSignature(node, name, inspection);
    requireTag(node, "example", name, inspection);
  }
}

/** Declarations that an exported one is put together from, without being exported themselves: their members show. */
function inspectHidden(parts: readonly ts.Node[], from: ts.Node, inspection: Inspection): void {
  const path = from.getSourceFile().fileName;
  const visit = (part: ts.Node): void => {
    const named = ts.isTypeReferenceNode(part)
      ? part.typeName
      : ts.isExpressionWithTypeArguments(part)
        ? part.expression
        : undefined;
    if (named !== undefined && ts.isIdentifier(named)) {
      for (const found of resolve(named.text, path)) {
        if (ts.isInterfaceDeclaration(found) || ts.isTypeAliasDeclaration(found))
          inspect(found, named.text, inspection);
      }
    }
    if (!ts.isTypeLiteralNode(part)) ts.forEachChild(part, visit);
  };
  for (const part of parts) visit(part);
}

function inspectMembers(members: ts.NodeArray<ts.TypeElement>, owner: string, inspection: Inspection): void {
  for (const member of members) {
    if (!ts.isPropertySignature(member) && !ts.isMethodSignature(member)) continue;
    // `x?: never` only says which other form has it.
    if (member.type?.kind === ts.SyntaxKind.NeverKeyword) continue;
    const name = `${owner}.${member.name.getText()}`;
    requireDescription(member, name, inspection);
    if (member.questionToken) requireDefault(member, name, inspection);
    if (ts.isMethodSignature(member)) inspectParameters(member.parameters, name, inspection);
    else if (member.type) inspectType(member.type, name, inspection);
  }
}

function inspectClassMember(member: ts.ClassElement, owner: string, inspection: Inspection): void {
  const isPrivate =
    (member.name !== undefined && ts.isPrivateIdentifier(member.name)) ||
    (ts.canHaveModifiers(member) &&
      [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword].some((kind) => hasModifier(member, kind)));
  if (isPrivate) return;
  if (ts.isConstructorDeclaration(member)) {
    inspectSignature(member, `${owner}.constructor`, inspection);
    return;
  }
  const name = `${owner}.${member.name?.getText() ?? "?"}`;
  requireDescription(member, name, inspection);
  if (ts.isMethodDeclaration(member) || ts.isGetAccessorDeclaration(member)) inspectSignature(member, name, inspection);
  if (ts.isPropertyDeclaration(member) && member.type) inspectType(member.type, name, inspection);
}

/** What a function or a constructor takes and throws. */
function inspectSignature(
  node: ts.FunctionDeclaration | ts.ConstructorDeclaration | ts.MethodDeclaration | ts.GetAccessorDeclaration,
  name: string,
  inspection: Inspection,
): void {
  inspectParameters(node.parameters, name, inspection);
  if (node.body && throwsAtCaller(node.body)) requireTag(node, "throws", name, inspection);
}

function inspectParameters(
  parameters: ts.NodeArray<ts.ParameterDeclaration>,
  owner: string,
  inspection: Inspection,
): void {
  for (const { type } of parameters) if (type) inspectType(type, owner, inspection);
}

/** The members of object types that are written in place. */
function inspectType(type: ts.Node, owner: string, inspection: Inspection): void {
  if (ts.isTypeLiteralNode(type)) inspectMembers(type.members, owner, inspection);
  else
    ts.forEachChild(type, (part) => {
      inspectType(part, owner, inspection);
    });
}

// What a text has to hold

function describe(node: ts.Node): string {
  const blocks = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return blocks
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "")
    .join("\n")
    .trim();
}

function requireDescription(node: ts.Node, name: string, inspection: Inspection): void {
  if (describe(node) === "") report(node, name, "no description", inspection);
}

/** Words with which a text says what it means that something is not there. */
const SAYS_WHEN_ABSENT = /\b(absent|none|nobody|otherwise|only|unless|where|when|if)\b/i;

function requireDefault(node: ts.Node, name: string, inspection: Inspection): void {
  const isSaid = tagsOf(node).some(({ tagName }) => tagName.text === "default");
  if (!isSaid && !SAYS_WHEN_ABSENT.test(describe(node)))
    report(node, name, "does not say what happens without it", inspection);
}

function requireTag(node: ts.Node, tag: string, name: string, inspection: Inspection): void {
  const found = tagsOf(node).filter(({ tagName }) => tagName.text === tag);
  if (found.length === 0) report(node, name, `no @${tag}`, inspection);
  for (const { comment } of found) {
    const text = ts.getTextOfJSDocComment(comment) ?? "";
    if (text.trim() === "") report(node, name, `an empty @${tag}`, inspection);
    if (tag !== "throws") continue;
    for (const [code] of text.matchAll(/\b[A-Z]+(?:_[A-Z]+)+\b/g))
      if (!(code in ERROR_CODES)) report(node, name, `@throws names ${code}, which is no code`, inspection);
  }
}

function tagsOf(node: ts.Node): readonly ts.JSDocTag[] {
  return ts.getJSDocTags(node);
}

function report(node: ts.Node, name: string, what: string, { missing }: Inspection): void {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  missing.push({ place: `${relative(ROOT, source.fileName)}:${line + 1}`, name, what });
}

if (require.main === module) {
  const missing = missingTexts(ENTRIES);
  for (const { place, name, what } of missing) console.log(`${place} ${name}: ${what}`);
  console.log(`${missing.length} missing`);
  process.exitCode = missing.length === 0 ? 0 : 1;
}
