import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { callboardModuleAuditor } from './callboardModuleAuditor';
import { capturingAuditorServiceFactory } from './capturingAuditorServiceFactory';
import { readAuditorConfig } from './readAuditorConfig';

/**
 * Adds the audit events of the portal's backend plugins to Callboard's activity log, if
 * `callboard.activity.auditor` is set. Without that key the portal's auditor stays unchanged.
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
