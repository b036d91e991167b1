import { DeliverySemaphore } from './DeliverySemaphore';

/** Limits the concurrent requests to one host. */
export class HostSlots {
  readonly #hosts = new Map<string, DeliverySemaphore>();

  /** @param options - the limit, and the maximum wait */
  constructor(private readonly options: { perHost: number; waitMs: number }) {}

  /**
   * Runs a request to a host once the host has a free slot.
   *
   * @throws SemaphoreTimeoutError when that takes too long
   */
  async run<T>(host: string, work: () => Promise<T>): Promise<T> {
    const { perHost: size, waitMs } = this.options;
    const semaphore =
      this.#hosts.get(host) ?? new DeliverySemaphore({ size, waitMs });
    this.#hosts.set(host, semaphore);
    try {
      return await semaphore.run(1, work);
    } finally {
      if (semaphore.isEmpty) {
        this.#hosts.delete(host);
      }
    }
  }
}
