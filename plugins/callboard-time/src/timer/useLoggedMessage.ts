import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Worklog } from '@callboard/plugin-callboard-common';
import { formatMinutes } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { callboardTimeTimerTranslationRef } from './timerTranslation';

/** Formats the worklogs of a timer: "1h 20m logged on PAY-42". */
export function useFormatLogged(): (
  worklogs: readonly Worklog[],
  when?: 'logged' | 'before',
) => string {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  return useCallback(
    (worklogs, when = 'logged') => {
      const [first] = worklogs;
      if (!first) {
        return t('stopped.nothing');
      }
      const minutes = worklogs.reduce(
        (sum, { duration_minutes }) => sum + duration_minutes,
        0,
      );
      return t(`stopped.${when}`, {
        duration: formatMinutes(minutes),
        item: first.work_item.identifier,
      });
    },
    [t],
  );
}
