import { Knex } from 'knex';

/** The visible rows of the log, by the transactions that inserted them. */
export interface PresentSnapshot {
  /** A `pg_snapshot` of the transaction ids in the log. */
  snapshot: string;
  /** The id of the oldest open transaction, as in the log. */
  settled: string;
}

/** The current snapshot of a PostgreSQL transaction. */
export async function readCurrentSnapshot(
  knex: Knex,
): Promise<PresentSnapshot> {
  const { rows } = await knex.raw(
    'SELECT CAST(pg_current_snapshot() AS text) AS snapshot, arrival_offset() AS "offset"',
  );
  const offset = BigInt(rows[0].offset);
  const snapshot: string = rows[0].snapshot.replace(/\d+/g, (number: string) =>
    String(BigInt(number) + offset),
  );
  return { snapshot, settled: snapshot.split(':')[0] };
}
