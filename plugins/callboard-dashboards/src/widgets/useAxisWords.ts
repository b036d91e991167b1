import {
  NO_VALUE,
  type NumberAxisName,
  type NumberBar,
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

/** What lies on an axis, as the reader says it: dates, actions and types of things. */
export function useAxisWords(
  axis: NumberAxisName | null,
  isDate: boolean,
): (thing: Pick<NumberBar, 'key' | 'name'>) => string {
  const actionWords = useActionWords();
  const typeWords = useEntityTypeWords();
  return useCallback(
    ({ key, name }) => {
      if (axis === 'ACTION' && key !== NO_VALUE) {
        return actionWords(key);
      }
      if (axis === 'ENTITY_TYPE' && key !== NO_VALUE) {
        return typeWords(key);
      }
      if (isDate && isDay.test(key)) {
        return dayWords(key);
      }
      return isDate && isMonth.test(key)
        ? monthFormat.format(new Date(`${key}-15T12:00:00Z`))
        : name;
    },
    [axis, isDate, actionWords, typeWords],
  );
}
