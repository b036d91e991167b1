import { AuditorEvent } from '@backstage/backend-defaults/auditor';
import { Hint, findHint } from '../catalog/findHint';
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
  #onHint: (hint: Hint) => void = () => {};

  /** @param config - without it, no event is queued */
  constructor(private readonly config: AuditorConfig | undefined) {}

  /** Records that the portal's plugins send their audit events to this instance. */
  noteInstalled(): void {
    this.#isInstalled = true;
  }

  /** Whether the portal uses this auditor rather than its own. */
  get isInstalled(): boolean {
    return this.#isInstalled;
  }

  /** Whether a plugin's events are included. */
  takesPlugin(plugin: string): boolean {
    const plugins = this.config?.plugins ?? [];
    return (
      plugin !== OWN_PLUGIN && (plugins === 'all' || plugins.includes(plugin))
    );
  }

  /** Sets the listener for entities that may be deleted before they are looked up. */
  onHint(listener: (hint: Hint) => void): void {
    this.#onHint = listener;
  }

  /** Receives an event. Never waits, never throws, whatever it is given. */
  hear(event: AuditorEvent): void {
    try {
      const isOwnRefusal =
        event.plugin === OWN_PLUGIN && event.status === 'failed';
      if (
        !(isOwnRefusal || this.takesPlugin(event.plugin)) ||
        event.actor.actorId === OWN_ACTOR
      ) {
        return;
      }
      const hint = findHint(event);
      if (hint) {
        this.#onHint(hint);
      }
      if (this.isNeeded(event)) {
        this.queue.add(() => toAuditedActivity(event, new Date()));
      }
    } catch {
      this.queue.noteDropped();
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
