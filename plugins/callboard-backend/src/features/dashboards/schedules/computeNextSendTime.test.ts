import { computeNextSendTime, ScheduleTiming } from './computeNextSendTime';

const daily: ScheduleTiming = {
  frequency: 'daily',
  weekday: null,
  day_of_month: null,
  hour: 8,
  timezone: 'Europe/Berlin',
};

/** Lists the next send times after an instant. */
function listSendTimes(
  start: string,
  timing: ScheduleTiming,
  count = 3,
): string[] {
  let now = Date.parse(start);
  return Array.from({ length: count }, () => {
    now = computeNextSendTime(now, timing)!;
    return new Date(now).toISOString().slice(0, 16);
  });
}

describe('computeNextSendTime', () => {
  it('returns the configured hour in the time zone of the schedule', () => {
    expect(listSendTimes('2026-05-01T05:59:59Z', daily, 2)).toEqual([
      '2026-05-01T06:00',
      '2026-05-02T06:00',
    ]);
    expect(listSendTimes('2026-05-01T06:00:00Z', daily, 1)).toEqual([
      '2026-05-02T06:00',
    ]);
  });

  it('returns one time a day across daylight saving changes', () => {
    const night = { ...daily, hour: 2 };
    expect(listSendTimes('2026-03-28T00:00:00Z', night)).toEqual([
      '2026-03-28T01:00',
      // The clock jumps from 2 to 3.
      '2026-03-29T01:00',
      '2026-03-30T00:00',
    ]);
    expect(listSendTimes('2026-10-24T12:00:00Z', night)).toEqual([
      // The hour from 2 to 3 occurs twice.
      '2026-10-25T00:00',
      '2026-10-26T01:00',
      '2026-10-27T01:00',
    ]);
  });

  it('returns the configured weekday in the time zone of the schedule', () => {
    const monday: ScheduleTiming = {
      ...daily,
      frequency: 'weekly',
      weekday: 1,
      hour: 0,
      timezone: 'Pacific/Kiritimati',
    };
    // It is already Monday in Kiritimati, and Sunday in UTC.
    expect(listSendTimes('2026-05-03T09:59:00Z', monday, 2)).toEqual([
      '2026-05-03T10:00',
      '2026-05-10T10:00',
    ]);
  });

  it('returns null for an unknown time zone', () => {
    const timing = { ...daily, timezone: 'Mars/Olympus' };
    expect(computeNextSendTime(Date.now(), timing)).toBeNull();
  });

  it('returns the last day of months that are shorter than the configured day', () => {
    const last: ScheduleTiming = {
      ...daily,
      frequency: 'monthly',
      day_of_month: 31,
      timezone: 'UTC',
    };
    expect(listSendTimes('2026-01-31T08:00:00Z', last, 3)).toEqual([
      '2026-02-28T08:00',
      '2026-03-31T08:00',
      '2026-04-30T08:00',
    ]);
    expect(listSendTimes('2026-12-31T09:00:00Z', last, 1)).toEqual([
      '2027-01-31T08:00',
    ]);
  });
});
