/**
 * Finds the tests that a change can affect: follows imports backwards, from the changed files to
 * the test files.
 *
 * Two modules import nearly everything: the list of all endpoints, and the wiring of the backend
 * plugin, through which each test with a server reaches each feature. If the search followed the
 * importers of these modules, every change would affect every test. Instead, the search stops at
 * these modules. It adds all tests of the folders that it has reached, and the tests that send
 * requests to every endpoint.
 */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

const BACKEND = 'plugins/callboard-backend/src';

/** The modules at which the search stops. */
const WIRING = new Set([
  `${BACKEND}/plugin.ts`,
  `${BACKEND}/features/addFeatures.ts`,
  `${BACKEND}/index.ts`,
  'plugins/callboard-common/src/contract/endpoints.ts',
]);

/**
 * Tests that send requests to every endpoint: any change to the backend's product code affects
 * them.
 */
const EXERCISES_ALL = new RegExp(`^${BACKEND}/contract/`);

/** A change to one of these files can affect any test. */
const AFFECTS_ALL =
  /^(?:package\.json|yarn\.lock|\.yarnrc\.yml|tsconfig\.json|\.yarn\/|scripts\/(?:test\.mjs|testing\/|lib\/))/;

const isTestUtility = file => /\/(?:__testUtils__|testUtils)\//.test(file);

const SOURCE = /\.(?:tsx?|[cm]?js)$/;
const TEST = /^(?:plugins|packages)\/.*\.test\.tsx?$/;
const EXTENSIONS = ['', '.ts', '.tsx', '.mjs', '.cjs', '.js', '/index.ts'];

const isProduct = file => !TEST.test(file) && !isTestUtility(file);

const isInFeature = file => file.startsWith(`${BACKEND}/features/`);

/**
 * @param base - a commit
 * @returns the paths that differ from the base, including untracked and deleted files, relative to
 *   the repository
 * @throws Error if the commit does not exist
 */
export async function listChangedFiles(base) {
  const lines = await Promise.all([
    runGit('diff', '--name-only', '--no-renames', base),
    runGit('ls-files', '--others', '--exclude-standard'),
  ]);
  return [...new Set(lines.flat())];
}

/**
 * @returns the default base of `--changed`: the last commit, or the one before it on a clean tree
 */
export async function findDefaultBase() {
  const changed = await runGit('status', '--porcelain');
  return changed.length > 0 ? 'HEAD' : 'HEAD~1';
}

/**
 * @param changed - paths relative to the repository
 * @returns `tests`: the sorted paths of the affected test files, or undefined when every test is
 *   affected. `unaffectedEndpoints`: the endpoints that the tests of all endpoints may skip
 */
export async function findAffectedTests(changed) {
  if (changed.some(file => AFFECTS_ALL.test(file))) {
    return { tests: undefined, unaffectedEndpoints: [] };
  }
  const files = (
    await runGit(
      'ls-files',
      '--cached',
      '--others',
      '--exclude-standard',
      'plugins',
      'packages',
    )
  ).filter(file => SOURCE.test(file) && fs.existsSync(path.join(root, file)));
  const tests = files.filter(file => TEST.test(file));
  const importers = readImporters(files);
  const reached = listReachableFiles(changed, importers);
  const folders = new Set([...reached].map(findTestFolder).filter(Boolean));
  const inBackend = [...reached].filter(
    file => file.startsWith(`${BACKEND}/`) && isProduct(file),
  );
  const affectedTests = tests.filter(
    test =>
      reached.has(test) ||
      folders.has(findTestFolder(test)) ||
      (inBackend.length > 0 && EXERCISES_ALL.test(test)),
  );
  return {
    tests: affectedTests.sort(),
    unaffectedEndpoints:
      inBackend.length > 0 && inBackend.every(isInFeature)
        ? findUnaffectedEndpoints(files, folders)
        : [],
  };
}

/** Returns the endpoints of the features that are in none of the folders. */
function findUnaffectedEndpoints(files, folders) {
  return files
    .filter(
      file =>
        isInFeature(file) &&
        isProduct(file) &&
        !folders.has(findTestFolder(file)),
    )
    .flatMap(file => {
      const text = fs.readFileSync(path.join(root, file), 'utf8');
      return [...text.matchAll(/\bhandle\(\s*endpoints\.(\w+)/g)];
    })
    .map(([, id]) => id);
}

/**
 * Returns the folder whose tests a file affects even if no import leads from them to the file. For
 * a file of a backend feature, this is the feature's folder, because tests reach the feature
 * through the wiring. For a file that is not a module, such as a migration, it is the folder of the
 * package.
 */
function findTestFolder(file) {
  const [feature] =
    new RegExp(`^${BACKEND}/(?:features|core)/[^/]+/`).exec(file) ?? [];
  if (feature)
    return TEST.test(file) || !isTestUtility(file) ? feature : undefined;
  if (SOURCE.test(file) && !file.includes('/migrations/')) return undefined;
  const [owner] = /^(?:plugins|packages)\/[^/]+\//.exec(file) ?? [];
  return owner && !file.endsWith('.md') ? owner : undefined;
}

/** Returns the changed files, and all files that import one of them, directly or indirectly. */
function listReachableFiles(changed, importers) {
  const reached = new Set(changed);
  const queue = [...changed];
  while (queue.length > 0) {
    for (const importer of importers.get(queue.pop()) ?? []) {
      if (!reached.has(importer) && !WIRING.has(importer)) {
        reached.add(importer);
        queue.push(importer);
      }
    }
  }
  return reached;
}

/** Returns a map from each file to the files that import it. */
function readImporters(files) {
  const known = new Set(files);
  const packages = readPackages(files);
  const modules = new Map(files.map(file => [file, readModule(file)]));
  const resolve = (from, specifier) => {
    const target = specifier.startsWith('.')
      ? path.posix.join(path.posix.dirname(from), specifier)
      : packages.get(specifier);
    return EXTENSIONS.map(extension => `${target}${extension}`).find(file =>
      known.has(file),
    );
  };

  /**
   * Returns the file that declares an export of another file, behind any number of `export … from`.
   */
  function findDeclaration(file, name, seen = new Set()) {
    if (seen.has(file)) return undefined;
    seen.add(file);
    const { declared, reexports } = modules.get(file);
    if (declared.has(name)) return file;
    for (const { specifier, names } of reexports) {
      const original = names ? names.get(name) : name;
      const target = original && resolve(file, specifier);
      const found = target && findDeclaration(target, original, seen);
      if (found) return found;
    }
    return undefined;
  }

  const importers = new Map();
  const add = (target, importer) => {
    if (!importers.has(target)) importers.set(target, new Set());
    importers.get(target).add(importer);
  };
  for (const [file, { imports, reexports }] of modules) {
    for (const { specifier, names } of imports) {
      const target = resolve(file, specifier);
      if (!target) continue;
      // Resolves barrels: importing one of their names does not depend on the other names.
      const isBarrel = modules.get(target).reexports.length > 0;
      if (!isBarrel || !names) add(target, file);
      else
        names.forEach(name =>
          add(findDeclaration(target, name) ?? target, file),
        );
    }
    for (const { specifier } of reexports) {
      const target = resolve(file, specifier);
      if (target) add(target, file);
    }
  }
  return importers;
}

/** Returns the entry points of the repository's packages: a map from specifier to file. */
function readPackages(files) {
  const folders = new Set(
    files.map(file => file.split('/').slice(0, 2).join('/')),
  );
  return new Map(
    [...folders].flatMap(folder => {
      const manifest = path.join(root, folder, 'package.json');
      if (!fs.existsSync(manifest)) return [];
      const {
        name,
        main,
        exports = { '.': main },
      } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
      return Object.entries(exports)
        .filter(([, target]) => typeof target === 'string')
        .map(([entry, target]) => [
          path.posix.join(name, entry),
          path.posix.join(folder, target),
        ]);
    }),
  );
}

/**
 * Returns a module's imports, re-exports and declarations. `names` is undefined if a statement
 * names a whole module. For `export … from`, `names` maps exported names to original names.
 */
function readModule(file) {
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const imports = [];
  const reexports = [];
  const declared = new Set();
  for (const statement of source.statements) {
    const specifier = statement.moduleSpecifier?.text;
    if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings;
      const isNamed =
        bindings && ts.isNamedImports(bindings) && !statement.importClause.name;
      imports.push({
        specifier,
        names: isNamed
          ? bindings.elements.map(
              ({ name, propertyName }) => (propertyName ?? name).text,
            )
          : undefined,
      });
    } else if (ts.isExportDeclaration(statement)) {
      const elements = statement.exportClause?.elements;
      const names =
        elements &&
        new Map(
          elements.map(({ name, propertyName }) => [
            name.text,
            (propertyName ?? name).text,
          ]),
        );
      if (specifier) reexports.push({ specifier, names });
      else names?.forEach((_, name) => declared.add(name));
    } else {
      listDeclaredNames(statement).forEach(name => declared.add(name));
    }
  }
  // Adds the modules whose paths lazy imports, mocks and starts of processes contain.
  for (const [, specifier] of text.matchAll(
    /(?:import|require|resolve|mock|requireActual|join)\(\s*(?:__dirname,\s*)?['"](\.{1,2}\/[^'"]+|@callboard\/[^'"]+)['"]/g,
  )) {
    imports.push({ specifier });
  }
  return { imports, reexports, declared };
}

function listDeclaredNames(statement) {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name)
        ? name.text
        : name.elements.map(element => element.name?.text),
    );
  }
  return statement.name ? [statement.name.text] : [];
}

async function runGit(...args) {
  const { code, output } = await run('git', args, { cwd: root });
  if (code !== 0) throw new Error(output.trim());
  return output.split('\n').filter(Boolean);
}
