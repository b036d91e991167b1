export class SemaphoreTimeoutError extends Error {
  name = 'SemaphoreTimeoutError';
}

/** A semaphore that serves waiting callers in order. */
export class DeliverySemaphore {
  #free: number;
  readonly #waiting: Array<{ amount: number; enter: () => void }> = [];

  constructor(private readonly options: { size: number; waitMs: number }) {
    this.#free = options.size;
  }

  /** Whether no work is in progress or waiting. */
  get isIdle(): boolean {
    return this.#free === this.options.size && this.#waiting.length === 0;
  }

  /**
   * Runs work once the semaphore has capacity.
   *
   * @param amount - the capacity to take, limited to the size of the semaphore
   * @throws SemaphoreTimeoutError when the capacity is not available in time
   */
  async run<T>(amount: number, work: () => Promise<T>): Promise<T> {
    const takenAmount = Math.min(amount, this.options.size);
    await this.enter(takenAmount);
    try {
      return await work();
    } finally {
      this.#free += takenAmount;
      this.admitWaiting();
    }
  }

  private async enter(amount: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const waiting = { amount, enter: resolve };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        this.admitWaiting();
        reject(new SemaphoreTimeoutError());
      }, this.options.waitMs);
      waiting.enter = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#waiting.push(waiting);
      this.admitWaiting();
    });
  }

  private admitWaiting(): void {
    while (this.#waiting.length > 0 && this.#waiting[0].amount <= this.#free) {
      const { amount, enter } = this.#waiting.shift()!;
      this.#free -= amount;
      enter();
    }
  }
}

const MAX_REQUESTS_PER_HOST = 64;

const SLOT_WAIT_MS = 5_000;

export class HostSlots {
  readonly #hosts = new Map<string, DeliverySemaphore>();

  /** @throws SemaphoreTimeoutError when no slot becomes free in time */
  async run<T>(host: string, work: () => Promise<T>): Promise<T> {
    const semaphore =
      this.#hosts.get(host) ??
      new DeliverySemaphore({
        size: MAX_REQUESTS_PER_HOST,
        waitMs: SLOT_WAIT_MS,
      });
    this.#hosts.set(host, semaphore);
    try {
      return await semaphore.run(1, work);
    } finally {
      if (semaphore.isIdle) {
        this.#hosts.delete(host);
      }
    }
  }
}
