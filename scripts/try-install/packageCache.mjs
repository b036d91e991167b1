/** Removes the packed packages from Yarn's cache, because nothing reuses them. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { yarn } from '../lib/yarn.mjs';

/** Yarn's name for the archives of a scope. */
const ARCHIVE_PREFIX = '@callboard-';

function listCachedArchives(folder) {
  return existsSync(folder)
    ? readdirSync(folder).filter(name => name.startsWith(ARCHIVE_PREFIX))
    : [];
}

/**
 * Records the content of Yarn's cache.
 *
 * @returns a function that removes the entries added since
 */
export async function recordPackageCache() {
  const { output } = await yarn('--cwd', root, 'config', 'get', 'globalFolder');
  const folder = join(output.trim(), 'cache');
  const before = new Set(listCachedArchives(folder));
  return () =>
    listCachedArchives(folder)
      .filter(name => !before.has(name))
      .forEach(name => rmSync(join(folder, name), { force: true }));
}
