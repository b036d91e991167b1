import { NewActivity, getUtf8Length } from '@callboard/plugin-callboard-common';
import { Environment } from '../Environment';
import { SegmentStore, StoredEvent } from './SegmentStore';

const MAX_EVENTS = 1_000;
const MAX_BYTES = 512 * 1_024;

interface QueuedEvent {
  stored: StoredEvent;
  /** `stored` as JSON, so that writing the queue only joins texts. */
  json: string;
  bytes: number;
}

interface BatchLimits {
  events: number;
  bytes: number;
}

/**
 * One user's events that wait in this tab, oldest first, stored at each change. If too many wait,
 * the oldest are discarded.
 */
export class EventQueue {
  /** Identifies this tab during one session. */
  readonly tabId: string;
  #entries: QueuedEvent[] = [];
  #bytes = 0;
  #isAbandoned = false;

  constructor(
    private readonly environment: Environment,
    private readonly segments: SegmentStore,
  ) {
    this.tabId = environment.createId();
  }

  get size(): number {
    return this.#entries.length;
  }

  /** Adds an activity with a new id. */
  add(activity: NewActivity): void {
    this.adopt([
      {
        at: this.environment.now(),
        event: { ...activity, client_event_id: this.environment.createId() },
      },
    ]);
  }

  /** Takes over events left by another tab, or by this one before a reload. */
  adopt(events: StoredEvent[]): void {
    const known = new Set(this.#entries.map(getEventId));
    const newestAt = this.#entries[this.#entries.length - 1]?.stored.at ?? 0;
    for (const stored of events) {
      if (!known.has(stored.event.client_event_id)) {
        const json = JSON.stringify(stored);
        const bytes = getUtf8Length(json);
        this.#entries.push({ stored, json, bytes });
        this.#bytes += bytes;
      }
    }
    if (events.some(({ at }) => at < newestAt)) {
      this.#entries.sort((a, b) => a.stored.at - b.stored.at);
    }
    while (this.#entries.length > MAX_EVENTS || this.#bytes > MAX_BYTES) {
      this.#bytes -= this.#entries.shift()!.bytes;
    }
    this.save();
  }

  /** The oldest events within the limits, except those already being sent. */
  peek(
    limits: BatchLimits,
    inFlight: ReadonlySet<string> = new Set(),
  ): StoredEvent['event'][] {
    const batch: StoredEvent['event'][] = [];
    // The brackets of a JSON list; each event adds a comma.
    let bytes = 2;
    for (const entry of this.#entries) {
      if (!inFlight.has(getEventId(entry))) {
        bytes += entry.bytes + 1;
        if (batch.length >= limits.events || bytes > limits.bytes) {
          break;
        }
        batch.push(entry.stored.event);
      }
    }
    return batch;
  }

  /** Removes events that the server has stored or finally rejected. */
  remove(ids: Iterable<string>): void {
    const deletedIds = new Set(ids);
    this.#entries = this.#entries.filter(
      entry => !deletedIds.has(getEventId(entry)),
    );
    this.#bytes = this.#entries.reduce((sum, { bytes }) => sum + bytes, 0);
    this.save();
  }

  /** Removes all events, in this tab and from the stored segments of all tabs. */
  clear(): void {
    this.#entries = [];
    this.#bytes = 0;
    this.segments.listTabs().forEach(tabId => this.segments.remove(tabId));
  }

  /** Stores the queue, which also shows other tabs that this one is alive. */
  save(): void {
    // A response may arrive after `abandon`. Then this must not restore events that another tab has
    // taken over.
    if (!this.#isAbandoned) {
      this.#write(this.environment.now());
    } else if (this.segments.listTabs().includes(this.tabId)) {
      this.#write(0);
    }
  }

  /** Leaves waiting events to another tab or the next session. */
  abandon(): void {
    this.#write(0);
    this.#isAbandoned = true;
  }

  #write(aliveAt: number): void {
    const texts = this.#entries.map(({ json }) => json);
    if (!this.segments.write(this.tabId, aliveAt, texts)) {
      // The newer half of the events may still fit; the rest stays in memory only.
      const newest = texts.slice(-Math.ceil(texts.length / 2));
      this.segments.write(this.tabId, aliveAt, newest);
    }
  }
}

function getEventId(entry: QueuedEvent): string {
  return entry.stored.event.client_event_id;
}
