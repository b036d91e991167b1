import {
  coreServices,
  createBackendFeatureLoader,
  createServiceFactory,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { DefaultAuditorService } from '@backstage/backend-defaults/auditor';
import { z } from 'zod';
import {
  metricsServiceRef,
  MetricsService,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { auditSourcesExtensionPoint } from '@callboard/plugin-callboard-node';
import { AuditDrain } from './capture/AuditDrain';
import { AuditQueue } from './capture/AuditQueue';
import { auditCaptureServiceRef } from './capture/AuditCapture';
import { EntityNames } from './catalog/EntityNames';
import { EntityReader } from './catalog/EntityReader';
import { addResourceNames } from './catalog/addResourceNames';
import { parseConfig, readAuditorConfig } from './readAuditorConfig';

/** Reports the numbers of queued and dropped events, whenever metrics are read. */
function reportQueue(metrics: MetricsService, queue: AuditQueue): void {
  metrics
    .createObservableGauge('callboard.audit.waiting', {
      description: 'Audit events waiting to be stored',
      unit: '{event}',
    })
    .addCallback(result => result.observe(queue.size));
  metrics
    .createObservableCounter('callboard.audit.dropped', {
      description: 'Audit events that were not stored',
      unit: '{event}',
    })
    .addCallback(result => result.observe(queue.dropped));
}

/** Stores the captured audit events of all plugins. */
const callboardModuleAuditor = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'auditor',
  register(env) {
    env.registerInit({
      deps: {
        // Not used. As a dependency, its factory runs before `init` reads `capture.isInstalled`.
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
          capture.onResourceToResolve = resource =>
            reader.scheduleLookup(resource);
          await platform.scheduler.scheduleTask({
            id: 'callboard-audit-entity-names',
            // Every process has its own cache of names.
            scope: 'local',
            initialDelay: { seconds: 10 },
            frequency: { minutes: 10 },
            timeout: { minutes: 5 },
            fn: signal => reader.readAll(signal),
          });
        }
        sources.addSource({
          connect(sink) {
            const drain = new AuditDrain({
              queue: capture.queue,
              logger,
              sink,
              addResourceNames: (actions, closing) =>
                addResourceNames(names, reader, actions, closing),
            });
            drain.start();
            lifecycle.addShutdownHook(() => drain.close());
          },
        });
      },
    });
  },
});

const LEVELS_KEY = 'backend.auditor.severityLogLevelMappings';

const logLevel = z.enum(['debug', 'info', 'warn', 'error']);

/** The log levels of audit events by severity: the platform's setting, with its defaults. */
const severityLogLevels = z.object({
  low: logLevel.default('debug'),
  medium: logLevel.default('info'),
  high: logLevel.default('info'),
  critical: logLevel.default('info'),
});

/**
 * The platform's auditor, which logs as usual, and passes events on to Callboard. Auditing plugins
 * wait for this service, so it must not wait for anything.
 */
const capturingAuditorServiceFactory = createServiceFactory({
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
    capture.isInstalled = true;
    const auditLogger = logger.child({ isAuditEvent: true });
    const levels = parseConfig(
      severityLogLevels,
      LEVELS_KEY,
      config.getOptional(LEVELS_KEY) ?? {},
    );
    return DefaultAuditorService.create(
      event => {
        capture.handleEvent(event);
        const level = levels[event.severityLevel];
        const name = `${event.plugin}.${event.eventId}`;
        if ('error' in event) {
          const { error, ...eventWithoutError } = event;
          auditLogger.child(eventWithoutError)[level](name, error);
        } else {
          auditLogger[level](name, event);
        }
      },
      { auth, httpAuth, plugin },
    );
  },
});

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
