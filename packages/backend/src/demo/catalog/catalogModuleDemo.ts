import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { demoReadinessRef } from '../DemoReadiness';
import { demoServiceRef } from '../DemoService';
import { isDemoEnabled } from '../isDemoEnabled';
import { takeCensus } from './Census';
import { DemoEntityProvider } from './DemoEntityProvider';
import { toEntities } from './toEntities';
import { untilCatalogIsFilled } from './untilCatalogIsFilled';

/** Puts the demo company into the catalog, and says when it is in. */
export const catalogModuleDemo = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'demo',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        demo: demoServiceRef,
        lifecycle: coreServices.lifecycle,
        processing: catalogProcessingExtensionPoint,
        readiness: demoReadinessRef,
      },
      async init({
        auth,
        catalog,
        config,
        demo,
        lifecycle,
        processing,
        readiness,
      }) {
        if (!isDemoEnabled(config)) {
          return;
        }
        processing.addEntityProvider(new DemoEntityProvider(demo));

        const stopping = new AbortController();
        lifecycle.addShutdownHook(() => stopping.abort());
        let expected = takeCensus(toEntities(await demo.world()));
        demo.onChange(async world => {
          expected = takeCensus(toEntities(world));
        });
        // Not waited for: the catalog takes them in after start-up.
        void untilCatalogIsFilled(
          { auth, catalog },
          () => expected,
          stopping.signal,
        ).then(() => {
          readiness.isCatalogFilled = true;
        });
      },
    });
  },
});
