import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { authModuleDemoProvider } from './auth/authModuleDemoProvider';
import { callboardModuleDemo } from './callboard/callboardModuleDemo';
import { catalogModuleDemo } from './catalog/catalogModuleDemo';

/** The demo company: its people, its sign-in and its year of activity. */
export default createBackendFeatureLoader({
  *loader() {
    yield authModuleDemoProvider;
    yield catalogModuleDemo;
    yield callboardModuleDemo;
  },
});
