import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { authModuleDemoProvider } from './auth/authModuleDemoProvider';
import { callboardModuleDemo } from './callboard/callboardModuleDemo';
import { catalogModuleDemo } from './catalog/catalogModuleDemo';
import { demoRootHealthFactory } from './DemoRootHealth';
import { isDemoEnabled } from './isDemoEnabled';

/** The demo company: its people, its sign-in and its year of activity. */
export default createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    if (isDemoEnabled(config)) {
      yield demoRootHealthFactory;
    }
    yield authModuleDemoProvider;
    yield catalogModuleDemo;
    yield callboardModuleDemo;
  },
});
