import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Chart,
  formatCalendarDate,
  formatMinutes,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { dayAndMonth } from '../data/dayNames';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';

const HEIGHT = 168;
const HOUR = 60;

/** A bar chart of logged time per day. */
export function DayChart(props: {
  total: number;
  days: ReadonlyArray<{ date: string; total_minutes: number }>;
}) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { total, days } = props;
  const option = useMemo(
    () => ({
      animation: false,
      grid: { top: 8, right: 8, bottom: 22, left: 36 },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        confine: true,
        formatter: ([{ dataIndex }]: { dataIndex: number }[]) =>
          `${formatCalendarDate(days[dataIndex].date)}<br>${formatMinutes(
            days[dataIndex].total_minutes,
          )}`,
      },
      xAxis: {
        type: 'category',
        data: days.map(({ date }) => dayAndMonth(date)),
        axisLabel: { hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        splitNumber: 2,
        axisLabel: { formatter: (hours: number) => `${hours}h` },
      },
      series: [
        {
          type: 'bar',
          barMaxWidth: 32,
          data: days.map(({ total_minutes }) => total_minutes / HOUR),
          itemStyle: { borderRadius: [2, 2, 0, 0] },
        },
      ],
    }),
    [days],
  );
  const busiest = days.reduce(
    (best, day) => (day.total_minutes > best.total_minutes ? day : best),
    { date: '', total_minutes: 0 },
  );
  const label =
    total > 0 && busiest.date
      ? t('summary.chart', {
          total: formatMinutes(total),
          date: formatCalendarDate(busiest.date),
          most: formatMinutes(busiest.total_minutes),
        })
      : t('summary.chartEmpty');
  return <Chart option={option} height={HEIGHT} label={label} />;
}
