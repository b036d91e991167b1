/** Adds the address of the repository to published manifests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';

/** Returns the field `repository` of the root's package.json; undefined if the field is missing. */
export function readRepository() {
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  return JSON.parse(manifest).repository;
}

/** Returns the address of the repository's page on GitHub or GitLab. */
function toPageUrl(url) {
  const page = url.replace(/^git\+/, '').replace(/\.git$/, '');
  if (!page.startsWith('https://')) {
    throw new Error(`package.json: repository.url must use https, not ${url}`);
  }
  return page;
}

/**
 * Creates the fields of a packed manifest that contain the repository's address.
 *
 * @param repository the result of `readRepository`
 * @param directory the package's folder, relative to the repository
 */
export function createRepositoryFields(repository, directory) {
  if (!repository) {
    return {};
  }
  const page = toPageUrl(repository.url);
  return {
    homepage: `${page}/tree/HEAD/${directory}#readme`,
    bugs: { url: `${page}/issues` },
    repository: { type: 'git', url: `git+${page}.git`, directory },
  };
}
