import { Knex } from 'knex';

/** Whether a client, transaction or query uses PostgreSQL; otherwise it uses SQLite. */
export function isPostgres(knex: { client: Knex.Client }): boolean {
  return String(knex.client.config.client).startsWith('pg');
}
