import { Knex } from 'knex';
import { uniq } from 'lodash';
import { yieldToEventLoop } from '../../../kernel/yielding';
import {
  divideSql,
  epochMsSql,
  chooseBatchSize,
} from '../../../database/dialect';
import { queryRows } from '../../../database/statements';
import { equalLongTextsSql } from '../../../database/sql/textSql';
import { IS_SHARED } from '../../../changes/ActivityLog';
import { readBatchEnd } from '../../../changes/LogConsumers';
import {
  Arrival,
  getArrivalBinding,
  FIRST_ARRIVAL,
} from '../../../database/arrivals';
import { dayRollup } from '../rollups/rollups';
import { readWatermark, requireNotRebuilt } from '../rollups/watermark';
import {
  TEXT_ROWS_TABLE,
  textKinds,
  TEXTS_TABLE,
  splitTextSql,
} from './textTables';

/** The columns that form the unique key of a text, together with the text itself. */
const ownerColumns = ['kind', 'about_id', 'workspace_id', 'is_shared'];

const keyColumns = [...ownerColumns, 'text'];

/**
 * Stores the texts of rows that arrived from `from` up to, but not including, `to`. Requires a
 * transaction that has locked the watermark, so that no other transaction stores texts.
 */
export async function storeArrivedTexts(
  tx: Knex,
  from: Arrival,
  to: Arrival,
): Promise<void> {
  await storeMatchingTexts(tx, arrivedSql(tx), [from, to]);
}

function arrivedSql(tx: Knex): string {
  const bound = getArrivalBinding(tx);
  return `activity.arrival >= ${bound} AND activity.arrival < ${bound}`;
}

/** Like `storeArrivedTexts`, for the rows that match a condition. */
export async function storeMatchingTexts(
  tx: Knex,
  condition: string,
  bindings: readonly Knex.RawBinding[],
): Promise<void> {
  const found = foundTextsSql(tx, condition);
  await tx.raw(
    `WITH found AS (${found})
     UPDATE ${TEXTS_TABLE} SET
       first_day = CASE WHEN found.first_day < ${TEXTS_TABLE}.first_day
         THEN found.first_day ELSE ${TEXTS_TABLE}.first_day END,
       last_day = CASE WHEN found.last_day > ${TEXTS_TABLE}.last_day
         THEN found.last_day ELSE ${TEXTS_TABLE}.last_day END
     FROM found WHERE ${TEXTS_TABLE}.id = found.stored_id
       AND (found.first_day < ${TEXTS_TABLE}.first_day
         OR found.last_day > ${TEXTS_TABLE}.last_day)`,
    bindings,
  );
  const columns = [...keyColumns, 'first_day', 'last_day'].join(', ');
  await tx.raw(
    `INSERT INTO ${TEXTS_TABLE} (${columns})
     SELECT ${columns} FROM (${found}) AS found WHERE stored_id IS NULL`,
    bindings,
  );
  // Without `WHERE true`, SQLite would parse ON CONFLICT as a join constraint.
  await tx.raw(
    `INSERT INTO ${TEXT_ROWS_TABLE} (text_id, activity_id)
     SELECT text_id, id FROM (${labelsSql(tx, condition)}) AS labels WHERE true
     ON CONFLICT DO NOTHING`,
    bindings,
  );
}

/**
 * Deletes the references from labels to rows that match a condition, before these rows change.
 *
 * @returns the ids of the labels; `deleteUnusedLabels` deletes those without rows
 */
export async function deleteLabelRows(
  tx: Knex,
  condition: string,
  bindings: readonly Knex.RawBinding[],
): Promise<string[]> {
  const labels: Array<{ text_id: string | number }> = await queryRows(
    tx,
    `DELETE FROM ${TEXT_ROWS_TABLE} WHERE (text_id, activity_id) IN (
       SELECT text_id, id FROM (${labelsSql(tx, condition)}) AS labels)
     RETURNING text_id`,
    bindings,
  );
  return uniq(labels.map(({ text_id }) => String(text_id)));
}

/**
 * Counts the missing texts of the rows in an arrival range, and the missing references from labels
 * to these rows.
 */
async function countUnstoredTexts(
  tx: Knex,
  from: Arrival,
  to: Arrival,
): Promise<number> {
  const arrived = arrivedSql(tx);
  const [{ missing }] = await tx
    .from(tx.raw(`(${foundTextsSql(tx, arrived)}) AS found`, [from, to]))
    .whereNull('stored_id')
    .count({ missing: '*' });
  const labels = await tx
    .from(tx.raw(`(${labelsSql(tx, arrived)}) AS labels`, [from, to]))
    .whereNotExists(
      tx(TEXT_ROWS_TABLE)
        .where('text_id', tx.ref('labels.text_id'))
        .where('activity_id', tx.ref('labels.id')),
    )
    .count({ missing: '*' });
  return Number(missing) + Number(labels[0].missing);
}

/** SQL for the texts of a part of the log. `stored_id` is null if a text is not stored. */
function foundTextsSql(tx: Knex, condition: string): string {
  const columns = keyColumns.join(', ');
  const storedId = storedIdSql(tx, 'distinct_texts');
  return `SELECT distinct_texts.*, ${storedId} AS stored_id FROM (
      SELECT ${columns}, min(day) AS first_day, max(day) AS last_day
      FROM (${textsSql(tx, condition)}) AS texts
      GROUP BY ${columns}
    ) AS distinct_texts`;
}

/** SQL for the rows that have a text of the kind `label`, with the id of the stored text. */
function labelsSql(tx: Knex, condition: string): string {
  return `SELECT ${storedIdSql(tx, 'labels')} AS text_id, labels.id
    FROM (SELECT * FROM (${textsSql(tx, condition)}) AS texts
      WHERE kind = ${textKinds.label}) AS labels`;
}

/**
 * SQL for the stored id of a text: a subquery, because a join might read all stored texts.
 *
 * @param text - the alias of the row with the text
 */
function storedIdSql(tx: Knex, text: string): string {
  const conditions = [
    ...ownerColumns.map(name => `stored_texts.${name} = ${text}.${name}`),
    equalLongTextsSql(tx, 'stored_texts.text', `${text}.text`),
  ];
  return `(SELECT stored_texts.id FROM ${TEXTS_TABLE} AS stored_texts
    WHERE ${conditions.join(' AND ')})`;
}

function textsSql(tx: Knex, condition: string): string {
  const { entity, name } = splitTextSql(tx);
  const rows = `SELECT activity.id, activity.entity_id, activity.user_id,
      activity.workspace_id, activity.${IS_SHARED} AS is_shared,
      ${divideSql(
        epochMsSql(tx, 'activity.created_at'),
        dayRollup.spanMs,
      )} AS day,
      activity.search_text, ${entity} AS entity_text, ${name} AS name_text
    FROM activity WHERE ${condition}`;
  const texts = [
    [textKinds.name, 'user_id', 'name_text', 'true'],
    [textKinds.entity, 'entity_id', 'entity_text', 'entity_id IS NOT NULL'],
    [
      textKinds.label,
      'user_id',
      'entity_text',
      'entity_id IS NULL AND search_text <> name_text',
    ],
  ].map(
    ([kind, about_id, text, where]) =>
      `SELECT ${kind} AS kind, id, ${about_id} AS about_id, workspace_id,
         is_shared, day, ${text} AS text
       FROM split WHERE ${where}`,
  );
  return `WITH split AS (${rows}) ${texts.join(' UNION ALL ')}`;
}

const ROWS_PER_CHECK = 500_000;
const ROWS_PER_CHECK_IN_SQLITE = 500;

/**
 * Counts the missing texts of the rows up to the watermark. Works in short steps, because SQLite
 * blocks the thread. Ignores stored texts without rows, which are harmless.
 *
 * @param earlierWatermark - a watermark that was read before
 * @throws ConflictError when the texts have been rebuilt since that read
 */
export async function countMissingTexts(
  knex: Knex,
  earlierWatermark: Arrival,
): Promise<number> {
  const maxRows = chooseBatchSize(knex, {
    concurrent: ROWS_PER_CHECK,
    blocking: ROWS_PER_CHECK_IN_SQLITE,
  });
  let missing = 0;
  let lastWatermark = earlierWatermark;
  let checkedUpTo: Arrival | undefined = FIRST_ARRIVAL;
  while (checkedUpTo !== undefined) {
    const from: Arrival = checkedUpTo;
    const batch = await knex.transaction(async tx => {
      const watermark = (await readWatermark(tx)) ?? FIRST_ARRIVAL;
      const end = await readBatchEnd(tx, from, watermark, maxRows);
      const count = end ? await countUnstoredTexts(tx, from, end) : 0;
      return { watermark, end, count };
    });
    requireNotRebuilt(lastWatermark, batch.watermark);
    lastWatermark = batch.watermark;
    missing += batch.count;
    checkedUpTo = batch.end;
    await yieldToEventLoop();
  }
  return missing;
}
