import fc from 'fast-check';
import { addDays } from '../../data/addDays';
import { cellsOf, columnsOf } from './columnsOf';

const daysFrom = (first: string, minutes: readonly number[]) =>
  minutes.map((logged_minutes, at) => ({
    date: addDays(first, at),
    expected_minutes: 480,
    logged_minutes,
  }));

const sumOf = (days: ReadonlyArray<{ logged_minutes: number }>) =>
  days.reduce((sum, { logged_minutes }) => sum + logged_minutes, 0);

describe('the columns of the map', () => {
  it('are the days of a month', () => {
    const days = daysFrom('2026-11-01', Array(30).fill(60));
    expect(columnsOf(days)).toHaveLength(30);
    expect(cellsOf(days, columnsOf(days))).toEqual(days);
  });

  it('are the weeks of a quarter, by their first days', () => {
    const days = daysFrom('2026-10-01', Array(92).fill(60));
    const columns = columnsOf(days);
    expect(columns[0]).toEqual({ date: '2026-09-28', isWeek: true });
    expect(columns).toHaveLength(14);
    expect(columnsOf(days, 7)[0].date).toBe('2026-09-27');
  });

  it('lose no minute, however many days there are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_440), { minLength: 1, maxLength: 366 }),
        fc.integer({ min: 1, max: 7 }),
        (minutes, weekStart) => {
          const days = daysFrom('2026-01-01', minutes);
          const columns = columnsOf(days, weekStart);
          const cells = cellsOf(days, columns, weekStart);
          expect(cells).toHaveLength(columns.length);
          expect(sumOf(cells)).toBe(sumOf(days));
        },
      ),
    );
  });
});
