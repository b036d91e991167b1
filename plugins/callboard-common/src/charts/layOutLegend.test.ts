import { ChartRequest } from './ChartRequest';
import { layOutLegend } from './layOutLegend';

const names = Array.from({ length: 40 }, (_, nth) => `Name ${nth}`);

it('shows all names when the chart is not printed', () => {
  const request = { height: 100 } as ChartRequest;
  expect(layOutLegend(request, names)).toEqual({
    shown: names,
    height: 32,
  });
});

it.each([
  [80, 60],
  [300, 100],
  [700, 300],
  [1_000, 500],
])(
  'limits the legend height in a printed chart of %d by %d pixels',
  (width, height) => {
    const request = { printed: { width }, height } as ChartRequest;
    const legend = layOutLegend(request, names);
    expect(legend.shown.length).toBeGreaterThan(0);
    expect(legend.shown).toEqual(names.slice(0, legend.shown.length));
    expect(legend.height).toBeLessThanOrEqual(Math.max(32, height * 0.3 + 6));
  },
);
