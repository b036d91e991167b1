import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const NAME =
  '@red-hat-developer-hub/backstage-plugin-adoption-insights-backend';
const folder = fileURLToPath(new URL('.', import.meta.url));
const requireHere = createRequire(import.meta.url);

/**
 * Installs the plugin that posting is compared with, where it is missing: in this
 * folder, not in the portal.
 *
 * @returns the path of its module
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
        // Its dependencies as they were then: later ones may need what a registry
        // does not have yet.
        '--before=2026-10-01',
      ],
      { cwd: folder, stdio: 'inherit' },
    );
    if (status !== 0) {
      throw new Error(`${NAME} could not be installed`);
    }
  }
  return requireHere.resolve(NAME);
}
