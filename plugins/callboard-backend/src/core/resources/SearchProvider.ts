import { SearchResult, SearchType } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { MatchRank, SearchText } from './SearchText';
import { VisibilityScope } from './VisibilityScope';

/** A result with its rank. */
export interface Match extends SearchResult {
  matchRank: MatchRank;
}

/** Searches resources of one type. */
export interface SearchProvider {
  type: SearchType;
  /**
   * The results that a user may see, at least the best `limit` of them. Results of equal matchRank
   * keep their order.
   *
   * @param knex - a client for reads that may take long
   */
  search(
    knex: Knex,
    searchText: SearchText,
    scope: VisibilityScope,
    limit: number,
  ): Promise<Match[]>;
}
