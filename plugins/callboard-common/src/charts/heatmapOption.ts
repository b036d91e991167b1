import { NumberAxis, numberAxes } from '../dashboards/vocabulary';
import { ChartSeries, chartSeriesOf } from './chartSeriesOf';
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

/** The largest width of a name beneath the map, in pixels. */
const MOST_WIDTH = 88;

/** Lower maps have no room for a legend beneath their names, in pixels. */
const LEAST_WITH_LEGEND = 120;

/** Slanted names take about two thirds of their width from the height of the map. */
function slantedWidth(height: number): number {
  return Math.max(24, Math.min(MOST_WIDTH, height - AROUND));
}

/** How strong the colour is: of nothing, of the least that there is, and of the most. */
const [NOTHING, LEAST, MOST] = [0.06, 0.22, 1];

/** The least number above zero and the largest; from zero, where they are the same. */
function extentOf(series: readonly ChartSeries[]): [number, number] {
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

/** Nothing is paler than the least that there is. */
function cellOf(value: [x: number, y: number, number: number], colour: string) {
  return value[2] > 0
    ? value
    : {
        value,
        visualMap: false,
        itemStyle: { color: colour, opacity: NOTHING },
      };
}

/** Cells that are the darker the larger their number; a row for each group. */
export function heatmapOption(request: ChartRequest): ChartOption {
  const { bars, words, palette, height, x_axis } = request;
  const series = chartSeriesOf(request);
  const axis: NumberAxis | null = x_axis && numberAxes[x_axis];
  const isDate = axis?.order === 'date';
  const [least, largest] = extentOf(series);
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
            hideOverlap: true,
            width: slantedWidth(height),
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
      inRange: { color: [palette[0]], colorAlpha: [LEAST, MOST] },
      // Under the colours lies one for numbers out of range, which would shine through.
      inactiveColor: 'transparent',
    },
    series: [
      {
        type: 'heatmap',
        id: 'all',
        name: words.metric,
        data: bars.data.flatMap((_, x) =>
          series.map(({ values }, y) =>
            cellOf([x, y, values[x] ?? 0], palette[0]),
          ),
        ),
        itemStyle: { borderRadius: 2 },
      },
    ],
  };
}
