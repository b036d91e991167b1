import { Knex } from 'knex';
import { isPostgres } from './isPostgres';
import { readCurrentSnapshot } from './readCurrentSnapshot';

/**
 * A position in the order in which rows of the log became visible: on PostgreSQL a transaction id,
 * on SQLite a row number.
 */
export type Arrival = string;

/** Before every row. */
export const FIRST_ARRIVAL: Arrival = '0';

/** A SQL placeholder for an arrival. */
export function getArrivalBinding(knex: Knex): string {
  return isPostgres(knex) ? '?::xid8' : 'CAST(? AS integer)';
}

/** The committed rows of the log at one moment. */
export interface CommittedRows {
  /**
   * The arrival before which no further rows can appear.
   *
   * On PostgreSQL it is the id of the oldest open transaction. A clock or the highest id would miss
   * rows of a slow transaction.
   *
   * @see https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT
   */
  settled: Arrival;
  /** The PostgreSQL snapshot, which decides about later rows. */
  snapshot?: string;
}

/** Reads which rows of the log are committed now. */
export async function readCommittedRows(knex: Knex): Promise<CommittedRows> {
  if (isPostgres(knex)) {
    return readCurrentSnapshot(knex);
  }
  const [row] = await knex('activity').max({ last: 'arrival' });
  return { settled: String((row.last ?? 0) + 1) };
}

/** The arrival before which no further rows can appear. */
export async function readSettledArrival(knex: Knex): Promise<Arrival> {
  return (await readCommittedRows(knex)).settled;
}

/** The committed rows as one text, for `wasCommittedSql`. */
export async function readCommitPosition(knex: Knex): Promise<string> {
  const { snapshot, settled } = await readCommittedRows(knex);
  return snapshot ?? settled;
}

/** SQL for "the row of `activity` was committed", with one binding from `readCommitPosition`. */
export function wasCommittedSql(knex: Knex): string {
  return isPostgres(knex)
    ? 'pg_visible_in_snapshot(activity.arrival, CAST(? AS pg_snapshot))'
    : `activity.arrival < ${getArrivalBinding(knex)}`;
}

/**
 * SQL for "other transactions may still add rows that arrived before `arrival`, or with it". SQLite
 * runs one transaction at a time.
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
  const [, next] = (await readCurrentSnapshot(knex)).snapshot.split(':');
  return next;
}

/**
 * Whether several rows can have the same arrival: those of one PostgreSQL transaction, which are
 * ordered by id.
 */
export function hasSharedArrivals(knex: { client: Knex.Client }): boolean {
  return isPostgres(knex);
}

/** Whether `a` comes after `b`. */
export function isAfter(a: Arrival, b: Arrival): boolean {
  return BigInt(a) > BigInt(b);
}

/** The arrival right after another. */
export function getNextArrival(arrival: Arrival): Arrival {
  return String(BigInt(arrival) + 1n);
}
