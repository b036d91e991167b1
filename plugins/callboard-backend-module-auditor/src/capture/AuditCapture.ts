import { AuditorEvent } from '@backstage/backend-defaults/auditor';
import {
  ResourceToResolve,
  findResourceToResolve,
} from '../catalog/findResourceToResolve';
import { getEventSeverity } from '../mapping/getEventSeverity';
import { toAuditedActivity } from '../mapping/toAuditedActivity';
import { AuditorConfig, severities } from '../readAuditorConfig';
import { AuditQueue } from './AuditQueue';

/**
 * Excludes Callboard's own events: its changes are in its log anyway, and events about its reads
 * would cause more reads. Its failed events are included, because nothing else records them.
 */
const OWN_PLUGIN = 'callboard';
const OWN_ACTOR = 'plugin:callboard';

/** Receives the audit events of all plugins, and queues those that the configuration includes. */
export class AuditCapture {
  readonly queue = new AuditQueue();
  #isInstalled = false;
  #onResource: (hint: ResourceToResolve) => void = () => {};

  /** @param config - without it, no event is queued */
  constructor(private readonly config: AuditorConfig | undefined) {}

  /** Records that the portal's plugins send their audit events to this instance. */
  markInstalled(): void {
    this.#isInstalled = true;
  }

  /** Whether the portal uses this auditor rather than its own. */
  get isInstalled(): boolean {
    return this.#isInstalled;
  }

  /** Whether a plugin's events are included. */
  includesPlugin(plugin: string): boolean {
    const plugins = this.config?.plugins ?? [];
    return (
      plugin !== OWN_PLUGIN && (plugins === 'all' || plugins.includes(plugin))
    );
  }

  /** Sets the listener for entities that may be deleted before they are looked up. */
  onResource(listener: (hint: ResourceToResolve) => void): void {
    this.#onResource = listener;
  }

  /** Receives an event. Never waits, never throws, whatever it is given. */
  handleEvent(event: AuditorEvent): void {
    try {
      const isOwnRefusal =
        event.plugin === OWN_PLUGIN && event.status === 'failed';
      if (
        !(isOwnRefusal || this.includesPlugin(event.plugin)) ||
        event.actor.actorId === OWN_ACTOR
      ) {
        return;
      }
      const hint = findResourceToResolve(event);
      if (hint) {
        this.#onResource(hint);
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
