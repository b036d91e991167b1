import type { SignalApi } from '@backstage/plugin-signals-react';
import type { CallboardSignal } from '@callboard/plugin-callboard-common';

/** The live updates of a portal, sent by a test. @public */
export class FakeSignals implements SignalApi {
  readonly #listeners = new Set<(message: never) => void>();

  /** Whether a listener is registered. */
  get isSubscribed(): boolean {
    return this.#listeners.size > 0;
  }

  subscribe(
    _channel: string,
    onMessage: (message: never) => void,
  ): { unsubscribe(): void } {
    this.#listeners.add(onMessage);
    return { unsubscribe: () => this.#listeners.delete(onMessage) };
  }

  /** Sends a message to the current listeners. Later listeners do not receive it. */
  send(message: CallboardSignal): void {
    this.#listeners.forEach(listener => listener(message as never));
  }
}
