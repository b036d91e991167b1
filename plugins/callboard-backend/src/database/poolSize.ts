import { Knex } from 'knex';

/** The maximum number of connections of this process. */
export function poolSize(knex: Knex): number {
  return knex.client.pool.max;
}
