import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { auditSourcesExtensionPoint } from '@callboard/plugin-callboard-node';
import { AuditDrain } from './capture/AuditDrain';
import { auditCaptureServiceRef } from './capture/auditCaptureServiceRef';
import { EntityNames } from './catalog/EntityNames';
import { EntityReader } from './catalog/EntityReader';
import { nameEntities } from './catalog/nameEntities';
import { reportQueue } from './reportQueue';

/** Stores the captured audit events of all plugins. */
export const callboardModuleAuditor = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'auditor',
  register(env) {
    env.registerInit({
      deps: {
        // A dependency, so that its factory has run before `capture.isInstalled` is read.
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        capture: auditCaptureServiceRef,
        catalog: catalogServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        scheduler: coreServices.scheduler,
        sources: auditSourcesExtensionPoint,
      },
      async init({
        capture,
        lifecycle,
        logger,
        metrics,
        sources,
        ...platform
      }) {
        if (!capture.isInstalled) {
          logger.warn(
            'callboard.activity.auditor has no effect, because the portal has its own auditor service',
          );
        }
        reportQueue(metrics, capture.queue);
        const names = new EntityNames();
        const reader = new EntityReader({ ...platform, logger, names });
        if (capture.includesPlugin('catalog')) {
          capture.onResource(hint => reader.scheduleLookup(hint));
          await platform.scheduler.scheduleTask({
            id: 'callboard-audit-entity-names',
            // The results are local to this process.
            scope: 'local',
            initialDelay: { seconds: 10 },
            frequency: { minutes: 10 },
            timeout: { minutes: 5 },
            fn: stopping => reader.readAll(stopping),
          });
        }
        sources.addSource({
          connect(sink) {
            const drain = new AuditDrain({
              queue: capture.queue,
              logger,
              sink,
              complete: (actions, hurry) =>
                nameEntities(names, reader, actions, hurry),
            });
            drain.start();
            lifecycle.addShutdownHook(() => drain.close());
          },
        });
      },
    });
  },
});
