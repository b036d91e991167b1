/** Checks whether the installed dependencies match the repository. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const installationFile = join(root, 'node_modules/.callboard-install.json');

function listManifests() {
  const folders = ['packages', 'plugins'].flatMap(parent =>
    readdirSync(join(root, parent)).map(name => join(parent, name)),
  );
  return ['yarn.lock', '.yarnrc.yml', 'package.json']
    .concat([...folders, 'e2e'].map(folder => join(folder, 'package.json')))
    .filter(file => existsSync(join(root, file)))
    .sort();
}

/**
 * Hashes the inputs of an installation: the manifests, and the version of Node's binary interface,
 * which native modules are compiled for.
 */
export function describeInstallation() {
  const hash = createHash('sha256');
  for (const file of listManifests()) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return { manifests: hash.digest('hex'), abi: process.versions.modules };
}

/** Returns the last installation; undefined if none exists or another tool made it. */
export function readInstallation() {
  try {
    return JSON.parse(readFileSync(installationFile, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Stores the current installation. */
export function storeInstallation(installation) {
  writeFileSync(installationFile, `${JSON.stringify(installation)}\n`);
}
