import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { normaliseForSearch } from '../../database/normaliseForSearch';
import { findActivity, FoundActivity } from './listActivity';
import { ActivitySelection } from './selectActivity';

/** Rows that are looked through at a time, at most. */
const MAX_AT_ONCE = 500;

/** The rows to read first, as a multiple of the wanted rows. */
const MARGIN = 1.25;

/** The number of rows scanned per response. */
const MAX_SCANNED = 10_000;

/** The rows to search for a text, and the maximum number of results. */
interface TextQuery {
  maxRows: number;
  beforeId?: string;
}

/** The same, without the first rows that are found. */
interface RowQuery extends TextQuery {
  offset: number;
}

/** Rows with a text, newest first. */
export interface ShownTexts<MatchingRow> {
  found: MatchingRow[];
  /** The position to continue from, if more rows may match. */
  beforeId?: string;
}

/**
 * Finds the newest rows whose entity has a text in the form shown to a reader without names. Names of
 * actors are not searched, because a match would reveal a pseudonym. For other names the database
 * cannot decide, so a limited number of matching rows is checked.
 */
export function findRowsByShownText(
  knex: Knex,
  selection: ActivitySelection,
  { offset, ...query }: RowQuery,
): Promise<ShownTexts<FoundActivity>> {
  return lookThrough(knex, selection, query, (row, nth) =>
    nth < offset ? [] : [row],
  );
}

/** The same with ids only, which are cached for many rows. */
export function findIdsByShownText(
  knex: Knex,
  selection: ActivitySelection,
  query: TextQuery,
): Promise<ShownTexts<string>> {
  return lookThrough(knex, selection, query, ({ id }) => [id]);
}

async function lookThrough<MatchingRow>(
  knex: Knex,
  selection: ActivitySelection,
  { maxRows, beforeId: start }: TextQuery,
  keep: (row: FoundActivity, nth: number) => MatchingRow[],
): Promise<ShownTexts<MatchingRow>> {
  const { filter, pseudonymiser } = selection;
  const text = normaliseForSearch(filter.q!);
  const isSeen = (row: FoundActivity) => {
    const { entity_id, entity_label } = pseudonymiser!.pseudonymiseEntity(row);
    return normaliseForSearch([entity_label, entity_id].join('\n')).includes(
      text,
    );
  };
  const found: MatchingRow[] = [];
  let count = 0;
  let beforeId = start;
  let left = MAX_SCANNED;
  // The shown text usually matches, so the first rows suffice.
  let limit = Math.min(Math.ceil(maxRows * MARGIN), MAX_AT_ONCE);
  while (left > 0) {
    const rows = await findActivity(knex, selection, { limit, beforeId });
    const first = count;
    const seen = rows.filter(isSeen).slice(0, maxRows - first);
    found.push(...seen.flatMap((row, index) => keep(row, first + index)));
    count += seen.length;
    if (count === maxRows) {
      return { found, beforeId: seen[seen.length - 1].id };
    }
    if (rows.length < limit) {
      return { found };
    }
    beforeId = rows[rows.length - 1].id;
    left -= limit;
    limit = Math.min(2 * limit, MAX_AT_ONCE, left);
    await setImmediate();
  }
  return { found, beforeId };
}

/**
 * The same selection for a report, with the rows in place of the text if the reader does
 * not see names; it is known who is in texts then.
 *
 * @throws InputError when they are too many
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
  const maxRows = MAX_SCANNED;
  const { found, beforeId } = await findIdsByShownText(knex, selection, {
    maxRows,
  });
  if (beforeId !== undefined) {
    throw new InputError(
      `query.q: at least ${MAX_SCANNED} rows would have to be searched. Choose fewer days`,
    );
  }
  return {
    ...selection,
    filter: { ...filter, q: undefined },
    anyOf: { ...selection.anyOf, id: found },
  };
}
