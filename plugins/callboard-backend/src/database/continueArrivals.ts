import { Knex } from 'knex';
import { isPostgres } from './isPostgres';
import { FIRST_ARRIVAL, isAfter, getNextArrival } from './arrivals';
import { readCurrentSnapshot } from './readCurrentSnapshot';

/**
 * Continues transaction ids from those in the log, after a restore into a server with lower ids.
 * Otherwise new rows would seem older than the restored ones, which have been counted and covered
 * by integrity checkpoints by their ids.
 *
 * @returns whether that was necessary
 */
export async function continueArrivals(knex: Knex): Promise<boolean> {
  if (!isPostgres(knex)) {
    return false;
  }
  return knex.transaction(async tx => {
    // Serialises replicas, and blocks counting meanwhile.
    const watermarks = await tx('activity_rollup_watermark')
      .select('arrival')
      .forUpdate();
    const watermark = watermarks[0]?.arrival ?? FIRST_ARRIVAL;
    const [{ newest }] = await tx('activity').max({ newest: 'arrival' });
    const last = newest && isAfter(newest, watermark) ? newest : watermark;
    const { snapshot } = await readCurrentSnapshot(tx);
    const [, next] = snapshot.split(':');
    if (!isAfter(last, next)) {
      return false;
    }
    const offset = getNextArrival(last);
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
