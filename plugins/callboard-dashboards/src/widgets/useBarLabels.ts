import {
  isByInterval,
  isDateAxis,
  type NumberBar,
  type MetricQuery,
} from '@callboard/plugin-callboard-common';
import { useAxisLabels } from './useAxisLabels';

/** Returns a bar's name; for a date, the day or the month in the reader's locale. */
export function useBarLabels(
  query: MetricQuery | undefined,
): (bar: Pick<NumberBar, 'key' | 'name'>) => string {
  const axis = query?.x_axis ?? null;
  const isDate = axis
    ? isDateAxis(axis)
    : query !== undefined && isByInterval(query);
  return useAxisLabels(axis, isDate);
}
