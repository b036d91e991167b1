import { Knex } from 'knex';
import { SearchText } from '../../../../core/resources/SearchText';
import { VisibilityScope } from '../../../../core/resources/VisibilityScope';
import { isOneOf } from '../../../../database/bulk';
import { isPostgres } from '../../../../database/dialect';

/** Where to look for items with a title. */
export interface TitleSearch {
  searchText: SearchText;
  scope: VisibilityScope;
  /** Live projects that the person sees. */
  project_ids: readonly string[];
  limit: number;
}

/** How many items that changed lately are looked at one by one. */
const RECENT_ITEMS = 5_000;

/** In each of many workspaces, at least so many of them. */
const LEAST_RECENT_ITEMS = 100;

/**
 * A text that so many of the items have that changed lately is a frequent one. It
 * is looked for in nothing else: most people mean what they work on, and to put all
 * that has it in order would take long.
 */
const FREQUENT = 100;

/** How many items that have a text are put in order. */
const MOST_ORDERED = 20_000;

/** The same on SQLite, which takes one step for each. */
const MOST_ORDERED_IN_SQLITE = 1_000;

/** What the index of PostgreSQL is made of: letters and digits in a row. */
const TRIGRAM = /[\p{L}\p{N}]{3}/u;

const LIVE = 'work_items.deleted_at IS NULL';
const SHOWN = `${LIVE} AND work_items.archived_at IS NULL AND NOT work_items.is_draft`;
const COLUMN = 'work_items.search_text';

/**
 * The ids of live items whose title has all words, roughly the best first and of
 * those what changed last. All are found of a text that few have. Of one that very
 * many have, only those that changed lately are.
 */
export async function itemsByTitle(
  knex: Knex,
  search: TitleSearch,
): Promise<string[]> {
  if (!isPostgres(knex)) {
    return idsOf(inOrder(knex, newestMatches(knex, search), search));
  }
  const recent = await knex
    .from(inOrder(knex, recentMatches(knex, search), search).as('found'))
    .select('id', 'matches');
  const ids = recent.map(({ id }) => id);
  const isFrequent = recent.length > 0 && Number(recent[0].matches) >= FREQUENT;
  const { searchText } = search;
  if (isFrequent || !searchText.words.some(word => TRIGRAM.test(word))) {
    return ids;
  }
  return idsOf(inOrder(knex, indexedMatches(knex, search), search));
}

async function idsOf(query: Knex.QueryBuilder): Promise<string[]> {
  const rows: Array<{ id: string }> = await query;
  return rows.map(({ id }) => id);
}

/** The first of some matches, with how many there are. */
function inOrder(
  knex: Knex,
  matches: Knex.QueryBuilder,
  { searchText, limit }: TitleSearch,
): Knex.QueryBuilder {
  return knex
    .from(matches.as('work_items'))
    .select('id', knex.raw('count(*) OVER () AS matches'))
    .orderByRaw(searchText.orderSql(knex, COLUMN))
    .orderBy([
      { column: 'updated_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit);
}

/** On PostgreSQL: the matches among the items that changed last. */
function recentMatches(
  knex: Knex,
  { searchText, scope, project_ids }: TitleSearch,
): Knex.QueryBuilder {
  const each = Math.max(
    LEAST_RECENT_ITEMS,
    Math.ceil(RECENT_ITEMS / Math.max(1, scope.readable.length)),
  );
  // From the index of what changed last, workspace by workspace.
  const recent = knex.raw(
    `(SELECT item.* FROM unnest(?::uuid[]) AS seen (workspace_id)
      CROSS JOIN LATERAL (
        SELECT id, project_id, search_text, updated_at FROM work_items
        WHERE work_items.workspace_id = seen.workspace_id AND ${SHOWN}
        ORDER BY work_items.updated_at DESC, work_items.id DESC LIMIT ?
      ) AS item) AS work_items`,
    [[...scope.readable], each],
  );
  return searchText
    .where(knex.from(recent).select('work_items.*'), COLUMN)
    .whereRaw(...isOneOf(knex, 'work_items.project_id', project_ids));
}

/** On PostgreSQL: the matches, from the index of parts of titles. */
function indexedMatches(
  knex: Knex,
  { searchText, project_ids }: TitleSearch,
): Knex.QueryBuilder {
  return searchText
    .where(
      knex('work_items').select('id', 'updated_at', COLUMN).whereRaw(LIVE),
      COLUMN,
    )
    .whereRaw(...isOneOf(knex, 'work_items.project_id', project_ids))
    .limit(MOST_ORDERED);
}

/** On SQLite: the matches that changed last, from an index with all titles. */
function newestMatches(
  knex: Knex,
  { searchText, project_ids }: TitleSearch,
): Knex.QueryBuilder {
  const items = knex.raw('work_items INDEXED BY work_items_search_idx');
  return searchText
    .where(knex.from(items).select('id', 'updated_at', COLUMN), COLUMN)
    .whereRaw(LIVE)
    .whereRaw(...isOneOf(knex, 'work_items.project_id', project_ids))
    .orderBy([
      { column: 'updated_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(MOST_ORDERED_IN_SQLITE);
}
