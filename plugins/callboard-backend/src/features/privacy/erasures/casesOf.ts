import { upperFirst, uniq } from 'lodash';
import { foldCase } from '../../../database/foldCase';
import { lowerAscii } from '../../../database/lowerAscii';

/** Of longer texts, words are not combined: there would be thousands of ways. */
const MOST_WORDS = 4;

/**
 * How a text may be written in different cases, for SQL that has made ASCII letters lower
 * case. It knows no case of other letters: words with those come as they are, in small
 * letters, with a capital, and in capitals.
 */
export function casesOf(text: string): string[] {
  const parts = text.split(/([^\p{L}\p{M}\p{N}]+)/u).map(waysOf);
  const isShort = parts.filter(ways => ways.length > 1).length <= MOST_WORDS;
  return isShort
    ? parts.reduce<string[]>(
        (texts, ways) => texts.flatMap(begun => ways.map(way => begun + way)),
        [''],
      )
    : waysOf(text);
}

function waysOf(text: string): string[] {
  const small = text.toLowerCase();
  const ways = [text, small, upperFirst(small), foldCase(text)];
  return uniq(ways.map(lowerAscii));
}
