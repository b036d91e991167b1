import { Knex } from 'knex';
import { Insertion, insertTogether } from './bulk';
import { isPostgres } from './isPostgres';

/**
 * Reads the current snapshot of PostgreSQL, with the offset that `continueArrivals` adds to the
 * transaction ids in the log.
 */
async function readCurrentSnapshot(knex: Knex) {
  const { rows } = await knex.raw(
    'SELECT CAST(pg_current_snapshot() AS text) AS snapshot, arrival_offset() AS "offset"',
  );
  const offset = BigInt(rows[0].offset);
  const snapshot: string = rows[0].snapshot.replace(/\d+/g, (number: string) =>
    String(BigInt(number) + offset),
  );
  // The format is `xmin:xmax:` and the ids of open transactions.
  const [settledArrival, next] = snapshot.split(':');
  return { snapshot, settledArrival, next };
}

/**
 * A position in the order in which rows of the log became visible: on PostgreSQL a transaction id,
 * on SQLite a row number.
 */
export type Arrival = string;

/** An arrival lower than the arrival of every row. */
export const FIRST_ARRIVAL: Arrival = '0';

export function getArrivalBinding(knex: Knex): string {
  return isPostgres(knex) ? '?::xid8' : 'CAST(? AS integer)';
}

/** The end of the log at one moment: determines which rows were committed by then. */
export interface LogPosition {
  /**
   * The arrival before which no further rows can appear.
   *
   * On PostgreSQL, this is the id of the oldest open transaction. A clock or the highest id would
   * miss rows of a slow transaction.
   *
   * @see https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT
   */
  settledArrival: Arrival;
  /** The PostgreSQL snapshot, which shows whether a later row was committed. */
  snapshot?: string;
}

export async function readLogPosition(knex: Knex): Promise<LogPosition> {
  if (isPostgres(knex)) {
    const { snapshot, settledArrival } = await readCurrentSnapshot(knex);
    return { snapshot, settledArrival };
  }
  const [row] = await knex('activity').max({ last: 'arrival' });
  return { settledArrival: String((row.last ?? 0) + 1) };
}

/** The arrival before which no further rows can appear. */
export async function readSettledArrival(knex: Knex): Promise<Arrival> {
  return (await readLogPosition(knex)).settledArrival;
}

/** Reads the current position in the log as one text for `wasCommittedSql`. */
export async function readCommitPosition(knex: Knex): Promise<string> {
  const { snapshot, settledArrival } = await readLogPosition(knex);
  return snapshot ?? settledArrival;
}

/**
 * SQL for "the row of `activity` was committed when the position was read". Its only binding is the
 * text that `readCommitPosition` returned.
 */
export function wasCommittedSql(knex: Knex): string {
  return isPostgres(knex)
    ? 'pg_visible_in_snapshot(activity.arrival, CAST(? AS pg_snapshot))'
    : `activity.arrival < ${getArrivalBinding(knex)}`;
}

/**
 * SQL for "open transactions may still add rows with this `arrival` or an earlier one". Always
 * false on SQLite, which runs one transaction at a time.
 */
export function isUnsettledSql(knex: Knex): string {
  return isPostgres(knex)
    ? `arrival::text::numeric >=
           pg_snapshot_xmin(pg_current_snapshot())::text::numeric + arrival_offset()`
    : 'FALSE';
}

/**
 * Reads the lowest arrival that no row can have yet.
 *
 * @returns undefined on SQLite, which numbers the rows itself
 */
export async function readUnusedArrival(
  knex: Knex,
): Promise<Arrival | undefined> {
  if (!isPostgres(knex)) {
    return undefined;
  }
  return (await readCurrentSnapshot(knex)).next;
}

/**
 * Whether rows can share an arrival. On PostgreSQL, the rows of one transaction do; they are
 * ordered by id.
 */
export function hasSharedArrivals(knex: { client: Knex.Client }): boolean {
  return isPostgres(knex);
}

export function isAfter(a: Arrival, b: Arrival): boolean {
  return BigInt(a) > BigInt(b);
}

export function getNextArrival(arrival: Arrival): Arrival {
  return String(BigInt(arrival) + 1n);
}

/**
 * Makes new arrivals continue after the arrivals in the log, after a restore into a server with
 * lower transaction ids. Otherwise new rows would get arrivals below the watermarks of log
 * consumers, which would never process these rows.
 *
 * @returns whether an offset had to be set
 */
export async function continueArrivals(knex: Knex): Promise<boolean> {
  if (!isPostgres(knex)) {
    return false;
  }
  return knex.transaction(async tx => {
    // Serialises replicas, and blocks the consumer that counts rows.
    const watermarks = await tx('activity_rollup_watermark')
      .select('arrival')
      .forUpdate();
    const watermark = watermarks[0]?.arrival ?? FIRST_ARRIVAL;
    const [{ newest }] = await tx('activity').max({ newest: 'arrival' });
    const last = newest && isAfter(newest, watermark) ? newest : watermark;
    const { next } = await readCurrentSnapshot(tx);
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

/**
 * Inserts the activity rows of a change into the log, and their outbox entries, in the transaction
 * of the change. On PostgreSQL this uses a function of the schema, whose plan the connection
 * caches.
 */
export async function insertActivity(
  tx: Knex.Transaction,
  { activity, entries }: { activity: Insertion; entries: Insertion },
): Promise<void> {
  if (!isPostgres(tx)) {
    await insertTogether(tx, [activity, entries]);
    return;
  }
  await tx.raw(
    'SELECT record_activity(?, ?)',
    [activity, entries].map(({ rows }) => JSON.stringify(rows)),
  );
}
