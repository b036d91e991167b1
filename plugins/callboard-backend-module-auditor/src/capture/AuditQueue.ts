import { QueuedAct } from './QueuedAct';

/** What may wait at most. */
export interface QueueLimits {
  acts: number;
  bytes: number;
}

const LIMITS: QueueLimits = { acts: 10_000, bytes: 16_000_000 };

/**
 * Holds acts until they are stored. A queue that is full or closed drops further acts
 * and counts them.
 */
export class AuditQueue {
  #acts: QueuedAct[] = [];
  #bytes = 0;
  #dropped = 0;
  #isClosed = false;
  #onAdded: () => void = () => {};
  #onLate: () => void = () => {};

  constructor(private readonly limits = LIMITS) {}

  /** How many acts wait. */
  get size(): number {
    return this.#acts.length;
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
    const { acts, bytes } = this.limits;
    if (this.#isClosed) {
      this.noteDropped();
      this.#onLate();
      return;
    }
    if (this.#acts.length >= acts || this.#bytes >= bytes) {
      this.noteDropped();
      return;
    }
    const act = make();
    this.#acts.push(act);
    this.#bytes += act.bytes;
    this.#onAdded();
  }

  /** Counts acts that are not stored. */
  noteDropped(count = 1): void {
    this.#dropped += count;
  }

  /** The oldest acts. They keep their room until they are removed. */
  peek(most: number): QueuedAct[] {
    return this.#acts.slice(0, most);
  }

  /** Removes as many of the oldest. */
  remove(count: number): void {
    for (const { bytes } of this.#acts.splice(0, count)) {
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
