import { Knex } from 'knex';
import { isUnavailable } from './dialect';
import { isPostgres } from './isPostgres';
import { getLowestId } from './ids';

/**
 * The timeout for the locks that dropping a month needs. During the wait, new readers and writers
 * of the log are blocked, too. After a timeout, the month is dropped on another day.
 */
const LOCK_TIMEOUT_MS = 500;

/** Drops the empty partitions of past months. Does nothing on SQLite. */
export async function dropEmptyMonths(knex: Knex, now: number): Promise<void> {
  if (!isPostgres(knex)) {
    return;
  }
  const currentMonth = getMonthName(now);
  for (const name of await listMonths(knex)) {
    if (name < currentMonth) {
      await dropIfEmpty(knex, name);
    }
  }
}

/** The names of the monthly partitions, oldest first. */
async function listMonths(knex: Knex): Promise<string[]> {
  const { rows } = await knex.raw(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'activity'::regclass ORDER BY 1`,
  );
  return rows.map(({ name }: { name: string }) => name);
}

function getMonthName(ms: number): string {
  const month = new Date(ms).toISOString().slice(0, 7);
  return `activity_${month.replace('-', '_')}`;
}

async function dropIfEmpty(knex: Knex, name: string): Promise<void> {
  // Uses the index, which skips rows already known to be dead: a table scan would read them all.
  const isEmpty = async (tx: Knex) =>
    (await tx(name).orderBy('id').first('id')) === undefined;
  if (!(await isEmpty(knex))) {
    return;
  }
  try {
    await knex.transaction(async tx => {
      await tx.raw(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
      // Blocks inserts into this month from here on; the rest of the log is unaffected.
      await tx.raw('LOCK TABLE ONLY ?? IN SHARE ROW EXCLUSIVE MODE', [name]);
      if (!(await isEmpty(tx))) {
        return;
      }
      // Takes the locks of DROP TABLE in the order of readers: the log before its partition.
      await tx.raw('LOCK TABLE ONLY activity IN ACCESS EXCLUSIVE MODE');
      await tx.raw('DROP TABLE ??', [name]);
    });
  } catch (error) {
    if (!isUnavailable(error)) {
      throw error;
    }
  }
}

/** The number of months for which partitions exist ahead of the current one. */
export const MONTHS_AHEAD = 3;

/** The advisory lock that serialises replicas when they create months: `cbmo` in ASCII. */
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
    const existing = new Set(await listMonths(tx));
    for (
      let month = getMonthStart(from);
      month <= to;
      month = getMonthStart(month, 1)
    ) {
      const name = getMonthName(month);
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

/** Creates the partitions of the current month and of the `MONTHS_AHEAD` months after it. */
export async function ensureMonthsAhead(
  knex: Knex,
  now: number,
): Promise<void> {
  await ensureActivityMonths(knex, now, getMonthStart(now, MONTHS_AHEAD));
}
