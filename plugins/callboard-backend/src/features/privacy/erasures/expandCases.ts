import { upperFirst, uniq } from 'lodash';
import { normaliseCase } from '../../../database/normaliseCase';
import { lowerAscii } from '../../../database/lowerAscii';

/** Longer texts are not expanded: they would have thousands of combinations. */
const MAX_WORDS = 4;

/**
 * The possible spellings of a text in SQL that has lowercased ASCII letters only. Words with other
 * letters are expanded to their original, lowercase, capitalised and uppercase forms.
 */
export function expandCases(text: string): string[] {
  const parts = text.split(/([^\p{L}\p{M}\p{N}]+)/u).map(getCaseVariants);
  const isShort = parts.filter(ways => ways.length > 1).length <= MAX_WORDS;
  return isShort
    ? parts.reduce<string[]>(
        (texts, ways) => texts.flatMap(begun => ways.map(way => begun + way)),
        [''],
      )
    : getCaseVariants(text);
}

function getCaseVariants(text: string): string[] {
  const small = text.toLowerCase();
  const ways = [text, small, upperFirst(small), normaliseCase(text)];
  return uniq(ways.map(lowerAscii));
}
