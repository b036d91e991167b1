import type { SignalApi } from '@backstage/plugin-signals-react';
import type { CallboardSignal } from '@callboard/plugin-callboard-common';

/**
 * The live updates of a portal, as a test sends them.
 *
 * @public
 */
export class FakeSignals implements SignalApi {
  readonly #listeners = new Set<(message: never) => void>();

  /** Whether somebody would hear what is sent now. */
  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  subscribe(
    _channel: string,
    onMessage: (message: never) => void,
  ): { unsubscribe(): void } {
    this.#listeners.add(onMessage);
    return { unsubscribe: () => this.#listeners.delete(onMessage) };
  }

  /** Tells all who listen now; it is lost for everybody else. */
  send(message: CallboardSignal): void {
    this.#listeners.forEach(listener => listener(message as never));
  }
}
