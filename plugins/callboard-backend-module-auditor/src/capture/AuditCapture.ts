import { AuditorEvent } from '@backstage/backend-defaults/auditor';
import { Hint, hintOf } from '../catalog/hintOf';
import { severityOf } from '../mapping/severityOf';
import { toAuditedActivity } from '../mapping/toAuditedActivity';
import { AuditorConfig, severities } from '../readAuditorConfig';
import { AuditQueue } from './AuditQueue';

/**
 * Callboard's changes are in its log, and its reads would lead to more of them. What it
 * refuses is nowhere else.
 */
const OWN_PLUGIN = 'callboard';
const OWN_ACTOR = 'plugin:callboard';

/** Hears the audit events of all plugins, and queues those that are wanted. */
export class AuditCapture {
  readonly queue = new AuditQueue();
  #isInstalled = false;
  #onHint: (hint: Hint) => void = () => {};

  /** @param config - without it nothing is wanted */
  constructor(private readonly config: AuditorConfig | undefined) {}

  /** Notes that the portal's plugins audit through this. */
  noteInstalled(): void {
    this.#isInstalled = true;
  }

  /** Whether they do: a portal may have an auditor of its own. */
  get isInstalled(): boolean {
    return this.#isInstalled;
  }

  /** Whether a plugin's events are wanted. */
  takesPlugin(plugin: string): boolean {
    const plugins = this.config?.plugins ?? [];
    return (
      plugin !== OWN_PLUGIN && (plugins === 'all' || plugins.includes(plugin))
    );
  }

  /** Registers who is told of entities that may be gone when they are looked up. */
  onHint(listener: (hint: Hint) => void): void {
    this.#onHint = listener;
  }

  /** Never waits, never throws, whatever it is given. */
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
      const hint = hintOf(event);
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
      severities.indexOf(severityOf(event)) >= severities.indexOf(severity)
    );
  }
}
