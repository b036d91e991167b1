import { Knex } from 'knex';
import { isPostgres } from '../../database/dialect';
import { FIRST_ARRIVAL, isAfter, nextArrival } from './arrivals';
import { presentSnapshot } from './presentSnapshot';

/**
 * Lets the numbers of transactions go on from those in the log, after a restore into a
 * server that has not come as far. Until then new rows would seem to be older than those
 * that were restored, which have been counted and sealed by their numbers.
 *
 * @returns whether that was necessary
 */
export async function continueArrivals(knex: Knex): Promise<boolean> {
  if (!isPostgres(knex)) {
    return false;
  }
  return knex.transaction(async tx => {
    // One at a time; nobody counts meanwhile.
    const marks = await tx('activity_rollup_mark')
      .select('arrival')
      .forUpdate();
    const mark = marks[0]?.arrival ?? FIRST_ARRIVAL;
    const [{ newest }] = await tx('activity').max({ newest: 'arrival' });
    const last = newest && isAfter(newest, mark) ? newest : mark;
    const { snapshot } = await presentSnapshot(tx);
    const [, next] = snapshot.split(':');
    if (!isAfter(last, next)) {
      return false;
    }
    const offset = nextArrival(last);
    await tx.raw(
      `CREATE OR REPLACE FUNCTION arrival_offset() RETURNS bigint
       LANGUAGE sql STABLE AS 'SELECT ${offset}::bigint'`,
    );
    await tx.raw(
      `CREATE OR REPLACE FUNCTION new_arrival() RETURNS xid8
       LANGUAGE sql VOLATILE AS
       'SELECT (pg_current_xact_id()::text::bigint + ${offset})::text::xid8'`,
    );
    return true;
  });
}
