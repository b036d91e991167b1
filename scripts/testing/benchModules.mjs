/**
 * Benchmarks and the chaos test load modules of the backend by path. Checks that these modules and
 * the names that are read from them exist.
 */
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/paths.mjs';

const folders = ['bench', 'scripts/chaos'];
const backend = path.join(root, 'plugins/callboard-backend/src');

/** Matches a statement that loads a module. The path must be a literal: this check reads it. */
const LOAD_STATEMENT =
  /(?:\{([^}]*)\}\s*=\s*)?load(Backend|Feature)\((?:\s*'([^']+)')?/g;

const isExported = (source, name) =>
  new RegExp(
    `^export (?:abstract |async )?(?:class|const|function\\*?) ${name}\\b|^export \\{[^}]*\\b${name}\\b`,
    'm',
  ).test(source);

/** Lists the problems of one statement. */
function listProblems([, names = '', kind, name]) {
  if (!name) {
    return ['loads a module by a computed path. Use a literal path'];
  }
  const module = kind === 'Feature' ? `features/${name}` : name;
  const file = path.join(backend, `${module}.ts`);
  if (!fs.existsSync(file)) {
    return [`${module} does not exist`];
  }
  const source = fs.readFileSync(file, 'utf8');
  return names
    .split(',')
    .map(part => part.split(':')[0].trim())
    .filter(part => part && !isExported(source, part))
    .map(part => `${module} does not export ${part}`);
}

/**
 * Prints each missing module, and each missing name in a module.
 *
 * @param context.print - takes the output
 * @returns the exit code
 */
export async function checkBenchModules({ print }) {
  const files = folders.flatMap(folder =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true })
      .filter(name => name.endsWith('.mjs') && !name.includes('node_modules'))
      .map(name => `${folder}/${name}`),
  );
  const loads = files.flatMap(name => {
    const source = fs.readFileSync(path.join(root, name), 'utf8');
    return [...source.matchAll(LOAD_STATEMENT)].map(statement => ({
      name,
      statement,
    }));
  });
  const problems = loads.flatMap(({ name, statement }) =>
    listProblems(statement).map(problem => `${name}: ${problem}`),
  );
  problems.forEach(line => print(`${line}\n`));
  print(
    `Checked the modules of ${loads.length} statements in benchmarks and the chaos test.\n`,
  );
  return problems.length > 0 || loads.length === 0 ? 1 : 0;
}
