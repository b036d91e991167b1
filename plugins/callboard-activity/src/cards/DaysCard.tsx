import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Chart,
  formatCount,
  formatDateRange,
  useToday,
  type DateBounds,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { DateTime } from 'luxon';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { callboardActivityTranslationRef } from '../translation';
import { Card } from './Card';
import {
  groupDaysIntoBuckets,
  type Bucket,
  type BucketUnit,
} from './groupDaysIntoBuckets';

const HEIGHT = 128;
const MARGINS = { top: 8, right: 8, bottom: 22 };
const DIGIT = 7;

/** A short label, as space is limited: the day, or the month. */
function formatBucketLabel(date: string, unit: BucketUnit): string {
  return DateTime.fromISO(date).toLocaleString(
    unit === 'month'
      ? { month: 'short', year: '2-digit' }
      : { day: 'numeric', month: 'short' },
  );
}

const titles = {
  day: 'cards.total',
  week: 'cards.byWeek',
  month: 'cards.byMonth',
} as const;

/** The total, and its distribution over the days; a bar filters by its days. */
export function DaysCard(props: {
  total: number;
  days: readonly { date: string; count: number }[];
  bounds: DateBounds;
  onSelect: (bounds: Required<DateBounds>) => void;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const today = useToday();
  const [at, setAt] = useState<number>();
  const { days, bounds, total } = props;
  const { unit, buckets } = useMemo(
    () => groupDaysIntoBuckets(days, bounds, today),
    [days, bounds, today],
  );
  const option = useMemo(() => {
    const formatBucket = (bucket: Bucket) => formatDateRange(bucket, today);
    const largest = Math.max(0, ...buckets.map(bucket => bucket.count));
    const labelWidth = 14 + DIGIT * formatCount(largest).length;
    return {
      animationDuration: 200,
      grid: { ...MARGINS, left: labelWidth },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        confine: true,
        formatter: ([{ dataIndex }]: { dataIndex: number }[]) =>
          t('cards.bar', {
            when: formatBucket(buckets[dataIndex]),
            total: formatCount(buckets[dataIndex].count),
          }),
      },
      xAxis: {
        type: 'category',
        data: buckets.map(({ start }) => formatBucketLabel(start, unit)),
      },
      yAxis: { type: 'value', minInterval: 1, splitNumber: 2 },
      series: [
        {
          type: 'bar',
          data: buckets.map(bucket => bucket.count),
          barMaxWidth: 32,
          cursor: 'pointer',
          itemStyle: { borderRadius: [2, 2, 0, 0] },
        },
      ],
    };
  }, [buckets, t, today, unit]);

  const select = (index: number) => {
    const bucket = buckets[index];
    if (bucket) {
      props.onSelect({ start: bucket.start, end: bucket.end });
    }
  };
  const last = buckets.length - 1;
  const onKeyDown = (event: KeyboardEvent) => {
    const current = at ?? last;
    const goal = {
      ArrowLeft: current - 1,
      ArrowRight: current + 1,
      ArrowDown: current - 1,
      ArrowUp: current + 1,
      Home: 0,
      End: last,
    }[event.key];
    if (goal !== undefined) {
      event.preventDefault();
      setAt(Math.min(last, Math.max(0, goal)));
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      select(current);
    }
  };
  const shown = buckets[at ?? last];
  return (
    <Card title={t(titles[unit])}>
      <Typography
        component="p"
        sx={{
          fontSize: 28,
          lineHeight: 1.1,
          fontWeight: 600,
          fontVariantNumeric: 'tabular-nums',
        }}
      >
        {formatCount(total)}
      </Typography>
      {shown && (
        <Box
          role="slider"
          tabIndex={0}
          aria-label={t('cards.chartHint')}
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={at ?? last}
          aria-valuetext={t('cards.bar', {
            when: formatDateRange(shown, today),
            total: formatCount(shown.count),
          })}
          onKeyDown={onKeyDown}
          onFocus={() => setAt(current => current ?? last)}
          onBlur={() => setAt(undefined)}
          onMouseDown={event => event.preventDefault()}
          sx={theme => ({
            mt: 'auto',
            borderRadius: 1,
            '&:focus-visible': {
              outline: `2px solid ${theme.palette.primary.main}`,
            },
          })}
        >
          <Chart
            option={option}
            height={HEIGHT}
            label={t('cards.totalLabel', { total: formatCount(total) })}
            onSelect={select}
            highlighted={at}
          />
        </Box>
      )}
    </Card>
  );
}
