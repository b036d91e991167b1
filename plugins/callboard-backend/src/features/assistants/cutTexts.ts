/** The full text is available from its item. */
const LONGEST = 500;

/** Truncates long texts in a value, for lists. */
export function cutTexts(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  }
  if (Array.isArray(value)) {
    return value.map(cutTexts);
  }
  return value;
}
