import { Knex } from 'knex';
import { Clock } from '../clock';
import { TransactionalSubscriber } from '../changes/Subscriber';
import { ChannelStore } from './ChannelStore';
import { lossesIn } from './lossesIn';

/**
 * Renames the channels of what somebody may see no longer. Inside the database:
 * what is told after the change is told on the new ones, come what may.
 */
export function channelRenewal(deps: {
  store: ChannelStore;
  clock: Clock;
}): TransactionalSubscriber {
  return {
    name: 'live-channels',
    async handle(changes, tx: Knex.Transaction) {
      await deps.store.retire(tx, lossesIn(changes), deps.clock.now());
    },
  };
}
