import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatPercent } from '../trend/formatPercent';
import type { GoodDirection } from '../trend/getTrendColour';
import { TrendBadge } from '../trend/TrendBadge';
import { computeTrend } from '../trend/computeTrend';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

const messageKeys = { up: 'more', down: 'less', same: 'same' } as const;

/** Compares a number with that of the previous period of the same length. */
export function Trend(props: {
  value: number | null;
  previous: number | null;
  /** Formats a number of the same unit. */
  formatValue: (value: number) => string;
  goodDirection?: GoodDirection;
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const {
    value,
    previous,
    formatValue: words,
    goodDirection = 'neutral',
  } = props;
  const trend = computeTrend(value, previous);
  if (!trend || (value === 0 && previous === 0)) {
    return null;
  }
  const { direction, difference, before } = trend;
  const share = direction === 'same' ? 0 : trend.share;
  const change = share === undefined ? words(difference) : formatPercent(share);
  return (
    <TrendBadge
      trend={trend}
      goodDirection={goodDirection}
      short={change}
      text={
        before === 0
          ? t('trend.fromNothing')
          : t(`trend.${messageKeys[direction]}`, {
              percent: change,
              value: words(before),
            })
      }
      variant="body2"
    />
  );
}
