import fc from 'fast-check';
import { DateTime } from 'luxon';
import { getDateInZone, toInstantRange, listOffsetSegments } from './zones';
import { numRuns } from '../__testUtils__/random';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Zones with all kinds of clock changes. */
const zones = [
  'UTC',
  'Asia/Kolkata', // half an hour off
  'Asia/Kathmandu', // a quarter of an hour off
  'America/New_York',
  'Europe/Berlin',
  'Africa/Casablanca', // pauses summer time for Ramadan
  'Pacific/Apia', // skipped a whole day in 2011
  'Australia/Lord_Howe', // changes by half an hour
  'America/Sao_Paulo', // had days without midnight until 2018
  'Africa/Cairo', // has days without midnight
  'America/Havana', // has midnight twice
  'America/Scoresbysund', // had midnight twice until 2023
  'America/Boa_Vista', // had summer time for a week in 2000
  'Pacific/Kiritimati', // the furthest east
  'Pacific/Pago_Pago', // the furthest west
];

const zone = fc.constantFrom(...zones);

/** Any instant of 2000 to 2036. */
const instant = fc.integer({
  min: Date.UTC(2000, 0, 2),
  max: Date.UTC(2036, 0, 1),
});

const isoDate = (ms: number) => new Date(ms).toISOString().slice(0, 10);

const localDate = (ms: number, inZone: string) =>
  DateTime.fromMillis(ms, { zone: inZone }).toISODate()!;

const countHours = (date: string, inZone: string) => {
  const { from, to } = toInstantRange(date, date, inZone);
  return (to! - from!) / HOUR;
};

describe('toInstantRange', () => {
  it('returns exactly the instants on the given dates @full', () => {
    fc.assert(
      fc.property(zone, instant, fc.nat({ max: 40 }), (inZone, at, length) => {
        const start = isoDate(at);
        const end = isoDate(at + length * DAY);
        const { from, to } = toInstantRange(start, end, inZone);
        expect(localDate(from! - 1, inZone) < start).toBe(true);
        expect(localDate(from!, inZone) >= start).toBe(true);
        expect(localDate(to! - 1, inZone) <= end).toBe(true);
        expect(localDate(to!, inZone) > end).toBe(true);
      }),
      { numRuns: numRuns(500) },
    );
  });

  it.each(zones)('covers consecutive days without gaps in %s @full', inZone => {
    for (const year of [2011, 2026]) {
      for (let day = 0; day < 366; day += 1) {
        const midnight = Date.UTC(year, 0, 1 + day);
        const { from, to } = toInstantRange(
          isoDate(midnight),
          isoDate(midnight),
          inZone,
        );
        const next = toInstantRange(
          isoDate(midnight + DAY),
          undefined,
          inZone,
        ).from;
        expect([isoDate(midnight), to]).toEqual([isoDate(midnight), next]);
        expect(from).toBeLessThanOrEqual(to!);
      }
    }
  });

  it('returns 23 hours for a day when the clocks go forward, and 25 when they go back', () => {
    expect(countHours('2026-03-08', 'America/New_York')).toBe(23);
    expect(countHours('2026-11-01', 'America/New_York')).toBe(25);
    expect(countHours('2026-10-04', 'Australia/Lord_Howe')).toBe(23.5);
    expect(countHours('2026-04-05', 'Australia/Lord_Howe')).toBe(24.5);
    expect(countHours('2026-07-01', 'America/New_York')).toBe(24);
  });

  it('starts a day at the first of two midnights', () => {
    expect(countHours('2026-11-01', 'America/Havana')).toBe(25);
    expect(toInstantRange('2026-11-01', undefined, 'America/Havana').from).toBe(
      Date.UTC(2026, 10, 1, 4),
    );
  });

  it('starts a day without midnight at its first instant', () => {
    expect(countHours('2018-11-04', 'America/Sao_Paulo')).toBe(23);
    expect(
      toInstantRange('2018-11-04', undefined, 'America/Sao_Paulo').from,
    ).toBe(Date.UTC(2018, 10, 4, 3));
  });

  it('returns an empty range for a day that the zone skipped', () => {
    expect(countHours('2011-12-30', 'Pacific/Apia')).toBe(0);
    expect(countHours('2011-12-29', 'Pacific/Apia')).toBe(24);
    expect(countHours('2011-12-31', 'Pacific/Apia')).toBe(24);
  });

  it('omits a bound that is not given', () => {
    expect(toInstantRange(undefined, undefined, 'UTC')).toEqual({});
    expect(toInstantRange('2026-01-01', undefined, 'UTC')).toEqual({
      from: Date.UTC(2026, 0, 1),
    });
  });

  it('returns 24 hours for the last valid date, 9999-12-31', () => {
    expect(countHours('9999-12-31', 'Asia/Kolkata')).toBe(24);
  });
});

describe('listOffsetSegments', () => {
  it('returns the offset of the zone at every instant of the range @full', () => {
    fc.assert(
      fc.property(
        zone,
        instant,
        fc.nat({ max: 3 * 365 * DAY }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
          minLength: 20,
          maxLength: 20,
        }),
        (inZone, from, span, parts) => {
          const segments = listOffsetSegments(inZone, from, from + span);
          expect(segments[0].from).toBe(from);
          const probes = [
            ...parts.map(part => from + Math.floor(part * span)),
            ...segments
              .slice(1)
              .flatMap(segment => [segment.from - 1, segment.from]),
          ];
          for (const probe of probes) {
            const { offset } = segments.findLast(
              segment => segment.from <= probe,
            )!;
            expect(offset / 60_000).toBe(
              DateTime.fromMillis(probe, { zone: inZone }).offset,
            );
          }
        },
      ),
      { numRuns: numRuns(100) },
    );
  });

  it('includes summer time of a single week', () => {
    expect(
      listOffsetSegments(
        'America/Boa_Vista',
        Date.UTC(2000, 9, 7),
        Date.UTC(2000, 9, 20),
      ).map(({ offset }) => offset / HOUR),
    ).toEqual([-4, -3, -4]);
  });

  it('returns one segment for an empty range', () => {
    expect(listOffsetSegments('Asia/Kolkata', 5, 5)).toEqual([
      { from: 5, offset: 5.5 * HOUR },
    ]);
    expect(listOffsetSegments('Asia/Kolkata', 5, 4)).toHaveLength(1);
  });
});

it('converts an instant to the local date of its zone (getDateInZone)', () => {
  expect(getDateInZone(Date.UTC(2026, 0, 1, 4, 59), 'America/New_York')).toBe(
    '2025-12-31',
  );
});
