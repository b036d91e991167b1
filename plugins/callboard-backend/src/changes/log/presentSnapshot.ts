import { Knex } from 'knex';

/** Which rows of the log can be seen, by the transactions that added them. */
export interface PresentSnapshot {
  /** As a `pg_snapshot`, in the numbers of the log. */
  snapshot: string;
  /** The number of the oldest transaction that is still open, in those of the log. */
  settled: string;
}

/** The snapshot that a transaction of PostgreSQL reads by now. */
export async function presentSnapshot(knex: Knex): Promise<PresentSnapshot> {
  const { rows } = await knex.raw(
    'SELECT CAST(pg_current_snapshot() AS text) AS snapshot, arrival_offset() AS "offset"',
  );
  const offset = BigInt(rows[0].offset);
  const snapshot: string = rows[0].snapshot.replace(/\d+/g, (number: string) =>
    String(BigInt(number) + offset),
  );
  return { snapshot, settled: snapshot.split(':')[0] };
}
