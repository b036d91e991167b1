/**
 * Compares lists of texts, the first that differs decides: below 0 when one comes
 * first, above 0 when the other does.
 */
export function compareTexts(
  one: readonly string[],
  other: readonly string[],
): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  if (at < 0) {
    return 0;
  }
  return one[at] < other[at] ? -1 : 1;
}
