/** Replaces characters that databases reject. */
const REPLACEMENT = '\uFFFD';

const ELLIPSIS = '…';

/**
 * Makes a text storable in every database: replaces U+0000 and lone surrogates, and truncates the
 * text to `maxLength` UTF-16 units. A truncated text ends with an ellipsis.
 */
export function cleanText(text: string, maxLength: number): string {
  const cut =
    text.length > maxLength ? text.slice(0, maxLength - ELLIPSIS.length) : text;
  // With the u flag, a surrogate pair is one character, so only lone surrogates match.
  const clean = cut.replace(/\p{Surrogate}|\0/gu, REPLACEMENT);
  return cut === text ? clean : clean + ELLIPSIS;
}
