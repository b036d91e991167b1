/** Checks that portals can replace the texts of every page. */
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/paths.mjs';

const plugins = path.join(root, 'plugins');

/**
 * The entry points for the new and the legacy frontend system. Portals on the legacy system also
 * use `index.ts` of `callboard-react`.
 */
const ENTRIES = ['index.ts', 'legacy/index.ts'];

const read = file => fs.readFileSync(file, 'utf8');

/** Returns the text of an entry point, and of the files that it re-exports with `export *`. */
function readExports(entry) {
  const text = read(entry);
  const files = [...text.matchAll(/export \* from '(\.[^']*)'/g)]
    .map(([, file]) => path.join(path.dirname(entry), `${file}.ts`))
    .filter(file => fs.existsSync(file));
  return [text, ...files.map(read)].join('\n');
}

function listSources(folder) {
  return fs
    .readdirSync(folder, { recursive: true })
    .filter(
      name => /\.tsx?$/.test(name) && !/\.test\.|__testUtils__/.test(name),
    )
    .map(name => path.join(folder, name));
}

/**
 * Prints each translation ref that one of the plugin's entry points, `index.ts` or
 * `legacy/index.ts`, does not export.
 *
 * @param context.print - takes the output
 * @returns the exit code
 */
export async function checkTranslations({ print }) {
  const missing = fs.readdirSync(plugins).flatMap(name => {
    const source = path.join(plugins, name, 'src');
    const refs = listSources(source).flatMap(file =>
      [...read(file).matchAll(/const (\w+) = createTranslationRef\(/g)].map(
        ([, ref]) => ref,
      ),
    );
    const entries = name === 'callboard-react' ? ['index.ts'] : ENTRIES;
    return entries
      .map(entry => path.join(source, entry))
      .filter(entry => refs.length > 0 && fs.existsSync(entry))
      .flatMap(entry => {
        const exported = readExports(entry);
        return refs
          .filter(ref => !new RegExp(`\\b${ref}\\b`).test(exported))
          .map(ref => `${path.relative(root, entry)} does not export ${ref}`);
      });
  });
  if (missing.length > 0) {
    print(`${missing.join('\n')}\n`);
  }
  return missing.length > 0 ? 1 : 0;
}
