import { NO_VALUE } from '../dashboards/numbers';
import { ChartOption } from './ChartOption';
import { ChartRequest } from './ChartRequest';
import { commonOption, legendOf } from './commonOption';
import { itemStyleOf } from './itemStyleOf';
import { slicesOf } from './slicesOf';

/** How much of the height the legend takes, in pixels. */
const LEGEND = 36;

/** Slices of a ring, with the total in its middle. */
export function donutOption(request: ChartRequest): ChartOption {
  const { bars, words, x_axis, height, isPrinted } = request;
  const { shown, others } = slicesOf(bars);
  const middle = (height - LEGEND) / 2;
  const slices = shown.map(bar => ({
    name: words.bar(bar),
    value: bar.count ?? 0,
    ...(x_axis ? { itemStyle: itemStyleOf(request, x_axis, bar.key) } : {}),
  }));
  if (others.length > 0) {
    slices.push({
      name: words.others?.(others.length) ?? `+${others.length}`,
      value: others.reduce((sum, { count }) => sum + (count ?? 0), 0),
      itemStyle: { ...itemStyleOf(request, 'SERIES', NO_VALUE), opacity: 0.4 },
    });
  }
  return {
    ...commonOption(request),
    legend: {
      ...legendOf(
        request,
        slices.map(({ name }) => name),
      ),
      show: true,
    },
    title: {
      text: words.value(bars.total),
      left: 'center',
      top: middle,
      textVerticalAlign: 'middle',
      padding: 0,
      textStyle: { fontSize: 18, fontWeight: 500 },
    },
    series: [
      {
        type: 'pie',
        id: 'all',
        name: words.metric,
        // Of the lesser of width and height.
        radius: ['50%', '74%'],
        center: ['50%', middle],
        label: { show: false },
        emphasis: { scale: !isPrinted, scaleSize: 4 },
        data: slices,
      },
    ],
  };
}
