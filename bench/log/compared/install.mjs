import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const NAME =
  '@red-hat-developer-hub/backstage-plugin-adoption-insights-backend';
const cwd = fileURLToPath(new URL('.', import.meta.url));

const flags = '--ignore-scripts --omit=peer --no-package-lock --no-audit';
// Later dependencies may need what a registry does not have yet.
const INSTALL = `npm install ${flags} --no-fund --before=2026-10-01`;

/** Installs the plugin that posting is compared with; @returns its module's path */
export function installCompared() {
  if (!existsSync(`${cwd}node_modules/${NAME}`)) {
    execSync(INSTALL, { cwd, stdio: 'inherit' });
  }
  return createRequire(import.meta.url).resolve(NAME);
}
