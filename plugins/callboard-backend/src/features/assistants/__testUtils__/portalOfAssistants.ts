import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import mcpActions from '@backstage/plugin-mcp-actions-backend';

/** The configuration and services with which a test's portal admits assistants. */
export const portalOfAssistants = {
  portalConfig: { backend: { actions: { pluginSources: ['callboard'] } } },
  services: [mcpActions, actionsRegistryServiceFactory, actionsServiceFactory],
};
