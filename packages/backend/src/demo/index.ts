import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { authModuleDemo } from './authModuleDemo';
import { callboardModuleDemo } from './callboardModuleDemo';
import { catalogModuleDemo, demoHealthFactory } from './catalogModuleDemo';
import { isDemoEnabled } from './isDemoEnabled';

/** The demo company: its people, its sign-in and its year of activity. */
export default createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig, logger: coreServices.rootLogger },
  *loader({ config, logger }) {
    if (isDemoEnabled(config)) {
      logger.warn('Anyone can sign in as one of the demo people');
      yield demoHealthFactory;
      yield authModuleDemo;
      yield catalogModuleDemo;
      yield callboardModuleDemo;
    } else if (config.getOptionalBoolean('demo.enabled')) {
      logger.warn('demo.enabled is ignored: NODE_ENV is production');
    }
  },
});
