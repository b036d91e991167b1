import type { ValueOption } from '@callboard/plugin-callboard-react';

/**
 * What a filter offers: the words that occur, with how often, and then those that
 * are known but do not occur here, by label.
 */
export function valueOptions(
  occurring: readonly { value: string; count: number }[],
  known: readonly string[],
  labelOf: (value: string) => string,
): ValueOption[] {
  const seen = new Set(occurring.map(({ value }) => value));
  const others = known
    .filter(value => !seen.has(value))
    .map(value => ({ value, label: labelOf(value) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return [
    ...occurring.map(({ value, count }) => ({
      value,
      label: labelOf(value),
      count,
    })),
    ...others,
  ];
}
