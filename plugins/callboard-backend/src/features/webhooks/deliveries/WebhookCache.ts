import { WebhookRow } from '../WebhookRow';

/** The maximum age of the cached webhook when a request is made. */
const FRESH_MS = 100;

/** A recently read webhook, so that waiting deliveries use the current URL and secret. */
export class WebhookCache {
  #readAt = -Infinity;
  #row: Promise<WebhookRow | undefined> = Promise.resolve(undefined);

  /** @param read - reads the webhook; undefined if it was deleted */
  constructor(private readonly read: () => Promise<WebhookRow | undefined>) {}

  /** Reads it, unless that has just been done. */
  async get(): Promise<WebhookRow | undefined> {
    if (performance.now() - this.#readAt > FRESH_MS) {
      this.#row = this.read();
      this.#readAt = performance.now();
    }
    return this.#row;
  }

  /** Caches a webhook that was just read. */
  setCached(row: WebhookRow | undefined): void {
    this.#row = Promise.resolve(row);
    this.#readAt = performance.now();
  }
}
