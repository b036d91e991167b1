import { Knex } from 'knex';
import { groupBy, max, maxBy, min, minBy, uniq } from 'lodash';
import { inActivityIdsSql, RewrittenRow } from '../../../changes/ActivityLog';
import { breakdowns, countsSql, days, logCounts } from './rollups';

/** The tables of counts with a person in their key. */
const personRollups = logCounts.rollups.filter(({ key }) =>
  key.includes('user_id'),
);

/** The columns of a log row that counts and searches depend on. */
export interface CountedRow {
  id: string;
  arrival: string | number;
  created_at: Date | number;
  workspace_id: string;
  visibility: number;
  user_id: string;
  entity_id: string | null;
  search_text: string;
}

/**
 * A row to rewrite. Only its person and texts may change, not its action, entity, time and
 * visibility.
 */
export type RenamedRow = RewrittenRow<CountedRow>;

/** Rows of `from` may be reassigned to `to`; no other reassignment is allowed. */
export interface Renaming {
  from: string;
  to: string;
}

/** Moves counts of rows to another person, before the rows are rewritten. */
export async function moveCounts(
  tx: Knex,
  rows: readonly RenamedRow[],
  { from, to }: Renaming,
): Promise<void> {
  const movedRows = rows.filter(({ before }) => before.user_id === from);
  if (movedRows.length === 0) {
    return;
  }
  const [isMovedSql, bindings] = inActivityIdsSql(
    tx,
    movedRows.map(({ before }) => before.id),
  );
  const movedDays = movedRows.map(({ before }) => getDayNumber(before));
  for (const rollup of personRollups) {
    const { table, key } = rollup;
    const names = key.join(', ');
    const cells = key.map(name =>
      name === 'user_id' ? 'given.person' : `counted.${name}`,
    );
    await tx.raw(
      `INSERT INTO ${table} (${names}, count)
       SELECT ${cells.join(', ')}, given.sign * counted.count
       FROM (${countsSql(tx, rollup, isMovedSql)}) AS counted CROSS JOIN (
         SELECT CAST(? AS text) AS person, -1 AS sign
         UNION ALL SELECT CAST(? AS text), 1
       ) AS given WHERE true
       ON CONFLICT (${names})
       DO UPDATE SET count = ${table}.count + excluded.count`,
      [...bindings, from, to],
    );
    // A recount contains no groups without rows. Lists all breakdowns, because they precede the
    // days in the index.
    await tx.raw(
      `DELETE FROM ${table} WHERE count = 0 AND user_id = ?
         AND breakdown IN (${breakdowns.join(', ')})
         AND day >= ? AND day <= ?`,
      [from, min(movedDays)!, max(movedDays)!],
    );
  }
}

/**
 * Returns rows whose texts may not be stored yet. Of rows with the same new name, returns only the
 * first and the last, because only the first and the last day of a text are stored.
 */
export function getIdsWithNewTexts(rows: readonly RenamedRow[]): string[] {
  const renamed = rows.filter(
    ({ before, after }) => !hasSameName(before, after),
  );
  const byName = groupBy(renamed, ({ after }) =>
    JSON.stringify([
      after.user_id,
      getUserName(after),
      after.workspace_id,
      after.visibility,
    ]),
  );
  const ends = Object.values(byName).flatMap(alike => [
    minBy(alike, ({ after }) => getDayNumber(after))!,
    maxBy(alike, ({ after }) => getDayNumber(after))!,
  ]);
  const relabelled = rows.filter(
    ({ before, after }) =>
      before.entity_id === null || !hasSameLabel(before, after),
  );
  return uniq([...ends, ...relabelled].map(({ before }) => before.id));
}

/** Returns the rows without an entity, whose labels are stored by row. */
export function getIdsWithListedLabels(rows: readonly RenamedRow[]): string[] {
  return rows.flatMap(({ before }) =>
    before.entity_id === null ? [before.id] : [],
  );
}

/** Returns the entities that rows no longer name, or name differently. */
export function getRelabelledEntityIds(rows: readonly RenamedRow[]): string[] {
  return uniq(
    rows.flatMap(({ before, after }) =>
      before.entity_id === null || hasSameLabel(before, after)
        ? []
        : [before.entity_id],
    ),
  );
}

function hasSameName(one: CountedRow, other: CountedRow): boolean {
  return (
    one.user_id === other.user_id && getUserName(one) === getUserName(other)
  );
}

function hasSameLabel(one: CountedRow, other: CountedRow): boolean {
  return (
    one.entity_id === other.entity_id &&
    getEntityLabel(one) === getEntityLabel(other)
  );
}

/** Splits the search text like `splitTextSql`. */
function getUserName({ search_text }: CountedRow): string {
  return search_text.slice(search_text.lastIndexOf('\n') + 1);
}

function getEntityLabel({ search_text }: CountedRow): string {
  return search_text.slice(0, Math.max(search_text.lastIndexOf('\n'), 0));
}

function getDayNumber({ created_at }: CountedRow): number {
  return Math.floor(new Date(created_at).getTime() / days.spanMs);
}
