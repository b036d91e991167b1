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
export function getLargestBarKeys(
  cells: readonly NumberCell[],
  axis: NumberAxisName,
  limit = DEFAULT_BARS,
): string[] {
  const bars = cells.filter(({ level }) => level === 'bar');
  const getBarKeys = (some: readonly NumberCell[]) =>
    some.flatMap(({ x }) => x ?? []);
  if (numberAxes[axis].order !== 'value' || bars.length <= limit) {
    return getBarKeys(bars);
  }
  const getSize = ({ value }: NumberCell) => value ?? -Infinity;
  const sizes = bars.map(getSize).sort((one, other) => other - one);
  const least = sizes[limit - 1];
  return getBarKeys(bars.filter(bar => getSize(bar) >= least));
}
