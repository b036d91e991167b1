import { IDEAL } from './findBarAtPoint';
import { ChartSeries, toChartSeries, getGroupNames } from './toChartSeries';
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

/**
 * Lines with at most this many points show a symbol at each point. Without symbols, a line of one
 * point would be invisible.
 */
const MAX_POINTS_WITH_SYMBOLS = 31;

type Fill = 'none' | 'below' | 'stacked';

/** The fill below a line: down to the axis, or down to the next line. */
function getFill(
  { chart_type, bars }: ChartRequest,
  key: string | undefined,
): Fill {
  switch (chart_type) {
    case 'cumulative_flow':
      return 'stacked';
    case 'area':
      return Object.keys(bars.schema).length > 1 ? 'stacked' : 'below';
    case 'burndown':
      return key === 'remaining' ? 'below' : 'none';
    case 'burnup':
      return key === 'completed' ? 'below' : 'none';
    default:
      return 'none';
  }
}

function getLineStyle(request: ChartRequest, key: string | undefined) {
  const { chart_type, group_by, palette } = request;
  if (key === undefined) {
    return { color: palette[0], opacity: 1 };
  }
  const kind = chart_type === 'cumulative_flow' ? 'STATE_GROUPS' : group_by;
  return getItemStyle(request, kind ?? 'SERIES', key);
}

function createLineSeries(
  request: ChartRequest,
  series: ChartSeries,
): ChartOption {
  const { key, name, values } = series;
  const style = getLineStyle(request, key);
  const fill = getFill(request, key);
  // The ideal line is dashed and has no symbols.
  const isIdeal = key === IDEAL;
  // Areas need no line. The line of an empty area would lie on the edge of the area below, in
  // another colour.
  const isArea = fill === 'stacked' && values.length > 1;
  return {
    type: 'line',
    id: key ?? 'all',
    name,
    data: values.map(value => getAxisPosition(request, value)),
    symbolSize: 5,
    showSymbol: !isIdeal && !isArea && values.length <= MAX_POINTS_WITH_SYMBOLS,
    triggerLineEvent: true,
    itemStyle: style,
    lineStyle: {
      width: isArea ? 0 : 2,
      ...style,
      ...(isIdeal ? { type: 'dashed' } : {}),
    },
    ...(fill === 'stacked' ? { stack: 'all' } : {}),
    ...(fill === 'none'
      ? {}
      : {
          areaStyle: {
            color: style.color,
            opacity: fill === 'stacked' ? 0.75 : 0.2,
          },
        }),
  };
}

/** Creates a line or area chart; cumulative flow and grouped areas are stacked. */
export function createLineOption(request: ChartRequest): ChartOption {
  const { bars: dataPoints, labels } = request;
  const series = toChartSeries(request);
  const names = getGroupNames(series);
  const common = createCommonOption(request, position =>
    getAxisValue(request, position),
  );
  return {
    ...common,
    tooltip: { ...(common.tooltip as object), trigger: 'axis' },
    legend: createLegend(request, names),
    grid: createGrid(request, names),
    xAxis: {
      type: 'category',
      boundaryGap: dataPoints.data.length === 1,
      data: dataPoints.data.map(labels.formatBar),
      axisLabel: { hideOverlap: true, width: 96, overflow: 'truncate' },
    },
    yAxis: createValueAxis(request),
    series: series.map(line => createLineSeries(request, line)),
  };
}
