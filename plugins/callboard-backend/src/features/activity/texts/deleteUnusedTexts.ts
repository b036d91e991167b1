import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import {
  chooseBatchSize,
  divideSql,
  epochMsSql,
} from '../../../database/dialect';
import { IS_SHARED } from '../../../changes/ActivityLog';
import { lockWatermark } from '../rollups/watermark';
import { dayRollup, toDayNumber } from '../rollups/rollups';
import {
  TEXT_ROWS_TABLE,
  textKinds,
  TEXTS_TABLE,
  splitTextSql,
} from './textTables';

/** The number of texts that one transaction checks, which takes tens of milliseconds. */
const TEXTS_PER_STEP = 500;

/** Smaller, because SQLite blocks the thread during the transaction. */
const TEXTS_PER_STEP_IN_SQLITE = 50;

/**
 * Checks some texts, and deletes each text that no log row has any more and whose first day is not
 * after a given day. Runs after old rows were deleted.
 *
 * @param until - an instant of the given day, in milliseconds since 1970
 * @param after - the id of the last checked text
 * @returns the position to continue from; undefined at the end
 */
export async function deleteSomeUnusedTexts(
  knex: Knex,
  until: number,
  after = '0',
): Promise<string | undefined> {
  const batchSize = chooseBatchSize(knex, {
    concurrent: TEXTS_PER_STEP,
    blocking: TEXTS_PER_STEP_IN_SQLITE,
  });
  return knex.transaction(async tx => {
    // Does not filter by day here, because no index contains the days: a search for old texts might
    // read all texts.
    const ids: Array<string | number> = await tx(TEXTS_TABLE)
      .where('id', '>', after)
      .orderBy('id')
      .limit(batchSize)
      .pluck('id');
    const [isListed, bindings] = inListSql(tx, 'id', ids.map(String), 'bigint');
    await deleteUnusedTexts(tx, `${isListed} AND first_day <= ?`, [
      ...bindings,
      toDayNumber(until),
    ]);
    return ids.length === batchSize ? String(ids[batchSize - 1]) : undefined;
  });
}

/**
 * Deletes the given labels, except labels that a row still has.
 *
 * @see deleteLabelRows
 */
export async function deleteUnusedLabels(
  tx: Knex,
  text_ids: readonly string[],
): Promise<void> {
  if (text_ids.length === 0) {
    return;
  }
  await tx(TEXTS_TABLE)
    .whereRaw(...inListSql(tx, 'id', text_ids, 'bigint'))
    .whereRaw(
      `NOT EXISTS (SELECT 1 FROM ${TEXT_ROWS_TABLE}
         WHERE text_id = ${TEXTS_TABLE}.id)`,
    )
    .delete();
}

/** Of the texts about the given entities and people, deletes those that no log row has any more. */
export async function deleteUnusedTextsAbout(
  tx: Knex,
  about_ids: readonly string[],
): Promise<void> {
  if (about_ids.length > 0) {
    await deleteUnusedTexts(
      tx,
      ...inListSql(tx, 'about_id', about_ids, 'text'),
    );
  }
}

/**
 * Deletes texts that no log row has any more, in a transaction.
 *
 * @param condition - SQL for the texts that may be unused
 * @returns the number of deleted texts
 */
export async function deleteUnusedTexts(
  tx: Knex,
  condition: string,
  bindings: readonly Knex.RawBinding[],
): Promise<number> {
  // Without the lock, texts of rows that are being stored might seem unused.
  await lockWatermark(tx);
  return tx(TEXTS_TABLE)
    .whereRaw(condition, bindings)
    .whereRaw(isUnusedTextSql(tx))
    .delete();
}

/** SQL for whether no row of the log has a text any more. */
export function isUnusedTextSql(knex: Knex): string {
  const { entity, name } = splitTextSql(knex);
  const { entity: entityKind, name: nameKind } = textKinds;
  const day = divideSql(
    epochMsSql(knex, 'activity.created_at'),
    dayRollup.spanMs,
  );
  const unreferencedSql = (column: string, text: string) =>
    `NOT EXISTS (SELECT 1 FROM activity
       WHERE activity.${column} = ${TEXTS_TABLE}.about_id
         AND activity.workspace_id = ${TEXTS_TABLE}.workspace_id
         AND (activity.${IS_SHARED}) = ${TEXTS_TABLE}.is_shared
         AND ${day} BETWEEN ${TEXTS_TABLE}.first_day AND ${TEXTS_TABLE}.last_day
         AND ${text} = ${TEXTS_TABLE}.text)`;
  return `CASE kind
    WHEN ${entityKind} THEN ${unreferencedSql('entity_id', entity)}
    WHEN ${nameKind} THEN ${unreferencedSql('user_id', name)}
    ELSE NOT EXISTS (SELECT 1 FROM ${TEXT_ROWS_TABLE}
      WHERE text_id = ${TEXTS_TABLE}.id) END`;
}
