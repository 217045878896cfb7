import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** A source file as its syntax tells it. */
export interface SourceFile {
  /** Relative to the repository, with forward slashes. */
  readonly path: string;
  readonly lines: number;
  /** What it imports, statically, dynamically or for its types; own files by their path, packages by their name. */
  readonly imports: readonly string[];
  /** Names that it uses and that are neither properties nor keys. */
  readonly names: ReadonlySet<string>;
  readonly hasDefaultExport: boolean;
}

/** Every TypeScript file below a folder of the repository. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((name) => posix.join(folder, name.replaceAll("\\", "/")))
    .filter((path) => path.endsWith(".ts") && !/(^|\/)(node_modules|dist)\//.test(path))
    .sort()
    .map((path) => parse(path, readFileSync(join(ROOT, path), "utf8")));
}

export function parse(path: string, text: string): SourceFile {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const imports = new Set<string>();
  const names = new Set<string>();
  let hasDefaultExport = false;
  const visit = (node: ts.Node): void => {
    const target = importOf(node);
    if (target !== undefined) imports.add(resolve(path, target));
    if (ts.isIdentifier(node) && !isKey(node)) names.add(node.text);
    hasDefaultExport ||= isDefaultExport(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
  return { path, lines, imports: [...imports].sort(), names, hasDefaultExport };
}

/** The files of a set that a file reaches through imports, itself included. */
export function reachable(files: readonly SourceFile[], start: string): SourceFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const found = new Set<SourceFile>();
  const visit = (path: string): void => {
    const file = byPath.get(path);
    if (!file || found.has(file)) return;
    found.add(file);
    file.imports.forEach(visit);
  };
  visit(start);
  return [...found];
}

function importOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : undefined;
  if (ts.isExternalModuleReference(node)) return textOf(node.expression);
  if (!ts.isCallExpression(node)) return undefined;
  const imports = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const requires = ts.isIdentifier(node.expression) && node.expression.text === "require";
  return imports || requires ? textOf(node.arguments[0]) : undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** `a/b.ts` for an own file, the bare name of a package, `node:fs` for a module of Node. */
function resolve(from: string, target: string): string {
  if (target.startsWith(".")) return posix.join(posix.dirname(from), target).replace(/\.js$/, ".ts");
  if (target.startsWith("node:")) return target;
  return target
    .split("/")
    .slice(0, target.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Whether an identifier only names a property: `x.process`, `{ process: 1 }`, `process: string` in a type. */
function isKey(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isMetaProperty(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return parent.propertyName === node;
  const keyed =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isAccessor(parent) ||
    ts.isJsxAttribute(parent);
  return keyed && parent.name === node;
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === "default";
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword) ?? false;
}
