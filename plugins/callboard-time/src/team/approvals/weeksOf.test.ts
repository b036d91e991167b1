import fc from 'fast-check';
import { DateTime } from 'luxon';
import { addDays } from '../../data/addDays';
import { datesBetween } from '../../data/datesBetween';
import { weeksOf } from './weeksOf';

const MONDAY = 1;
const SUNDAY = 7;

const monthOf = (month: string) => {
  const first = DateTime.fromISO(`${month}-01`, { zone: 'utc' });
  return {
    week_start: first.toISODate()!,
    week_end: first.endOf('month').toISODate()!,
  };
};

describe('the weeks of a period', () => {
  it.each([
    // Months that begin late in a week, and end early in one.
    ['2026-11', MONDAY, '2026-10-26', '2026-11-30', 6],
    ['2026-08', MONDAY, '2026-07-27', '2026-08-31', 6],
    ['2027-05', MONDAY, '2027-04-26', '2027-05-31', 6],
    ['2026-11', SUNDAY, '2026-11-01', '2026-11-29', 5],
    ['2027-02', MONDAY, '2027-02-01', '2027-02-22', 4],
  ])('of %s, by weekday %i, are %s to %s', (month, day, first, last, count) => {
    const weeks = weeksOf(monthOf(month), day);
    expect(weeks[0]).toBe(first);
    expect(weeks.at(-1)).toBe(last);
    expect(weeks).toHaveLength(count);
  });

  it('are one where it is a week', () => {
    const week = { week_start: '2026-11-16', week_end: '2026-11-22' };
    expect(weeksOf(week, MONDAY)).toEqual(['2026-11-16']);
  });

  it('hold every day of it once, whatever the month and the first weekday', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 7 }),
        (months, weekStart) => {
          const month = DateTime.utc(2000, 1, 1).plus({ months });
          const period = monthOf(month.toFormat('yyyy-MM'));
          const shown = weeksOf(period, weekStart).flatMap(week =>
            datesBetween(week, addDays(week, 6)),
          );
          expect(new Set(shown).size).toBe(shown.length);
          expect(shown).toEqual(
            expect.arrayContaining(
              datesBetween(period.week_start, period.week_end),
            ),
          );
        },
      ),
    );
  });
});
