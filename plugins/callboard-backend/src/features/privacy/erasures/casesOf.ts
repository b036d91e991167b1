import { upperFirst, uniq } from 'lodash';
import { normaliseCase } from '../../../database/normaliseCase';
import { lowerAscii } from '../../../database/lowerAscii';

/** Longer texts are not expanded: they would have thousands of combinations. */
const MOST_WORDS = 4;

/**
 * The possible spellings of a text in SQL that has lowercased ASCII letters only. Words with other
 * letters are expanded to their original, lowercase, capitalised and uppercase forms.
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
  const ways = [text, small, upperFirst(small), normaliseCase(text)];
  return uniq(ways.map(lowerAscii));
}
