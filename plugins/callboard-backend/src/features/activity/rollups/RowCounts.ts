import { Knex } from 'knex';
import {
  Arrival,
  getArrivalBinding,
  isAfter,
} from '../../../database/arrivals';
import { inListSql, buildValuesTable } from '../../../database/bulk';
import { inActivityIdsSql } from '../../../changes/ActivityLog';
import {
  deleteUnusedTextsAbout,
  deleteUnusedLabels,
} from '../texts/forgetTexts';
import { deleteLabelRows, storeMatchingTexts } from '../texts/noteTexts';
import {
  moveCounts,
  getRelabelledEntityIds,
  RenamedRow,
  Renaming,
  getIdsWithListedLabels,
  getIdsWithNewTexts,
} from './renamedRows';
import { lockWatermark } from './rollupMark';
import { countsSql, logCounts } from './rollups';

/**
 * If a person has fewer rows left than this, unused names are deleted in the same transaction. With
 * more rows left, each batch would look the names up again.
 */
const FEW_ROWS = 100;

/** A condition with its bindings. */
interface Condition {
  sql: string;
  bindings: Knex.RawBinding[];
}

/** Updates the counts and texts of the log when rows are deleted or rewritten. */
export class RowCounts {
  /**
   * Deletes rows and updates counts and labels in the same transaction. `deleteSomeUnusedTexts`
   * deletes other texts later, because many deletions affect the same people and entities.
   *
   * @param ids - ids of the rows, which are still in the log
   */
  async applyRemoval(
    tx: Knex.Transaction,
    ids: readonly string[],
    remove: () => Promise<void>,
  ): Promise<void> {
    const watermark = await lockWatermark(tx);
    const counted = buildCountedCondition(tx, ids, watermark);
    const people = await listUserIds(tx, counted);
    await subtractCounts(tx, counted);
    await removeZeros(tx, counted);
    const labels = await deleteLabelRows(tx, counted.sql, counted.bindings);
    await remove();
    await updateNewestNames(tx, people, watermark);
    await deleteUnusedLabels(tx, labels);
  }

  /**
   * Rewrites rows whose person or texts change, and updates counts and texts in the same
   * transaction. When the person has few rows left, also deletes the person's unused names.
   *
   * @param change - rewrites the rows
   */
  async applyRenaming(
    tx: Knex.Transaction,
    rows: readonly RenamedRow[],
    renaming: Renaming,
    change: () => Promise<void>,
  ): Promise<void> {
    const watermark = await lockWatermark(tx);
    const counted = rows.filter(({ before }) =>
      isAfter(watermark, String(before.arrival)),
    );
    await moveCounts(tx, counted, renaming);
    const listed = getIdsWithListedLabels(counted);
    const labels =
      listed.length > 0
        ? await deleteLabelRows(tx, ...inActivityIdsSql(tx, listed))
        : [];
    await change();
    const rewritten = getIdsWithNewTexts(counted);
    if (rewritten.length > 0) {
      await storeMatchingTexts(tx, ...inActivityIdsSql(tx, rewritten));
    }
    await deleteUnusedLabels(tx, labels);
    const deleted = await updateRenamedNames(tx, rows, renaming, watermark);
    await deleteUnusedTextsAbout(tx, [
      ...getRelabelledEntityIds(rows),
      ...deleted,
    ]);
  }
}

/**
 * Updates the newest names of both people of a renaming, if any of these rows was renamed.
 *
 * @returns the people who may have names without rows
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

/** The rows that are already counted. */
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

async function subtractCounts(
  tx: Knex,
  { sql, bindings }: Condition,
): Promise<void> {
  for (const rollup of logCounts.rollups) {
    const { table, key } = rollup;
    const names = key.join(', ');
    await tx.raw(
      `INSERT INTO ${table} (${names}, count)
       SELECT ${names}, -count FROM (${countsSql(tx, rollup, sql)})
         AS counted WHERE true
       ON CONFLICT (${names})
       DO UPDATE SET count = ${table}.count + excluded.count`,
      bindings,
    );
  }
}

/** Deletes counts of 0, because a recount contains no groups without rows. */
async function removeZeros(
  tx: Knex,
  { sql, bindings }: Condition,
): Promise<void> {
  for (const rollup of logCounts.rollups) {
    const { table, key } = rollup;
    const names = key.join(', ');
    await tx.raw(
      `DELETE FROM ${table} WHERE count = 0 AND (${names}) IN (
         SELECT ${names} FROM (${countsSql(tx, rollup, sql)}) AS counted
       )`,
      bindings,
    );
  }
}

/** Updates the newest names of people from counted rows. */
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
  await tx(logCounts.people)
    .whereRaw(...inListSql(tx, 'user_id', people, 'text'))
    .delete();
  await tx.raw(
    `INSERT INTO ${logCounts.people} (user_id, last_id, user_name)
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
