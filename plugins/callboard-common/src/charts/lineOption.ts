import { IDEAL } from './barBehind';
import { ChartSeries, chartSeriesOf, groupNamesOf } from './chartSeriesOf';
import { ChartOption } from './ChartOption';
import { ChartRequest } from './ChartRequest';
import { commonOption, gridOf, legendOf } from './commonOption';
import { itemStyleOf } from './itemStyleOf';
import { placeOnAxis, valueAtPlace, valueAxisOf } from './valueAxis';

/** Up to this many points have a symbol; a line of one point would be invisible otherwise. */
const MOST_MARKED = 31;

type Filling = 'none' | 'below' | 'stacked';

/** The fill between a line and the axis, or the line below it. */
function fillingOf(
  { chart_type, bars }: ChartRequest,
  key: string | undefined,
): Filling {
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

function styleOf(request: ChartRequest, key: string | undefined) {
  const { chart_type, group_by, palette } = request;
  if (key === undefined) {
    return { color: palette[0], opacity: 1 };
  }
  const kind = chart_type === 'cumulative_flow' ? 'STATE_GROUPS' : group_by;
  return itemStyleOf(request, kind ?? 'SERIES', key);
}

function lineOf(request: ChartRequest, series: ChartSeries): ChartOption {
  const { key, name, values } = series;
  const style = styleOf(request, key);
  const filling = fillingOf(request, key);
  // The ideal line is dashed and has no symbols.
  const isIdeal = key === IDEAL;
  // Areas need no line. The line of an empty area would lie on the edge of the area below, in
  // another colour.
  const isArea = filling === 'stacked' && values.length > 1;
  return {
    type: 'line',
    id: key ?? 'all',
    name,
    data: values.map(value => placeOnAxis(request, value)),
    symbolSize: 5,
    showSymbol: !isIdeal && !isArea && values.length <= MOST_MARKED,
    triggerLineEvent: true,
    itemStyle: style,
    lineStyle: {
      width: isArea ? 0 : 2,
      ...style,
      ...(isIdeal ? { type: 'dashed' } : {}),
    },
    ...(filling === 'stacked' ? { stack: 'all' } : {}),
    ...(filling === 'none'
      ? {}
      : {
          areaStyle: {
            color: style.color,
            opacity: filling === 'stacked' ? 0.75 : 0.2,
          },
        }),
  };
}

/** Lines, or stacked areas if grouped. */
export function lineOption(request: ChartRequest): ChartOption {
  const { bars, words } = request;
  const series = chartSeriesOf(request);
  const names = groupNamesOf(series);
  const common = commonOption(request, place => valueAtPlace(request, place));
  return {
    ...common,
    tooltip: { ...(common.tooltip as object), trigger: 'axis' },
    legend: legendOf(request, names),
    grid: gridOf(request, names),
    xAxis: {
      type: 'category',
      boundaryGap: bars.data.length === 1,
      data: bars.data.map(words.bar),
      axisLabel: { hideOverlap: true, width: 96, overflow: 'truncate' },
    },
    yAxis: valueAxisOf(request),
    series: series.map(each => lineOf(request, each)),
  };
}
