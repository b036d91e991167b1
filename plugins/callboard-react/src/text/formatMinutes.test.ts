import { formatMinutes } from './formatMinutes';

describe('formatMinutes', () => {
  it.each([
    [0, '0m'],
    [45, '45m'],
    [120, '2h'],
    [150, '2h 30m'],
    [60_030, `${(1_000).toLocaleString()}h 30m`],
  ])('writes %i minutes as %s', (minutes, words) => {
    expect(formatMinutes(minutes)).toBe(words);
  });
});
