import { Knex } from 'knex';

/** Whether the database behind a client, transaction or query is PostgreSQL; otherwise it is SQLite. */
export function isPostgres(knex: { client: Knex.Client }): boolean {
  return String(knex.client.config.client).startsWith('pg');
}
