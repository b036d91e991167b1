/** Absolute paths into the repository. */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const varFolder = join(root, 'var');
export const appFolder = join(root, 'packages/app');
export const backendFolder = join(root, 'packages/backend');

/** The script of the `backstage-cli` command. */
export const backstageCli = join(
  root,
  'node_modules/@backstage/cli/bin/backstage-cli',
);

const chosen = process.env.CALLBOARD_DATA_DIR;

/** The folder of the portal's databases, and of the file with the requested demo size. */
export const dataFolder = chosen ? resolve(chosen) : join(varFolder, 'db');

/** The log of the portal: with `CALLBOARD_DATA_DIR`, next to the data. */
export const logFile = join(chosen ? dataFolder : varFolder, 'portal.log');

/** The folder of `npm run replicas`: its database, its logs and its state. */
export const replicasFolder = join(chosen ? dataFolder : varFolder, 'replicas');
