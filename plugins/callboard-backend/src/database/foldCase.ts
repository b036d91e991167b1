/**
 * A text as searches compare it: without case, in every script. Neither
 * engine's own functions do: SQLite's know ASCII only.
 *
 * Lower case first, because not every upper-case letter is the upper case of
 * its lower case; upper case last, because `Σ` has two lower cases and `ß` has
 * none of one letter.
 */
export function foldCase(text: string): string {
  return text.normalize('NFC').toLowerCase().toUpperCase();
}
