import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Activity } from '@callboard/plugin-callboard-common';
import {
  getBrowserZone,
  formatCount,
  useToday,
  type DataTableGroup,
} from '@callboard/plugin-callboard-react';
import { DateTime } from 'luxon';
import { useCallback, useMemo } from 'react';
import { callboardActivityTranslationRef } from '../translation';

/**
 * Returns the day of a row, in the time zone of the shown times: today, yesterday, or the date;
 * with the day's count if known.
 */
export function useDayGroups(
  days: readonly { date: string; count: number }[] | undefined,
): (row: Activity) => DataTableGroup {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const today = useToday();
  const counts = useMemo(
    () => new Map(days?.map(day => [day.date, day.count])),
    [days],
  );
  return useCallback(
    row => {
      const day = DateTime.fromISO(row.created_at, { zone: getBrowserZone() });
      const date = day.toISODate()!;
      const yesterday = DateTime.fromISO(today).minus({ days: 1 }).toISODate();
      let label = day.toLocaleString({
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: date.slice(0, 4) === today.slice(0, 4) ? undefined : 'numeric',
      });
      if (date === today) {
        label = t('table.today');
      } else if (date === yesterday) {
        label = t('table.yesterday');
      }
      const count = counts.get(date);
      return {
        key: date,
        label,
        note:
          count === undefined
            ? undefined
            : t('results.count', { count, formatted: formatCount(count) }),
      };
    },
    [t, today, counts],
  );
}
