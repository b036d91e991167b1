import type { SignalApi } from '@backstage/plugin-signals-react';
import {
  endpoints,
  type CallboardClient,
  type CallboardSignal,
  type LiveChannels,
} from '@callboard/plugin-callboard-common';

type Topic = LiveChannels['channels'][number]['topics'][number];

interface Listener {
  /** The topic to listen to; all topics by default. */
  topic?: Topic;
  onSignal: (signal: CallboardSignal) => void;
  /** Called when the person gets new channels, because earlier messages of these are lost. */
  onMissed: () => void;
}

/** Milliseconds until the channels are requested again. */
const RENEW_AFTER_MS = 2 * 60_000;

/** Milliseconds until a failed request for the channels is retried. */
const RETRY_AFTER_MS = 30_000;

/**
 * Upper bound of the random delay before clients request new channels, in milliseconds, so that a
 * thousand browsers do not send their requests at once.
 */
const RENEWAL_SPREAD_MS = 500;

/**
 * Subscribes on behalf of all listeners to the live-update channels that carry their topics, for
 * everything the signed-in person may see. The channels change when the person's access changes.
 */
export class LiveConnection {
  readonly #listeners = new Set<Listener>();
  readonly #subscriptions = new Map<string, { unsubscribe: () => void }>();
  #channels: LiveChannels['channels'] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #requestCount = 0;

  constructor(
    private readonly signals: SignalApi,
    private readonly client: CallboardClient,
  ) {}

  /** Registers a listener. It receives messages once the channels are loaded. */
  listen(listener: Listener): { unsubscribe: () => void } {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) {
      void this.renew();
    } else {
      this.updateSubscriptions();
    }
    return {
      unsubscribe: () => {
        this.#listeners.delete(listener);
        if (this.#listeners.size === 0) {
          this.stop();
        } else {
          this.updateSubscriptions();
        }
      },
    };
  }

  /** Requests the channels again. Ignores the response if a later request has been sent. */
  private async renew(): Promise<void> {
    this.#requestCount += 1;
    const requestNumber = this.#requestCount;
    clearTimeout(this.#timer);
    let nextDelayMs = RENEW_AFTER_MS;
    try {
      const { channels } = await this.client.call(endpoints.getLive, {});
      if (requestNumber === this.#requestCount) {
        const wasListening = this.#subscriptions.size > 0;
        this.#channels = channels;
        const hasNewChannels = this.updateSubscriptions();
        if (wasListening && hasNewChannels) {
          this.#listeners.forEach(({ onMissed }) => onMissed());
        }
      }
    } catch {
      // Pages poll every minute in the meantime.
      nextDelayMs = RETRY_AFTER_MS;
    }
    if (requestNumber === this.#requestCount && this.#listeners.size > 0) {
      this.scheduleRenewal(nextDelayMs);
    }
  }

  private scheduleRenewal(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.renew(), delayMs);
  }

  /** The channels that carry a topic with a listener. */
  private listChannelNames(): Set<string> {
    const listeners = [...this.#listeners];
    return new Set(
      this.#channels
        .filter(({ topics }) =>
          listeners.some(({ topic }) => !topic || topics.includes(topic)),
        )
        .map(({ name }) => name),
    );
  }

  /**
   * Subscribes to exactly the channels that the listeners need.
   *
   * @returns whether it subscribed to new channels
   */
  private updateSubscriptions(): boolean {
    const names = this.listChannelNames();
    let hasNewChannels = false;
    for (const name of names) {
      if (!this.#subscriptions.has(name)) {
        hasNewChannels = true;
        this.#subscriptions.set(
          name,
          this.signals.subscribe(name, message =>
            this.handleSignal(message as unknown as CallboardSignal),
          ),
        );
      }
    }
    for (const [name, subscription] of this.#subscriptions) {
      if (!names.has(name)) {
        subscription.unsubscribe();
        this.#subscriptions.delete(name);
      }
    }
    return hasNewChannels;
  }

  private handleSignal(signal: CallboardSignal): void {
    if (signal.type === 'renew') {
      this.scheduleRenewal(Math.random() * RENEWAL_SPREAD_MS);
      return;
    }
    this.#listeners.forEach(({ onSignal }) => onSignal(signal));
  }

  private stop(): void {
    this.#requestCount += 1;
    clearTimeout(this.#timer);
    this.#channels = [];
    this.updateSubscriptions();
  }
}
