import { Knex } from 'knex';
import { groupBy, max, maxBy, min, minBy, uniq } from 'lodash';
import {
  Arrival,
  getArrivalBinding,
  isAfter,
} from '../../../database/arrivals';
import { inListSql, buildValuesTable } from '../../../database/bulk';
import { inActivityIdsSql, RewrittenRow } from '../../../changes/ActivityLog';
import {
  deleteUnusedTextsAbout,
  deleteUnusedLabels,
} from '../texts/deleteUnusedTexts';
import { deleteLabelRows, storeMatchingTexts } from '../texts/storeTexts';
import { NEWEST_NAMES_TABLE } from './readNewestNames';
import { lockWatermark } from './watermark';
import {
  addSelectedCounts,
  breakdowns,
  countsSql,
  rollups,
  toDayNumber,
} from './rollups';

/**
 * A renamed person's unused names are deleted only once the person has fewer rows than this left.
 * Otherwise, each batch would check all names again.
 */
const FEW_ROWS = 100;

interface Condition {
  sql: string;
  bindings: Knex.RawBinding[];
}

const personRollups = rollups.filter(({ key }) => key.includes('user_id'));

/** The columns of a log row that counts and searches depend on. */
interface CountedRow {
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
 * A row to rewrite. Only its person, entity id and texts may change, not its action, entity type,
 * time or visibility.
 */
type RenamedRow = RewrittenRow<CountedRow>;

/** Two user references. Only rows of `from` may be reassigned, and only to `to`. */
interface Renaming {
  from: string;
  to: string;
}

/**
 * Deletes rows of the log and updates counts and labels in the same transaction.
 * `deleteSomeUnusedTexts` deletes other texts later, because many deletions affect the same people
 * and entities.
 *
 * @param ids - ids of the rows, which are still in the log
 */
export async function deleteCountedRows(
  tx: Knex.Transaction,
  ids: readonly string[],
  deleteRows: () => Promise<void>,
): Promise<void> {
  const watermark = await lockWatermark(tx);
  const counted = buildCountedCondition(tx, ids, watermark);
  const people = await listUserIds(tx, counted);
  await subtractCounts(tx, counted);
  const labels = await deleteLabelRows(tx, counted.sql, counted.bindings);
  await deleteRows();
  await updateNewestNames(tx, people, watermark);
  await deleteUnusedLabels(tx, labels);
}

/**
 * Rewrites rows of the log whose person or texts change, and updates counts and texts in the same
 * transaction. When the renamed person has few rows left, also deletes that person's unused names.
 */
export async function rewriteCountedRows(
  tx: Knex.Transaction,
  rows: readonly RenamedRow[],
  renaming: Renaming,
  rewriteRows: () => Promise<void>,
): Promise<void> {
  const watermark = await lockWatermark(tx);
  const counted = rows.filter(({ before }) =>
    isAfter(watermark, String(before.arrival)),
  );
  await moveCounts(tx, counted, renaming);
  const idsWithoutEntity = getIdsWithoutEntity(counted);
  const labels =
    idsWithoutEntity.length > 0
      ? await deleteLabelRows(tx, ...inActivityIdsSql(tx, idsWithoutEntity))
      : [];
  await rewriteRows();
  const idsWithNewTexts = getIdsWithNewTexts(counted);
  if (idsWithNewTexts.length > 0) {
    await storeMatchingTexts(tx, ...inActivityIdsSql(tx, idsWithNewTexts));
  }
  await deleteUnusedLabels(tx, labels);
  const deleted = await updateRenamedNames(tx, rows, renaming, watermark);
  await deleteUnusedTextsAbout(tx, [
    ...getRelabelledEntityIds(rows),
    ...deleted,
  ]);
}

/**
 * Updates the newest names of both people of a renaming, if it changed the person of any row.
 *
 * @returns the people who may have names that no row contains any more
 */
async function updateRenamedNames(
  tx: Knex,
  rows: readonly RenamedRow[],
  { from, to }: Renaming,
  watermark: Arrival,
): Promise<string[]> {
  if (rows.every(({ before }) => before.user_id !== from)) {
    return [];
  }
  await updateNewestNames(tx, [from, to], watermark);
  // Rows are renamed from the oldest on, so remaining rows are the newest.
  const remaining = await tx('activity')
    .where({ user_id: from })
    .orderBy('id', 'desc')
    .limit(FEW_ROWS)
    .select('id');
  return remaining.length < FEW_ROWS ? [from] : [];
}

function buildCountedCondition(
  tx: Knex,
  ids: readonly string[],
  watermark: Arrival,
): Condition {
  const [isListed, bindings] = inListSql(tx, 'id', ids);
  return {
    sql: `${isListed} AND arrival < ${getArrivalBinding(tx)}`,
    bindings: [...bindings, watermark],
  };
}

async function listUserIds(
  tx: Knex,
  { sql, bindings }: Condition,
): Promise<string[]> {
  return tx('activity').whereRaw(sql, bindings).distinct().pluck('user_id');
}

/**
 * Subtracts rows from the counts, and deletes counts of 0, because a recount contains no groups
 * without rows.
 */
async function subtractCounts(
  tx: Knex,
  { sql, bindings }: Condition,
): Promise<void> {
  for (const rollup of rollups) {
    const { table, key } = rollup;
    const names = key.join(', ');
    const counts = `(${countsSql(tx, rollup, sql)}) AS counted`;
    await addSelectedCounts(
      tx,
      rollup,
      `SELECT ${names}, -count FROM ${counts} WHERE true`,
      bindings,
    );
    await tx.raw(
      `DELETE FROM ${table} WHERE count = 0
         AND (${names}) IN (SELECT ${names} FROM ${counts})`,
      bindings,
    );
  }
}

/** Updates the stored newest names of people, using only counted rows. */
async function updateNewestNames(
  tx: Knex,
  people: readonly string[],
  watermark: Arrival,
): Promise<void> {
  const peopleTable = buildValuesTable(
    tx,
    'given',
    people.map(user_id => ({ user_id })),
    ['user_id'],
  );
  await tx(NEWEST_NAMES_TABLE)
    .whereRaw(...inListSql(tx, 'user_id', people, 'text'))
    .delete();
  await tx.raw(
    `INSERT INTO ${NEWEST_NAMES_TABLE} (user_id, last_id, user_name)
     SELECT user_id, id, user_name FROM activity WHERE id IN (
       SELECT (
         SELECT newest.id FROM activity AS newest
         WHERE newest.user_id = given.user_id
           AND newest.arrival < ${getArrivalBinding(tx)}
         ORDER BY newest.id DESC LIMIT 1
       ) FROM ?
     )`,
    [watermark, peopleTable],
  );
}

/** Moves counts of rows to another person, before the rows are rewritten. */
async function moveCounts(
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
    const cells = rollup.key.map(name =>
      name === 'user_id' ? 'given.person' : `counted.${name}`,
    );
    await addSelectedCounts(
      tx,
      rollup,
      `SELECT ${cells.join(', ')}, given.sign * counted.count
       FROM (${countsSql(tx, rollup, isMovedSql)}) AS counted CROSS JOIN (
         SELECT CAST(? AS text) AS person, -1 AS sign
         UNION ALL SELECT CAST(? AS text), 1
       ) AS given WHERE true`,
      [...bindings, from, to],
    );
    // Deletes counts of 0, because a recount contains no groups without rows. Lists all breakdowns,
    // because the breakdown precedes the day in the index.
    await tx.raw(
      `DELETE FROM ${rollup.table} WHERE count = 0 AND user_id = ?
         AND breakdown IN (${breakdowns.join(', ')})
         AND day >= ? AND day <= ?`,
      [from, min(movedDays)!, max(movedDays)!],
    );
  }
}

/**
 * Returns the ids of rows whose texts are possibly not stored yet. Of rows with the same new name,
 * returns only the first and the last, because only the first and the last day of a text are
 * stored.
 */
function getIdsWithNewTexts(rows: readonly RenamedRow[]): string[] {
  const renamed = rows.filter(
    ({ before, after }) => !hasSameName(before, after),
  );
  const rowsByName = groupBy(renamed, ({ after }) =>
    JSON.stringify([
      after.user_id,
      getUserName(after),
      after.workspace_id,
      after.visibility,
    ]),
  );
  const firstAndLast = Object.values(rowsByName).flatMap(sameName => [
    minBy(sameName, ({ after }) => getDayNumber(after))!,
    maxBy(sameName, ({ after }) => getDayNumber(after))!,
  ]);
  const relabelled = rows.filter(
    ({ before, after }) =>
      before.entity_id === null || !hasSameLabel(before, after),
  );
  return uniq([...firstAndLast, ...relabelled].map(({ before }) => before.id));
}

/** Returns the ids of rows without an entity. Their labels are stored by row, not by entity. */
function getIdsWithoutEntity(rows: readonly RenamedRow[]): string[] {
  return rows.flatMap(({ before }) =>
    before.entity_id === null ? [before.id] : [],
  );
}

/** Returns the entities to which a row no longer refers, or whose label changes in a row. */
function getRelabelledEntityIds(rows: readonly RenamedRow[]): string[] {
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

/** Returns the user name in a search text. Splits the text as `splitTextSql` does. */
function getUserName({ search_text }: CountedRow): string {
  return search_text.slice(search_text.lastIndexOf('\n') + 1);
}

function getEntityLabel({ search_text }: CountedRow): string {
  return search_text.slice(0, Math.max(search_text.lastIndexOf('\n'), 0));
}

function getDayNumber({ created_at }: CountedRow): number {
  return toDayNumber(new Date(created_at).getTime());
}
