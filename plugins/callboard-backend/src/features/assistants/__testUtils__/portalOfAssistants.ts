import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import mcpActions from '@backstage/plugin-mcp-actions-backend';

/** What a test's portal needs so that assistants can come. */
export const portalOfAssistants = {
  portalConfig: { backend: { actions: { pluginSources: ['callboard'] } } },
  services: [mcpActions, actionsRegistryServiceFactory, actionsServiceFactory],
};
