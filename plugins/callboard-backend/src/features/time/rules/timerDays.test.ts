import fc from 'fast-check';
import { sumBy } from 'lodash';
import { dateInZone } from '../../../database/zones';
import { roundMinutes } from './roundMinutes';
import { splitAtMidnight } from './splitAtMidnight';
import { timerDays } from './timerDays';

const HOUR_MS = 3_600_000;

const zone = fc.constantFrom(
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Pacific/Apia',
);

/** Days on which their clocks change, or on which there was none, are among them. */
const instant = fc.integer({
  min: Date.UTC(2010, 0, 1),
  max: Date.UTC(2030, 0, 1),
});

const steps = [0, 5, 6, 10, 15, 30];

describe('splitting at midnight', () => {
  it.each([
    ['UTC', '2026-03-01T10:00Z', '2026-03-01T11:00Z', { '2026-03-01': 60 }],
    [
      'UTC',
      '2026-03-01T23:30Z',
      '2026-03-02T00:15Z',
      { '2026-03-01': 30, '2026-03-02': 15 },
    ],
    ['UTC', '2026-03-01T23:30Z', '2026-03-02T00:00Z', { '2026-03-01': 30 }],
    [
      'Asia/Kolkata',
      '2026-03-01T18:00Z',
      '2026-03-01T19:00Z',
      { '2026-03-01': 30, '2026-03-02': 30 },
    ],
    // Days of 23 and 25 hours.
    [
      'America/New_York',
      '2026-03-08T04:00Z',
      '2026-03-09T05:00Z',
      { '2026-03-07': 60, '2026-03-08': 1_380, '2026-03-09': 60 },
    ],
    [
      'Europe/Berlin',
      '2026-10-24T21:00Z',
      '2026-10-26T00:00Z',
      { '2026-10-24': 60, '2026-10-25': 1_500, '2026-10-26': 60 },
    ],
    // There was no 30th of December.
    [
      'Pacific/Apia',
      '2011-12-30T09:00Z',
      '2011-12-30T11:00Z',
      { '2011-12-29': 60, '2011-12-31': 60 },
    ],
  ])('in %s, from %s to %s', (inZone, from, to, minutes) => {
    const spans = splitAtMidnight(Date.parse(from), Date.parse(to), inZone);
    expect(
      Object.fromEntries(
        spans.map(span => [span.date, (span.to - span.from) / 60_000]),
      ),
    ).toEqual(minutes);
  });

  it('leaves the whole, in order, each part within its own day', () => {
    fc.assert(
      fc.property(
        zone,
        instant,
        fc.integer({ min: 1, max: 100 * HOUR_MS }),
        (inZone, from, length) => {
          const spans = splitAtMidnight(from, from + length, inZone);
          expect(spans[0].from).toBe(from);
          expect(spans[spans.length - 1].to).toBe(from + length);
          spans.slice(1).forEach((span, index) => {
            expect(span.from).toBe(spans[index].to);
            expect(span.date > spans[index].date).toBe(true);
          });
          for (const span of spans) {
            expect(dateInZone(span.from, inZone)).toBe(span.date);
            expect(dateInZone(span.to - 1, inZone)).toBe(span.date);
          }
        },
      ),
    );
  });
});

describe('rounding minutes', () => {
  it.each([
    [1, 0, 1],
    [1, 15, 15],
    [7, 15, 15],
    [8, 15, 15],
    [22, 15, 15],
    [23, 15, 30],
    [45, 30, 60],
    [44, 30, 30],
    [3, 6, 6],
    [9, 6, 12],
    [720, 5, 720],
  ])('makes %p to steps of %p into %p', (minutes, step, rounded) => {
    expect(roundMinutes(minutes, step)).toBe(rounded);
  });
});

describe('the days of a timer', () => {
  const minutesOf = (from: string, to: string, rounding_minutes = 0) =>
    timerDays(Date.parse(from), Date.parse(to), {
      zone: 'Europe/Berlin',
      rounding_minutes,
    }).map(({ date, minutes }) => [date, minutes]);

  it.each([
    // Less than half a minute is nothing, whatever it would be rounded to.
    ['2026-05-04T08:00:00.000Z', '2026-05-04T08:00:29.999Z', 0, []],
    ['2026-05-04T08:00:00Z', '2026-05-04T08:00:29Z', 15, []],
    ['2026-05-04T08:00:00Z', '2026-05-04T08:00:30Z', 0, [['2026-05-04', 1]]],
    ['2026-05-04T08:00:00Z', '2026-05-04T08:00:30Z', 15, [['2026-05-04', 15]]],
    ['2026-05-04T08:00:00Z', '2026-05-04T09:29:31Z', 0, [['2026-05-04', 90]]],
    // A minute over midnight is the day's that has most of it.
    ['2026-05-04T21:59:20Z', '2026-05-04T22:00:15Z', 0, [['2026-05-04', 1]]],
    // The whole is rounded, not each day.
    [
      '2026-05-04T21:52:00Z',
      '2026-05-04T22:12:00Z',
      15,
      [
        ['2026-05-04', 6],
        ['2026-05-05', 9],
      ],
    ],
    [
      '2026-10-24T21:00:00Z',
      '2026-10-25T23:30:00Z',
      0,
      [
        ['2026-10-24', 60],
        ['2026-10-25', 1_500],
        ['2026-10-26', 30],
      ],
    ],
  ])('from %s to %s, rounded to %p', (from, to, step, expected) => {
    expect(minutesOf(from, to, step)).toEqual(expected);
  });

  it('have minutes that add up to the whole', () => {
    fc.assert(
      fc.property(
        zone,
        instant,
        fc.integer({ min: 30_000, max: 26 * HOUR_MS }),
        fc.constantFrom(...steps),
        (inZone, from, length, rounding_minutes) => {
          const days = timerDays(from, from + length, {
            zone: inZone,
            rounding_minutes,
          });
          const whole = Math.round(length / 60_000);
          const total = sumBy(days, 'minutes');
          expect(total).toBe(roundMinutes(whole, rounding_minutes));
          expect(Math.abs(total - whole)).toBeLessThanOrEqual(rounding_minutes);
          for (const { date, minutes, from: start } of days) {
            expect(Number.isInteger(minutes) && minutes > 0).toBe(true);
            expect(dateInZone(start, inZone)).toBe(date);
          }
        },
      ),
    );
  });
});
