import { Knex } from 'knex';
import { groupBy, max, maxBy, min, minBy, uniq } from 'lodash';
import { isAmong } from '../../../changes/log/isAmong';
import { Rewritten } from '../../../changes/log/Rewritten';
import { breakdowns, countsSql, days, logCounts } from './rollups';

/** The counts that people are told apart in. */
const byPeople = logCounts.rollups.filter(({ key }) => key.includes('user_id'));

/** What is counted and searched of a row of the log. */
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
 * A row that is rewritten. Only whose it is and its texts may change: what happened,
 * where, when and who sees it stay as they are.
 */
export type RenamedRow = Rewritten<CountedRow>;

/** Only rows of `from` change whose they are; they become rows of `to`. */
export interface Renaming {
  from: string;
  to: string;
}

/** Has counted rows count for somebody else, before they are rewritten. */
export async function moveCounts(
  tx: Knex,
  rows: readonly RenamedRow[],
  { from, to }: Renaming,
): Promise<void> {
  const own = rows.filter(({ before }) => before.user_id === from);
  if (own.length === 0) {
    return;
  }
  const [isOwn, bindings] = isAmong(
    tx,
    own.map(({ before }) => before.id),
  );
  const ownDays = own.map(({ before }) => dayOf(before));
  for (const rollup of byPeople) {
    const { table, key } = rollup;
    const names = key.join(', ');
    const cells = key.map(name =>
      name === 'user_id' ? 'given.person' : `counted.${name}`,
    );
    await tx.raw(
      `INSERT INTO ${table} (${names}, count)
       SELECT ${cells.join(', ')}, given.sign * counted.count
       FROM (${countsSql(tx, rollup, isOwn)}) AS counted CROSS JOIN (
         SELECT CAST(? AS text) AS person, -1 AS sign
         UNION ALL SELECT CAST(? AS text), 1
       ) AS given WHERE true
       ON CONFLICT (${names})
       DO UPDATE SET count = ${table}.count + excluded.count`,
      [...bindings, from, to],
    );
    // Whoever counts anew finds no group without rows. All breakdowns are named, as the
    // index has them before the days.
    await tx.raw(
      `DELETE FROM ${table} WHERE count = 0 AND user_id = ?
         AND breakdown IN (${breakdowns.join(', ')})
         AND day >= ? AND day <= ?`,
      [from, min(ownDays)!, max(ownDays)!],
    );
  }
}

/**
 * Which rows have texts that may not be noted yet. Of rows with the same name the first
 * and the last are enough: what is noted is from when to when there is a text.
 */
export function withNewTexts(rows: readonly RenamedRow[]): string[] {
  const named = rows.filter(
    ({ before, after }) => !isNamedAlike(before, after),
  );
  const byName = groupBy(named, ({ after }) =>
    JSON.stringify([
      after.user_id,
      nameIn(after),
      after.workspace_id,
      after.visibility,
    ]),
  );
  const ends = Object.values(byName).flatMap(alike => [
    minBy(alike, ({ after }) => dayOf(after))!,
    maxBy(alike, ({ after }) => dayOf(after))!,
  ]);
  const relabelled = rows.filter(
    ({ before, after }) =>
      before.entity_id === null || !isLabelledAlike(before, after),
  );
  return uniq([...ends, ...relabelled].map(({ before }) => before.id));
}

/** The rows whose labels are listed, as they have no entity to be found by. */
export function withListedLabels(rows: readonly RenamedRow[]): string[] {
  return rows.flatMap(({ before }) =>
    before.entity_id === null ? [before.id] : [],
  );
}

/** The entities that some rows do not name any more, or call otherwise. */
export function relabelledEntities(rows: readonly RenamedRow[]): string[] {
  return uniq(
    rows.flatMap(({ before, after }) =>
      before.entity_id === null || isLabelledAlike(before, after)
        ? []
        : [before.entity_id],
    ),
  );
}

function isNamedAlike(one: CountedRow, other: CountedRow): boolean {
  return one.user_id === other.user_id && nameIn(one) === nameIn(other);
}

function isLabelledAlike(one: CountedRow, other: CountedRow): boolean {
  return one.entity_id === other.entity_id && labelIn(one) === labelIn(other);
}

/** As `splitTextSql` has it. */
function nameIn({ search_text }: CountedRow): string {
  return search_text.slice(search_text.lastIndexOf('\n') + 1);
}

function labelIn({ search_text }: CountedRow): string {
  return search_text.slice(0, Math.max(search_text.lastIndexOf('\n'), 0));
}

function dayOf({ created_at }: CountedRow): number {
  return Math.floor(new Date(created_at).getTime() / days.spanMs);
}
