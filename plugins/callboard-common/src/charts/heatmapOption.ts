import { NumberAxis, numberAxes } from '../dashboards/vocabulary';
import { chartSeriesOf } from './chartSeriesOf';
import { ChartOption } from './ChartOption';
import { ChartRequest } from './ChartRequest';
import { commonOption } from './commonOption';

/** The least height of a row with a name of its own, in pixels. */
const LABEL = 16;

/** More names than these do not fit beside each other. */
const FLAT_NAMES = 6;

/** Beyond this many, slanted names overlap in a narrow chart. */
const MOST_NAMES = 14;

/** How much of the height goes to the axis and the legend, in pixels. */
const AROUND = 64;

/** Cells that are the darker the larger their number; a row for each group. */
export function heatmapOption(request: ChartRequest): ChartOption {
  const { bars, words, palette, height, x_axis } = request;
  const series = chartSeriesOf(request);
  const axis: NumberAxis | null = x_axis && numberAxes[x_axis];
  const isDate = axis?.order === 'date';
  const largest = Math.max(
    1,
    ...series.map(({ values }) => Math.max(0, ...values.map(one => one ?? 0))),
  );
  return {
    ...commonOption(request),
    grid: {
      top: 8,
      left: 8,
      right: 16,
      bottom: 32,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      type: 'category',
      data: bars.data.map(words.bar),
      axisLabel: isDate
        ? { hideOverlap: true }
        : {
            interval: Math.ceil(bars.data.length / MOST_NAMES) - 1,
            width: 88,
            overflow: 'truncate',
            rotate: bars.data.length > FLAT_NAMES ? 40 : 0,
          },
    },
    yAxis: {
      type: 'category',
      data: series.map(({ name }) => name),
      inverse: true,
      axisLabel: {
        width: 112,
        overflow: 'truncate',
        interval: Math.ceil((series.length * LABEL) / (height - AROUND)) - 1,
      },
    },
    visualMap: {
      min: 0,
      max: largest,
      text: [words.tick(largest), words.tick(0)],
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemHeight: 96,
      itemWidth: 10,
      inRange: { color: [palette[0]], colorAlpha: [0.06, 1] },
    },
    series: [
      {
        type: 'heatmap',
        id: 'all',
        name: words.metric,
        data: bars.data.flatMap((_, x) =>
          series.map(({ values }, y) => [x, y, values[x] ?? 0]),
        ),
        itemStyle: { borderRadius: 2 },
      },
    ],
  };
}
