import fc from 'fast-check';
import { DateTime } from 'luxon';
import { computeNextDigestTime, getQuietHoursEnd } from './deliveryTimes';
import { numRuns } from '../../__testUtils__/random';

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Apia',
  'UTC',
];
const ms = (instant: string) => Date.parse(instant);
const iso = (at?: number) => at && new Date(at).toISOString();

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(parts => parts.map(part => String(part).padStart(2, '0')).join(':'));
const zone = fc.constantFrom(...zones);

/** An instant, usually within two days of a clock change in one of the time zones. */
const moment = fc
  .tuple(
    fc.constantFrom(
      '2026-03-29T01:00:00Z',
      '2026-10-25T01:00:00Z',
      '2026-03-08T07:00:00Z',
      '2026-11-01T06:00:00Z',
      '2020-09-26T14:00:00Z',
      '2026-06-01T00:00:00Z',
    ),
    fc.integer({ min: -2 * 86_400_000, max: 2 * 86_400_000 }),
  )
  .map(([change, offset]) => ms(change) + offset);

describe('getQuietHoursEnd', () => {
  const night = { from: '22:00', to: '07:00' };
  const noon = { from: '12:00', to: '13:00' };

  it.each([
    // From the evening to the morning.
    [night, 'Europe/Berlin', '2026-11-22T20:59:59Z', '2026-11-22T20:59:59Z'],
    [night, 'Europe/Berlin', '2026-11-22T21:00:00Z', '2026-11-23T06:00:00Z'],
    [night, 'Europe/Berlin', '2026-11-23T05:59:59Z', '2026-11-23T06:00:00Z'],
    [night, 'Europe/Berlin', '2026-11-23T06:00:00Z', '2026-11-23T06:00:00Z'],
    // Quiet hours that are an hour shorter or longer because of a clock change.
    [night, 'Europe/Berlin', '2026-03-28T22:00:00Z', '2026-03-29T05:00:00Z'],
    [night, 'Europe/Berlin', '2026-10-24T20:00:00Z', '2026-10-25T06:00:00Z'],
    [night, 'America/New_York', '2026-03-08T04:00:00Z', '2026-03-08T11:00:00Z'],
    [night, 'Asia/Kolkata', '2026-11-22T16:30:00Z', '2026-11-23T01:30:00Z'],
    [night, 'Pacific/Apia', '2026-11-22T09:00:00Z', '2026-11-22T18:00:00Z'],
    // Apia had no 30 December 2011.
    [night, 'Pacific/Apia', '2011-12-30T09:00:00Z', '2011-12-30T10:00:00Z'],
    // Within one day.
    [noon, 'UTC', '2026-11-22T12:30:00Z', '2026-11-22T13:00:00Z'],
    [noon, 'UTC', '2026-11-22T13:00:00Z', '2026-11-22T13:00:00Z'],
    // The clock jumps over the end.
    [
      { from: '00:00', to: '02:30' },
      'Europe/Berlin',
      '2026-03-29T00:30:00Z',
      '2026-03-29T01:00:00Z',
    ],
    // The clock shows the end twice.
    [
      { from: '00:00', to: '02:30' },
      'Europe/Berlin',
      '2026-10-24T23:00:00Z',
      '2026-10-25T00:30:00Z',
    ],
    // This runtime does not know the zone.
    [noon, 'Mars/Base', '2026-11-22T12:30:00Z', '2026-11-22T13:00:00Z'],
    [null, 'UTC', '2026-11-22T03:00:00Z', '2026-11-22T03:00:00Z'],
    [
      { from: '08:00', to: '08:00' },
      'UTC',
      '2026-11-22T08:00:00Z',
      '2026-11-22T08:00:00Z',
    ],
  ])(
    'with quiet hours %j in %s, postpones an email of %s to %s',
    (hours, where, now, end) => {
      expect(
        iso(getQuietHoursEnd(ms(now), { quiet_hours: hours, timezone: where })),
      ).toBe(new Date(end).toISOString());
    },
  );

  it('returns a time outside quiet hours, at most 25 hours later @full', () => {
    let waits = 0;
    fc.assert(
      fc.property(moment, zone, time, time, (now, timezone, from, to) => {
        const hours = { quiet_hours: { from, to }, timezone };
        const end = getQuietHoursEnd(now, hours);
        const shown = DateTime.fromMillis(end, { zone: timezone }).toFormat(
          'HH:mm',
        );
        // Skips cases in which the clock jumps over the end and the next beginning of the quiet
        // hours.
        fc.pre(shown === to || from < to || shown < from);
        waits += Number(end > now);
        expect(end).toBeGreaterThanOrEqual(now);
        expect(end - now).toBeLessThanOrEqual(25 * 3_600_000);
        expect(getQuietHoursEnd(end, hours)).toBe(end);
      }),
      { numRuns: numRuns(1_000) },
    );
    expect(waits).toBeGreaterThan(100);
  });
});

describe('computeNextDigestTime', () => {
  const daily = { frequency: 'daily', at: '08:30', weekday: 1 } as const;
  const weekly = { ...daily, frequency: 'weekly', weekday: 5 } as const;
  const atNight = { ...daily, at: '02:30' };

  it.each([
    [daily, 'UTC', '2026-11-22T08:29:59Z', '2026-11-22T08:30:00Z'],
    [daily, 'UTC', '2026-11-22T08:30:00Z', '2026-11-23T08:30:00Z'],
    [daily, 'Asia/Kolkata', '2026-11-22T03:30:00Z', '2026-11-23T03:00:00Z'],
    [daily, 'America/New_York', '2026-11-01T12:00:00Z', '2026-11-01T13:30:00Z'],
    // Sunday the 22nd; Friday in Apia begins at 11:00 of Thursday in UTC.
    [weekly, 'UTC', '2026-11-22T10:00:00Z', '2026-11-27T08:30:00Z'],
    [weekly, 'Pacific/Apia', '2026-11-22T10:00:00Z', '2026-11-26T19:30:00Z'],
    [weekly, 'UTC', '2026-11-27T08:30:00Z', '2026-12-04T08:30:00Z'],
    // The clock jumps over the time, or shows it twice.
    [atNight, 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T01:00:00Z'],
    [atNight, 'Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z'],
    [atNight, 'Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
    [atNight, 'Europe/Berlin', '2026-10-25T01:15:00Z', '2026-10-26T01:30:00Z'],
    // This runtime does not know the zone.
    [daily, 'Mars/Base', '2026-11-22T08:30:00Z', '2026-11-23T08:30:00Z'],
    [weekly, 'Mars/Base', '2026-11-22T10:00:00Z', '2026-11-27T08:30:00Z'],
  ])('schedules %j in %s after %s for %s', (digest, timezone, now, due) => {
    expect(iso(computeNextDigestTime(ms(now), { digest, timezone }))).toBe(
      new Date(due).toISOString(),
    );
  });

  it('returns undefined when digests are off', () => {
    const digest = { ...daily, frequency: 'off' } as const;
    expect(
      computeNextDigestTime(0, { digest, timezone: 'UTC' }),
    ).toBeUndefined();
  });

  it('schedules one digest per day or week, also across clock changes @full', () => {
    fc.assert(
      fc.property(
        moment,
        fc.constantFrom('daily' as const, 'weekly' as const),
        fc.integer({ min: 1, max: 7 }),
        time,
        zone,
        (now, frequency, weekday, at, timezone) => {
          const when = { digest: { frequency, at, weekday }, timezone };
          const first = computeNextDigestTime(now, when)!;
          const second = computeNextDigestTime(first, when)!;
          const toStartOfDay = (due: number) =>
            DateTime.fromMillis(due, { zone: timezone }).startOf('day');
          expect(first).toBeGreaterThan(now);
          expect(
            Math.round(
              toStartOfDay(second).diff(toStartOfDay(first), 'days').days,
            ),
          ).toBe(frequency === 'daily' ? 1 : 7);
          // Every time in between gives the same result.
          expect(
            computeNextDigestTime(Math.floor((first + second) / 2), when),
          ).toBe(second);
        },
      ),
      { numRuns: numRuns(1_000) },
    );
  });
});
