/**
 * Checks that released migrations stay as they are: a portal applies each migration only once, so
 * after a change its schema would differ from the schema of a new portal.
 *
 *   node scripts/testing/releasedMigrations.mjs            exits with 1 if a check fails
 *   node scripts/testing/releasedMigrations.mjs --record   records all migrations as released
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashFiles } from '../lib/hashFiles.mjs';
import { root } from '../lib/paths.mjs';

const folder = path.join(root, 'plugins/callboard-backend/migrations');
const recordFile = path.join(root, 'scripts/testing/releasedMigrations.json');

/**
 * Returns the hash of each migration file by its path, in the order in which knex applies the
 * files.
 */
function hashMigrations() {
  const files = fs
    .readdirSync(folder, { recursive: true })
    .filter(file => file.endsWith('.js'))
    .sort();
  return Object.fromEntries(
    files.map(file => [file, hashFiles([path.join(folder, file)])]),
  );
}

const readReleased = () => JSON.parse(fs.readFileSync(recordFile, 'utf8'));

/** Lists what is wrong with the current migrations. */
function findProblems(released, current) {
  const isMigration = file => !file.includes('/');
  const latest = Object.keys(released).filter(isMigration).sort().at(-1) ?? '';
  return [
    ...Object.entries(released)
      .filter(([file, hash]) => current[file] !== hash)
      .map(([file]) =>
        current[file]
          ? `${file} was released, but has changed. Add a migration instead.`
          : `${file} was released, but is missing.`,
      ),
    ...Object.keys(current)
      .filter(file => isMigration(file) && !released[file] && file < latest)
      .map(file => `${file} must sort after ${latest}, which was released.`),
  ];
}

/** Lists why the current migrations cannot be released. */
export function listReleaseProblems() {
  const released = readReleased();
  const current = hashMigrations();
  return [
    ...findProblems(released, current),
    ...Object.keys(current)
      .filter(file => !released[file])
      .map(file => `${file} is not recorded as released.`),
  ];
}

/**
 * Prints each released migration that has changed, and each new migration that does not sort after
 * the released migrations.
 *
 * @param context.print - takes the output
 * @returns the exit code
 */
export async function checkReleasedMigrations({ print }) {
  const problems = findProblems(readReleased(), hashMigrations());
  problems.forEach(problem => print(`${problem}\n`));
  return problems.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === '--record') {
    const text = JSON.stringify(hashMigrations(), null, 2);
    fs.writeFileSync(recordFile, `${text}\n`);
  } else {
    process.exitCode = await checkReleasedMigrations({
      print: text => process.stdout.write(text),
    });
  }
}
