import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import mcpActions from '@backstage/plugin-mcp-actions-backend';

/** The configuration and services that a test's portal needs for assistants. */
export const assistantPortalOptions = {
  portalConfig: { backend: { actions: { pluginSources: ['callboard'] } } },
  services: [mcpActions, actionsRegistryServiceFactory, actionsServiceFactory],
};
