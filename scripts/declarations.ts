import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as ts from "typescript";

/** What a name means: one declaration, or several that belong together. */
export type Declarations = readonly ts.Node[];

const files = new Map<string, ts.SourceFile>();

/** A file as it is written; without types, which take a minute to work out. */
function sourceOf(path: string): ts.SourceFile {
  const known = files.get(path);
  if (known) return known;
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  files.set(path, source);
  return source;
}

/** The file that a relative import names; nothing for a package. */
function fileOf(specifier: ts.Expression | undefined, from: ts.Node): string | undefined {
  if (specifier === undefined || !ts.isStringLiteral(specifier) || !specifier.text.startsWith(".")) return undefined;
  const base = join(dirname(from.getSourceFile().fileName), specifier.text.replace(/\.js$/, ""));
  return [`${base}.ts`, join(base, "index.ts")].find((path) => existsSync(path));
}

/** Name → what it declares, for everything that a file exports. */
export function exportsOf(path: string): ReadonlyMap<string, Declarations> {
  const found = new Map<string, Declarations>();
  for (const statement of sourceOf(path).statements) {
    if (ts.isExportDeclaration(statement)) {
      const from = fileOf(statement.moduleSpecifier, statement);
      if (statement.exportClause === undefined || !ts.isNamedExports(statement.exportClause)) continue;
      for (const { name, propertyName } of statement.exportClause.elements) {
        const original = (propertyName ?? name).text;
        found.set(name.text, from === undefined ? resolve(original, path) : (exportsOf(from).get(original) ?? []));
      }
      continue;
    }
    const isExported = ts.canHaveModifiers(statement) && hasModifier(statement, ts.SyntaxKind.ExportKeyword);
    if (isExported) for (const name of namesOf(statement)) found.set(name, resolve(name, path));
  }
  return found;
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  const { name } = statement as { readonly name?: ts.Node };
  return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
}

/** What a name means at the top of a file: a declaration there, or what it is imported from. */
export function resolve(name: string, path: string): Declarations {
  const here: ts.Node[] = [];
  for (const statement of sourceOf(path).statements) {
    if (namesOf(statement).includes(name)) here.push(statement);
    if (!ts.isImportDeclaration(statement)) continue;
    const named = statement.importClause?.namedBindings;
    const from = fileOf(statement.moduleSpecifier, statement);
    if (from === undefined || named === undefined || !ts.isNamedImports(named)) continue;
    const element = named.elements.find((each) => each.name.text === name);
    if (element) return exportsOf(from).get((element.propertyName ?? element.name).text) ?? [];
  }
  return here;
}

/** Whether a declaration is marked `export`, `private`, … */
export function hasModifier(node: ts.HasModifiers, kind: ts.SyntaxKind): boolean {
  return (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);
}
