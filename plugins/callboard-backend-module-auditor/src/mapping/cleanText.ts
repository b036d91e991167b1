/** Replaces characters that databases reject. */
const REPLACEMENT = '\uFFFD';

/** Marks the end of a truncated text. */
const ELLIPSIS = '…';

/**
 * A text that every database stores, of at most `maxLength` UTF-16 units: without U+0000 and lone
 * surrogates, and with an ellipsis if truncated.
 */
export function cleanText(text: string, maxLength: number): string {
  const cut =
    text.length > maxLength ? text.slice(0, maxLength - ELLIPSIS.length) : text;
  // With the u flag, a surrogate pair is one character, so only lone surrogates match.
  const clean = cut.replace(/\p{Surrogate}|\0/gu, REPLACEMENT);
  return cut === text ? clean : clean + ELLIPSIS;
}
