import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { normaliseForSearch } from '../../database/text';
import { findActivity, StoredActivity } from './listActivity';
import { ActivitySelection } from './selectActivity';

/** The maximum number of rows read at a time. */
const MAX_ROWS_PER_READ = 500;

/** The size of the first read, as a multiple of the requested rows. */
const FIRST_READ_FACTOR = 1.25;

/** The maximum number of rows scanned per response. */
const MAX_SCANNED_ROWS = 10_000;

/** The rows to search for a text, and the maximum number of results. */
interface TextQuery {
  maxRows: number;
  beforeId?: string;
}

/** A text query that skips the first matches. */
interface RowQuery extends TextQuery {
  offset: number;
}

/** Rows whose shown text matches, newest first. */
export interface ShownTexts<MatchingRow> {
  matches: MatchingRow[];
  /** The position to continue from, if more rows may match. */
  beforeId?: string;
}

/**
 * Finds the newest rows whose entity has a text in the form shown to a reader who does not see names.
 * Does not search the names of actors, because a match would reveal a pseudonym. The database can
 * only match the original text; this process then checks the shown text of a limited number of rows.
 */
export function findRowsByShownText(
  knex: Knex,
  selection: ActivitySelection,
  { offset, ...query }: RowQuery,
): Promise<ShownTexts<StoredActivity>> {
  return searchShownTexts(knex, selection, query, (row, nth) =>
    nth < offset ? [] : [row],
  );
}

/** Like `findRowsByShownText`, with ids only, so that many rows fit into memory. */
export function findIdsByShownText(
  knex: Knex,
  selection: ActivitySelection,
  query: TextQuery,
): Promise<ShownTexts<string>> {
  return searchShownTexts(knex, selection, query, ({ id }) => [id]);
}

async function searchShownTexts<MatchingRow>(
  knex: Knex,
  selection: ActivitySelection,
  { maxRows, beforeId: start }: TextQuery,
  toMatches: (row: StoredActivity, nth: number) => MatchingRow[],
): Promise<ShownTexts<MatchingRow>> {
  const { filter, pseudonymiser } = selection;
  const text = normaliseForSearch(filter.q!);
  const isMatch = (row: StoredActivity) => {
    const { entity_id, entity_label } = pseudonymiser!.pseudonymiseEntity(row);
    return normaliseForSearch([entity_label, entity_id].join('\n')).includes(
      text,
    );
  };
  const matches: MatchingRow[] = [];
  let count = 0;
  let beforeId = start;
  let remainingRows = MAX_SCANNED_ROWS;
  // The shown text usually matches as well, so the first read usually suffices.
  let limit = Math.min(
    Math.ceil(maxRows * FIRST_READ_FACTOR),
    MAX_ROWS_PER_READ,
  );
  while (remainingRows > 0) {
    const rows = await findActivity(knex, selection, { limit, beforeId });
    const first = count;
    const matchingRows = rows.filter(isMatch).slice(0, maxRows - first);
    matches.push(
      ...matchingRows.flatMap((row, index) => toMatches(row, first + index)),
    );
    count += matchingRows.length;
    if (count === maxRows) {
      return { matches, beforeId: matchingRows[matchingRows.length - 1].id };
    }
    if (rows.length < limit) {
      return { matches };
    }
    beforeId = rows[rows.length - 1].id;
    remainingRows -= limit;
    limit = Math.min(2 * limit, MAX_ROWS_PER_READ, remainingRows);
    await setImmediate();
  }
  return { matches, beforeId };
}

/**
 * Prepares a selection for a report. If the reader does not see names, loads the names to replace,
 * and replaces the text filter with the ids of the matching rows.
 *
 * @throws InputError when too many rows would be searched
 */
export async function resolveTextFilter(
  knex: Knex,
  selection: ActivitySelection,
): Promise<ActivitySelection> {
  const { pseudonymiser, filter } = selection;
  await pseudonymiser?.loadMatcher();
  if (!pseudonymiser || filter.q === undefined) {
    return selection;
  }
  const maxRows = MAX_SCANNED_ROWS;
  const { matches, beforeId } = await findIdsByShownText(knex, selection, {
    maxRows,
  });
  if (beforeId !== undefined) {
    throw new InputError(
      `query.q: at least ${MAX_SCANNED_ROWS} rows would have to be searched. Choose fewer days`,
    );
  }
  return {
    ...selection,
    filter: { ...filter, q: undefined },
    anyOf: { ...selection.anyOf, id: matches },
  };
}
