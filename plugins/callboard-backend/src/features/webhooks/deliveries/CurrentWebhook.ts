import { WebhookRow } from '../WebhookRow';

/** How old what is known of a webhook may be when a request is made. */
const FRESH_MS = 100;

/**
 * A webhook as it is now, near enough: what waits for its turn goes where it is
 * to go then, with the secret that is in use then.
 */
export class CurrentWebhook {
  #readAt = -Infinity;
  #row: Promise<WebhookRow | undefined> = Promise.resolve(undefined);

  /** @param read - reads it; nothing where it is gone */
  constructor(private readonly read: () => Promise<WebhookRow | undefined>) {}

  /** Reads it, unless that has just been done. */
  async get(): Promise<WebhookRow | undefined> {
    if (performance.now() - this.#readAt > FRESH_MS) {
      this.#row = this.read();
      this.#readAt = performance.now();
    }
    return this.#row;
  }

  /** Takes over what somebody has just read. */
  learn(row: WebhookRow | undefined): void {
    this.#row = Promise.resolve(row);
    this.#readAt = performance.now();
  }
}
