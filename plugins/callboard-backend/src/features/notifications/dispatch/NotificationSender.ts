import { Knex } from 'knex';
import { NotificationEvent } from './NotificationEvent';

/** Creates notification events within a transaction. */
export interface NotificationSender {
  notify(
    tx: Knex.Transaction,
    events: readonly NotificationEvent[],
  ): Promise<unknown>;
}
