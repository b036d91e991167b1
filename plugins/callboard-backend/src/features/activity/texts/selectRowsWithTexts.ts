import { Knex } from 'knex';
import { buildValuesTable } from '../../../database/bulk';
import { uuidSql, containsPattern } from '../../../database/dialect';
import { joinRowsOfEachSql } from '../../../database/sql/planner';
import { FoundText } from './findTexts';
import { TEXT_ROWS_TABLE, textKinds } from './textTables';

/**
 * The ids of rows that are found by texts, without duplicates, under the name `activity`.
 *
 * @param query - a query of the log that finds rows with the text
 * @param text - the text that the stored texts contain
 * @param maxRows - the maximum number of rows of each text, newest first
 */
export function selectRowsWithTexts(
  knex: Knex,
  query: Knex.QueryBuilder,
  texts: readonly FoundText[],
  { text, maxRows }: { text: string; maxRows: number },
): Knex.QueryBuilder {
  const kinds = [textKinds.entity, textKinds.label, textKinds.name];
  const parts = kinds.flatMap(kind => {
    const ofKind = texts.filter(found => found.kind === kind);
    return ofKind.length > 0
      ? [
          selectIdsOfKind(
            knex,
            whereKind(query.clone(), kind, text),
            ofKind,
            maxRows,
          ),
        ]
      : [];
  });
  return knex.from(knex.unionAll(parts).as('activity'));
}

/**
 * Restricts a query to the rows of a stored text, which has the alias `texts`. A row with the search
 * text in both halves is found by the first half only, and not through other labels of its entity.
 */
function whereKind(
  query: Knex.QueryBuilder,
  kind: number,
  text: string,
): Knex.QueryBuilder {
  const isInFirstHalf = [
    "activity.search_text LIKE ? ESCAPE '\\'",
    [`${containsPattern(text)}\n%`],
  ] as const;
  if (kind === textKinds.name) {
    return query
      .whereRaw('activity.user_id = texts.key')
      .whereNot(not => not.whereRaw(...isInFirstHalf));
  }
  query.whereRaw(...isInFirstHalf);
  return kind === textKinds.entity
    ? query.whereRaw('activity.entity_id = texts.key')
    : query
        .join(
          { text_rows: TEXT_ROWS_TABLE },
          'text_rows.activity_id',
          'activity.id',
        )
        .whereRaw('text_rows.text_id = CAST(texts.key AS bigint)');
}

function selectIdsOfKind(
  knex: Knex,
  query: Knex.QueryBuilder,
  texts: readonly FoundText[],
  maxRows: number,
): Knex.QueryBuilder {
  const order =
    texts[0].kind === textKinds.label ? 'text_rows.activity_id' : 'activity.id';
  const rows = query
    .select('activity.id')
    .whereRaw(`${order} >= ${uuidSql(knex, 'texts.lowest')}`)
    .whereRaw(`${order} < ${uuidSql(knex, 'texts.beyond')}`)
    .orderBy(order, 'desc')
    .limit(maxRows);
  const textsTable = buildValuesTable(
    knex,
    'texts',
    texts.map(({ key, lowest, beyond }) => ({ key, lowest, beyond })),
    ['key', 'lowest', 'beyond'],
  );
  const join = joinRowsOfEachSql(knex, {
    table: 'activity',
    name: 'found',
    columns: 'id',
    buildSql: () => '?',
  });
  return knex
    .select('found.id')
    .from(knex.raw(`? ${join}`, [textsTable, rows]));
}
