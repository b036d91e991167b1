import { DueDelivery } from './DeliveryStore';
import { Tried } from './Tried';

/** The deliveries of a webhook that are about to be sent, or are under way. */
export class Round {
  /** The ids of all that were taken, until it is stored what came of them. */
  readonly held = new Set<string>();
  #ready: Array<() => Promise<Tried>> = [];
  #underWay = 0;
  #tried: Tried[] = [];
  #tell: () => void = () => {};

  /** @param atOnce - how many are under way at once */
  constructor(private readonly atOnce: number) {}

  /** Whether there is room for more than is ready. */
  get needsMore(): boolean {
    return this.#ready.length === 0 && this.#underWay < this.atOnce;
  }

  /** Whether nothing is under way, and nothing has come of anything. */
  get isIdle(): boolean {
    return this.#underWay === 0 && this.#tried.length === 0;
  }

  /**
   * Takes deliveries that are due.
   *
   * @param send - sends one of them; never fails
   */
  add(
    due: readonly DueDelivery[],
    send: (delivery: DueDelivery) => Promise<Tried>,
  ): void {
    for (const delivery of due) {
      this.held.add(delivery.id);
      this.#ready.push(() => send(delivery));
    }
  }

  /** Begins as many as there is room for. */
  begin(): void {
    while (this.#ready.length > 0 && this.#underWay < this.atOnce) {
      this.#underWay += 1;
      const send = this.#ready.shift()!;
      void send().then(tried => {
        this.#underWay -= 1;
        this.#tried.push(tried);
        this.#tell();
      });
    }
  }

  /** What has been tried since it was asked last. */
  takeTried(): Tried[] {
    const taken = this.#tried;
    this.#tried = [];
    return taken;
  }

  /** Resolves when something has been tried, or after a time. */
  async nextTried(mostMs: number): Promise<void> {
    if (this.#tried.length > 0) {
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
}
