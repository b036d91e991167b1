import { isSuccess } from '../receivers/Sender';
import { DueDelivery, DeliveryAttempt } from './DeliveryAttempt';

/** How long attempts are collected, so that one transaction saves several of them. */
const SAVE_DELAY_MS = 100;

/** The number of unsaved attempts that triggers a save. */
const SAVE_BATCH_SIZE = 16;

/** The ready deliveries of a webhook, those in progress, and attempts that are not saved yet. */
export class DeliveryBatch {
  /** The ids of the deliveries in this batch whose attempts are not saved yet. */
  readonly claimedIds = new Set<string>();
  #ready: Array<() => Promise<DeliveryAttempt>> = [];
  #activeCount = 0;
  #attempts: DeliveryAttempt[] = [];
  #mayBegin = false;
  /** Whether the last read returned all due deliveries. */
  #isQueueEmpty = false;
  #hasSaveDelayElapsed = false;
  #saveTimer: NodeJS.Timeout | undefined;
  #wake: () => void = () => {};

  constructor(
    private readonly options: { maxConcurrent: number; readBatchSize: number },
  ) {}

  /** Whether no delivery is ready and a request slot is free. */
  get needsMore(): boolean {
    return (
      this.#ready.length === 0 && this.#activeCount < this.options.maxConcurrent
    );
  }

  /** Whether nothing is in progress and no attempt is unsaved. */
  get isIdle(): boolean {
    return this.#activeCount === 0 && this.#attempts.length === 0;
  }

  /**
   * Whether to save the attempts: enough were collected, the delay has elapsed, no further
   * delivery may begin, or no delivery is in progress.
   */
  get shouldSaveAttempts(): boolean {
    return (
      this.#attempts.length > 0 &&
      (this.#hasSaveDelayElapsed ||
        this.#attempts.length >= SAVE_BATCH_SIZE ||
        !this.#mayBegin ||
        this.#activeCount === 0)
    );
  }

  /** @param send - sends one delivery; never rejects */
  add(
    due: readonly DueDelivery[],
    send: (delivery: DueDelivery) => Promise<DeliveryAttempt>,
  ): void {
    this.#isQueueEmpty = due.length < this.options.readBatchSize;
    for (const delivery of due) {
      this.claimedIds.add(delivery.id);
      this.#ready.push(() => send(delivery));
    }
  }

  /**
   * Starts ready deliveries up to the limit, and another delivery each time one ends. Stops after
   * a failure, because the failure may deactivate the webhook.
   */
  begin(): void {
    this.#mayBegin = true;
    this.startReady();
  }

  /** Prevents the start of further deliveries. */
  halt(): void {
    this.#mayBegin = false;
  }

  takeAttempts(): DeliveryAttempt[] {
    const taken = this.#attempts;
    this.#attempts = [];
    this.#hasSaveDelayElapsed = false;
    clearTimeout(this.#saveTimer);
    return taken;
  }

  /** Resolves when attempts are to be saved or more deliveries are needed, or after a timeout. */
  async waitForWork(timeoutMs: number): Promise<void> {
    if (this.shouldSaveAttempts) {
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

  /** Releases a delivery, so that it can be read again. */
  release({ id }: DueDelivery): void {
    this.claimedIds.delete(id);
  }

  private startReady(): void {
    while (
      this.#ready.length > 0 &&
      this.#activeCount < this.options.maxConcurrent
    ) {
      this.#activeCount += 1;
      const send = this.#ready.shift()!;
      void send().then(attempt => this.addAttempt(attempt));
    }
  }

  private addAttempt(attempt: DeliveryAttempt): void {
    this.#activeCount -= 1;
    this.#attempts.push(attempt);
    if (this.#attempts.length === 1) {
      this.#saveTimer = setTimeout(() => {
        this.#hasSaveDelayElapsed = true;
        this.#wake();
      }, SAVE_DELAY_MS);
    }
    this.#mayBegin &&= isSuccess(attempt.outcome);
    if (this.#mayBegin) {
      this.startReady();
    }
    if (this.shouldSaveAttempts || (this.needsMore && !this.#isQueueEmpty)) {
      this.#wake();
    }
  }
}
