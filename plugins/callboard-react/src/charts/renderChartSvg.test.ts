import type { WidgetBars } from '@callboard/plugin-callboard-common';
import {
  toChartOption,
  chartPalettes,
  KeyColours,
  type ChartRequest,
  type DrawnChartType,
} from '@callboard/plugin-callboard-common/charts';
import { renderChartSvg } from './renderChartSvg';

const HOSTILE = '<img src=x onerror=alert(1)>';

const bars = (names: readonly string[], groups: readonly string[] = []) => ({
  data: names.map((name, at) => ({
    key: `key-${at}`,
    name,
    count: at,
    ...Object.fromEntries(groups.map(group => [group, at])),
  })),
  schema: Object.fromEntries(groups.map(group => [group, group])),
  total: names.length,
  computed_at: '2026-11-21T09:30:00.000Z',
});

function draw(
  chart_type: DrawnChartType,
  data: WidgetBars,
  request: Partial<ChartRequest> = {},
): string {
  const option = toChartOption({
    chart_type,
    x_axis: 'LABELS',
    group_by: Object.keys(data.schema).length > 0 ? 'STATE_GROUPS' : null,
    bars: data,
    colours: new KeyColours(),
    palette: chartPalettes.light,
    labels: {
      metric: 'Count',
      formatValue: value => `${value ?? '–'}`,
      tick: value => `${value}`,
      step: 1,
      formatBar: ({ name }) => name,
      formatOthers: count => `${count} others`,
    },
    height: 300,
    ...request,
  });
  return renderChartSvg(option, {}, { width: 600, height: 300 });
}

const groups = ['started', 'completed'];

describe.each([
  ['bar', []],
  ['bar', groups],
  ['stacked_bar', groups],
  ['line', []],
  ['line', groups],
  ['area', groups],
  ['donut', []],
  ['heatmap', groups],
] as Array<[DrawnChartType, string[]]>)(
  '%s chart with groups %j',
  (type, grouped) => {
    it('renders the names of its bars', () => {
      const svg = draw(type, bars(['Bug', 'Feature'], grouped));
      expect(svg).toContain('Bug');
      expect(svg).toContain('Feature');
    });

    it('renders the names of its groups', () => {
      const svg = draw(type, bars(['Bug'], grouped));
      expect(grouped.filter(group => !svg.includes(group))).toEqual([]);
    });

    it('escapes HTML in names', () => {
      expect(draw(type, bars([HOSTILE], grouped))).not.toContain('<img');
    });

    it.each([0, 1, 200])('renders an SVG with %d bars', count => {
      const names = Array.from({ length: count }, (_, at) => `Label ${at}`);
      expect(draw(type, bars(names, grouped))).toContain('<svg');
    });
  },
);

describe('bar colours', () => {
  const hasColour = (svg: string, colour: string) =>
    svg.toLowerCase().includes(colour);

  it('uses the colour that the same key has elsewhere on the page', () => {
    const colours = new KeyColours();
    const { index } = colours.getColour('LABELS', 'key-1');
    const svg = draw('bar', bars(['Bug', 'Feature']), { colours });
    expect(hasColour(svg, chartPalettes.light[index])).toBe(true);
  });

  it('uses the colour of the state group for a group of states', () => {
    const svg = draw('stacked_bar', bars(['Bug', 'Feature'], groups));
    const { index } = new KeyColours().getColour('STATE_GROUPS', 'completed');
    expect(hasColour(svg, chartPalettes.light[index])).toBe(true);
  });
});

it('merges the small slices of a donut chart into one slice', () => {
  const svg = draw('donut', bars(['A', 'B', ...'x'.repeat(28)]));
  expect(svg).toContain('19 others');
  expect(svg).not.toContain('>A<');
});

describe('history charts', () => {
  const days = ['20 Nov', '21 Nov'];
  const over = (type: DrawnChartType, keys: string[]) =>
    draw(type, bars(days, keys), { x_axis: null, group_by: null });

  it('renders only the ideal line of a burndown chart dashed', () => {
    const svg = over('burndown', ['remaining', 'ideal']);
    expect(svg).toContain('stroke-dasharray');
    expect(
      over('created_vs_completed', ['created', 'completed']),
    ).not.toContain('stroke-dasharray');
  });

  it('uses the same colours for state groups as other charts', () => {
    const svg = over('cumulative_flow', ['started', 'completed']);
    const { index } = new KeyColours().getColour('STATE_GROUPS', 'completed');
    expect(svg.toLowerCase()).toContain(chartPalettes.light[index]);
  });

  it('labels the percentile lines of a cycle time chart, and escapes HTML in names', () => {
    const svg = draw(
      'cycle_time',
      {
        ...bars(['PAY-1 Fix', HOSTILE], ['completed_at']),
        percentiles: { p50: 3, p85: 7, p95: 9 },
      },
      { x_axis: null, group_by: null },
    );
    expect(svg).toContain('50 %');
    expect(svg).toContain('95 %');
    expect(svg).not.toContain('<img');
  });

  it('labels the axis with days, not hours, when all points are on one day', () => {
    const points = bars(['PAY-1 Fix']);
    const data = points.data.map(point => ({
      ...point,
      completed_at: '2026-11-21T09:30:00.000Z',
    }));
    const percentiles = { p50: 9, p85: 9, p95: 9 };
    const svg = draw(
      'cycle_time',
      { ...points, data, percentiles },
      { x_axis: null, group_by: null },
    );
    expect(svg).toContain('50, 85, 95 %');
    expect(svg).toContain('2026-11-2');
    expect(svg).not.toMatch(/\d\d:\d\d/);
  });
});
