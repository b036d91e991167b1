import { DateTime } from 'luxon';
import { ChartOption, ChartRequest } from './ChartRequest';
import { createCommonOption, createGrid } from './commonOptions';

/** The field in which a point holds the completion time of its item. */
const COMPLETED_AT = 'completed_at';

const percents = { p50: '50', p85: '85', p95: '95' } as const;

/** The height of a label beside the chart, in pixels. */
const LABEL_HEIGHT = 14;

/** The height that the axis takes, in pixels. */
const AXIS_HEIGHT = 44;

/**
 * Lines at the 50th, 85th and 95th percentile. Lines that are too close for separate labels share
 * one label, at the highest line.
 */
function computePercentileLines({ bars, height }: ChartRequest) {
  const { percentiles, data } = bars;
  if (!percentiles) {
    return [];
  }
  const highest = data.reduce(
    (max, { count }) => Math.max(max, count ?? 0),
    percentiles.p95,
  );
  const labelRange =
    (LABEL_HEIGHT * highest) / Math.max(1, height - AXIS_HEIGHT);
  const lines: Array<{ yAxis: number; names: string[] }> = [];
  for (const [key, percent] of Object.entries(percents)) {
    const yAxis = percentiles[key as keyof typeof percents];
    const below = lines[lines.length - 1];
    const names = below && yAxis - below.yAxis <= labelRange ? below.names : [];
    lines.push({ yAxis, names: [...names, percent] });
    if (names.length > 0) {
      below.names = [];
    }
  }
  return lines.map(({ yAxis, names }) => ({
    name: names.length > 0 ? `${names.join(', ')} %` : '',
    yAxis,
  }));
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The minimum time span of the axis, in milliseconds. */
const MIN_TIME_SPAN_MS = 7 * DAY_MS;

interface Extent {
  min: number;
  max: number;
}

/** The time to add to the time span of the points. Without points, the span is infinite. */
const computePadding = (timeSpan: number) =>
  Number.isFinite(timeSpan) ? Math.max(0, MIN_TIME_SPAN_MS - timeSpan) : 0;

/** A point for each item: its completion time and its cycle time. */
export function createCycleTimeOption(request: ChartRequest): ChartOption {
  const { bars, labels, palette, printed } = request;
  const lines = computePercentileLines(request);
  const highest = bars.percentiles?.p95 ?? 0;
  return {
    ...createCommonOption(request),
    grid: {
      ...createGrid(request, []),
      right: lines.some(({ name }) => name.includes(',')) ? 84 : 52,
    },
    xAxis: {
      type: 'time',
      minInterval: DAY_MS,
      // Points from only a few days are centred instead of spread to both edges.
      min: ({ min, max }: Extent) => min - computePadding(max - min) / 2,
      max: ({ min, max }: Extent) => max + computePadding(max - min) / 2,
      axisLabel: {
        hideOverlap: true,
        formatter: (at: number) => {
          // ECharts puts ticks at midnight of the local zone, not of UTC.
          const day = DateTime.fromMillis(at, { zone: 'system' }).toISODate()!;
          return labels.formatDay?.(day) ?? day;
        },
      },
    },
    yAxis: {
      type: 'value',
      min: 0,
      // Percentiles count all items, but only the newest items have points: a line can be above
      // all points.
      max: ({ max }: { max: number }) => (highest > max ? highest : null),
      splitNumber: 3,
      axisLabel: { formatter: labels.tick, hideOverlap: true },
    },
    series: [
      {
        type: 'scatter',
        id: 'all',
        name: labels.metric,
        symbolSize: 8,
        itemStyle: { color: palette[0], opacity: 0.6 },
        data: bars.data.map(bar => ({
          name: bar.name,
          value: [bar[COMPLETED_AT], bar.count],
        })),
        markLine: {
          silent: true,
          symbol: 'none',
          animation: !printed,
          lineStyle: { color: palette[1], type: 'dashed' },
          label: { formatter: '{b}', position: 'end' },
          data: lines,
        },
      },
    ],
  };
}
