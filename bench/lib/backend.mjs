import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
// The backend is TypeScript, which the CLI's hook can load.
require('@backstage/cli/config/nodeTransform.cjs');

const root = new URL('../../plugins/callboard-backend/', import.meta.url);

/** Loads a module of the backend by its path below `src`, or below `src/features`. */
export const loadBackend = path =>
  require(fileURLToPath(new URL(`src/${path}.ts`, root)));
export const loadFeature = path =>
  require(fileURLToPath(new URL(`src/features/${path}.ts`, root)));

/** Loads a package that the backend depends on. */
export const requireOfBackend = createRequire(new URL('package.json', root));
export const migrations = fileURLToPath(new URL('migrations', root));

/** Loads a package that the portal's own backend depends on. */
export const requireOfPortal = createRequire(
  new URL('../../packages/backend/package.json', import.meta.url),
);

/** Loads a package that the signals plugin depends on. */
export const requireOfSignals = createRequire(
  requireOfPortal.resolve('@backstage/plugin-signals-backend'),
);

export const common = requireOfBackend('@callboard/plugin-callboard-common');
export const pluginApi = requireOfBackend('@backstage/backend-plugin-api');
export const { chunk, difference, find, groupBy, map, mapKeys, mapValues } =
  requireOfBackend('lodash');
export const { max, maxBy, omit, partition, range, sortBy, sum, sumBy } =
  requireOfBackend('lodash');
