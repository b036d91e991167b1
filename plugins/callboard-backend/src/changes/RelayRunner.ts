import { LoggerService } from '@backstage/backend-plugin-api';
import { Runner } from '../turns/Runner';
import { Relay } from './Relay';

/**
 * Runs the relay when something was committed, and every second for what is
 * due or was left behind.
 */
export class RelayRunner extends Runner {
  constructor(relay: Pick<Relay, 'drain'>, logger: LoggerService) {
    super(relay, {
      logger,
      failure: 'Handing on changes failed; trying again',
    });
  }
}
