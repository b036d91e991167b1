import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Timesheet } from '@callboard/plugin-callboard-common';
import { formatDateRange } from '@callboard/plugin-callboard-react';
import { DateTime } from 'luxon';
import { addDays } from '../data/addDays';
import { callboardTimeTranslationRef } from '../translation';

/**
 * The name of a week: "Week 47 · Nov 16 – 22". It uses ISO 8601 week numbers, which follow the
 * week's middle.
 *
 * @param requested - the day in the URL. Links between weeks use the first day, so that the name is
 * known before the week is loaded
 */
export function useWeekName(
  timesheet: Pick<Timesheet, 'week_start'> | undefined,
  requested: string | undefined,
  today: string,
): { name: string | undefined; start: string | undefined } {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const start = timesheet?.week_start ?? requested;
  if (!start) {
    return { name: undefined, start };
  }
  const middle = DateTime.fromISO(addDays(start, 3), { zone: 'utc' });
  const range = formatDateRange({ start, end: addDays(start, 6) }, today);
  const week = String(middle.weekNumber);
  return { name: t('week.name', { week, range }), start };
}
