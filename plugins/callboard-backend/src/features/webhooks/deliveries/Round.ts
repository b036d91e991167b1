import { isSuccess } from '../receivers/Sender';
import { DueDelivery } from './deliveryData';
import { DeliveryAttempt } from './DeliveryAttempt';

/** How long attempts are collected before they are saved together; each save is a transaction. */
const GATHER_MS = 100;

/** The number of unsaved attempts that triggers a save. */
const ENOUGH = 16;

/** A delivery batch of a webhook: deliveries that are ready or in progress. */
export class Round {
  /** The ids of the deliveries in this batch whose attempts are not saved yet. */
  readonly inProgressIds = new Set<string>();
  #ready: Array<() => Promise<DeliveryAttempt>> = [];
  #underWay = 0;
  #attempts: DeliveryAttempt[] = [];
  #mayBegin = false;
  /** Whether the last read found no more deliveries. */
  #isDry = false;
  #isGathered = false;
  #gathering: NodeJS.Timeout | undefined;
  #wake: () => void = () => {};

  /**
   * @param options - `atOnce`: the number of concurrent requests; `readAtOnce`: the number of
   * deliveries read together
   */
  constructor(
    private readonly options: { atOnce: number; readAtOnce: number },
  ) {}

  /** Whether no delivery is ready and a request slot is free. */
  get needsMore(): boolean {
    return this.#ready.length === 0 && this.#underWay < this.options.atOnce;
  }

  /** Whether nothing is in progress and no attempt is unsaved. */
  get isIdle(): boolean {
    return this.#underWay === 0 && this.#attempts.length === 0;
  }

  /**
   * Whether to save the attempts: enough were collected, their wait has elapsed, or no further request
   * will add to them.
   */
  get isRipe(): boolean {
    return (
      this.#attempts.length > 0 &&
      (this.#isGathered ||
        this.#attempts.length >= ENOUGH ||
        !this.#mayBegin ||
        this.#underWay === 0)
    );
  }

  /**
   * Adds due deliveries.
   *
   * @param send - sends one delivery; never rejects
   */
  add(
    due: readonly DueDelivery[],
    send: (delivery: DueDelivery) => Promise<DeliveryAttempt>,
  ): void {
    this.#isDry = due.length < this.options.readAtOnce;
    for (const delivery of due) {
      this.inProgressIds.add(delivery.id);
      this.#ready.push(() => send(delivery));
    }
  }

  /**
   * Starts ready deliveries up to the limit, and another one whenever one ends. Starts no more after a
   * failure, because it may deactivate the webhook.
   */
  begin(): void {
    this.#mayBegin = true;
    this.beginSome();
  }

  /** Starts no further deliveries. */
  halt(): void {
    this.#mayBegin = false;
  }

  /** Returns the attempts since the last call. */
  takeAttempts(): DeliveryAttempt[] {
    const taken = this.#attempts;
    this.#attempts = [];
    this.#isGathered = false;
    clearTimeout(this.#gathering);
    return taken;
  }

  /** Resolves when attempts are to be stored, or after a timeout. */
  async untilRipe(timeoutMs: number): Promise<void> {
    if (this.isRipe) {
      return;
    }
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Releases a delivery, which may be taken again. */
  forget({ id }: DueDelivery): void {
    this.inProgressIds.delete(id);
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
    this.#attempts.push(attempt);
    if (this.#attempts.length === 1) {
      this.#gathering = setTimeout(() => {
        this.#isGathered = true;
        this.#wake();
      }, GATHER_MS);
    }
    this.#mayBegin &&= isSuccess(attempt.outcome);
    if (this.#mayBegin) {
      this.beginSome();
    }
    if (this.isRipe || (this.needsMore && !this.#isDry)) {
      this.#wake();
    }
  }
}
