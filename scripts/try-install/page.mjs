/** Reads the installation instructions in the documentation. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';

/** A fenced block: its language, its name and its lines. */
const fence = /^```(\w+) ([\w.-]+)\n([^]*?)\n```$/gm;

/** The installations that the pages describe, with their frontend systems. */
export const installations = {
  new: 'new',
  legacy: 'legacy',
  rbac: 'new',
  activity: 'new',
  time: 'new',
};

/** Reads the named blocks of a page, in the page's order. Blocks without a name are examples. */
function readPage(page) {
  const text = readFileSync(join(root, 'docs', page), 'utf8');
  return [...text.matchAll(fence)].map(([, language, name, code]) => ({
    page,
    language,
    name,
    code,
  }));
}

const findInstallation = name =>
  Object.keys(installations).find(each => name.startsWith(`${each}-`));

/**
 * Reads the code blocks of an installation from docs/install.md and docs/permissions.md. A block
 * whose name begins with the name of an installation belongs only to this installation. There, it
 * replaces the block that has the rest of its name: `time-frontend-packages` replaces
 * `frontend-packages`.
 *
 * @param {keyof typeof installations} installation
 * @returns {Array<{page: string, language: string, name: string, code: string}>}
 */
export function readBlocks(installation) {
  const blocks = ['install.md', 'permissions.md'].flatMap(readPage);
  const names = new Set(blocks.map(({ name }) => name));
  // `rbac` adds policies to the full installation `new`.
  const applied = installation === 'rbac' ? ['new', 'rbac'] : [installation];
  return blocks.filter(({ name }) => {
    const owner = findInstallation(name);
    return owner
      ? applied.includes(owner)
      : !names.has(`${installation}-${name}`);
  });
}
