import { ChartRequest } from './ChartRequest';
import { computeLegendRoom } from './computeLegendRoom';

const names = Array.from({ length: 40 }, (_, nth) => `Name ${nth}`);

it('shows all names when the chart is not printed', () => {
  const request = { height: 100 } as ChartRequest;
  expect(computeLegendRoom(request, names)).toEqual({
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
    const room = computeLegendRoom(request, names);
    expect(room.shown.length).toBeGreaterThan(0);
    expect(room.shown).toEqual(names.slice(0, room.shown.length));
    expect(room.height).toBeLessThanOrEqual(Math.max(32, height * 0.3 + 6));
  },
);
