import { ChartRequest } from './ChartRequest';
import { chartPalettes } from './chartPalettes';
import { createHeatmapOption } from './createHeatmapOption';
import { KeyColours } from './KeyColours';

interface HeatmapOption {
  visualMap: { min: number; max: number; inRange: { colorAlpha: number[] } };
  series: Array<{
    data: Array<unknown[] | { value: unknown[]; itemStyle: object }>;
  }>;
}

/** A heat map of one row. */
function draw(values: number[]): HeatmapOption {
  const request: ChartRequest = {
    chart_type: 'heatmap',
    x_axis: 'LABELS',
    group_by: 'PRIORITY',
    bars: {
      data: values.map((urgent, at) => ({
        key: `${at}`,
        name: `Label ${at}`,
        count: urgent,
        urgent,
      })),
      schema: { urgent: 'Urgent' },
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
  return createHeatmapOption(request) as unknown as HeatmapOption;
}

describe('heat map cells', () => {
  it('renders zero paler than the smallest value, however large the maximum is', () => {
    const { visualMap, series } = draw([0, 1, 1_000]);
    const [nothing, least] = series[0].data;
    const { colorAlpha } = visualMap.inRange;
    expect([visualMap.min, visualMap.max]).toEqual([1, 1_000]);
    expect(least).toEqual([1, 0, 1]);
    expect(nothing).toMatchObject({ value: [0, 0, 0], visualMap: false });
    const { itemStyle } = nothing as { itemStyle: { opacity: number } };
    expect(itemStyle.opacity).toBeLessThan(colorAlpha[0] / 2);
  });

  it('starts the colour scale at zero when all values are equal', () => {
    const { min, max } = draw([7, 7]).visualMap;
    expect([min, max]).toEqual([0, 7]);
  });

  it('uses a colour scale from 0 to 1 when all values are zero', () => {
    const { min, max } = draw([0]).visualMap;
    expect([min, max]).toEqual([0, 1]);
  });
});
