import { Knex } from 'knex';
import { containsPattern, uuidSql } from '../../../database/dialect';
import { getLowestId } from '../../../database/ids';
import { toInstantRange } from '../../../database/zones';
import { buildValuesTable } from '../../../database/bulk';
import { joinRowsOfEachSql } from '../../../database/sql/planner';
import { dayRollup, toDayNumber } from '../rollups/rollups';
import { ActivityPart, ActivitySelection } from '../selectActivity';
import { textKinds, TEXTS_TABLE, TEXT_ROWS_TABLE } from './textTables';
import { selectPage } from '../../../database/paging';

/** Stored texts about the same entity or person, whose rows are found together. */
export interface FoundText {
  kind: number;
  /** The id by which the rows are found: of an entity, of a person, or of the text. */
  key: string;
  lowest_id: string;
  /** The exclusive upper limit of the rows' ids. */
  end_id: string;
}

/** Selects the stored texts that can have rows in a part of a selection. */
export interface TextSearch {
  /** The search text, normalised for search, without line breaks. */
  text: string;
  selection: ActivitySelection;
  part: ActivityPart;
}

export interface FoundTexts {
  found: FoundText[];
  /** The position of the last text, to continue after; undefined on the last page. */
  next?: TextPosition;
}

/** The position of a text in the search. `age` is the negated number of the text's last day. */
export type TextPosition = readonly [age: number, kind: number, key: string];

/** Finds stored texts that contain the search text. Texts with newer rows come first. */
export async function findTexts(
  knex: Knex,
  search: TextSearch,
  limit: number,
  after?: TextPosition,
): Promise<FoundTexts> {
  const rows: any[] = await selectPage(
    knex.from(selectGroupedTexts(knex, search).as('found')),
    ['age', 'kind', 'key'],
    { after, limit },
  );
  const last = rows[rows.length - 1];
  return {
    found: rows.map(({ kind, key, first_day, age }) => ({
      kind,
      key,
      lowest_id: getLowestId(first_day * dayRollup.spanMs),
      // The start of the day after the last day.
      end_id: getLowestId((1 - age) * dayRollup.spanMs),
    })),
    next:
      rows.length < limit ? undefined : [Number(last.age), last.kind, last.key],
  };
}

/** Groups texts by their entity or person, so that rows are found once. */
function selectGroupedTexts(
  knex: Knex,
  { text, selection, part }: TextSearch,
): Knex.QueryBuilder {
  const query = knex(TEXTS_TABLE).whereRaw("text LIKE ? ESCAPE '\\'", [
    containsPattern(text),
  ]);
  const { scope, filter, zone } = selection;
  if (scope.kind !== 'person' && scope.workspace_id !== undefined) {
    query.where('workspace_id', scope.workspace_id);
  }
  if (part.isShared) {
    query.whereRaw('is_shared');
  }
  if (selection.pseudonymiser) {
    query.whereNot('kind', textKinds.name);
  }
  const { user_id, excludedUser } = part;
  if (user_id !== undefined) {
    query.where(either =>
      either.where('kind', textKinds.entity).orWhere('about_id', user_id),
    );
  }
  if (excludedUser !== undefined) {
    query.where(either =>
      either
        .where('kind', textKinds.entity)
        .orWhereNot('about_id', excludedUser),
    );
  }
  if (filter.entity_id !== undefined) {
    const { entity_id } = filter;
    query.where(either =>
      either.where('kind', textKinds.name).orWhere({
        kind: textKinds.entity,
        about_id: entity_id,
      }),
    );
  }
  const { from, to } = toInstantRange(filter.start, filter.end, zone);
  if (from !== undefined) {
    query.where('last_day', '>=', toDayNumber(from));
  }
  if (to !== undefined) {
    query.where('first_day', '<=', toDayNumber(to - 1));
  }
  const key = `CASE kind WHEN ${textKinds.label} THEN CAST(id AS text) ELSE about_id END`;
  return query
    .select('kind', knex.raw(`${key} AS key`))
    .min({ first_day: 'first_day' })
    .select(knex.raw('-max(last_day) AS age'))
    .groupBy('kind', knex.raw(key));
}

/**
 * Selects the ids of the rows that have any of the given texts, without duplicates. The alias of
 * the result is `activity`.
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
    const textsOfKind = texts.filter(found => found.kind === kind);
    return textsOfKind.length > 0
      ? [
          selectIdsOfKind(
            knex,
            whereKind(query.clone(), kind, text),
            textsOfKind,
            maxRows,
          ),
        ]
      : [];
  });
  return knex.from(knex.unionAll(parts).as('activity'));
}

/**
 * Restricts a query to the rows of a stored text, which has the alias `texts`. Each row is found
 * only once: by its own entity text if that contains the search text, otherwise by the person's
 * name.
 */
function whereKind(
  query: Knex.QueryBuilder,
  kind: number,
  text: string,
): Knex.QueryBuilder {
  const isInEntityText = [
    "activity.search_text LIKE ? ESCAPE '\\'",
    [`${containsPattern(text)}\n%`],
  ] as const;
  if (kind === textKinds.name) {
    return query
      .whereRaw('activity.user_id = texts.key')
      .whereNot(condition => condition.whereRaw(...isInEntityText));
  }
  query.whereRaw(...isInEntityText);
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
    .whereRaw(`${order} >= ${uuidSql(knex, 'texts.lowest_id')}`)
    .whereRaw(`${order} < ${uuidSql(knex, 'texts.end_id')}`)
    .orderBy(order, 'desc')
    .limit(maxRows);
  const textsTable = buildValuesTable(
    knex,
    'texts',
    texts.map(({ key, lowest_id, end_id }) => ({ key, lowest_id, end_id })),
    ['key', 'lowest_id', 'end_id'],
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
