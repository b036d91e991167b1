import { newActivity } from '@callboard/plugin-callboard-common';
import { Environment } from '../environment/Environment';
import { StoredEvent } from './StoredEvent';

const PREFIX = 'callboard.activity/queue';

// Far below the 30 days in which the server knows an event again.
const MAX_AGE_MS = 7 * 24 * 3_600_000;

/** What one tab has written down. */
export interface Segment {
  tabId: string;
  /** When its tab was last known to live; 0 once the tab has said goodbye. */
  aliveAt: number;
  events: StoredEvent[];
}

/**
 * Keeps one person's waiting events in the browser's storage, a segment per
 * tab: each tab writes its own only, so tabs never overwrite each other.
 * Nothing here throws, however broken, full or forbidden the storage is.
 */
export class SegmentStore {
  readonly #environment: Environment;
  readonly #prefix: string;

  constructor(environment: Environment, userRef: string) {
    this.#environment = environment;
    this.#prefix = `${PREFIX}/${encodeURIComponent(userRef)}/`;
  }

  /**
   * Writes a tab's segment from events that are JSON already, and says whether
   * it is kept.
   */
  write(tabId: string, aliveAt: number, events: string[]): boolean {
    const { storage } = this.#environment;
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
      // What an earlier write left is out of date: sending it again would do
      // no harm, but showing events as waiting that are sent would.
      this.remove(tabId);
      return false;
    }
  }

  /** Reads a tab's segment, leaving out whatever is damaged or too old. */
  read(tabId: string): Segment {
    const segment: Segment = { tabId, aliveAt: 0, events: [] };
    try {
      const text = this.#environment.storage?.getItem(this.#prefix + tabId);
      const stored = JSON.parse(text ?? '{}');
      segment.aliveAt = Number(stored?.at) || 0;
      for (const entry of Array.isArray(stored?.events) ? stored.events : []) {
        const event = this.#checked(entry);
        if (event) {
          segment.events.push(event);
        }
      }
    } catch {
      // A damaged segment holds nothing that could be sent.
    }
    return segment;
  }

  /** Forgets a tab's segment. */
  remove(tabId: string): void {
    try {
      this.#environment.storage?.removeItem(this.#prefix + tabId);
    } catch {
      // A storage that refuses this has nothing that matters.
    }
  }

  /** The tabs that have a segment of this person. */
  tabs(): string[] {
    const tabs: string[] = [];
    try {
      const { storage } = this.#environment;
      for (let index = 0; storage && index < storage.length; index++) {
        const key = storage.key(index);
        if (key?.startsWith(this.#prefix)) {
          tabs.push(key.slice(this.#prefix.length));
        }
      }
    } catch {
      // Without a storage there are no other tabs to know of.
    }
    return tabs;
  }

  #checked(entry: unknown): StoredEvent | undefined {
    const { at, event } = (entry ?? {}) as Partial<StoredEvent>;
    const age = this.#environment.now() - Number(at);
    const parsed = newActivity.safeParse(event);
    return age < MAX_AGE_MS && parsed.success && parsed.data.client_event_id
      ? { at: Number(at), event: parsed.data as StoredEvent['event'] }
      : undefined;
  }
}
