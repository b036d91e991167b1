import { Knex } from 'knex';
import { NotificationEvent } from './NotificationEvent';

/** Tells people things within a transaction. */
export interface NotificationSender {
  tell(
    tx: Knex.Transaction,
    events: readonly NotificationEvent[],
  ): Promise<unknown>;
}
