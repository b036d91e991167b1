import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { percentLabels } from '../trend/percentLabels';
import type { GoodDirection } from '../trend/trendColour';
import { TrendBadge } from '../trend/TrendBadge';
import { computeTrend } from '../trend/computeTrend';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

const ways = { up: 'more', down: 'less', same: 'same' } as const;

/** Compares a number with that of the previous period of the same length. */
export function Trend(props: {
  value: number | null;
  previous: number | null;
  /** Formats a number of the same unit. */
  words: (value: number) => string;
  goodDirection?: GoodDirection;
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const { value, previous, words, goodDirection = 'neutral' } = props;
  const trend = computeTrend(value, previous);
  if (!trend || (value === 0 && previous === 0)) {
    return null;
  }
  const { direction, difference, before } = trend;
  const share = direction === 'same' ? 0 : trend.share;
  const change = share === undefined ? words(difference) : percentLabels(share);
  return (
    <TrendBadge
      trend={trend}
      goodDirection={goodDirection}
      short={change}
      text={
        before === 0
          ? t('trend.fromNothing')
          : t(`trend.${ways[direction]}`, {
              percent: change,
              value: words(before),
            })
      }
      variant="body2"
    />
  );
}
