import { barOption } from './barOption';
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

it('puts minutes beside an axis of hours, and tells them exactly', () => {
  const { series, yAxis, tooltip } = lineOption({
    ...request,
    bars: {
      data: [{ key: '2026-11-21', name: '21 Nov', count: 545 }],
      schema: {},
      total: null,
    },
    words: {
      ...request.words,
      value: value => `${value} min`,
      tick: value => `${value / 60}h`,
      step: 60,
    },
  }) as Record<string, any>;
  expect(series[0].data).toEqual([545 / 60]);
  expect(yAxis.axisLabel.formatter(9)).toBe('9h');
  expect(tooltip.valueFormatter(545 / 60)).toBe('545 min');
});

it.each([
  [{}, false],
  [{ created: 'Created' }, true],
])('says what is drawn where there are groups: %j', (schema, show) => {
  const bars = { ...request.bars, schema };
  for (const option of [lineOption, barOption]) {
    expect(option({ ...request, bars }).legend).toMatchObject({ show });
  }
});

describe('areas that lie upon each other', () => {
  const flowOver = (days: number) =>
    lineOption({
      ...request,
      chart_type: 'cumulative_flow',
      bars: {
        data: Array.from({ length: days }, (_, at) => ({
          key: `2026-11-${at + 1}`,
          name: `${at + 1} Nov`,
          count: 3,
          backlog: 0,
          completed: 3,
        })),
        schema: { backlog: 'Backlog', completed: 'Completed' },
        total: null,
      },
    }).series as Array<{ showSymbol: boolean; lineStyle: { width: number } }>;

  it('have no lines: that of an empty one would cover the edge of the one below', () => {
    for (const { showSymbol, lineStyle } of flowOver(2)) {
      expect([showSymbol, lineStyle.width]).toEqual([false, 0]);
    }
  });

  it('are marked where there is a single day, as that has no area', () => {
    expect(flowOver(1).map(({ showSymbol }) => showSymbol)).toEqual([
      true,
      true,
    ]);
  });
});
