import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** The folder of package.json. Every path below is relative to it, with forward slashes. */
export const root = join(__dirname, '../..');

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');
export const exists = (path: string): boolean => existsSync(join(root, path));
export const isFolder = (path: string): boolean => exists(path) && statSync(join(root, path)).isDirectory();

const skipped = new Set(['node_modules', 'dist', 'coverage']);

/** All files below a folder, and none where there is no folder. */
export const filesBelow = (folder: string): readonly string[] =>
  isFolder(folder)
    ? readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
        const path = posix.join(folder, entry.name);
        return entry.isDirectory() ? (skipped.has(entry.name) ? [] : filesBelow(path)) : [path];
      })
    : [];

export const isTypeScript = (path: string): boolean => /\.tsx?$/.test(path);

export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Erased by the compiler: `import type`, `export type`, `import('…').T`. */
  readonly typeOnly: boolean;
}

/** Whether nothing but types passes through the braces of an import or export. */
const onlyTypes = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean => {
  if (ts.isExportDeclaration(node)) {
    const { exportClause, isTypeOnly } = node;
    const named = exportClause && ts.isNamedExports(exportClause) ? exportClause.elements : undefined;
    return isTypeOnly || (named !== undefined && named.length > 0 && named.every((element) => element.isTypeOnly));
  }
  const clause = node.importClause;
  const bindings = clause?.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) && !clause.name ? bindings.elements : undefined;
  const typed = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  return typed || (named !== undefined && named.length > 0 && named.every((element) => element.isTypeOnly));
};

const literal = (node: ts.Node | undefined): string | undefined =>
  node && ts.isStringLiteralLike(node) ? node.text : undefined;

const specifierOf = (node: ts.Node): Pick<Import, 'typeOnly'> & { specifier: string | undefined } => {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return { specifier: literal(node.moduleSpecifier), typeOnly: onlyTypes(node) };
  }
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return { specifier: literal(node.moduleReference.expression), typeOnly: node.isTypeOnly };
  }
  if (ts.isImportTypeNode(node)) {
    const { argument } = node;
    return { specifier: ts.isLiteralTypeNode(argument) ? literal(argument.literal) : undefined, typeOnly: true };
  }
  if (ts.isCallExpression(node)) {
    const called = node.expression;
    const imports =
      called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === 'require');
    return { specifier: imports ? literal(node.arguments[0]) : undefined, typeOnly: false };
  }
  return { specifier: undefined, typeOnly: false };
};

/** Everything a source names in `import`, `export … from`, `import()`, `import('…').T` and `require()`. */
export const importsIn = (path: string, text: string): readonly Import[] => {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, false);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const { specifier, typeOnly } = specifierOf(node);
    if (specifier !== undefined) {
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      found.push({ specifier, line, typeOnly });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

export const importsOf = (path: string): readonly Import[] => importsIn(path, read(path));

export type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'builtin'; readonly name: string };

/** What a specifier in a file means: a source of the house, a package, or a part of Node. */
export const targetOf = (path: string, specifier: string): Target => {
  if (specifier.startsWith('.')) {
    const script = posix.join(posix.dirname(path), specifier).replace(/\.js$/, '');
    return { kind: 'file', path: [`${script}.ts`, `${script}.tsx`].find(exists) ?? `${script}.ts` };
  }
  if (isBuiltin(specifier)) {
    return { kind: 'builtin', name: specifier };
  }
  const [scope = '', name] = specifier.split('/');
  return { kind: 'package', name: scope.startsWith('@') && name ? `${scope}/${name}` : scope };
};

/** The first way round from a node back to itself, and nothing where there is none. */
export const cycleIn = (graph: ReadonlyMap<string, Iterable<string>>): readonly string[] => {
  const done = new Set<string>();
  const walk = (node: string, trail: readonly string[]): readonly string[] => {
    if (trail.includes(node)) {
      return [...trail.slice(trail.indexOf(node)), node];
    }
    if (done.has(node)) {
      return [];
    }
    for (const next of graph.get(node) ?? []) {
      const cycle = walk(next, [...trail, node]);
      if (cycle.length > 0) {
        return cycle;
      }
    }
    done.add(node);
    return [];
  };
  for (const node of graph.keys()) {
    const cycle = walk(node, []);
    if (cycle.length > 0) {
      return cycle;
    }
  }
  return [];
};
