import { ChartRequest } from './ChartRequest';
import { computeLegendRoom } from './computeLegendRoom';

const names = Array.from({ length: 40 }, (_, nth) => `Name ${nth}`);

it('has all names where the reader can turn them over', () => {
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
])('leaves most of a printed chart of %d to %d pixels', (width, height) => {
  const request = { printed: { width }, height } as ChartRequest;
  const room = computeLegendRoom(request, names);
  expect(room.shown.length).toBeGreaterThan(0);
  expect(room.shown).toEqual(names.slice(0, room.shown.length));
  expect(room.height).toBeLessThanOrEqual(Math.max(32, height * 0.3 + 6));
});
