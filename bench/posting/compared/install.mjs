import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const NAME =
  '@red-hat-developer-hub/backstage-plugin-adoption-insights-backend';
const folder = fileURLToPath(new URL('.', import.meta.url));
const requireHere = createRequire(import.meta.url);

/**
 * Installs what posting is compared with, where it is not yet: beside the
 * bench, not in the portal.
 *
 * @returns its version, and the path of what to load
 */
export function installCompared() {
  if (!existsSync(`${folder}node_modules/${NAME}`)) {
    const { status } = spawnSync(
      'npm',
      [
        'install',
        '--ignore-scripts',
        '--omit=peer',
        '--no-package-lock',
        '--no-audit',
        '--no-fund',
        // What it needs as it was when it came out: what came later may want
        // more than a registry has yet.
        '--before=2026-10-01',
      ],
      { cwd: folder, stdio: 'inherit' },
    );
    if (status !== 0) {
      throw new Error(`${NAME} could not be installed`);
    }
  }
  const path = requireHere.resolve(NAME);
  return {
    name: NAME,
    version: requireHere(`${NAME}/package.json`).version,
    path,
  };
}
