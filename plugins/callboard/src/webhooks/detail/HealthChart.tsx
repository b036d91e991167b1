import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WebhookHour } from '@callboard/plugin-callboard-common';
import {
  Chart,
  formatCount,
  formatInstant,
  useChartPalette,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { callboardWebhooksTranslationRef } from '../translation';
import { outcomeColours, outcomes } from './outcomes';

const HEIGHT = 120;
const DIGIT = 7;

/** A bar per hour with delivered, failed and pending deliveries. */
export function HealthChart(props: {
  hours: readonly WebhookHour[];
  label: string;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { hours } = props;
  const palette = useChartPalette();
  const option = useMemo(() => {
    const largest = Math.max(
      ...hours.map(hour => hour.delivered + hour.failed + hour.pending),
    );
    return {
      animation: false,
      grid: {
        top: 8,
        right: 8,
        bottom: 22,
        left: 14 + DIGIT * formatCount(largest).length,
      },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        confine: true,
        formatter: ([{ dataIndex }]: { dataIndex: number }[]) =>
          [
            formatInstant(hours[dataIndex].start, 'short'),
            ...outcomes.map(
              outcome =>
                `${t(`health.${outcome}`)}: ${formatCount(
                  hours[dataIndex][outcome],
                )}`,
            ),
          ].join('<br>'),
      },
      xAxis: {
        type: 'category',
        data: hours.map(({ start }) => formatInstant(start, 'time')),
      },
      yAxis: { type: 'value', minInterval: 1, splitNumber: 2 },
      series: outcomes.map(outcome => ({
        type: 'bar',
        stack: 'hour',
        name: t(`health.${outcome}`),
        data: hours.map(hour => hour[outcome]),
        barMaxWidth: 32,
        itemStyle: { color: palette[outcomeColours[outcome]] },
      })),
    };
  }, [hours, palette, t]);
  return <Chart option={option} height={HEIGHT} label={props.label} />;
}
