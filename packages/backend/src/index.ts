import { createBackend } from '@backstage/backend-defaults';
import { appModuleAwaitBuild } from './appModuleAwaitBuild';
import developmentLogger from './developmentLogger';
import searchEngine from './searchEngine';
import { startOrExit } from './startOrExit';
import webhookEvents from './webhookEvents';

const backend = createBackend();

if (process.env.NODE_ENV === 'development') backend.add(developmentLogger);

backend.add(import('@backstage/plugin-app-backend'));
backend.add(appModuleAwaitBuild);
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(
  import('@backstage/plugin-auth-backend-module-oauth2-proxy-provider'),
);
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(webhookEvents);
backend.add(import('@backstage/plugin-mcp-actions-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(searchEngine);
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@callboard/plugin-callboard-backend'));
backend.add(import('@callboard/plugin-callboard-backend-module-auditor'));
backend.add(import('@callboard/plugin-callboard-backend-module-github'));
backend.add(import('@callboard/plugin-callboard-backend-module-gitlab'));
backend.add(import('@callboard/plugin-callboard-backend-module-jira'));
backend.add(import('@callboard/plugin-catalog-backend-module-callboard'));
backend.add(import('@callboard/plugin-search-backend-module-callboard'));
backend.add(import('./demo'));

startOrExit(backend);
