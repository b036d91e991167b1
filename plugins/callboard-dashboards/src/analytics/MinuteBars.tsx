import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  BarList,
  formatMinutes,
  useChartPalette,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';

/** The rest is shown as one sum. */
const MAX_SHOWN_BARS = 10;

/** The largest durations as bars, and the rest as one line. */
export function MinuteBars(props: {
  label: string;
  /** Most first. */
  bars: ReadonlyArray<{
    key: string;
    name: string;
    label?: ReactNode;
    minutes: number;
  }>;
  /** The index of the bars' colour in the palette. */
  colour: number;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { label, bars } = props;
  const colour = useChartPalette()[props.colour];
  const rest = bars
    .slice(MAX_SHOWN_BARS)
    .reduce((sum, { minutes }) => sum + minutes, 0);
  const items = bars.slice(0, MAX_SHOWN_BARS).map(bar => ({
    key: bar.key,
    name: bar.name,
    label: bar.label ?? bar.name,
    count: bar.minutes,
    countText: formatMinutes(bar.minutes),
    colour,
  }));
  return (
    <BarList
      label={label}
      items={
        rest > 0
          ? [
              ...items,
              {
                // A key that no text of people can equal.
                key: '\u0000rest',
                name: t('time.others'),
                label: t('time.others'),
                count: rest,
                countText: formatMinutes(rest),
              },
            ]
          : items
      }
    />
  );
}
