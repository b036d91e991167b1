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
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    if (isDemoEnabled(config)) {
      yield demoHealthFactory;
    }
    yield authModuleDemo;
    yield catalogModuleDemo;
    yield callboardModuleDemo;
  },
});
