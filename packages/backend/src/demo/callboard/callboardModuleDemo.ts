import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { seedersExtensionPoint } from '@callboard/plugin-callboard-node';
import { demoServiceRef } from '../DemoService';
import { isDemoEnabled } from '../isDemoEnabled';
import { createDemoRouter } from './createDemoRouter';
import { DemoReset } from './DemoReset';
import { DemoSeeder } from './DemoSeeder';

/** Gives Callboard a year of the demo company's activity. */
export const callboardModuleDemo = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'demo',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        demo: demoServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        seeders: seedersExtensionPoint,
      },
      async init({
        config,
        demo,
        httpAuth,
        httpRouter,
        lifecycle,
        logger,
        seeders,
      }) {
        if (!isDemoEnabled(config)) {
          return;
        }
        const seeder = new DemoSeeder(demo);
        const handle = seeders.addSeeder(seeder);
        const reset = new DemoReset({ demo, seeder, handle, logger });
        httpRouter.use(createDemoRouter({ demo, httpAuth, reset }));
        lifecycle.addStartupHook(() => reset.catchUp());
      },
    });
  },
});
