import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { yieldToEventLoop } from '../../kernel/yielding';
import { normaliseForSearch } from '../../database/text';
import { listStoredActivity, StoredActivity } from './listActivity';
import { ActivitySelection } from './selectActivity';

const MAX_ROWS_PER_READ = 500;

/** The size of the first read, as a multiple of the requested rows. */
const FIRST_READ_FACTOR = 1.25;

/** The maximum number of rows scanned per response. */
const MAX_SCANNED_ROWS = 10_000;

/** Where a search starts, and the maximum number of matches, including matches that it skips. */
interface SearchRange {
  maxMatches: number;
  beforeId?: string;
}

/** Values of the rows whose shown text matches, newest first. */
interface TextMatches<Match> {
  matches: Match[];
  /** The position to continue from, if more rows may match. */
  beforeId?: string;
}

/**
 * Finds rows, newest first, whose entity label or id contains the search text in the form shown to
 * a reader who does not see names. Does not search the names of actors, because a match would
 * reveal who is behind a pseudonym. The database can only match the original text; this process
 * then checks the shown text of a limited number of rows.
 *
 * @param toMatches - returns the values to collect from a matching row; `nth` counts matching rows
 *   from 0
 */
export async function searchShownTexts<Match>(
  knex: Knex,
  selection: ActivitySelection,
  { maxMatches, beforeId: start }: SearchRange,
  toMatches: (row: StoredActivity, nth: number) => Match[],
): Promise<TextMatches<Match>> {
  const { filter, pseudonymiser } = selection;
  const text = normaliseForSearch(filter.q!);
  const isMatch = (row: StoredActivity) => {
    const { entity_id, entity_label } = pseudonymiser!.pseudonymiseEntity(row);
    return normaliseForSearch([entity_label, entity_id].join('\n')).includes(
      text,
    );
  };
  const matches: Match[] = [];
  let count = 0;
  let beforeId = start;
  let remainingRows = MAX_SCANNED_ROWS;
  // A row whose original text matches usually shows a matching text, too, so the first read usually
  // suffices.
  let limit = Math.min(
    Math.ceil(maxMatches * FIRST_READ_FACTOR),
    MAX_ROWS_PER_READ,
  );
  while (remainingRows > 0) {
    const rows = await listStoredActivity(knex, selection, { limit, beforeId });
    const countBefore = count;
    const matchingRows = rows
      .filter(isMatch)
      .slice(0, maxMatches - countBefore);
    matches.push(
      ...matchingRows.flatMap((row, index) =>
        toMatches(row, countBefore + index),
      ),
    );
    count += matchingRows.length;
    if (count === maxMatches) {
      return { matches, beforeId: matchingRows[matchingRows.length - 1].id };
    }
    if (rows.length < limit) {
      return { matches };
    }
    beforeId = rows[rows.length - 1].id;
    remainingRows -= limit;
    limit = Math.min(2 * limit, MAX_ROWS_PER_READ, remainingRows);
    await yieldToEventLoop();
  }
  return { matches, beforeId };
}

/**
 * Prepares a selection for a report. If names are hidden from the reader, loads the names to
 * pseudonymise, and converts the text filter to the ids of the matching rows.
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
  const { matches, beforeId } = await searchShownTexts(
    knex,
    selection,
    { maxMatches: MAX_SCANNED_ROWS },
    ({ id }) => [id],
  );
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
