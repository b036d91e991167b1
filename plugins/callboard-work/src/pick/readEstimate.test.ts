import { minutesIn, pointsIn } from './readEstimate';

describe('estimates that people write', () => {
  it.each([
    ['', null],
    [' 3 ', 3],
    ['0,5', 0.5],
    ['0.123456', 0.123456],
    ['1000000', 1e6],
  ])('are "%s" in points', (text, points) => {
    expect(pointsIn(text)).toBe(points);
  });

  it.each(['0.1234567', '1e-7', '0x10', '-1', '1,5,3', '1000001', 'many'])(
    'are no points where they are "%s"',
    text => {
      expect(pointsIn(text)).toBeUndefined();
    },
  );

  it('are a time up to the most that is taken', () => {
    expect(minutesIn('1000h')).toBe(60_000);
    expect(minutesIn('200000h')).toBeUndefined();
  });
});
