import {
  isByInterval,
  NO_VALUE,
  numberAxes,
  type NumberAxis,
  type NumberBar,
  type NumberWish,
} from '@callboard/plugin-callboard-common';
import {
  useActionWords,
  useEntityTypeWords,
} from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { dayWords } from './dayWords';

const monthFormat = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const isDay = /^\d{4}-\d{2}-\d{2}$/;
const isMonth = /^\d{4}-\d{2}$/;

/** A bar's name; of a date, the day or the month as the person reads it. */
export function useBarWords(
  wish: NumberWish | undefined,
): (bar: Pick<NumberBar, 'key' | 'name'>) => string {
  const x_axis = wish?.x_axis ?? null;
  const axis: NumberAxis | null = x_axis && numberAxes[x_axis];
  const isDate = axis
    ? axis.order === 'date'
    : wish !== undefined && isByInterval(wish);
  const actionWords = useActionWords();
  const typeWords = useEntityTypeWords();
  return useCallback(
    ({ key, name }) => {
      if (x_axis === 'ACTION' && key !== NO_VALUE) {
        return actionWords(key);
      }
      if (x_axis === 'ENTITY_TYPE' && key !== NO_VALUE) {
        return typeWords(key);
      }
      if (isDate && isDay.test(key)) {
        return dayWords(key);
      }
      return isDate && isMonth.test(key)
        ? monthFormat.format(new Date(`${key}-15T12:00:00Z`))
        : name;
    },
    [x_axis, isDate, actionWords, typeWords],
  );
}
