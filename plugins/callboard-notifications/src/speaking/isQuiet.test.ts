import { isQuiet } from './isQuiet';

const preferences = (from: string, to: string) => ({
  types: [],
  digest: { frequency: 'off' as const, at: '08:00', weekday: 1 },
  timezone: 'Asia/Tokyo',
  quiet_hours: { from, to },
});

// In Tokyo it is nine hours later than in UTC.
const at = (time: string) => new Date(`2026-11-20T${time}:00+09:00`);

it.each([
  ['20:00', '07:00', '19:59', false],
  ['20:00', '07:00', '20:00', true],
  ['20:00', '07:00', '00:10', true],
  ['20:00', '07:00', '07:00', false],
  ['12:00', '13:00', '12:30', true],
  ['12:00', '13:00', '13:00', false],
])('between %s and %s, at %s: %s', (from, to, time, quiet) => {
  expect(isQuiet(preferences(from, to), at(time))).toBe(quiet);
});

it('is never quiet without quiet hours', () => {
  expect(
    isQuiet({ ...preferences('', ''), quiet_hours: null }, new Date()),
  ).toBe(false);
});
