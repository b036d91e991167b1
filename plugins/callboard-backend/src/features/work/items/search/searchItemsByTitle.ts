import { Knex } from 'knex';
import { SearchText } from '../../../../core/resources/SearchText';
import { VisibilityScope } from '../../../../core/resources/VisibilityScope';
import { inListSql } from '../../../../database/bulk';
import {
  hasTrigramIndexes,
  indexHintSql,
} from '../../../../database/sql/planner';

interface TitleSearch {
  searchText: SearchText;
  scope: VisibilityScope;
  /** Live projects that the user can see. */
  project_ids: readonly string[];
  limit: number;
}

/** The number of recently changed items that are scanned. */
const RECENT_ITEMS = 5_000;

/** The minimum number of scanned items per workspace. */
const MIN_RECENT_ITEMS = 100;

/**
 * A text that matches this many recently changed items counts as frequent. The search then skips
 * older items, because most users search for recent work, and sorting all matches would take long.
 */
const FREQUENT_MATCHES = 100;

const MAX_SORTED_MATCHES = 20_000;

/** The maximum number of matches that are sorted on SQLite, which is slower for each match. */
const MAX_SORTED_MATCHES_ON_SQLITE = 1_000;

/** PostgreSQL's trigram index needs three consecutive letters or digits. */
const TRIGRAM = /[\p{L}\p{N}]{3}/u;

const IS_LIVE_SQL = 'work_items.deleted_at IS NULL';
/** The condition of the index by last change: excludes archived items and drafts. */
const IS_LISTED_SQL = `${IS_LIVE_SQL} AND work_items.archived_at IS NULL AND NOT work_items.is_draft`;
const COLUMN = 'work_items.search_text';
const NEWEST_FIRST = ['updated_at', 'id'].map(column => ({
  column,
  order: 'desc',
}));

/**
 * Finds the ids of live items whose title contains all words, roughly by relevance, then by last
 * change. On PostgreSQL, searches only recently changed items if the text is frequent, or if no
 * word has a trigram.
 */
export async function searchItemsByTitle(
  knex: Knex,
  search: TitleSearch,
): Promise<string[]> {
  if (!hasTrigramIndexes(knex)) {
    return readItemIds(
      selectFirstMatches(knex, selectNewestMatches(knex, search), search),
    );
  }
  const recent = await knex
    .from(
      selectFirstMatches(knex, selectRecentMatches(knex, search), search).as(
        'found',
      ),
    )
    .select('id', 'matches');
  const ids = recent.map(({ id }) => id);
  const isFrequent =
    recent.length > 0 && Number(recent[0].matches) >= FREQUENT_MATCHES;
  const { searchText } = search;
  if (isFrequent || !searchText.words.some(word => TRIGRAM.test(word))) {
    return ids;
  }
  return readItemIds(
    selectFirstMatches(knex, selectIndexedMatches(knex, search), search),
  );
}

async function readItemIds(query: Knex.QueryBuilder): Promise<string[]> {
  const rows: Array<{ id: string }> = await query;
  return rows.map(({ id }) => id);
}

/** Selects the first matches, with the total number of matches. */
function selectFirstMatches(
  knex: Knex,
  matches: Knex.QueryBuilder,
  { searchText, limit }: TitleSearch,
): Knex.QueryBuilder {
  return knex
    .from(matches.as('work_items'))
    .select('id', knex.raw('count(*) OVER () AS matches'))
    .orderByRaw(searchText.orderSql(knex, COLUMN))
    .orderBy(NEWEST_FIRST)
    .limit(limit);
}

/** Selects the matches among recently changed items, on databases with trigram indexes. */
function selectRecentMatches(
  knex: Knex,
  { searchText, scope, project_ids }: TitleSearch,
): Knex.QueryBuilder {
  const itemsPerWorkspace = Math.max(
    MIN_RECENT_ITEMS,
    Math.ceil(RECENT_ITEMS / Math.max(1, scope.readable.length)),
  );
  // Uses the index by last change, one workspace at a time.
  const recent = knex.raw(
    `(SELECT item.* FROM unnest(?::uuid[]) AS readable (workspace_id)
      CROSS JOIN LATERAL (
        SELECT id, project_id, search_text, updated_at FROM work_items
        WHERE work_items.workspace_id = readable.workspace_id AND ${IS_LISTED_SQL}
        ORDER BY work_items.updated_at DESC, work_items.id DESC LIMIT ?
      ) AS item) AS work_items`,
    [[...scope.readable], itemsPerWorkspace],
  );
  return searchText
    .where(knex.from(recent).select('work_items.*'), COLUMN)
    .whereRaw(...inListSql(knex, 'work_items.project_id', project_ids));
}

/** Selects the matches in the trigram index. */
function selectIndexedMatches(
  knex: Knex,
  { searchText, project_ids }: TitleSearch,
): Knex.QueryBuilder {
  return searchText
    .where(
      knex('work_items')
        .select('id', 'updated_at', COLUMN)
        .whereRaw(IS_LIVE_SQL),
      COLUMN,
    )
    .whereRaw(...inListSql(knex, 'work_items.project_id', project_ids))
    .limit(MAX_SORTED_MATCHES);
}

/** Selects the most recently changed matches, on databases without trigram indexes. */
function selectNewestMatches(
  knex: Knex,
  { searchText, project_ids }: TitleSearch,
): Knex.QueryBuilder {
  const hint = indexHintSql(knex, 'work_items_search_idx');
  const items = knex.raw(`work_items ${hint}`);
  return searchText
    .where(knex.from(items).select('id', 'updated_at', COLUMN), COLUMN)
    .whereRaw(IS_LIVE_SQL)
    .whereRaw(...inListSql(knex, 'work_items.project_id', project_ids))
    .orderBy(NEWEST_FIRST)
    .limit(MAX_SORTED_MATCHES_ON_SQLITE);
}
