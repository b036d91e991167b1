import { isDateAxis } from './chartFormats';
import { ChartSeries, toChartSeries } from './toChartSeries';
import { ChartOption, ChartRequest } from './ChartRequest';
import { createCommonOption, createGrid } from './commonOptions';

/** The minimum height of a row with its own name, in pixels. */
const MIN_ROW_HEIGHT = 16;

/** More names than this do not fit side by side. */
const MAX_FLAT_NAMES = 6;

/** Beyond this many, slanted names overlap in a narrow chart. */
const MAX_SLANTED_NAMES = 14;

/** The height that the axis and the legend take, in pixels. */
const AXES_AND_LEGEND_HEIGHT = 64;

/** The maximum width of a name below the map, in pixels. */
const MAX_NAME_WIDTH = 88;

/** Below this height, a map has no space for a legend, in pixels. */
const MIN_HEIGHT_WITH_LEGEND = 120;

/**
 * Limits the width of names to what a map of this height has space for. A slanted name takes about
 * two thirds of its width from the height of the map.
 */
function computeMaxNameWidth(height: number): number {
  return Math.max(
    24,
    Math.min(MAX_NAME_WIDTH, height - AXES_AND_LEGEND_HEIGHT),
  );
}

/** The opacity of zero, of the minimum and of the maximum. */
const [ZERO_OPACITY, MIN_OPACITY, MAX_OPACITY] = [0.06, 0.22, 1];

/** The colour scale: from the smallest positive value to the largest; if they are equal, from 0. */
function computeExtent(series: readonly ChartSeries[]): [number, number] {
  let minimum = Infinity;
  let maximum = 0;
  for (const value of series.flatMap(({ values }) => values)) {
    if (value && value > 0) {
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
    }
  }
  return minimum < maximum ? [minimum, maximum] : [0, Math.max(1, maximum)];
}

/** A cell of the map; a zero is paler than the minimum. */
function toHeatmapCell(
  point: [x: number, y: number, value: number],
  colour: string,
) {
  return point[2] > 0
    ? point
    : {
        value: point,
        visualMap: false,
        itemStyle: { color: colour, opacity: ZERO_OPACITY },
      };
}

/** Cells that are darker for larger numbers; one row for each group. */
export function createHeatmapOption(request: ChartRequest): ChartOption {
  const { bars, labels, palette, height, x_axis } = request;
  const series = toChartSeries(request);
  const [minimum, maximum] = computeExtent(series);
  return {
    ...createCommonOption(request),
    grid: { ...createGrid(request, []), top: 8, bottom: 32 },
    xAxis: {
      type: 'category',
      data: bars.data.map(labels.formatBar),
      axisLabel: isDateAxis(x_axis)
        ? { hideOverlap: true }
        : {
            interval: Math.ceil(bars.data.length / MAX_SLANTED_NAMES) - 1,
            hideOverlap: true,
            width: computeMaxNameWidth(height),
            overflow: 'truncate',
            rotate: bars.data.length > MAX_FLAT_NAMES ? 40 : 0,
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
        interval:
          Math.ceil(
            (series.length * MIN_ROW_HEIGHT) /
              (height - AXES_AND_LEGEND_HEIGHT),
          ) - 1,
      },
    },
    visualMap: {
      show: height >= MIN_HEIGHT_WITH_LEGEND,
      min: minimum,
      max: maximum,
      text: [labels.tick(maximum), labels.tick(minimum)],
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemHeight: 96,
      itemWidth: 10,
      inRange: { color: [palette[0]], colorAlpha: [MIN_OPACITY, MAX_OPACITY] },
      // ECharts draws the out-of-range colour below the other colours. It must not shine through.
      inactiveColor: 'transparent',
    },
    series: [
      {
        type: 'heatmap',
        id: 'all',
        name: labels.metric,
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
