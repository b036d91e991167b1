import { NO_VALUE } from '../dashboards/numbers';
import { layOutLegend } from './layOutLegend';
import { createBarOption } from './createBarOption';
import { ChartOption, ChartRequest, DrawnChartType } from './ChartRequest';
import {
  createCommonOption,
  createLegend,
  getItemStyle,
} from './commonOptions';
import { createCycleTimeOption } from './createCycleTimeOption';
import { createHeatmapOption } from './createHeatmapOption';
import { createLineOption } from './createLineOption';
import { toSlices } from './findBarAtPoint';

/** The inner and outer radius of the ring, relative to the lesser of width and height. */
const RADIUS = ['50%', '74%'];

/** The inner radius of a printed ring, relative to the maximum radius. */
const INNER_RADIUS = 0.6;

/** The font size of the total, and the minimum readable size, in pixels. */
const [TOTAL_FONT_SIZE, MIN_TOTAL_FONT_SIZE] = [18, 7];

/** The font size at which a total fits into the hole of a printed ring. */
function computeTotalFontSize(
  { bars, labels, printed }: ChartRequest,
  holeDiameter: number,
): number {
  // `measureText` measures legend names, whose font size is 12 pixels.
  const widthPerFontPixel =
    (printed?.measureText?.(labels.formatValue(bars.total)) ?? 0) / 12;
  return widthPerFontPixel === 0
    ? TOTAL_FONT_SIZE
    : Math.max(
        MIN_TOTAL_FONT_SIZE,
        Math.min(TOTAL_FONT_SIZE, (holeDiameter * 0.85) / widthPerFontPixel),
      );
}

/** Slices of a ring, with the total in its middle. */
function createDonutOption(request: ChartRequest): ChartOption {
  const { bars, labels, x_axis, height, printed } = request;
  const { shownBars, otherBars } = toSlices(bars);
  const slices = shownBars.map(bar => ({
    name: labels.formatBar(bar),
    value: bar.count ?? 0,
    ...(x_axis ? { itemStyle: getItemStyle(request, x_axis, bar.key) } : {}),
  }));
  if (otherBars.length > 0) {
    slices.push({
      name: labels.formatOthers?.(otherBars.length) ?? `+${otherBars.length}`,
      value: otherBars.reduce((sum, { count }) => sum + (count ?? 0), 0),
      itemStyle: { ...getItemStyle(request, 'SERIES', NO_VALUE), opacity: 0.4 },
    });
  }
  const names = slices.map(({ name }) => name);
  const freeHeight = height - 4 - layOutLegend(request, names).height;
  const middle = freeHeight / 2;
  const maxRadius = Math.min(freeHeight, printed?.width ?? freeHeight) / 2;
  return {
    ...createCommonOption(request),
    legend: { ...createLegend(request, names), show: true },
    title: {
      text: labels.formatValue(bars.total),
      left: 'center',
      top: middle,
      textVerticalAlign: 'middle',
      padding: 0,
      textStyle: {
        fontSize: computeTotalFontSize(request, maxRadius * INNER_RADIUS * 2),
        fontWeight: 500,
      },
    },
    series: [
      {
        type: 'pie',
        id: 'all',
        name: labels.metric,
        // A printed legend can be so high that the default ring would overlap it.
        radius: printed ? [maxRadius * INNER_RADIUS, maxRadius * 0.9] : RADIUS,
        center: ['50%', middle],
        label: { show: false },
        emphasis: { scale: !printed, scaleSize: 4 },
        data: slices,
      },
    ],
  };
}

const optionBuilders: Record<
  DrawnChartType,
  (request: ChartRequest) => ChartOption
> = {
  bar: createBarOption,
  stacked_bar: createBarOption,
  line: createLineOption,
  area: createLineOption,
  donut: createDonutOption,
  heatmap: createHeatmapOption,
  burndown: createLineOption,
  burnup: createLineOption,
  cumulative_flow: createLineOption,
  created_vs_completed: createLineOption,
  cycle_time: createCycleTimeOption,
};

/**
 * Converts a chart to an ECharts option. Browsers and the server (for documents) draw the same
 * option, so a chart looks the same everywhere.
 *
 * @public
 */
export function toChartOption(request: ChartRequest): ChartOption {
  return optionBuilders[request.chart_type](request);
}
