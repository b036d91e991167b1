import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { createServiceClient } from '@callboard/plugin-callboard-node';
import { CallboardEntityProvider } from './CallboardEntityProvider';
import { readProviderConfig } from './readProviderConfig';

/**
 * Publishes Callboard's departments and staff to the catalog, if
 * `catalog.providers.callboard.enabled` is set.
 *
 * @public
 */
export const catalogModuleCallboard = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'callboard',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ lifecycle, processing, scheduler, ...deps }) {
        const config = readProviderConfig(deps.config);
        if (!config) {
          return;
        }
        const provider = new CallboardEntityProvider({
          ...deps,
          config,
          taskRunner: scheduler.createScheduledTaskRunner(config.schedule),
          client: createServiceClient(deps),
        });
        processing.addEntityProvider(provider);
        lifecycle.addShutdownHook(() => provider.stop());
      },
    });
  },
});
