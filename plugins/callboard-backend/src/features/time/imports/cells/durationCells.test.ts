import fc from 'fast-check';
import { durationCells, DurationUnit } from './durationCells';

/** The minutes that a cell holds, or why it cannot be taken. */
function read(text: string, unit: DurationUnit = 'hours') {
  const { data, error } = durationCells[unit].safeParse(text);
  return data ?? error!.issues[0].message;
}

describe('durations in files', () => {
  it.each([
    ['1:30:00', 90],
    ['01:30', 90],
    ['0:06', 6],
    ['24:00:00', 1440],
    ['0:00:30', 1],
    ['0:59:29', 59],
    ['23:59:59', 1440],
    ['47:06 min', 47],
    ['45 sec', 1],
    ['0.79 h', 47],
    ['1,50 h', 90],
    ['1h 05m', 65],
    ['1.5', 90],
    ['1,5', 90],
    ['.5', 30],
    ['2', 120],
    ['2.', 120],
    ['1.0002777777778', 60],
    ['1.5E+0', 90],
    ['24', 1440],
  ])('takes %s for %i minutes', (text, minutes) => {
    expect(read(text)).toBe(minutes);
  });

  it.each<[string, DurationUnit, number]>([
    ['90', 'minutes', 90],
    ['1.5', 'minutes', 2],
    ['400', 'seconds', 7],
    ['1.5', 'seconds', 90],
    ['0:06', 'seconds', 6],
  ])('takes the number %s in a column of %s', (text, unit, minutes) => {
    expect(read(text, unit)).toBe(minutes);
  });

  it.each([
    ['0', 'must be at least half a minute'],
    ['0:00:29', 'must be at least half a minute'],
    ['2.7777777777778E-4', 'must be at least half a minute'],
    ['24:00:30', 'must be at most 24 hours'],
    ['61:10:00', 'must be at most 24 hours'],
    ['9'.repeat(400), 'must be at most 24 hours'],
    ['-1', 'must be a duration such as 1:30'],
    ['-0:06', 'must be a duration such as 1:30'],
    ['1:60', 'must be a duration such as 1:30'],
    ['1:5', 'must be a duration such as 1:30'],
    ['1:30:60', 'must be a duration such as 1:30'],
    ['1.000,5', 'must be a duration such as 1:30'],
    ['an hour', 'must be a duration such as 1:30'],
    ['=400', 'must be a duration such as 1:30'],
    ['Infinity', 'must be a duration such as 1:30'],
  ])('does not take %s', (text, reason) => {
    expect(read(text)).toBe(reason);
  });

  it('reads the minutes of any day, however they are written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1440 }), minutes => {
        const hours = Math.floor(minutes / 60);
        const rest = String(minutes % 60).padStart(2, '0');
        const written: Array<[string, DurationUnit]> = [
          [`${hours}:${rest}`, 'hours'],
          [`${hours}:${rest}:00`, 'minutes'],
          [`${hours}h ${rest}m`, 'hours'],
          [String(minutes / 60), 'hours'],
          [String(minutes), 'minutes'],
          [String(minutes * 60), 'seconds'],
        ];
        expect(written.map(([text, unit]) => read(text, unit))).toEqual(
          written.map(() => minutes),
        );
      }),
    );
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(['string', 'number']).toContain(typeof read(text));
      }),
    );
  });
});
