import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from './paths.mjs';

/** Returns a hash of texts, and of the paths and contents of files of this repository. */
export function hashFiles(files, ...texts) {
  const hash = createHash('sha256');
  texts.forEach(text => hash.update(`${text}\0`));
  for (const file of [...files].sort()) {
    hash.update(`${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}
