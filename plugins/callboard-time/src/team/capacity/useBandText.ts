import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatMinutes } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { shortDay } from '../../data/dayNames';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import type { Band } from './getTimeBand';
import type { MapColumn } from './toMapColumns';

/** Formats a cell of the map: "Wed, Nov 18: 6h of 8h, under". */
export function useBandText(): (
  column: MapColumn,
  cell: { expected_minutes: number; logged_minutes: number },
  band: Band,
) => string {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  return useCallback(
    (
      { date, isWeek },
      { expected_minutes: expected, logged_minutes },
      band,
    ) => {
      const day = shortDay(date);
      const when = isWeek ? t('capacity.week', { date: day }) : day;
      const logged = formatMinutes(logged_minutes);
      return expected === 0
        ? t('capacity.cellFree', { when, logged })
        : t('capacity.cell', {
            when,
            logged,
            expected: formatMinutes(expected),
            band: t(`capacity.band.${band}`),
          });
    },
    [t],
  );
}
