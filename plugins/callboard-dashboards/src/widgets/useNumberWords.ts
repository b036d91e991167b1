import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount, formatMinutes } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import type { NumberWords } from '../trend/NumberWords';
import type { NumberUnit } from './ShownWidget';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

const HOUR = 60;

const short = new Intl.NumberFormat(undefined, {
  notation: 'compact',
  maximumFractionDigits: 1,
});
const oneDecimal = new Intl.NumberFormat(undefined, {
  maximumFractionDigits: 1,
});

/** Formats numbers of a unit; there may be no number. */
export interface UnitWords extends NumberWords {
  /** `12`, `2h 30m`, `41.5 h`; of nothing, a dash. */
  value: (value: number | null) => string;
  /** Beside an axis: `12k`, `40h`. */
  tick: (value: number) => string;
  /** The least distance of two ticks. */
  step: number;
}

/** Puts numbers of a unit into words. */
export function useNumberWords(unit: NumberUnit): UnitWords {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  return useMemo(() => {
    const texts: Record<NumberUnit, (value: number) => string> = {
      count: formatCount,
      people: formatCount,
      points: value => oneDecimal.format(value),
      minutes: value => formatMinutes(Math.round(value)),
      hours: value => t('hours', { hours: oneDecimal.format(value) }),
    };
    const ticks: Partial<typeof texts> = {
      minutes: value => `${short.format(value / HOUR)}h`,
      hours: value => `${short.format(value)}h`,
    };
    return {
      value: value => (value === null ? t('none') : texts[unit](value)),
      step: unit === 'minutes' ? HOUR : 1,
      tick: ticks[unit] ?? (value => short.format(value)),
    };
  }, [t, unit]);
}
