import { createBarOption } from './createBarOption';
import { findBarAtPoint } from './findBarAtPoint';
import { ChartRequest } from './ChartRequest';
import { chartPalettes } from './chartPalettes';
import { KeyColours } from './KeyColours';

/** A bar chart of users, each with an hour more than the one before. */
function createChartRequest(people: number): ChartRequest {
  const refs = Array.from({ length: people }, (_, at) => `user:default/p${at}`);
  const hours = Object.fromEntries(refs.map((ref, at) => [ref, at + 1]));
  return {
    chart_type: 'stacked_bar',
    x_axis: 'LOGGED_AT',
    group_by: 'MEMBER',
    bars: {
      data: [{ key: '2026-11-21', name: '21 Nov', count: 1, ...hours }],
      schema: Object.fromEntries(refs.map(ref => [ref, ref.slice(13)])),
      total: null,
    },
    colours: new KeyColours(),
    palette: chartPalettes.light,
    labels: {
      metric: 'Logged',
      formatValue: String,
      tick: String,
      step: 1,
      formatBar: ({ name }) => name,
      formatOthers: count => `${count} others`,
    },
    height: 200,
  };
}

const getSeries = (request: ChartRequest) =>
  createBarOption(request).series as Array<{
    id: string;
    name: string;
    data: number[];
  }>;

it('stacks the ten largest groups, and all others as one series', () => {
  const request = createChartRequest(33);
  const series = getSeries(request);
  expect(series).toHaveLength(11);
  expect(series.map(({ name }) => name).slice(0, 2)).toEqual(['p23', 'p24']);
  const others = series[10];
  // 1 + 2 + … + 23
  expect(others).toMatchObject({ name: '23 others', data: [276] });
  expect(findBarAtPoint(request, 0, others.id)).toEqual({ key: '2026-11-21' });
});

it('stacks each group as its own series when there are eleven', () => {
  expect(getSeries(createChartRequest(11)).map(({ name }) => name)).toContain(
    'p0',
  );
});
