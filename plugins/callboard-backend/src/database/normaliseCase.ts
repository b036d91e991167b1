/**
 * Normalises a text for case-insensitive search, in every script. The engines' own functions do
 * not: SQLite's cover ASCII only.
 *
 * Lower case first, because not every upper-case letter is the upper case of its lower case; upper
 * case last, because `Σ` has two lower cases and `ß` has no single-letter one.
 */
export function normaliseCase(text: string): string {
  return text.normalize('NFC').toLowerCase().toUpperCase();
}
