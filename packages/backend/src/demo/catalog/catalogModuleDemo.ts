import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { demoServiceRef } from '../DemoService';
import { isDemoEnabled } from '../isDemoEnabled';
import { DemoEntityProvider } from './DemoEntityProvider';

/** Puts the demo company into the catalog. */
export const catalogModuleDemo = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'demo',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        catalog: catalogProcessingExtensionPoint,
        demo: demoServiceRef,
      },
      async init({ config, catalog, demo }) {
        if (isDemoEnabled(config)) {
          catalog.addEntityProvider(new DemoEntityProvider(demo));
        }
      },
    });
  },
});
