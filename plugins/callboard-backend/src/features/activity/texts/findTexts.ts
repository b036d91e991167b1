import { Knex } from 'knex';
import { containsPattern } from '../../../database/dialect';
import { getLowestId } from '../../../database/ids';
import { toInstantRange } from '../../../database/zones';
import { days } from '../rollups/rollups';
import { ActivityPart, ActivitySelection } from '../selectActivity';
import { textKinds, TEXTS_TABLE } from './textTables';

/** Stored texts about the same entity or person, whose rows are found together. */
export interface FoundText {
  kind: number;
  /** The key of the rows: the id of an entity, a person, or the text. */
  key: string;
  /** The lowest id that the rows can have. */
  lowest: string;
  /** The exclusive upper limit of the rows' ids. */
  beyond: string;
}

/** Selects texts that can have rows in a part of a selection. */
export interface TextSearch {
  /** Normalised for search, without line breaks. */
  text: string;
  selection: ActivitySelection;
  part: ActivityPart;
}

/** A page of texts. */
export interface FoundTexts {
  found: FoundText[];
  /** The next position; undefined on the last page. */
  next?: TextPosition;
}

/** The position of a text in the search. */
export type TextPosition = readonly [age: number, kind: number, key: string];

/** Finds stored texts that contain the search text, those with the newest rows first. */
export async function findTexts(
  knex: Knex,
  search: TextSearch,
  limit: number,
  after?: TextPosition,
): Promise<FoundTexts> {
  const order = ['age', 'kind', 'key'];
  const query = knex
    .from(selectGroupedTexts(knex, search).as('found'))
    .orderBy(order)
    .limit(limit);
  if (after) {
    query.whereRaw(`(${order.join(', ')}) > (?, ?, ?)`, [...after]);
  }
  const rows = await query;
  const last = rows[rows.length - 1];
  return {
    found: rows.map(({ kind, key, first_day, age }) => ({
      kind,
      key,
      lowest: getLowestId(first_day * days.spanMs),
      beyond: getLowestId((1 - age) * days.spanMs),
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
    query.where(any =>
      any.where('kind', textKinds.entity).orWhere('about_id', user_id),
    );
  }
  if (excludedUser !== undefined) {
    query.where(any =>
      any.where('kind', textKinds.entity).orWhereNot('about_id', excludedUser),
    );
  }
  if (filter.entity_id !== undefined) {
    const { entity_id } = filter;
    query.where(any =>
      any.where('kind', textKinds.name).orWhere({
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

function toDayNumber(instant: number): number {
  return Math.floor(instant / days.spanMs);
}
