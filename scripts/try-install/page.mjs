/** The instructions in `docs/install.md`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';

const file = join(root, 'docs/install.md');

/** A fenced block: its language, its name and its lines. */
const fence = /^```(\w+) ([\w-]+)\n([^]*?)\n```$/gm;

/** The prefixes of the names of blocks that are for one frontend system. */
const prefixes = { new: 'new-', legacy: 'legacy-' };

/**
 * Reads the named blocks of the page, in its order. Blocks without a name are examples.
 *
 * @param {'new' | 'legacy'} frontend omits the blocks for the other system
 * @returns {Array<{language: string, name: string, code: string}>}
 */
export function readInstallPage(frontend) {
  const page = readFileSync(file, 'utf8');
  const other = frontend === 'new' ? 'legacy' : 'new';
  return [...page.matchAll(fence)]
    .map(([, language, name, code]) => ({ language, name, code }))
    .filter(({ name }) => !name.startsWith(prefixes[other]));
}
