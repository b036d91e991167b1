import { Knex } from 'knex';

/** How many connections there are at most, for everybody in this process. */
export function poolSize(knex: Knex): number {
  return knex.client.pool.max;
}
