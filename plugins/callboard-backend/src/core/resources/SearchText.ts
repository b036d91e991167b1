import { Knex } from 'knex';
import { uniq } from 'lodash';
import { containsPattern, startsPattern } from '../../database/dialect';
import { foldText } from '../../database/foldText';

/** How well a resource matches a search text; lower is better. */
export enum Likeness {
  /** Its identifier is the text. */
  identifier,
  /** Its identifier begins with the text, or has its number. */
  identifierStart,
  same,
  start,
  word,
  wordStart,
  part,
  /** Contains all words, but not as typed. */
  scattered,
}

/** A letter or digit. */
const LETTER = /[\p{L}\p{N}]/u;

/** A search text, without case and accents. */
export class SearchText {
  /** The normalised text. */
  readonly text: string;
  /** Its distinct words; empty if only accents were typed. */
  readonly words: readonly string[];

  constructor(typed: string) {
    this.text = foldText(typed).trim().replace(/\s+/g, ' ');
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
   * `computeLikeness`: words start after a space there.
   */
  orderSql(knex: Knex, column: string): Knex.Raw {
    const start = startsPattern(this.text);
    const is = `${column} LIKE ? ESCAPE '\\'`;
    return knex.raw(
      `CASE WHEN ${is} THEN 0 WHEN ${is} OR ${is} THEN 1 ELSE 2 END`,
      [start, `% ${start}`, `%\n${start}`],
    );
  }

  /**
   * How well a resource with all words matches.
   *
   * @param texts - its searched texts, normalised
   */
  computeLikeness(texts: readonly string[]): Likeness {
    return Math.min(...texts.map(text => this.#computeTextLikeness(text)));
  }

  #computeTextLikeness(text: string): Likeness {
    if (text === this.text) return Likeness.same;
    if (text.startsWith(this.text)) return Likeness.start;
    let best = Likeness.scattered;
    for (
      let at = text.indexOf(this.text);
      at >= 0;
      at = text.indexOf(this.text, at + 1)
    ) {
      best = Math.min(best, this.#getMatchLikeness(text, at));
    }
    return best;
  }

  #getMatchLikeness(text: string, at: number): Likeness {
    if (LETTER.test(text.charAt(at - 1))) return Likeness.part;
    return LETTER.test(text.charAt(at + this.text.length))
      ? Likeness.wordStart
      : Likeness.word;
  }
}
