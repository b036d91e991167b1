import { chartSeriesOf } from './chartSeriesOf';
import { ChartOption } from './ChartOption';
import { ChartRequest } from './ChartRequest';
import { commonOption, gridOf, legendOf } from './commonOption';
import { itemStyleOf } from './itemStyleOf';

/** Up to so many points, each is marked: a line of one point would not be seen. */
const MOST_MARKED = 31;

/** Lines, or areas: those of groups lie one upon the other. */
export function lineOption(request: ChartRequest): ChartOption {
  const { bars, words, group_by, chart_type, palette } = request;
  const series = chartSeriesOf(request);
  const names = series.map(({ name }) => name);
  const isArea = chart_type === 'area';
  const isStacked = isArea && series.length > 1;
  const common = commonOption(request);
  return {
    ...common,
    tooltip: { ...(common.tooltip as object), trigger: 'axis' },
    legend: legendOf(request, names),
    grid: gridOf(names),
    xAxis: {
      type: 'category',
      boundaryGap: bars.data.length === 1,
      data: bars.data.map(words.bar),
      axisLabel: { hideOverlap: true, width: 96, overflow: 'truncate' },
    },
    yAxis: {
      type: 'value',
      splitNumber: 3,
      minInterval: words.step,
      axisLabel: { formatter: words.tick, hideOverlap: true },
    },
    series: series.map(({ key, name, values }) => {
      const style =
        key !== undefined && group_by
          ? itemStyleOf(request, group_by, key)
          : { color: palette[0], opacity: 1 };
      return {
        type: 'line',
        id: key ?? 'all',
        name,
        data: values,
        symbolSize: 5,
        showSymbol: bars.data.length <= MOST_MARKED,
        triggerLineEvent: true,
        itemStyle: style,
        lineStyle: { width: 2, ...style },
        ...(isStacked ? { stack: 'all' } : {}),
        ...(isArea
          ? {
              areaStyle: { color: style.color, opacity: isStacked ? 0.5 : 0.2 },
            }
          : {}),
      };
    }),
  };
}
