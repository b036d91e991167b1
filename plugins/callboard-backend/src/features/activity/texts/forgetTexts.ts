import { Knex } from 'knex';
import { isOneOf } from '../../../database/bulk';
import { divideSql, epochMsSql } from '../../../database/dialect';
import { IS_SHARED } from '../../../visibility/visibilityCodes';
import { awaitMark } from '../rollups/rollupMark';
import { days } from '../rollups/rollups';
import { splitTextSql } from './splitTextSql';
import { TEXT_ROWS_TABLE, textKinds, TEXTS_TABLE } from './textTables';

/**
 * Forgets the texts about some entities and people that no row of the log has any
 * more, in a transaction: after rows were deleted or rewritten.
 *
 * @param about_ids - ids of entities, and references of users
 */
export async function forgetTexts(
  tx: Knex,
  about_ids: readonly string[],
): Promise<void> {
  // Otherwise the texts of rows that are being noted might seem unused.
  await awaitMark(tx);
  const { entity } = splitTextSql(tx);
  const [isAbout, about] = isOneOf(tx, 'about_id', about_ids, 'text');
  const { label: isLabel } = textKinds;
  await tx.raw(
    `DELETE FROM ${TEXT_ROWS_TABLE}
     WHERE text_id IN (SELECT id FROM ${TEXTS_TABLE} WHERE kind = ${isLabel} AND ${isAbout})
       AND NOT EXISTS (
         SELECT 1 FROM activity JOIN ${TEXTS_TABLE} AS texts ON texts.id = ${TEXT_ROWS_TABLE}.text_id
         WHERE activity.id = ${TEXT_ROWS_TABLE}.activity_id
           AND activity.entity_id IS NULL
           AND activity.user_id = texts.about_id AND ${entity} = texts.text)`,
    about,
  );
  await forgetUnused(tx, about_ids);
}

/** The same of the labels that people left, where their rows were forgotten already. */
export async function forgetUnusedLabels(
  tx: Knex,
  user_refs: readonly string[],
): Promise<void> {
  const [isAbout, about] = isOneOf(tx, 'about_id', user_refs, 'text');
  await tx.raw(
    `DELETE FROM ${TEXTS_TABLE} WHERE kind = ${textKinds.label} AND ${isAbout}
       AND NOT EXISTS (SELECT 1 FROM ${TEXT_ROWS_TABLE}
         WHERE text_id = ${TEXTS_TABLE}.id)`,
    about,
  );
}

/**
 * The same where the rows of labels were forgotten already.
 *
 * @see forgetLabelsOf
 */
export async function forgetUnused(
  tx: Knex,
  about_ids: readonly string[],
): Promise<void> {
  const { entity, name } = splitTextSql(tx);
  const [isAbout, about] = isOneOf(tx, 'about_id', about_ids, 'text');
  const { entity: isEntity, name: isName } = textKinds;
  const day = divideSql(epochMsSql(tx, 'activity.created_at'), days.spanMs);
  const unused = (column: string, text: string) =>
    `NOT EXISTS (SELECT 1 FROM activity
       WHERE activity.${column} = ${TEXTS_TABLE}.about_id
         AND activity.workspace_id = ${TEXTS_TABLE}.workspace_id
         AND (activity.${IS_SHARED}) = ${TEXTS_TABLE}.is_shared
         AND ${day} BETWEEN ${TEXTS_TABLE}.first_day AND ${TEXTS_TABLE}.last_day
         AND ${text} = ${TEXTS_TABLE}.text)`;
  await tx.raw(
    `DELETE FROM ${TEXTS_TABLE} WHERE ${isAbout} AND CASE kind
       WHEN ${isEntity} THEN ${unused('entity_id', entity)}
       WHEN ${isName} THEN ${unused('user_id', name)}
       ELSE NOT EXISTS (SELECT 1 FROM ${TEXT_ROWS_TABLE}
         WHERE text_id = ${TEXTS_TABLE}.id) END`,
    about,
  );
}
