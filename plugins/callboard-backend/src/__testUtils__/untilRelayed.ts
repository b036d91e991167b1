import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';

/** Waits until all changes are dispatched to all subscribers. */
export async function untilRelayed(knex: Knex): Promise<void> {
  while ((await knex('outbox')).length > 0) {
    await sleep(10);
  }
}
