import { SearchResult, SearchType } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Likeness, SearchText } from './SearchText';
import { VisibilityScope } from './VisibilityScope';

/** A result, and what puts it among the others. */
export interface Match extends SearchResult {
  likeness: Likeness;
}

/** Searches things of one type. */
export interface SearchProvider {
  type: SearchType;
  /**
   * Those that somebody may see, at least the best `limit` of them. Of equal
   * likeness, the first comes first.
   *
   * @param knex - may be slow without holding anybody up
   */
  search(
    knex: Knex,
    searchText: SearchText,
    scope: VisibilityScope,
    limit: number,
  ): Promise<Match[]>;
}
