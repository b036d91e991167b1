import type { SignalApi } from '@backstage/plugin-signals-react';
import {
  endpoints,
  type CallboardClient,
  type CallboardSignal,
  type LiveChannels,
} from '@callboard/plugin-callboard-common';

type Topic = LiveChannels['channels'][number]['topics'][number];

interface Listener {
  /** What it listens to; everything by default. */
  topic?: Topic;
  hear: (signal: CallboardSignal) => void;
  /** Messages sent while the channels had other names are lost. */
  missed: () => void;
}

/** After how long the channels are asked for again, in milliseconds. */
const RENEW_AFTER = 2 * 60_000;

/** After how long it is tried again where they could not be had. */
const RETRY_AFTER = 30_000;

/**
 * Within what time those who are told of new channels ask for them, so that a
 * thousand browsers do not ask at once.
 */
const SPREAD = 500;

/**
 * Listens to the live-update channels of what the signed-in person may see, for
 * all who want to hear. Which those are changes with what they may see.
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

  /** Lets somebody hear what is told, from soon after on. */
  listen(listener: Listener): { unsubscribe: () => void } {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) {
      void this.renew();
    } else {
      this.subscribe();
    }
    return {
      unsubscribe: () => {
        this.#listeners.delete(listener);
        if (this.#listeners.size === 0) {
          this.end();
        } else {
          this.subscribe();
        }
      },
    };
  }

  private async renew(): Promise<void> {
    this.#requestCount += 1;
    const turn = this.#requestCount;
    clearTimeout(this.#timer);
    let next = RENEW_AFTER;
    try {
      const { channels } = await this.client.call(endpoints.getLive, {});
      if (turn === this.#requestCount) {
        const wasListening = this.#subscriptions.size > 0;
        this.#channels = channels;
        const hasOthers = this.subscribe();
        if (wasListening && hasOthers) {
          this.#listeners.forEach(({ missed }) => missed());
        }
      }
    } catch {
      // Pages ask by themselves meanwhile, every minute.
      next = RETRY_AFTER;
    }
    if (turn === this.#requestCount && this.#listeners.size > 0) {
      this.renewIn(next);
    }
  }

  private renewIn(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.renew(), delay);
  }

  /** The channels on which something comes that somebody listens to. */
  private listNames(): Set<string> {
    const listeners = [...this.#listeners];
    return new Set(
      this.#channels
        .filter(({ topics }) =>
          listeners.some(({ topic }) => !topic || topics.includes(topic)),
        )
        .map(({ name }) => name),
    );
  }

  /** @returns whether there are channels that were not there before */
  private subscribe(): boolean {
    const listNames = this.listNames();
    let hasOthers = false;
    for (const name of listNames) {
      if (!this.#subscriptions.has(name)) {
        hasOthers = true;
        this.#subscriptions.set(
          name,
          this.signals.subscribe(name, message =>
            this.hear(message as unknown as CallboardSignal),
          ),
        );
      }
    }
    for (const [name, subscription] of this.#subscriptions) {
      if (!listNames.has(name)) {
        subscription.unsubscribe();
        this.#subscriptions.delete(name);
      }
    }
    return hasOthers;
  }

  private hear(signal: CallboardSignal): void {
    if (signal.type === 'renew') {
      this.renewIn(Math.random() * SPREAD);
      return;
    }
    this.#listeners.forEach(({ hear }) => hear(signal));
  }

  private end(): void {
    this.#requestCount += 1;
    clearTimeout(this.#timer);
    this.#channels = [];
    this.subscribe();
  }
}
