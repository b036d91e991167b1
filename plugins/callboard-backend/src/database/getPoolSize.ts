import { Knex } from 'knex';

/** The maximum number of connections of this process. */
export function getPoolSize(knex: Knex): number {
  return knex.client.pool.max;
}
