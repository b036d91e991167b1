import type { ValueOption } from '@callboard/plugin-callboard-react';

/**
 * The options of a filter: the values that occur, with their counts, then the other known values,
 * sorted by label.
 */
export function buildValueOptions(
  occurring: readonly { value: string; count: number }[],
  known: readonly string[],
  getLabel: (value: string) => string,
): ValueOption[] {
  const seen = new Set(occurring.map(({ value }) => value));
  const others = known
    .filter(value => !seen.has(value))
    .map(value => ({ value, label: getLabel(value) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return [
    ...occurring.map(({ value, count }) => ({
      value,
      label: getLabel(value),
      count,
    })),
    ...others,
  ];
}
