/** Whoever wants the whole of a text can ask for its item. */
const LONGEST = 500;

/** The same value, in which no text is longer than somebody reads in a list. */
export function cutTexts(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  }
  if (Array.isArray(value)) {
    return value.map(cutTexts);
  }
  return value;
}
