import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  toChartOption,
  KeyColours,
} from '@callboard/plugin-callboard-common/charts';
import {
  formatCount,
  formatMinutes,
  useChartPalette,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { ChartAndTable, CHART_HEIGHT } from './ChartAndTable';
import type { AnalyticsOf } from './useAnalytics';
import { useBucketName } from './useBucketName';

const HOUR = 60;

/** Drawn in hours, so that the axis has round values. */
const formatHours = (hours: number) => formatMinutes(Math.round(hours * HOUR));

/** Logged time, over time. */
export function TimeOverTime(props: { data: AnalyticsOf<'time'> }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { over_time, interval, logged_minutes } = props.data;
  const palette = useChartPalette();
  const getBucketName = useBucketName(interval);
  const option = useMemo(
    () =>
      toChartOption({
        chart_type: 'bar',
        x_axis: 'LOGGED_AT',
        group_by: null,
        bars: {
          data: over_time.map(({ key, logged_minutes: minutes }) => ({
            key,
            name: getBucketName(key),
            count: minutes / HOUR,
          })),
          schema: {},
          total: null,
        },
        colours: new KeyColours(),
        palette,
        words: {
          metric: t('time.logged'),
          formatValue: value => (value === null ? '–' : formatHours(value)),
          step: 1,
          tick: hours => `${formatCount(hours)}h`,
          formatBar: ({ name }) => name,
        },
        height: CHART_HEIGHT,
      }),
    [over_time, getBucketName, palette, t],
  );
  const busiest = over_time.reduce(
    (best, bucket) =>
      bucket.logged_minutes > best.logged_minutes ? bucket : best,
    { key: '', logged_minutes: 0 },
  );
  return (
    <ChartAndTable
      title={t('time.overTime')}
      chart={{
        option,
        subject: interval,
        label: busiest.key
          ? t('time.overTimeLabel', {
              total: formatMinutes(logged_minutes.count),
              most: formatMinutes(busiest.logged_minutes),
              when: getBucketName(busiest.key),
            })
          : t('time.none'),
      }}
      table={{
        head: [t(`chart.${interval}`), t('time.logged')],
        rows: over_time.map(({ key, logged_minutes: minutes }) => ({
          key,
          name: getBucketName(key),
          values: [formatMinutes(minutes)],
        })),
      }}
      empty={
        busiest.key
          ? undefined
          : { title: t('time.none'), hint: t('time.noneHint') }
      }
    />
  );
}
