import { NumberAxis, numberAxes } from '../dashboards/vocabulary';
import { ChartSeries, toChartSeries } from './toChartSeries';
import { ChartOption } from './ChartOption';
import { ChartRequest } from './ChartRequest';
import { createCommonOption } from './createCommonOption';

/** The minimum height of a row with its own name, in pixels. */
const LABEL = 16;

/** More names than this do not fit side by side. */
const FLAT_NAMES = 6;

/** Beyond this many, slanted names overlap in a narrow chart. */
const MAX_NAMES = 14;

/** The height that the axis and the legend take, in pixels. */
const AROUND = 64;

/** The maximum width of a name below the map, in pixels. */
const MAX_WIDTH = 88;

/** Below this height, a map has no space for a legend, in pixels. */
const LEAST_WITH_LEGEND = 120;

/** Slanted names take about two thirds of their width from the height of the map. */
function computeSlantedWidth(height: number): number {
  return Math.max(24, Math.min(MAX_WIDTH, height - AROUND));
}

/** The opacity of zero, of the minimum and of the maximum. */
const [NOTHING, LEAST, MAX_OPACITY] = [0.06, 0.22, 1];

/** The minimum above zero and the maximum; starts at zero if they are equal. */
function computeExtent(series: readonly ChartSeries[]): [number, number] {
  let least = Infinity;
  let largest = 0;
  for (const value of series.flatMap(({ values }) => values)) {
    if (value && value > 0) {
      least = Math.min(least, value);
      largest = Math.max(largest, value);
    }
  }
  return least < largest ? [least, largest] : [0, Math.max(1, largest)];
}

/** A zero is paler than the minimum. */
function toHeatmapCell(
  value: [x: number, y: number, number: number],
  colour: string,
) {
  return value[2] > 0
    ? value
    : {
        value,
        visualMap: false,
        itemStyle: { color: colour, opacity: NOTHING },
      };
}

/** Cells that are darker for larger numbers; one row for each group. */
export function createHeatmapOption(request: ChartRequest): ChartOption {
  const { bars, words, palette, height, x_axis } = request;
  const series = toChartSeries(request);
  const axis: NumberAxis | null = x_axis && numberAxes[x_axis];
  const isDate = axis?.order === 'date';
  const [least, largest] = computeExtent(series);
  return {
    ...createCommonOption(request),
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
      data: bars.data.map(words.formatBar),
      axisLabel: isDate
        ? { hideOverlap: true }
        : {
            interval: Math.ceil(bars.data.length / MAX_NAMES) - 1,
            hideOverlap: true,
            width: computeSlantedWidth(height),
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
        hideOverlap: true,
        interval: Math.ceil((series.length * LABEL) / (height - AROUND)) - 1,
      },
    },
    visualMap: {
      show: height >= LEAST_WITH_LEGEND,
      min: least,
      max: largest,
      text: [words.tick(largest), words.tick(least)],
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemHeight: 96,
      itemWidth: 10,
      inRange: { color: [palette[0]], colorAlpha: [LEAST, MAX_OPACITY] },
      // ECharts draws the out-of-range colour below the others; it must not shine through.
      inactiveColor: 'transparent',
    },
    series: [
      {
        type: 'heatmap',
        id: 'all',
        name: words.metric,
        data: bars.data.flatMap((_, x) =>
          series.map(({ values }, y) =>
            toHeatmapCell([x, y, values[x] ?? 0], palette[0]),
          ),
        ),
        itemStyle: { borderRadius: 2 },
      },
    ],
  };
}
