import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { readAuditorConfig } from '../readAuditorConfig';
import { AuditCapture } from './AuditCapture';

/** The service that receives the audit events of all plugins of a backend. */
export const auditCaptureServiceRef = createServiceRef<AuditCapture>({
  id: 'callboard.audit-capture',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      factory: ({ config }) => new AuditCapture(readAuditorConfig(config)),
    }),
});
