import {
  DEFAULT_BARS,
  numberAxes,
  NumberAxisName,
} from '@callboard/plugin-callboard-common';
import { NumberCell } from './NumberReadModel';

/**
 * The keys of the largest bars on axes ordered by value, up to the limit, plus ties with the last.
 * On other axes, all keys.
 */
export function largestBars(
  cells: readonly NumberCell[],
  axis: NumberAxisName,
  limit = DEFAULT_BARS,
): string[] {
  const bars = cells.filter(({ level }) => level === 'bar');
  const keysOf = (some: readonly NumberCell[]) =>
    some.flatMap(({ x }) => x ?? []);
  if (numberAxes[axis].order !== 'value' || bars.length <= limit) {
    return keysOf(bars);
  }
  const sizeOf = ({ value }: NumberCell) => value ?? -Infinity;
  const sizes = bars.map(sizeOf).sort((one, other) => other - one);
  const least = sizes[limit - 1];
  return keysOf(bars.filter(bar => sizeOf(bar) >= least));
}
