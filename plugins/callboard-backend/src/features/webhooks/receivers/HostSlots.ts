/** Bounds how many requests to one host are under way at once. */
export class HostSlots {
  readonly #hosts = new Map<
    string,
    { taken: number; waiting: Array<() => void> }
  >();

  constructor(private readonly perHost: number) {}

  /** Does some work for a host once it has a free place. */
  async run<T>(host: string, work: () => Promise<T>): Promise<T> {
    await this.enter(host);
    try {
      return await work();
    } finally {
      this.leave(host);
    }
  }

  private async enter(host: string): Promise<void> {
    const slots = this.#hosts.get(host) ?? { taken: 0, waiting: [] };
    this.#hosts.set(host, slots);
    if (slots.taken < this.perHost) {
      slots.taken += 1;
      return;
    }
    // Who leaves hands the place on.
    await new Promise<void>(resolve => slots.waiting.push(resolve));
  }

  private leave(host: string): void {
    const slots = this.#hosts.get(host)!;
    const next = slots.waiting.shift();
    if (next) {
      next();
      return;
    }
    slots.taken -= 1;
    if (slots.taken === 0) {
      this.#hosts.delete(host);
    }
  }
}
