const STEP = 1_000;

/** Returns the sequence of a state between others: midway. */
export function computeSequence(
  others: readonly { sequence: number }[],
  index: number,
): number {
  const before = others[index - 1]?.sequence ?? 0;
  const after = others[index]?.sequence;
  return after === undefined ? before + STEP : (before + after) / 2;
}
