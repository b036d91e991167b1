import { Knex } from 'knex';
import { isPostgres } from './isPostgres';
import { getLowestId } from './ids';

/** The number of months for which partitions exist ahead of the current one. */
export const MONTHS_AHEAD = 3;

/** Serialises the replicas that create months. */
const MONTHS_LOCK = 0x63_62_6d_6f;

function getMonthStart(ms: number, offset = 0): number {
  const date = new Date(ms);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset);
}

/**
 * Creates the missing monthly partitions of the activity log for the instants `from` to `to`. Does
 * nothing on SQLite.
 *
 * A month is created as a separate table and then attached, which does not block readers and
 * writers of the other months.
 */
export async function ensureActivityMonths(
  knex: Knex,
  from: number,
  to: number,
): Promise<void> {
  if (!isPostgres(knex)) {
    return;
  }
  await knex.transaction(async tx => {
    await tx.raw('SELECT pg_advisory_xact_lock(?)', [MONTHS_LOCK]);
    const existing = new Set(
      (
        await tx.raw(
          "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'activity'::regclass",
        )
      ).rows.map((row: { relname: string }) => row.relname),
    );
    for (
      let month = getMonthStart(from);
      month <= to;
      month = getMonthStart(month, 1)
    ) {
      const name = `activity_${new Date(month)
        .toISOString()
        .slice(0, 7)
        .replace('-', '_')}`;
      if (!existing.has(name)) {
        await tx.raw(
          'CREATE TABLE ?? (LIKE activity INCLUDING DEFAULTS INCLUDING CONSTRAINTS)',
          [name],
        );
        await tx.raw(
          `ALTER TABLE activity ATTACH PARTITION ?? FOR VALUES FROM ('${getLowestId(
            month,
          )}') TO ('${getLowestId(getMonthStart(month, 1))}')`,
          [name],
        );
      }
    }
  });
}

/** Creates the current month and those ahead of it. */
export async function ensureMonthsAhead(
  knex: Knex,
  now: number,
): Promise<void> {
  await ensureActivityMonths(knex, now, getMonthStart(now, MONTHS_AHEAD));
}
