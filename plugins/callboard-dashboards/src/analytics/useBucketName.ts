import type { Interval } from '@callboard/plugin-callboard-common';
import { useCallback } from 'react';

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' });

const shortDay = format({ day: 'numeric', month: 'short' });
const wholeDay = format({ weekday: 'short', day: 'numeric', month: 'short' });
const month = format({ month: 'short', year: 'numeric' });

/** Returns a function that names days, weeks by their first day, and months, by the API's keys. */
export function useBucketName(interval: Interval): (key: string) => string {
  return useCallback(
    key => {
      if (interval === 'month') {
        return month.format(new Date(`${key}-15T12:00:00Z`));
      }
      const name = interval === 'day' ? wholeDay : shortDay;
      return name.format(new Date(`${key}T12:00:00Z`));
    },
    [interval],
  );
}
