import { isSuccess } from '../receivers/Sender';
import { DueDelivery } from './deliveryData';
import { DeliveryAttempt } from './DeliveryAttempt';

/**
 * For how long what was tried is gathered while more is sent: each time it is
 * stored costs a transaction.
 */
const GATHER_MS = 100;

/** How many tries are enough to be stored. */
const ENOUGH = 16;

/** The deliveries of a webhook that are about to be sent, or are under way. */
export class Round {
  /** The ids of all that were taken, until it is stored what came of them. */
  readonly held = new Set<string>();
  #ready: Array<() => Promise<DeliveryAttempt>> = [];
  #underWay = 0;
  #attempt: DeliveryAttempt[] = [];
  #mayBegin = false;
  /** Whether there was nothing more when it was looked last. */
  #isDry = false;
  #isGathered = false;
  #gathering: NodeJS.Timeout | undefined;
  #tell: () => void = () => {};

  /**
   * @param options - `atOnce`: how many are under way at once; `readAtOnce`: how
   * many are added together, if there are so many
   */
  constructor(
    private readonly options: { atOnce: number; readAtOnce: number },
  ) {}

  /** Whether there is room for more than is ready. */
  get needsMore(): boolean {
    return this.#ready.length === 0 && this.#underWay < this.options.atOnce;
  }

  /** Whether nothing is under way, and nothing has come of anything. */
  get isIdle(): boolean {
    return this.#underWay === 0 && this.#attempt.length === 0;
  }

  /**
   * Whether what was tried is to be stored: it is much or has waited, or nothing
   * is sent before.
   */
  get isRipe(): boolean {
    return (
      this.#attempt.length > 0 &&
      (this.#isGathered ||
        this.#attempt.length >= ENOUGH ||
        !this.#mayBegin ||
        this.#underWay === 0)
    );
  }

  /**
   * Takes deliveries that are due.
   *
   * @param send - sends one of them; never fails
   */
  add(
    due: readonly DueDelivery[],
    send: (delivery: DueDelivery) => Promise<DeliveryAttempt>,
  ): void {
    this.#isDry = due.length < this.options.readAtOnce;
    for (const delivery of due) {
      this.held.add(delivery.id);
      this.#ready.push(() => send(delivery));
    }
  }

  /**
   * Begins as many as there is room for, and others as these end: until one
   * fails, which may end it for all.
   */
  begin(): void {
    this.#mayBegin = true;
    this.beginSome();
  }

  /** Begins nothing more. */
  halt(): void {
    this.#mayBegin = false;
  }

  /** What has been tried since it was asked last. */
  takeAttempts(): DeliveryAttempt[] {
    const taken = this.#attempt;
    this.#attempt = [];
    this.#isGathered = false;
    clearTimeout(this.#gathering);
    return taken;
  }

  /** Resolves when something is to be stored, or after a time. */
  async untilRipe(mostMs: number): Promise<void> {
    if (this.isRipe) {
      return;
    }
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, mostMs);
      this.#tell = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Forgets a delivery, which may be taken again. */
  forget({ id }: DueDelivery): void {
    this.held.delete(id);
  }

  private beginSome(): void {
    while (this.#ready.length > 0 && this.#underWay < this.options.atOnce) {
      this.#underWay += 1;
      const send = this.#ready.shift()!;
      void send().then(attempt => this.end(attempt));
    }
  }

  private end(attempt: DeliveryAttempt): void {
    this.#underWay -= 1;
    this.#attempt.push(attempt);
    if (this.#attempt.length === 1) {
      this.#gathering = setTimeout(() => {
        this.#isGathered = true;
        this.#tell();
      }, GATHER_MS);
    }
    this.#mayBegin &&= isSuccess(attempt.outcome);
    if (this.#mayBegin) {
      this.beginSome();
    }
    if (this.isRipe || (this.needsMore && !this.#isDry)) {
      this.#tell();
    }
  }
}
