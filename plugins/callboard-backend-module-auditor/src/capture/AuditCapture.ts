import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { AuditorEvent } from '@backstage/backend-defaults/auditor';
import {
  ResourceToResolve,
  findResourceToResolve,
} from '../catalog/findUnnamedResource';
import {
  getEventSeverity,
  toAuditedActivity,
} from '../mapping/toAuditedActivity';
import {
  AuditorConfig,
  severities,
  readAuditorConfig,
} from '../readAuditorConfig';
import { AuditQueue } from './AuditQueue';

/**
 * Callboard's own plugin id. Callboard's own events are recorded only if they failed, because the
 * activity log already contains Callboard's changes.
 */
const OWN_PLUGIN = 'callboard';

/**
 * The actor of Callboard's requests to other plugins. These requests are not recorded, because
 * recording them would cause further requests.
 */
const OWN_ACTOR = 'plugin:callboard';

/** Receives the audit events of all plugins, and queues those that the configuration includes. */
export class AuditCapture {
  readonly queue = new AuditQueue();
  /**
   * Whether the portal's plugins send their audit events to this instance. False if the portal
   * replaces the auditor service.
   */
  isInstalled = false;
  /**
   * Called for catalog resources that a user may be about to delete, so that their names can be
   * read in time.
   */
  onResourceToResolve: (resource: ResourceToResolve) => void = () => {};

  /** @param config - without it, no event is queued */
  constructor(private readonly config: AuditorConfig | undefined) {}

  includesPlugin(plugin: string): boolean {
    const plugins = this.config?.plugins ?? [];
    return (
      plugin !== OWN_PLUGIN && (plugins === 'all' || plugins.includes(plugin))
    );
  }

  /** Receives an event. Never waits, and never throws, even for invalid events. */
  handleEvent(event: AuditorEvent): void {
    try {
      const isOwnFailure =
        event.plugin === OWN_PLUGIN && event.status === 'failed';
      if (
        !(isOwnFailure || this.includesPlugin(event.plugin)) ||
        event.actor.actorId === OWN_ACTOR
      ) {
        return;
      }
      const resource = findResourceToResolve(event);
      if (resource) {
        this.onResourceToResolve(resource);
      }
      if (this.isNeeded(event)) {
        this.queue.add(() => toAuditedActivity(event, new Date()));
      }
    } catch {
      this.queue.countDropped();
    }
  }

  private isNeeded(event: AuditorEvent): boolean {
    const { severity, status } = this.config!;
    return (
      status.includes(event.status) &&
      severities.indexOf(getEventSeverity(event)) >=
        severities.indexOf(severity)
    );
  }
}

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
