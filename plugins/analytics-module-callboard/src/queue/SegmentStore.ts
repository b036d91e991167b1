import { NewActivity, newActivity } from '@callboard/plugin-callboard-common';
import { Environment } from '../Environment';

/** An activity that waits to be sent, with the id that makes retries idempotent. */
export interface StoredEvent {
  /** The time of capture, in milliseconds. */
  at: number;
  event: NewActivity & { client_event_id: string };
}

const PREFIX = 'callboard.activity/queue';

// Far below the 30 days in which the server recognises a repeated event.
const MAX_AGE_MS = 7 * 24 * 3_600_000;

interface Segment {
  /** When the tab was last known to be alive; 0 after a regular close. */
  aliveAt: number;
  events: StoredEvent[];
}

/**
 * Stores one user's waiting events in the browser's storage, in one segment per tab. Each tab
 * writes only its own segment, so tabs never overwrite each other's events. No method throws, even
 * if the storage is broken, full or forbidden.
 */
export class SegmentStore {
  readonly #prefix: string;

  constructor(private readonly environment: Environment, userRef: string) {
    this.#prefix = `${PREFIX}/${encodeURIComponent(userRef)}/`;
  }

  /** Writes a tab's segment from events that are JSON already. Returns whether it was stored. */
  write(tabId: string, aliveAt: number, events: string[]): boolean {
    const { storage } = this.environment;
    if (!storage) {
      return false;
    }
    const key = this.#prefix + tabId;
    try {
      if (events.length === 0) {
        storage.removeItem(key);
      } else {
        storage.setItem(key, `{"at":${aliveAt},"events":[${events}]}`);
      }
      return true;
    } catch {
      // The tab's earlier segment may contain events that were sent in the meantime. Sending them
      // again would be harmless, but they would appear to be waiting.
      this.remove(tabId);
      return false;
    }
  }

  /** Reads a tab's segment, without damaged and expired events. */
  read(tabId: string): Segment {
    const segment: Segment = { aliveAt: 0, events: [] };
    try {
      const text = this.environment.storage?.getItem(this.#prefix + tabId);
      const stored = JSON.parse(text ?? '{}');
      segment.aliveAt = Number(stored?.at) || 0;
      for (const entry of Array.isArray(stored?.events) ? stored.events : []) {
        const event = this.#parseStoredEvent(entry);
        if (event) {
          segment.events.push(event);
        }
      }
    } catch {
      // A damaged segment contains nothing to send.
    }
    return segment;
  }

  remove(tabId: string): void {
    try {
      this.environment.storage?.removeItem(this.#prefix + tabId);
    } catch {
      // A storage that the browser blocks contains no segments.
    }
  }

  listTabs(): string[] {
    const tabs: string[] = [];
    try {
      const { storage } = this.environment;
      for (let index = 0; storage && index < storage.length; index++) {
        const key = storage.key(index);
        if (key?.startsWith(this.#prefix)) {
          tabs.push(key.slice(this.#prefix.length));
        }
      }
    } catch {
      // Without a storage, no other tabs are known.
    }
    return tabs;
  }

  #parseStoredEvent(entry: unknown): StoredEvent | undefined {
    const { at, event } = (entry ?? {}) as Partial<StoredEvent>;
    const age = this.environment.now() - Number(at);
    const parsed = newActivity.safeParse(event);
    return age < MAX_AGE_MS && parsed.success && parsed.data.client_event_id
      ? { at: Number(at), event: parsed.data as StoredEvent['event'] }
      : undefined;
  }
}
