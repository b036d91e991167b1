import { AuditedActivity } from '@callboard/plugin-callboard-node';
import { UnnamedResource } from '../catalog/findUnnamedResource';

export interface QueuedAction {
  activity: AuditedActivity;
  /** The catalog entity or location of which the event has only an id. */
  unnamed?: UnnamedResource;
  /** The approximate memory that the event takes. */
  bytes: number;
}

const LIMITS = { actions: 10_000, bytes: 16_000_000 };

/**
 * Queues audit events until they are stored. A full or closed queue drops further events and counts
 * them.
 */
export class AuditQueue {
  #actions: QueuedAction[] = [];
  #bytes = 0;
  #dropped = 0;
  #isClosed = false;
  /** Called for each added event. */
  onAdded: () => void = () => {};
  #onLate: () => void = () => {};

  constructor(private readonly limits = LIMITS) {}

  get size(): number {
    return this.#actions.length;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /**
   * Adds an event if the queue has space.
   *
   * @param createAction - creates the event; not called for a dropped event, so that many dropped
   *   events cost little
   */
  add(createAction: () => QueuedAction): void {
    const { actions, bytes } = this.limits;
    if (this.#isClosed) {
      this.countDropped();
      this.#onLate();
      return;
    }
    if (this.#actions.length >= actions || this.#bytes >= bytes) {
      this.countDropped();
      return;
    }
    const action = createAction();
    this.#actions.push(action);
    this.#bytes += action.bytes;
    this.onAdded();
  }

  countDropped(count = 1): void {
    this.#dropped += count;
  }

  /** The oldest events. They occupy space until removed. */
  peek(limit: number): QueuedAction[] {
    return this.#actions.slice(0, limit);
  }

  /** Removes the given number of oldest events. */
  remove(count: number): void {
    for (const { bytes } of this.#actions.splice(0, count)) {
      this.#bytes -= bytes;
    }
  }

  /**
   * Drops and counts further events, because nothing stores them any more.
   *
   * @param onLate - is called for each event added afterwards
   */
  close(onLate: () => void): void {
    this.#isClosed = true;
    this.#onLate = onLate;
  }
}
