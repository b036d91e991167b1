import { QueuedAct } from './QueuedAct';

/** What may wait at most. */
export interface QueueLimits {
  actions: number;
  bytes: number;
}

const LIMITS: QueueLimits = { actions: 10_000, bytes: 16_000_000 };

/**
 * Holds acts until they are stored. A queue that is full or closed drops further acts
 * and counts them.
 */
export class AuditQueue {
  #actions: QueuedAct[] = [];
  #bytes = 0;
  #dropped = 0;
  #isClosed = false;
  #onAdded: () => void = () => {};
  #onLate: () => void = () => {};

  constructor(private readonly limits = LIMITS) {}

  /** How many acts wait. */
  get size(): number {
    return this.#actions.length;
  }

  /** How many have been dropped since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  /**
   * Adds an act, if there is room.
   *
   * @param make - gives it; what is dropped is not made, so that it costs next to
   * nothing under a flood
   */
  add(make: () => QueuedAct): void {
    const { actions, bytes } = this.limits;
    if (this.#isClosed) {
      this.noteDropped();
      this.#onLate();
      return;
    }
    if (this.#actions.length >= actions || this.#bytes >= bytes) {
      this.noteDropped();
      return;
    }
    const act = make();
    this.#actions.push(act);
    this.#bytes += act.bytes;
    this.#onAdded();
  }

  /** Counts acts that are not stored. */
  noteDropped(count = 1): void {
    this.#dropped += count;
  }

  /** The oldest acts. They keep their room until they are removed. */
  peek(most: number): QueuedAct[] {
    return this.#actions.slice(0, most);
  }

  /** Removes as many of the oldest. */
  remove(count: number): void {
    for (const { bytes } of this.#actions.splice(0, count)) {
      this.#bytes -= bytes;
    }
  }

  /** Registers who is told of each act that is added. */
  onAdded(listener: () => void): void {
    this.#onAdded = listener;
  }

  /**
   * Takes no more: nobody stores it.
   *
   * @param onLate - is told of each act that comes all the same
   */
  close(onLate: () => void): void {
    this.#isClosed = true;
    this.#onLate = onLate;
  }
}
