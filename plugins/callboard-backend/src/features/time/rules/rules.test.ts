import fc from 'fast-check';
import { expectedMinutes, WorkingTime } from './expectedMinutes';
import { firstOfWeek, monthOf, nextMonth } from './weeks';
import { addDays, weekdayOf, workingDaysBefore } from './workingDays';

const days = fc
  .integer({ min: 0, max: 40_000 })
  .map(count => addDays('1970-01-01', count));

describe('weeks', () => {
  it.each([
    ['2026-11-22', 1, '2026-11-16'],
    ['2026-11-22', 7, '2026-11-22'],
    ['2026-11-21', 7, '2026-11-15'],
    ['2026-11-16', 1, '2026-11-16'],
    ['2027-01-01', 1, '2026-12-28'],
    ['2024-03-01', 6, '2024-02-24'],
  ])('of %s that begin on %i begin on %s', (date, start, first) => {
    expect(firstOfWeek(date, start)).toBe(first);
  });

  it('begin on the day they should, at most six days before', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 7 }), (date, start) => {
        const first = firstOfWeek(date, start);
        expect(weekdayOf(first)).toBe(start);
        expect(first <= date && date < addDays(first, 7)).toBe(true);
      }),
    );
  });
});

it('no day is later than the last that a date can have', () => {
  expect(addDays('9999-12-30', 1)).toBe('9999-12-31');
  expect(addDays('9999-12-30', 7)).toBe('9999-12-31');
  expect(addDays('9999-12-31', -1)).toBe('9999-12-30');
  expect(nextMonth('9999-12')).toBe('9999-12');
});

describe('months', () => {
  it('follow one another', () => {
    fc.assert(
      fc.property(days, date => {
        const next = nextMonth(monthOf(date));
        const first = `${next}-01`;
        expect(monthOf(addDays(first, -1))).toBe(monthOf(date));
      }),
    );
  });
});

describe('working days', () => {
  it.each([
    // A Monday.
    ['2026-11-16', 1, [1, 2, 3, 4, 5], '2026-11-13'],
    ['2026-11-16', 0, [1, 2, 3, 4, 5], '2026-11-16'],
    ['2026-11-15', 5, [1, 2, 3, 4, 5], '2026-11-09'],
    ['2026-11-16', 2, [7], '2026-11-08'],
    ['2026-11-16', 3, [], '2026-11-13'],
  ])('before %s, %i of %j begin on %s', (today, count, working, first) => {
    expect(workingDaysBefore(today, count, working)).toBe(first);
  });
});

const usual: WorkingTime = {
  minutes_per_weekday: [480, 480, 480, 480, 480, 0, 0],
  holidays: new Map(),
  timeOff: [],
  joined: null,
  left: null,
};
const off = (minutes_per_day: number | null) => ({
  date_from: '2026-11-16',
  date_to: '2026-11-17',
  minutes_per_day,
});

describe('what a day expects', () => {
  it.each([
    ['a working day', {}, '2026-11-16', 480],
    ['a weekend', {}, '2026-11-21', 0],
    ['a holiday', { holidays: new Map([['2026-11-16', 0]]) }, '2026-11-16', 0],
    [
      'half a one',
      { holidays: new Map([['2026-11-16', 240]]) },
      '2026-11-16',
      240,
    ],
    [
      'a longer holiday than a day',
      { holidays: new Map([['2026-11-16', 600]]) },
      '2026-11-16',
      480,
    ],
    [
      'a holiday on a weekend',
      { holidays: new Map([['2026-11-21', 240]]) },
      '2026-11-21',
      0,
    ],
    ['a day off', { timeOff: [off(null)] }, '2026-11-17', 0],
    ['some hours off', { timeOff: [off(120)] }, '2026-11-17', 360],
    ['off twice', { timeOff: [off(120), off(400)] }, '2026-11-17', 0],
    ['the day after', { timeOff: [off(null)] }, '2026-11-18', 480],
    ['before joining', { joined: '2026-11-17' }, '2026-11-16', 0],
    ['the first day', { joined: '2026-11-17' }, '2026-11-17', 480],
    ['the last day', { left: '2026-11-17' }, '2026-11-17', 480],
    ['after leaving', { left: '2026-11-17' }, '2026-11-18', 0],
  ])('%s', (_, values, date, minutes) => {
    expect(expectedMinutes({ ...usual, ...values }, date)).toBe(minutes);
  });

  it('is never negative, and never more than one usually works', () => {
    const span = fc.record({
      date_from: days,
      date_to: days,
      minutes_per_day: fc.option(fc.integer({ min: 1, max: 1440 })),
    });
    fc.assert(
      fc.property(
        days,
        fc.array(span, { maxLength: 4 }),
        fc.option(fc.integer({ min: 0, max: 1440 })),
        (date, timeOff, holiday) => {
          const minutes = expectedMinutes(
            {
              ...usual,
              timeOff,
              holidays: new Map(holiday === null ? [] : [[date, holiday]]),
            },
            date,
          );
          const most = usual.minutes_per_weekday[weekdayOf(date) - 1];
          expect(minutes).toBeGreaterThanOrEqual(0);
          expect(minutes).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});
