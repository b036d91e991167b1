import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import { SIGNALS_CHANNEL } from '@callboard/plugin-callboard-common';

const QUIET_MS = 1_000;

/**
 * Tells browsers that a workspace has new activity: at most once a second, and
 * without saying what. They poll as well, so a lost signal loses nothing.
 */
export class ActivitySignal {
  readonly #waiting = new Set<string>();

  constructor(
    private readonly signals: SignalsService,
    private readonly logger: LoggerService,
  ) {}

  /** Asks for a signal soon; never waits, never throws. */
  raise(workspace_id: string): void {
    if (this.#waiting.has(workspace_id)) {
      return;
    }
    this.#waiting.add(workspace_id);
    setTimeout(() => {
      this.#waiting.delete(workspace_id);
      this.signals
        .publish({
          recipients: { type: 'broadcast' },
          channel: SIGNALS_CHANNEL,
          message: { type: 'activity', workspace_id },
        })
        .catch(error => this.logger.debug('A signal was lost', error));
    }, QUIET_MS).unref();
  }
}
