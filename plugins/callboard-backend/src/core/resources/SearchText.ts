import { Knex } from 'knex';
import { uniq } from 'lodash';
import { SearchResult, SearchType } from '@callboard/plugin-callboard-common';
import { inListSql } from '../../database/bulk';
import { containsPattern, startsPattern } from '../../database/dialect';
import { normaliseForSearch } from '../../database/text';
import { VisibilityScope } from './VisibilityScope';

/**
 * The best matches in a table that every member of the workspace may read, without deleted rows.
 * The table has the normalised columns `search_text` and `sort_name`.
 */
export function selectMatchingRows(
  knex: Knex,
  table: string,
  searchText: SearchText,
  scope: VisibilityScope,
): Knex.QueryBuilder {
  const column = `${table}.search_text`;
  return searchText
    .where(knex(table), column)
    .whereRaw(...inListSql(knex, `${table}.workspace_id`, scope.readable))
    .whereNull(`${table}.deleted_at`)
    .orderByRaw(searchText.orderSql(knex, column))
    .orderBy([`${table}.sort_name`, `${table}.id`]);
}

export interface Match extends SearchResult {
  matchRank: MatchRank;
}

export interface SearchProvider {
  type: SearchType;
  /**
   * Returns at least the best `limit` results that the user may see. The caller preserves the order
   * of results with equal `matchRank`.
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

/** How well a resource matches a search text, by its best-matching text; lower is better. */
export enum MatchRank {
  /** The identifier equals the search text. */
  identifier,
  /**
   * The identifier begins with the search text, or the number in the identifier equals the search
   * text.
   */
  identifierStart,
  /** A text of the resource equals the search text. */
  same,
  /** A text begins with the search text. */
  start,
  /** A text contains the search text as a whole word. */
  word,
  /** A text contains the search text at the start of a word. */
  wordStart,
  /** A text contains the search text inside a word. */
  insideWord,
  /** The texts contain all words, but not in the typed sequence. */
  scattered,
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** A search text, without case and accents. */
export class SearchText {
  readonly text: string;
  /** Its distinct words; empty if only accents were typed. */
  readonly words: readonly string[];

  constructor(typed: string) {
    this.text = normaliseForSearch(typed).trim().replace(/\s+/g, ' ');
    this.words = uniq(this.text.split(' ')).filter(Boolean);
  }

  /**
   * Filters rows to those with all words, anywhere.
   *
   * @param column - a column of normalised texts
   */
  where<Q extends Knex.QueryBuilder>(query: Q, column: string): Q {
    for (const word of this.words) {
      query.whereRaw(`${column} LIKE ? ESCAPE '\\'`, [containsPattern(word)]);
    }
    return query;
  }

  /**
   * SQL to sort rows so that the best are among the first few. It is less precise than
   * `computeMatchRank`: it only finds words that start after a space or a line break.
   */
  orderSql(knex: Knex, column: string): Knex.Raw {
    const start = startsPattern(this.text);
    const matches = `${column} LIKE ? ESCAPE '\\'`;
    return knex.raw(
      `CASE WHEN ${matches} THEN 0 WHEN ${matches} OR ${matches} THEN 1 ELSE 2 END`,
      [start, `% ${start}`, `%\n${start}`],
    );
  }

  /**
   * Computes how well a resource that contains all words matches.
   *
   * @param texts - its searched texts, normalised
   */
  computeMatchRank(texts: readonly string[]): MatchRank {
    return Math.min(...texts.map(text => this.#rankText(text)));
  }

  #rankText(text: string): MatchRank {
    if (text === this.text) return MatchRank.same;
    if (text.startsWith(this.text)) return MatchRank.start;
    let best = MatchRank.scattered;
    for (
      let start = text.indexOf(this.text);
      start >= 0;
      start = text.indexOf(this.text, start + 1)
    ) {
      best = Math.min(best, this.#rankMatch(text, start));
    }
    return best;
  }

  #rankMatch(text: string, start: number): MatchRank {
    if (LETTER_OR_DIGIT.test(text.charAt(start - 1)))
      return MatchRank.insideWord;
    return LETTER_OR_DIGIT.test(text.charAt(start + this.text.length))
      ? MatchRank.wordStart
      : MatchRank.word;
  }
}
