import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DashboardSchedule } from '@callboard/plugin-callboard-common';
import { getWeekdayName } from '@callboard/plugin-callboard-react';
import { formatHour } from './formatHour';
import { callboardDashboardsSchedulesTranslationRef } from './schedulesTranslation';

/** Returns a function that formats a schedule: "Every Monday at 08:00, Europe/Berlin". */
export function useScheduleLabels(): (schedule: DashboardSchedule) => string {
  const { t } = useTranslationRef(callboardDashboardsSchedulesTranslationRef);
  return ({ frequency, weekday, day_of_month, hour, timezone }) => {
    const at = {
      time: formatHour(hour),
      zone: timezone.replace(/_/g, ' '),
    };
    switch (frequency) {
      case 'weekly':
        return t('when.weekly', {
          ...at,
          weekday: getWeekdayName(weekday ?? 1),
        });
      case 'monthly':
        return t('when.monthly', { ...at, day: String(day_of_month ?? 1) });
      default:
        return t('when.daily', at);
    }
  };
}
