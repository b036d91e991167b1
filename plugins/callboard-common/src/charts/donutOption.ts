import { ChartOption } from './ChartOption';
import { ChartRequest } from './ChartRequest';
import { commonOption, legendOf } from './commonOption';
import { itemStyleOf } from './itemStyleOf';

/** Slices of a ring, with the total in its middle. */
export function donutOption(request: ChartRequest): ChartOption {
  const { bars, words, x_axis, isPrinted } = request;
  const names = bars.data.map(words.bar);
  return {
    ...commonOption(request),
    legend: {
      ...legendOf(request, names),
      orient: 'vertical',
      left: '56%',
      right: 0,
      top: 'middle',
      bottom: 'auto',
    },
    title: {
      text: words.value(bars.total),
      left: '28%',
      top: 'middle',
      textAlign: 'center',
      textStyle: { fontSize: 18, fontWeight: 500 },
    },
    series: [
      {
        type: 'pie',
        id: 'all',
        name: words.metric,
        radius: ['56%', '84%'],
        center: ['28%', '50%'],
        label: { show: false },
        emphasis: { scale: !isPrinted, scaleSize: 4 },
        data: bars.data.map((bar, at) => ({
          name: names[at],
          value: bar.count ?? 0,
          ...(x_axis
            ? { itemStyle: itemStyleOf(request, x_axis, bar.key) }
            : {}),
        })),
      },
    ],
  };
}
