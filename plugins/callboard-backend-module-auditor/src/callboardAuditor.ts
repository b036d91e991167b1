import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { callboardModuleAuditor } from './callboardModuleAuditor';
import { capturingAuditorServiceFactory } from './capturingAuditorServiceFactory';
import { readAuditorConfig } from './readAuditorConfig';

/**
 * Brings the audit events of the portal's backend plugins into Callboard as
 * activity, where `callboard.activity.auditor` says so. Without that key the
 * portal's auditor stays what it is.
 *
 * @public
 */
export const callboardAuditor = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    if (readAuditorConfig(config)) {
      yield capturingAuditorServiceFactory;
      yield callboardModuleAuditor;
    }
  },
});
