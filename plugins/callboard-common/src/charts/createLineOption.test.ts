import { createBarOption } from './createBarOption';
import { ChartRequest } from './ChartRequest';
import { chartPalettes } from './chartPalettes';
import { KeyColours } from './KeyColours';
import { createLineOption } from './createLineOption';

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
  labels: {
    metric: 'Items',
    formatValue: String,
    tick: String,
    step: 1,
    formatBar: ({ name }) => name,
  },
  height: 200,
};

it('draws the created and completed series in their fixed palette colours', () => {
  const series = createLineOption(request).series as Array<{
    name: string;
    itemStyle: { color: string };
  }>;
  expect(series.map(({ name, itemStyle }) => [name, itemStyle.color])).toEqual([
    ['Created', chartPalettes.light[1]],
    ['Completed', chartPalettes.light[2]],
  ]);
});

it('converts minutes to hours on the axis, and shows exact minutes in the tooltip', () => {
  const { series, yAxis, tooltip } = createLineOption({
    ...request,
    bars: {
      data: [{ key: '2026-11-21', name: '21 Nov', count: 545 }],
      schema: {},
      total: null,
    },
    labels: {
      ...request.labels,
      formatValue: value => `${value} min`,
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
])('shows the legend only when the chart has groups: %j', (schema, show) => {
  const bars = { ...request.bars, schema };
  for (const option of [createLineOption, createBarOption]) {
    expect(option({ ...request, bars }).legend).toMatchObject({ show });
  }
});

describe('cumulative flow chart', () => {
  const flowOver = (days: number) =>
    createLineOption({
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

  it('draws areas without lines and symbols', () => {
    for (const { showSymbol, lineStyle } of flowOver(2)) {
      expect([showSymbol, lineStyle.width]).toEqual([false, 0]);
    }
  });

  it('shows symbols when the chart has a single day', () => {
    expect(flowOver(1).map(({ showSymbol }) => showSymbol)).toEqual([
      true,
      true,
    ]);
  });
});
