import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  toChartOption,
  KeyColours,
} from '@callboard/plugin-callboard-common/charts';
import {
  formatCount,
  useChartPalette,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { ChartAndTable, CHART_HEIGHT } from './ChartAndTable';
import type { AnalyticsOf } from './useAnalytics';
import { useBucketName } from './useBucketName';

const sumNumbers = (numbers: readonly number[]) =>
  numbers.reduce((sum, number) => sum + number, 0);

/** Created and finished work, over time. */
export function WorkOverTime(props: { data: AnalyticsOf<'work-items'> }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { over_time, interval } = props.data;
  const palette = useChartPalette();
  const getBucketName = useBucketName(interval);
  const created = sumNumbers(over_time.map(bucket => bucket.created));
  const completed = sumNumbers(over_time.map(bucket => bucket.completed));
  const option = useMemo(
    () =>
      toChartOption({
        chart_type: 'line',
        x_axis: null,
        group_by: null,
        bars: {
          data: over_time.map(bucket => ({
            ...bucket,
            name: getBucketName(bucket.key),
            count: bucket.created,
          })),
          schema: {
            created: t('work.created'),
            completed: t('work.completed'),
          },
          total: created,
        },
        colours: new KeyColours(),
        palette,
        words: {
          metric: t('work.overTime'),
          formatValue: value => (value === null ? '–' : formatCount(value)),
          step: 1,
          tick: formatCount,
          formatBar: ({ name }) => name,
        },
        height: CHART_HEIGHT,
      }),
    [over_time, created, getBucketName, palette, t],
  );
  return (
    <ChartAndTable
      title={t('work.overTime')}
      chart={{
        option,
        subject: interval,
        label: t('work.overTimeLabel', {
          created: formatCount(created),
          completed: formatCount(completed),
        }),
      }}
      table={{
        head: [t(`chart.${interval}`), t('work.created'), t('work.completed')],
        rows: over_time.map(bucket => ({
          key: bucket.key,
          name: getBucketName(bucket.key),
          values: [formatCount(bucket.created), formatCount(bucket.completed)],
        })),
      }}
      empty={
        created + completed === 0
          ? { title: t('work.none'), hint: t('work.noneHint') }
          : undefined
      }
    />
  );
}
