import { ChartRequest } from './ChartRequest';
import { chartPalettes } from './chartPalettes';
import { KeyColours } from './KeyColours';
import { lineOption } from './lineOption';

const request: ChartRequest = {
  chart_type: 'line',
  x_axis: null,
  group_by: null,
  bars: {
    data: [
      { key: '2026-11-21', name: '21 Nov', count: 3, created: 3, completed: 2 },
    ],
    schema: { created: 'Created', completed: 'Completed' },
    total: null,
  },
  colours: new KeyColours(),
  palette: chartPalettes.light,
  words: {
    metric: 'Items',
    value: String,
    tick: String,
    step: 1,
    bar: ({ name }) => name,
  },
  height: 200,
};

it('draws series that are no values of an axis in colours that mean something', () => {
  const series = lineOption(request).series as Array<{
    name: string;
    itemStyle: { color: string };
  }>;
  expect(series.map(({ name, itemStyle }) => [name, itemStyle.color])).toEqual([
    ['Created', chartPalettes.light[1]],
    ['Completed', chartPalettes.light[2]],
  ]);
});
