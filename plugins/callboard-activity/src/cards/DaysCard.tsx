import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Chart,
  formatCount,
  formatDateRange,
  hasModifier,
  useToday,
  type DateBounds,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { DateTime } from 'luxon';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { callboardActivityTranslationRef } from '../translation';
import { Card } from './Card';

/** The period that a bar covers. */
type BucketUnit = 'day' | 'week' | 'month';

interface Bucket {
  start: string;
  end: string;
  count: number;
}

/** The maximum number of daily or weekly bars. More bars would be too thin to see and to click. */
const MAX_BAR_COUNT = 93;
const DAYS_PER_WEEK = 7;

const toDay = (date: string) => DateTime.fromISO(date, { zone: 'utc' });
const toIsoDate = (day: DateTime) => day.toISODate()!;

/**
 * Groups the counts of days into bars over a range; periods without activity have a bar of zero. A
 * range without bounds extends from the first activity to today. Long ranges have a bar for each
 * week or month.
 */
export function groupDaysIntoBuckets(
  days: readonly { date: string; count: number }[],
  bounds: DateBounds,
  today: string,
  weekStart: number = 1,
): { unit: BucketUnit; buckets: Bucket[] } {
  const dates = days.map(day => day.date).sort();
  const firstDate = bounds.start ?? dates[0];
  const lastDate = bounds.end ?? [today, ...dates].sort().at(-1)!;
  if (!firstDate) {
    return { unit: 'day', buckets: [] };
  }
  const dayCount = toDay(lastDate).diff(toDay(firstDate), 'days').days + 1;
  let unit: BucketUnit = 'day';
  if (dayCount > MAX_BAR_COUNT * DAYS_PER_WEEK) {
    unit = 'month';
  } else if (dayCount > MAX_BAR_COUNT) {
    unit = 'week';
  }
  const getBucketStart = (date: string) => {
    const day = toDay(date);
    if (unit === 'month') {
      return toIsoDate(day.startOf('month'));
    }
    if (unit === 'week') {
      const daysSinceWeekStart =
        (day.weekday - weekStart + DAYS_PER_WEEK) % DAYS_PER_WEEK;
      return toIsoDate(day.minus({ days: daysSinceWeekStart }));
    }
    return date;
  };
  const counts = new Map<string, number>();
  for (const { date, count } of days) {
    const start = getBucketStart(date);
    counts.set(start, (counts.get(start) ?? 0) + count);
  }
  const buckets: Bucket[] = [];
  let start = toDay(getBucketStart(firstDate));
  while (toIsoDate(start) <= lastDate) {
    const nextStart = start.plus({ [`${unit}s`]: 1 });
    const end = toIsoDate(nextStart.minus({ days: 1 }));
    const startDate = toIsoDate(start);
    buckets.push({
      // The first and last bar may be shorter, so that selecting them does not extend the range.
      start: startDate < firstDate ? firstDate : startDate,
      end: end > lastDate ? lastDate : end,
      count: counts.get(startDate) ?? 0,
    });
    start = nextStart;
  }
  return { unit, buckets };
}

const CHART_HEIGHT = 128;
const CHART_MARGINS = { top: 8, right: 8, bottom: 22 };
/** The width of a digit of the axis, and the space around a label, in px. */
const DIGIT_WIDTH = 7;
const LABEL_PADDING = 14;

/** Formats the short label of a bar: its first day, or its month. */
function formatBucketLabel(date: string, unit: BucketUnit): string {
  return DateTime.fromISO(date).toLocaleString(
    unit === 'month'
      ? { month: 'short', year: '2-digit' }
      : { day: 'numeric', month: 'short' },
  );
}

const titleKeys = {
  day: 'cards.total',
  week: 'cards.byWeek',
  month: 'cards.byMonth',
} as const;

/**
 * A card with the total, and a bar for each day, week or month. Selecting a bar filters by its
 * days.
 */
export function DaysCard(props: {
  total: number;
  days: readonly { date: string; count: number }[];
  bounds: DateBounds;
  /** The first day of the week, 1 for Monday to 7 for Sunday. */
  weekStart?: number;
  onSelect: (bounds: Required<DateBounds>) => void;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const today = useToday();
  const [activeIndex, setActiveIndex] = useState<number>();
  const { days, bounds, weekStart, total } = props;
  const { unit, buckets } = useMemo(
    () => groupDaysIntoBuckets(days, bounds, today, weekStart),
    [days, bounds, today, weekStart],
  );
  const option = useMemo(() => {
    const formatBucket = (bucket: Bucket) => formatDateRange(bucket, today);
    const maxCount = Math.max(0, ...buckets.map(bucket => bucket.count));
    const labelWidth =
      LABEL_PADDING + DIGIT_WIDTH * formatCount(maxCount).length;
    return {
      animationDuration: 200,
      grid: { ...CHART_MARGINS, left: labelWidth },
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
      // The new range has other bars, so no bar stays active.
      setActiveIndex(undefined);
      props.onSelect({ start: bucket.start, end: bucket.end });
    }
  };
  const lastIndex = buckets.length - 1;
  // A new range may have fewer bars.
  const currentIndex = Math.min(activeIndex ?? lastIndex, lastIndex);
  const onKeyDown = (event: KeyboardEvent) => {
    if (hasModifier(event)) {
      return;
    }
    const targetIndex = {
      ArrowLeft: currentIndex - 1,
      ArrowRight: currentIndex + 1,
      ArrowDown: currentIndex - 1,
      ArrowUp: currentIndex + 1,
      Home: 0,
      End: lastIndex,
    }[event.key];
    if (targetIndex !== undefined) {
      event.preventDefault();
      setActiveIndex(Math.min(lastIndex, Math.max(0, targetIndex)));
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      select(currentIndex);
    }
  };
  const currentBucket = buckets[currentIndex];
  return (
    <Card title={t(titleKeys[unit])}>
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
      {currentBucket && (
        <Box
          role="slider"
          tabIndex={0}
          aria-label={t('cards.chartHint')}
          aria-valuemin={0}
          aria-valuemax={lastIndex}
          aria-valuenow={currentIndex}
          aria-valuetext={t('cards.bar', {
            when: formatDateRange(currentBucket, today),
            total: formatCount(currentBucket.count),
          })}
          onKeyDown={onKeyDown}
          onFocus={() => setActiveIndex(index => index ?? lastIndex)}
          onBlur={() => setActiveIndex(undefined)}
          // A click must not focus the slider, because the focus highlights the last bar.
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
            height={CHART_HEIGHT}
            label={t('cards.totalLabel', { total: formatCount(total) })}
            onSelect={select}
            highlighted={activeIndex}
          />
        </Box>
      )}
    </Card>
  );
}
