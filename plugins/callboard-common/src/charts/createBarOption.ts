import { NO_VALUE } from '../dashboards/numbers';
import { NumberAxis, numberAxes } from '../dashboards/vocabulary';
import { toChartSeries, getGroupNames, OTHERS } from './toChartSeries';
import { ChartOption, ChartRequest } from './ChartRequest';
import {
  createCommonOption,
  createGrid,
  createLegend,
  getItemStyle,
  getAxisPosition,
  getAxisValue,
  createValueAxis,
} from './commonOptions';
import { layOutLegend } from './layOutLegend';

/** The height of a horizontal bar including the gap to the next, in pixels. */
const HORIZONTAL_BAR_HEIGHT = 26;

/** The maximum number of bars with distinct colours; more bars all have the same colour. */
const MAX_COLOURED_BARS = 8;

/** The height that axes and legend take, in pixels. */
const AXES_AND_LEGEND_HEIGHT = 56;

/** The height that the axis and the area above the bars take, in pixels. */
const AXIS_HEIGHT = 36;

/** The handle and the track of the slider, visible on light and on dark backgrounds. */
const SLIDER_COLOUR = 'rgba(128, 128, 128, 0.7)';
const TRACK_COLOUR = 'rgba(128, 128, 128, 0.15)';

/** Whether bars are horizontal, so that long names fit beside them. */
function hasHorizontalBars({ x_axis }: ChartRequest): boolean {
  const axis: NumberAxis | null = x_axis && numberAxes[x_axis];
  return axis?.order === 'value';
}

/** A scrollable window, if not all bars fit. */
function createScrollWindow(request: ChartRequest): ChartOption {
  const visibleBars = Math.max(
    3,
    Math.floor(
      (request.height - AXES_AND_LEGEND_HEIGHT) / HORIZONTAL_BAR_HEIGHT,
    ),
  );
  const bars = request.bars.data.length;
  if (request.printed || !hasHorizontalBars(request) || bars <= visibleBars) {
    return {};
  }
  const range = { yAxisIndex: 0, startValue: 0, endValue: visibleBars - 1 };
  return {
    dataZoom: [
      {
        ...range,
        type: 'slider',
        width: 8,
        right: 0,
        showDetail: false,
        brushSelect: false,
        zoomLock: true,
        handleSize: 0,
        borderColor: 'transparent',
        backgroundColor: TRACK_COLOUR,
        fillerColor: SLIDER_COLOUR,
        showDataShadow: false,
      },
      {
        ...range,
        type: 'inside',
        zoomOnMouseWheel: false,
        moveOnMouseWheel: true,
        zoomLock: true,
      },
    ],
  };
}

/** The style of a group: the combined group looks like a missing value, but paler. */
function getGroupStyle(request: ChartRequest, key: string) {
  return key === OTHERS
    ? { ...getItemStyle(request, 'SERIES', NO_VALUE), opacity: 0.4 }
    : getItemStyle(request, request.group_by ?? 'SERIES', key);
}

/** The minimum height of a printed bar with its name, in pixels. */
const MIN_HORIZONTAL_BAR_HEIGHT = 15;

/** A printed chart cannot scroll, so it omits bars without space for a name. */
function limitToPrintableBars(request: ChartRequest): ChartRequest {
  const { bars, height, printed } = request;
  if (!printed || !hasHorizontalBars(request)) {
    return request;
  }
  const legend = createLegend(request, getGroupNames(toChartSeries(request)));
  const heightAroundBars =
    AXIS_HEIGHT +
    (legend.show ? layOutLegend(request, legend.data as string[]).height : 8);
  const maxBars = Math.max(
    1,
    Math.floor((height - heightAroundBars) / MIN_HORIZONTAL_BAR_HEIGHT),
  );
  return { ...request, bars: { ...bars, data: bars.data.slice(0, maxBars) } };
}

export function createBarOption(fullRequest: ChartRequest): ChartOption {
  const request = limitToPrintableBars(fullRequest);
  const { bars, labels, x_axis, chart_type } = request;
  const series = toChartSeries(request);
  const names = getGroupNames(series);
  const isHorizontal = hasHorizontalBars(request);
  const isColoured =
    fullRequest.bars.data.length <= MAX_COLOURED_BARS &&
    (isHorizontal ||
      (x_axis !== null && numberAxes[x_axis].order === 'workflow'));
  const categoryAxis = {
    type: 'category',
    data: bars.data.map(labels.formatBar),
    axisLabel: isHorizontal
      ? { width: 128, overflow: 'truncate', interval: 0 }
      : { hideOverlap: true, width: 96, overflow: 'truncate' },
    ...(isHorizontal ? { inverse: true } : {}),
  };
  const valueAxis = createValueAxis(request);
  const borderRadius = isHorizontal ? [0, 3, 3, 0] : [3, 3, 0, 0];
  return {
    ...createCommonOption(request, position => getAxisValue(request, position)),
    ...createScrollWindow(request),
    legend: createLegend(request, names),
    grid: createGrid(request, names),
    xAxis: isHorizontal ? valueAxis : categoryAxis,
    yAxis: isHorizontal ? categoryAxis : valueAxis,
    series: series.map(({ key, name, values }) => ({
      type: 'bar',
      id: key ?? 'all',
      name,
      barMaxWidth: 36,
      ...(chart_type === 'stacked_bar' ? { stack: 'all' } : {}),
      itemStyle:
        key !== undefined ? getGroupStyle(request, key) : { borderRadius },
      data: values
        .map(number => getAxisPosition(request, number))
        .map((value, index) =>
          key === undefined && isColoured && x_axis
            ? {
                value,
                itemStyle: {
                  ...getItemStyle(request, x_axis, bars.data[index].key),
                  borderRadius,
                },
              }
            : value,
        ),
      emphasis: { focus: series.length > 1 ? 'series' : 'none' },
    })),
  };
}
