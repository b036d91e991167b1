import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  browserFormats,
  NumbersTable,
  SwitchField,
  Chart,
  EmptyState,
  visuallyHidden,
  Section,
  useChartPalette,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import { useState, useMemo } from 'react';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import type { Interval } from '@callboard/plugin-callboard-common';
import {
  toChartOption,
  KeyColours,
} from '@callboard/plugin-callboard-common/charts';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';

/** The height of the charts on the page, in px. */
const CHART_HEIGHT = 260;

/** The height of a chart's heading and padding, in px. */
const CHART_FRAME_HEIGHT = 66;

const weekdayFormat = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** Formats a bucket's key in the API: a day, the first day of a week, or a month. */
export const bucketFormats: Record<Interval, (key: string) => string> = {
  day: key => weekdayFormat.format(new Date(`${key}T12:00:00Z`)),
  week: browserFormats.formatDay,
  month: browserFormats.formatMonth,
};

export function ChartAndTableSkeleton() {
  return (
    <>
      <Skeleton variant="rounded" height={CHART_HEIGHT + CHART_FRAME_HEIGHT} />
      <Stack spacing={1}>
        {Array.from({ length: 6 }, (_, row) => (
          <Skeleton key={row} variant="rounded" height={32} />
        ))}
      </Stack>
    </>
  );
}

/** Numbers over time as a chart or a table. Screen readers always get the table. */
export function ChartAndTable<Name extends string>(props: {
  title: string;
  chartType: 'bar' | 'line';
  interval: Interval;
  buckets: ReadonlyArray<{ key: string } & Record<NoInfer<Name>, number>>;
  /**
   * The title of each number. A line chart draws all numbers, a bar chart only the first. Must be
   * the same object in every render.
   */
  numberTitles: Record<Name, string>;
  formatValue: (value: number) => string;
  /** Formats axis labels; `formatValue` by default. */
  formatTick?: (value: number) => string;
  /** The unit of the value axis: 60 for minutes, so that the axis shows hours; 1 by default. */
  step?: number;
  label: string;
  empty?: { title: string; hint: string };
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const [isTable, setTable] = useState(false);
  const { title, chartType, interval, buckets, numberTitles, empty } = props;
  const { formatValue, formatTick = formatValue, step = 1 } = props;
  const palette = useChartPalette();
  const formatBucket = bucketFormats[interval];
  const names = Object.keys(numberTitles) as Name[];
  const titles = Object.values<string>(numberTitles);
  const option = useMemo(() => {
    const [firstName] = Object.keys(numberTitles) as Name[];
    return toChartOption({
      chart_type: chartType,
      x_axis: null,
      group_by: null,
      bars: {
        data: buckets.map(bucket => ({
          ...bucket,
          name: formatBucket(bucket.key),
          count: bucket[firstName],
        })),
        schema: chartType === 'line' ? numberTitles : {},
        total: null,
      },
      colours: new KeyColours(),
      palette,
      labels: {
        metric: numberTitles[firstName],
        formatValue: value => (value === null ? '–' : formatValue(value)),
        step,
        tick: formatTick,
        formatBar: ({ name }) => name,
      },
      height: CHART_HEIGHT,
    });
  }, [
    chartType,
    buckets,
    formatBucket,
    numberTitles,
    palette,
    formatValue,
    formatTick,
    step,
  ]);
  if (empty) {
    return (
      <Section title={title} level={2}>
        <Paper variant="outlined">
          <EmptyState title={empty.title}>{empty.hint}</EmptyState>
        </Paper>
      </Section>
    );
  }
  return (
    <Section
      title={title}
      level={2}
      aside={
        <SwitchField
          label={t('chart.table')}
          checked={isTable}
          onChange={setTable}
          sx={{ mr: 0 }}
        />
      }
    >
      <Paper variant="outlined" sx={{ position: 'relative', p: 1.5 }}>
        {!isTable && (
          <Chart
            option={option}
            label={props.label}
            subject={interval}
            height={CHART_HEIGHT}
          />
        )}
        <Box
          sx={
            isTable
              ? { maxHeight: CHART_HEIGHT, overflow: 'auto' }
              : visuallyHidden
          }
          // Scrollable areas must be reachable by keyboard.
          {...(isTable && { tabIndex: 0, role: 'group', 'aria-label': title })}
        >
          <NumbersTable
            label={title}
            columns={[t(`chart.${interval}`), ...titles]}
            rows={buckets.map(bucket => [
              formatBucket(bucket.key),
              ...names.map(name => formatValue(bucket[name])),
            ])}
            stickyHeader
            sx={{ '& thead th': { bgcolor: 'background.paper' } }}
          />
        </Box>
      </Paper>
    </Section>
  );
}
