import fc from 'fast-check';
import { parseDuration, formatDuration } from './durationText';

describe('duration text', () => {
  it.each([
    ['2h 30m', 150],
    ['2h30m', 150],
    ['2.5h', 150],
    ['2,5 h', 150],
    ['2.5', 150],
    ['2,5', 150],
    ['150', 150],
    ['1h30', 90],
    ['1h 30', 90],
    ['1:30', 90],
    ['0:05', 5],
    [':15', 15],
    ['1:30:00', 90],
    ['0:00:29', 0],
    ['0:00:30', 1],
    ['.25h', 15],
    [',5', 30],
    ['1h:30m', 90],
    ['90m', 90],
    ['45 min', 45],
    ['2 Hours', 120],
    ['1d', 480],
    ['1.5d', 720],
    ['1d 2h 30m', 630],
    ['  0 ', 0],
  ])('parses %s as %i minutes', (typed, minutes) => {
    expect(parseDuration(typed, 480)).toBe(minutes);
  });

  it.each([
    '',
    'soon',
    '-2h',
    '2h 3x',
    '1:60',
    '1:5',
    '1d 30',
    '30m 2h',
    'h',
    '1.2.3',
    '2h 2h',
  ])('returns undefined for "%s"', typed => {
    expect(parseDuration(typed, 480)).toBeUndefined();
  });

  it('converts days with the given length of a working day', () => {
    expect(parseDuration('2d', 450)).toBe(900);
  });

  it('parses every duration that it formats', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), minutes => {
        expect(parseDuration(formatDuration(minutes), 480)).toBe(minutes);
      }),
    );
    expect(formatDuration(0)).toBe('0m');
    expect(formatDuration(60_030)).toBe('1000h 30m');
  });

  it('rejects a text of a million characters without any regular expression', () => {
    const exec = jest
      .spyOn(RegExp.prototype, 'exec')
      .mockImplementation(() => null);
    expect(parseDuration('1'.repeat(2 ** 20), 480)).toBeUndefined();
    expect(exec).not.toHaveBeenCalled();
    exec.mockRestore();
  });

  it('returns undefined or a non-negative number for any text', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const minutes = parseDuration(text, 480);
        expect(minutes === undefined || minutes >= 0).toBe(true);
      }),
    );
  });
});
