import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  BarList,
  formatMinutes,
  useChartPalette,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';

/** More are told as one sum. */
const SHOWN = 10;

/** What took most time as bars, and all the rest as one line. */
export function MinuteBars(props: {
  label: string;
  /** Most first. */
  bars: ReadonlyArray<{
    key: string;
    name: string;
    label?: ReactNode;
    minutes: number;
  }>;
  /** The place of the bars' colour in the palette. */
  colour: number;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { label, bars } = props;
  const colour = useChartPalette()[props.colour];
  const rest = bars.slice(SHOWN).reduce((sum, { minutes }) => sum + minutes, 0);
  const items = bars.slice(0, SHOWN).map(bar => ({
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
                // Not the key of anything that people write.
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
