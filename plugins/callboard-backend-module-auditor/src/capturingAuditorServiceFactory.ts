import { DefaultAuditorService } from '@backstage/backend-defaults/auditor';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { auditCaptureServiceRef } from './capture/auditCaptureServiceRef';
import { readSeverityLogLevels } from './readSeverityLogLevels';

/**
 * The platform's auditor, which logs as usual, and passes events on to Callboard. Auditing plugins
 * wait for this, so it must not wait for anything.
 */
export const capturingAuditorServiceFactory = createServiceFactory({
  service: coreServices.auditor,
  deps: {
    auth: coreServices.auth,
    capture: auditCaptureServiceRef,
    config: coreServices.rootConfig,
    httpAuth: coreServices.httpAuth,
    logger: coreServices.logger,
    plugin: coreServices.pluginMetadata,
  },
  factory({ auth, capture, config, httpAuth, logger, plugin }) {
    capture.markInstalled();
    const auditLogger = logger.child({ isAuditEvent: true });
    const levels = readSeverityLogLevels(config);
    return DefaultAuditorService.create(
      event => {
        capture.handleEvent(event);
        const level = levels[event.severityLevel];
        const name = `${event.plugin}.${event.eventId}`;
        if ('error' in event) {
          const { error, ...rest } = event;
          auditLogger.child(rest)[level](name, error);
        } else {
          auditLogger[level](name, event);
        }
      },
      { auth, httpAuth, plugin },
    );
  },
});
