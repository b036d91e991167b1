import { Threshold } from '@callboard/plugin-callboard-common';

const comparisons: Record<
  Threshold['operator'],
  (value: number, limit: number) => boolean
> = {
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
};

/** Whether a number crosses a threshold. */
export function isCrossed(
  { operator, value: limit }: Threshold,
  value: number,
): boolean {
  return comparisons[operator](value, limit);
}
