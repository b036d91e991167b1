import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import { wallClock } from './wallClock';

const zones = [
  'UTC',
  'Asia/Kolkata',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Monrovia',
];

describe('the clock on the wall', () => {
  it('shows what Luxon says, in whatever order it is asked', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.array(
          fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2040, 0) }),
          { minLength: 1, maxLength: 20 },
        ),
        (zone, instants) => {
          const clock = wallClock(zone);
          for (const instant of [...instants, ...instants.reverse()]) {
            const local = DateTime.fromMillis(instant, {
              zone: IANAZone.create(zone),
            });
            expect(clock.iso(instant)).toBe(local.toISO());
            expect(clock.wallTime(instant)).toBe(
              instant + local.offset * 60_000,
            );
          }
        },
      ),
    );
  });

  it.each([
    ['America/New_York', Date.UTC(2026, 10, 1, 6), '-05:00', '-04:00'],
    ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 15), '+10:30', '+11:00'],
  ])('changes in %s when clocks are changed', (zone, change, after, before) => {
    const clock = wallClock(zone);
    expect(clock.iso(change - 1)).toContain(before);
    expect(clock.iso(change)).toContain(after);
  });

  it('shows nothing for what is no instant', () => {
    expect(wallClock('Asia/Kolkata').iso(NaN)).toBeNull();
  });

  it('knows no zone that does not exist', () => {
    expect(() => wallClock('Mars/Olympus')).toThrow(RangeError);
  });
});
