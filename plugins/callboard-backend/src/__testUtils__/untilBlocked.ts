import { Knex } from 'knex';
import { until } from './until';

/**
 * On PostgreSQL, waits until a statement is blocked by a lock of another transaction.
 *
 * @param about - a part of the statement; by default any statement of the database counts
 */
export async function untilBlocked(knex: Knex, about = ''): Promise<void> {
  await until(async () => {
    const { rows } = await knex.raw(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE ?",
      [`%${about}%`],
    );
    return rows.length > 0;
  });
}
