import { Knex } from 'knex';
import { Clock } from '../clock';
import { TransactionalSubscriber } from '../changes/Subscriber';
import { ChannelStore } from './ChannelStore';
import { getRetiredChannels } from './getRetiredChannels';

/**
 * Renames the channels of resources that users can no longer see. It is transactional: messages
 * after the change are guaranteed to use the new names.
 */
export function createChannelRenewal(deps: {
  store: ChannelStore;
  clock: Clock;
}): TransactionalSubscriber {
  return {
    name: 'live-channels',
    async handle(changes, tx: Knex.Transaction) {
      await deps.store.retire(
        tx,
        getRetiredChannels(changes),
        deps.clock.now(),
      );
    },
  };
}
