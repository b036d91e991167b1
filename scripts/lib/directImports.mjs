/**
 * Rewrites imports from the index of a package to imports from the declaring files. esbuild adds
 * everything that an index mentions to the importing file, so the first page would load modules
 * that the deployed app loads on demand.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';

const require = createRequire(import.meta.url);

const NAMED_IMPORT = /^import \{([^}]*)\} from '(@callboard\/[^']+)';$/gm;
const EXPORT_ALL = /^export \* from '(\.[^']+)';$/gm;
const EXPORT_LIST = /^export \{([^}]*)\} from '(\.[^']+)';$/gm;
const EXPORT_DECLARATION =
  /^export (?:async |abstract )*(?:function\*?|const|class|enum) (\w+)/gm;

/** Parses a list such as `a, b as c` to pairs of name and alias, without types. */
const parseNames = text =>
  text
    .split(',')
    .map(part => part.trim().split(' as '))
    .filter(([name]) => name && !name.startsWith('type '))
    .map(([name, alias = name]) => [name, alias]);

const exportsByFile = new Map();

/**
 * Returns the declaring file and name of each export of a module, by exported name. Omits types.
 */
function readExports(file) {
  const moduleExports = exportsByFile.get(file) ?? new Map();
  if (exportsByFile.has(file)) return moduleExports;
  exportsByFile.set(file, moduleExports);
  const text = readFileSync(file, 'utf8');
  for (const [, name] of text.matchAll(EXPORT_DECLARATION))
    moduleExports.set(name, [file, name]);
  if (/^export default /m.test(text))
    moduleExports.set('default', [file, 'default']);
  for (const [, path] of text.matchAll(EXPORT_ALL)) {
    readExports(findModule(file, path)).forEach((target, name) =>
      moduleExports.set(name, target),
    );
  }
  for (const [, names, path] of text.matchAll(EXPORT_LIST)) {
    const reexported = readExports(findModule(file, path));
    for (const [name, alias] of parseNames(names)) {
      if (reexported.has(name)) moduleExports.set(alias, reexported.get(name));
    }
  }
  return moduleExports;
}

function findModule(file, path) {
  const base = join(dirname(file), path);
  const endings = ['.ts', '.tsx', '/index.ts'];
  return endings
    .map(ending => base + ending)
    .find(candidate => existsSync(candidate));
}

/**
 * Returns the declaring file and name of an export of a package of this repository; undefined for a
 * type.
 */
export function findExport(specifier, name) {
  return readExports(require.resolve(specifier)).get(name);
}

const writeImports = (names, specifier) =>
  names
    .map(([name, alias]) => [findExport(specifier, name), alias])
    .filter(([target]) => target)
    .map(
      ([[file, name], alias]) =>
        `import { ${name} as ${alias} } from '${file}';`,
    )
    .join(' ');

/** Creates an esbuild plugin that rewrites the imports in the plugins and the app. */
export function createDirectImportsPlugin() {
  return {
    name: 'direct imports',
    setup({ onLoad }) {
      onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
        const ownSources = /^(plugins|packages)\/[^/]+\/src\//;
        if (!ownSources.test(path.slice(root.length + 1))) return null;
        const contents = readFileSync(path, 'utf8').replace(
          NAMED_IMPORT,
          (_, names, specifier) => writeImports(parseNames(names), specifier),
        );
        return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' };
      });
    },
  };
}
