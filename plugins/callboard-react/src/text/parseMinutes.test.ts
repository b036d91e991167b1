import { formatMinutes, writeMinutes } from './formatMinutes';
import { parseMinutes } from './parseMinutes';

describe('durations', () => {
  it.each([
    ['2h', 120],
    ['2.5', 150],
    ['2,5', 150],
    ['90m', 90],
    ['1h30', 90],
    ['1h 30m', 90],
    ['1.5h', 90],
    ['45 min', 45],
    [' 0 ', 0],
  ])('reads %s as %i minutes', (typed, minutes) => {
    expect(parseMinutes(typed)).toBe(minutes);
  });

  it.each(['', 'soon', '-2h', '2h 3x', '1:30'])('does not read "%s"', typed => {
    expect(parseMinutes(typed)).toBeUndefined();
  });

  it.each([
    [0, '0m'],
    [45, '45m'],
    [120, '2h'],
    [150, '2h 30m'],
    [60_030, `${(1_000).toLocaleString()}h 30m`],
  ])('writes %i minutes as %s', (minutes, words) => {
    expect(formatMinutes(minutes)).toBe(words);
  });

  it('reads the same again from what a field starts with', () => {
    // All of the first two weeks, and as many up to the most that is taken.
    const durations = Array.from({ length: 20_000 }, (_, at) => [
      at,
      Math.min(at * 503, 1e7),
    ]).flat();
    expect(durations.map(writeMinutes).map(parseMinutes)).toEqual(durations);
    expect(writeMinutes(60_030)).toBe('1000h 30m');
  });
});
