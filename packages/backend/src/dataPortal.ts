/**
 * The portal without its app, for the tests of upgrades and backups: the plugins that store or
 * publish Callboard's data. All imports are static, so that `scripts/releases/resolvePackages.cjs`
 * can replace Callboard's packages with released versions.
 */
import { createBackend } from '@backstage/backend-defaults';
import auth from '@backstage/plugin-auth-backend';
import catalog from '@backstage/plugin-catalog-backend';
import events from '@backstage/plugin-events-backend';
import permission from '@backstage/plugin-permission-backend';
import allowAll from '@backstage/plugin-permission-backend-module-allow-all-policy';
import signals from '@backstage/plugin-signals-backend';
import callboard from '@callboard/plugin-callboard-backend';
import auditor from '@callboard/plugin-callboard-backend-module-auditor';
import github from '@callboard/plugin-callboard-backend-module-github';
import catalogModule from '@callboard/plugin-catalog-backend-module-callboard';
import demo from './demo';
import { startOrExit } from './startOrExit';

const backend = createBackend();
for (const feature of [
  auth,
  catalog,
  events,
  permission,
  allowAll,
  signals,
  callboard,
  auditor,
  github,
  catalogModule,
  demo,
]) {
  backend.add(feature);
}
startOrExit(backend);
