/** What takes the place of what no database would store. */
const REPLACEMENT = '\uFFFD';

/** Ends a text that was cut. */
const MARK = '…';

/**
 * A text as every database stores it, of at most so many UTF-16 units: without
 * U+0000 and lone surrogates, and with a mark at its end if it was cut.
 */
export function cleanText(text: string, most: number): string {
  const cut = text.length > most ? text.slice(0, most - MARK.length) : text;
  // With the u flag pairs are one character.
  const clean = cut.replace(/\p{Surrogate}|\0/gu, REPLACEMENT);
  return cut === text ? clean : clean + MARK;
}
