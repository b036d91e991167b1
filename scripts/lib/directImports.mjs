/**
 * Imports from the files that declare things, instead of the index of their package. esbuild takes
 * everything that an index mentions for a part of whatever file imports from it: it would load with
 * the first page what the deployed app loads when it is needed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';

const require = createRequire(import.meta.url);

const IMPORT = /^import \{([^}]*)\} from '(@callboard\/[^']+)';$/gm;
const ALL = /^export \* from '(\.[^']+)';$/gm;
const SOME = /^export \{([^}]*)\} from '(\.[^']+)';$/gm;
const OWN =
  /^export (?:async |abstract )*(?:function\*?|const|class|enum) (\w+)/gm;

/** `a, b as c` without types. */
const namesIn = text =>
  text
    .split(',')
    .map(part => part.trim().split(' as '))
    .filter(([name]) => name && !name.startsWith('type '))
    .map(([name, alias = name]) => [name, alias]);

const indexes = new Map();

/** The files and names behind what a module exports, by name; types have none. */
function exportsOf(file) {
  const found = indexes.get(file) ?? new Map();
  if (indexes.has(file)) return found;
  indexes.set(file, found);
  const text = readFileSync(file, 'utf8');
  for (const [, name] of text.matchAll(OWN)) found.set(name, [file, name]);
  for (const [, path] of text.matchAll(ALL)) {
    exportsOf(moduleAt(file, path)).forEach((it, name) => found.set(name, it));
  }
  for (const [, names, path] of text.matchAll(SOME)) {
    const others = exportsOf(moduleAt(file, path));
    for (const [name, alias] of namesIn(names)) {
      if (others.has(name)) found.set(alias, others.get(name));
    }
  }
  return found;
}

function moduleAt(file, path) {
  const base = join(dirname(file), path);
  const endings = ['.ts', '.tsx', '/index.ts'];
  return endings.map(it => base + it).find(it => existsSync(it));
}

/** The file and name behind an export of a package of this repository; undefined for a type. */
export function findExport(specifier, name) {
  return exportsOf(require.resolve(specifier)).get(name);
}

const writeImports = (names, specifier) =>
  names
    .map(([name, alias]) => [findExport(specifier, name), alias])
    .filter(([found]) => found)
    .map(
      ([[file, name], alias]) =>
        `import { ${name} as ${alias} } from '${file}';`,
    )
    .join(' ');

/** Changes the imports of modules of the plugins and the app, for esbuild. */
export function directImports() {
  return {
    name: 'direct imports',
    setup({ onLoad }) {
      onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
        const isOurs = /^(plugins|packages)\/[^/]+\/src\//;
        if (!isOurs.test(path.slice(root.length + 1))) return null;
        const contents = readFileSync(path, 'utf8').replace(
          IMPORT,
          (_, names, specifier) => writeImports(namesIn(names), specifier),
        );
        return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' };
      });
    },
  };
}
