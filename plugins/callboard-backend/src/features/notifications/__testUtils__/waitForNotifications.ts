import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { FAN_OUT_QUEUE } from '../addNotifications';

/** Waits until the fan-out queue is empty. */
export async function waitForNotifications(knex: Knex): Promise<void> {
  while ((await knex('jobs').where({ queue: FAN_OUT_QUEUE })).length > 0) {
    await sleep(5);
  }
}
