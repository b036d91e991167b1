/**
 * Reads the declaration files of the type check: finds the names that a module exports, and the
 * place where each name is declared. Does not check types.
 */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const modules = new Map();

/** Returns the file that a module specifier names, or undefined for a package. */
function resolveFile(from, specifier) {
  if (!specifier.startsWith('.')) return undefined;
  const target = path
    .resolve(path.dirname(from), specifier)
    .replace(/\.tsx?$/, '');
  const files = [`${target}.d.ts`, path.join(target, 'index.d.ts')];
  return files.find(file => fs.existsSync(file));
}

const isExported = node =>
  node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ??
  false;

/** Lists the names that a statement declares, each with the node that declares the name. */
function listDeclarations(statement) {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => [
      name.text,
      statement,
    ]);
  }
  const name = statement.name?.text;
  return name ? [[name, statement]] : [];
}

function addImport({ importClause, moduleSpecifier }, imports) {
  const specifier = moduleSpecifier.text;
  if (importClause?.name) {
    imports.set(importClause.name.text, { specifier, name: 'default' });
  }
  const bindings = importClause?.namedBindings;
  if (bindings && ts.isNamedImports(bindings)) {
    for (const { name, propertyName } of bindings.elements) {
      imports.set(name.text, { specifier, name: (propertyName ?? name).text });
    }
  }
}

function addReExport({ exportClause, moduleSpecifier }, module) {
  const specifier = moduleSpecifier?.text;
  if (!exportClause) {
    module.stars.push(specifier);
    return;
  }
  if (ts.isNamespaceExport(exportClause)) {
    module.exports.set(exportClause.name.text, { specifier, name: '*' });
    return;
  }
  for (const { name, propertyName } of exportClause.elements) {
    const original = (propertyName ?? name).text;
    module.exports.set(name.text, { specifier, name: original });
  }
}

/** Reads the declarations, imports and exports of one file, once. */
export function readModule(file) {
  const known = modules.get(file);
  if (known) return known;
  const source = ts.createSourceFile(
    file,
    fs.readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const module = {
    file,
    source,
    locals: new Map(),
    imports: new Map(),
    exports: new Map(),
    stars: [],
  };
  modules.set(file, module);
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      addImport(statement, module.imports);
    } else if (ts.isExportDeclaration(statement)) {
      addReExport(statement, module);
    } else if (ts.isExportAssignment(statement)) {
      module.exports.set('default', { name: statement.expression.text });
    } else {
      for (const [name, node] of listDeclarations(statement)) {
        module.locals.set(name, [...(module.locals.get(name) ?? []), node]);
        if (isExported(statement)) module.exports.set(name, { name });
      }
    }
  }
  return module;
}

/**
 * Returns where a name that a module uses is declared.
 *
 * @returns `{ file, name, nodes }` if this package declares the name, `{ specifier, name }` if
 *   another package declares it, or undefined if the name is a global
 */
export function findDeclaration(file, name) {
  const { locals, imports } = readModule(file);
  if (locals.has(name)) return { file, name, nodes: locals.get(name) };
  const imported = imports.get(name);
  return imported && follow(file, imported);
}

/**
 * Returns where an exported name of a module is declared, in the form that `findDeclaration`
 * returns.
 */
export function findExport(file, name) {
  return listExports(file).get(name);
}

function follow(file, { specifier, name }) {
  if (!specifier) return findDeclaration(file, name);
  const target = resolveFile(file, specifier);
  if (!target) return { specifier, name };
  return name === '*' ? { specifier, name } : findExport(target, name);
}

/**
 * Returns where the type `import('./x').Y` in a module is declared, in the form that
 * `findDeclaration` returns.
 */
export function findImportType(file, specifier, name) {
  return follow(file, { specifier, name });
}

/**
 * Lists the names that a module exports, with their declarations.
 *
 * @param file - the path of a `.d.ts` file
 * @returns a map from exported names to what `findDeclaration` returns
 */
export function listExports(file, visited = new Set()) {
  const { exports, stars } = readModule(file);
  const declarations = new Map();
  visited.add(file);
  for (const specifier of stars) {
    const target = resolveFile(file, specifier);
    if (!target) {
      declarations.set(`* from ${specifier}`, { specifier, name: '*' });
    } else if (!visited.has(target)) {
      listExports(target, visited).forEach((each, name) =>
        declarations.set(name, each),
      );
    }
  }
  for (const [name, target] of exports) {
    const declared = follow(file, target);
    if (!declared)
      throw new Error(
        `${file} exports ${name}, but its declaration was not found`,
      );
    declarations.set(name, declared);
  }
  // `export *` does not include default exports.
  if (stars.length > 0) declarations.delete('default');
  if (exports.has('default')) {
    declarations.set('default', follow(file, exports.get('default')));
  }
  return declarations;
}
