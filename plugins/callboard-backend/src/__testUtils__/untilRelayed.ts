import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';

/** Waits until everybody has been told of all changes. */
export async function untilRelayed(knex: Knex): Promise<void> {
  while ((await knex('outbox')).length > 0) {
    await sleep(10);
  }
}
