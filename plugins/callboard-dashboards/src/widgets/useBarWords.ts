import {
  isByInterval,
  isDateAxis,
  type NumberBar,
  type NumberWish,
} from '@callboard/plugin-callboard-common';
import { useAxisWords } from './useAxisWords';

/** A bar's name; of a date, the day or the month as the person reads it. */
export function useBarWords(
  wish: NumberWish | undefined,
): (bar: Pick<NumberBar, 'key' | 'name'>) => string {
  const axis = wish?.x_axis ?? null;
  const isDate = axis
    ? isDateAxis(axis)
    : wish !== undefined && isByInterval(wish);
  return useAxisWords(axis, isDate);
}
