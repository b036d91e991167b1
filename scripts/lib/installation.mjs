/** Whether the installed dependencies are those the repository asks for. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const markFile = join(root, 'node_modules/.callboard-install.json');

function manifests() {
  const folders = ['packages', 'plugins'].flatMap(parent =>
    readdirSync(join(root, parent)).map(name => join(parent, name)),
  );
  return ['yarn.lock', '.yarnrc.yml', 'package.json']
    .concat([...folders, 'e2e'].map(folder => join(folder, 'package.json')))
    .filter(file => existsSync(join(root, file)))
    .sort();
}

/**
 * What an installation depends on: the manifests, and the version of Node's
 * binary interface, which native modules are compiled for.
 */
export function describeInstallation() {
  const hash = createHash('sha256');
  for (const file of manifests()) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return { manifests: hash.digest('hex'), abi: process.versions.modules };
}

/** What was last installed; undefined when nothing was, or not by us. */
export function presentInstallation() {
  try {
    return JSON.parse(readFileSync(markFile, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Remembers what is installed now. */
export function rememberInstallation(installation) {
  writeFileSync(markFile, `${JSON.stringify(installation)}\n`);
}
