import fc from 'fast-check';
import { round, sum } from 'lodash';
import { WorkingTime } from '../calendar/expectedTime';
import {
  computeLeave,
  computeMonthBalances,
  sumBalances,
} from './computeBalance';

const DAY_MS = 86_400_000;
const FIRST = Date.UTC(2023, 10, 1);
/** A range can cross two turns of the year. In a longer time, absences would rarely overlap. */
const LENGTH = (Date.UTC(2025, 2, 1) - FIRST) / DAY_MS;
const MAX_DAYS_OFF = 60;

const toDate = (index: number) =>
  new Date(FIRST + index * DAY_MS).toISOString().slice(0, 10);

const days = Array.from({ length: LENGTH }, (_, index) => toDate(index));
const day = fc.integer({ min: 0, max: LENGTH - MAX_DAYS_OFF });
const minutesOfDay = fc.integer({ min: 0, max: 600 });
const weekdays = fc.array(minutesOfDay, { minLength: 7, maxLength: 7 });
const KINDS = ['vacation', 'sick', 'parental'];

/** Facts about a person; days are indexes of `days`. */
const personFacts = fc.record({
  joined: fc.option(day),
  left: fc.option(day),
  from: day,
  as_of: day,
  /** The first schedule applies from the beginning. */
  schedules: fc.array(fc.record({ since: day, weekdays }), {
    minLength: 1,
    maxLength: 4,
  }),
  holidays: fc.array(fc.record({ at: day, minutes: minutesOfDay }), {
    maxLength: 20,
  }),
  timeOff: fc.array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      begin: day,
      length: fc.integer({ min: 1, max: MAX_DAYS_OFF }),
      minutes_per_day: fc.option(fc.integer({ min: 1, max: 600 })),
    }),
    { maxLength: 6 },
  ),
  worklogs: fc.array(fc.record({ at: day, minutes: minutesOfDay })),
  adjustments: fc.array(
    fc.record({ at: day, minutes: fc.integer({ min: -600, max: 600 }) }),
  ),
});

type Facts = typeof personFacts extends fc.Arbitrary<infer Value>
  ? Value
  : never;

/** Counts one day at a time, straight from the facts. */
class DayModel {
  constructor(private readonly facts: Facts) {}

  /** The minutes of the weekday, and those that remain on a holiday. */
  getWork(index: number): { regular: number; available: number } {
    const { joined, left, schedules, holidays } = this.facts;
    if (
      (joined !== null && index < joined) ||
      (left !== null && index > left)
    ) {
      return { regular: 0, available: 0 };
    }
    const [first, ...others] = schedules;
    let current = first;
    for (const schedule of others) {
      const isLater = current === first || schedule.since >= current.since;
      if (schedule.since <= index && isLater) current = schedule;
    }
    const sunday = new Date(days[index]).getUTCDay();
    const regular = current.weekdays[(sunday + 6) % 7];
    const limits = holidays.filter(({ at }) => at === index);
    const available = Math.min(regular, ...limits.map(each => each.minutes));
    return { regular, available };
  }

  /** The minutes off of each absence, the last entered first. */
  listMinutesOff(index: number): Array<{ kind: string; minutes: number }> {
    let { available: rest } = this.getWork(index);
    const { available } = this.getWork(index);
    return [...this.facts.timeOff]
      .reverse()
      .filter(({ begin, length }) => begin <= index && index < begin + length)
      .map(({ kind, minutes_per_day }) => {
        const minutes = Math.min(rest, minutes_per_day ?? available);
        rest -= minutes;
        return { kind, minutes };
      });
  }

  getBalance(indexes: readonly number[]) {
    const { worklogs, adjustments } = this.facts;
    const expected_minutes = sum(
      indexes.map(
        index =>
          this.getWork(index).available -
          sum(this.listMinutesOff(index).map(off => off.minutes)),
      ),
    );
    const sumAt = (entries: ReadonlyArray<{ at: number; minutes: number }>) =>
      sum(entries.filter(({ at }) => indexes.includes(at)).map(e => e.minutes));
    const logged_minutes = sumAt(worklogs);
    const adjusted_minutes = sumAt(adjustments);
    return {
      expected_minutes,
      logged_minutes,
      adjusted_minutes,
      balance_minutes: logged_minutes + adjusted_minutes - expected_minutes,
    };
  }

  countDaysOff(year: number, kind: string): number {
    let count = 0;
    days.forEach((date, index) => {
      if (date.startsWith(`${year}`)) {
        const { regular } = this.getWork(index);
        for (const off of this.listMinutesOff(index)) {
          if (off.kind === kind && off.minutes > 0) {
            count += off.minutes / regular;
          }
        }
      }
    });
    return count;
  }
}

function toWorkingTime({
  joined,
  left,
  schedules,
  holidays,
  timeOff,
}: Facts): WorkingTime {
  const [first, ...others] = schedules;
  // Of schedules that begin on the same day, the last replaces the others.
  const byStart = new Map(others.map(each => [each.since, each.weekdays]));
  const starts = [...byStart.keys()].sort((one, other) => one - other);
  const inOrder = [first.weekdays, ...starts.map(each => byStart.get(each)!)];
  return {
    minutes_per_weekday: inOrder[inOrder.length - 1],
    pastSchedules: starts.map((start, index) => ({
      last_day: toDate(start - 1),
      minutes_per_weekday: inOrder[index],
    })),
    holidays: new Map(
      holidays.map(({ at }) => [
        days[at],
        Math.min(...holidays.filter(e => e.at === at).map(e => e.minutes)),
      ]),
    ),
    timeOff: [...timeOff].reverse().map(({ begin, length, ...off }) => ({
      ...off,
      date_from: toDate(begin),
      date_to: toDate(begin + length - 1),
    })),
    firstDay: joined === null ? null : days[joined],
    lastDay: left === null ? null : days[left],
  };
}

function sumByMonth(
  entries: ReadonlyArray<{ at: number; minutes: number }>,
  { from, as_of }: Facts,
): Map<string, number> {
  const months = new Map<string, number>();
  for (const { at, minutes } of entries) {
    if (from <= at && at <= as_of) {
      const month = days[at].slice(0, 7);
      months.set(month, (months.get(month) ?? 0) + minutes);
    }
  }
  return months;
}

describe('overtime balance', () => {
  it('equals a count of each day, in total and by month', () =>
    fc.assert(
      fc.asyncProperty(personFacts, async given => {
        const model = new DayModel(given);
        const indexes = days
          .map((_, index) => index)
          .filter(index => given.from <= index && index <= given.as_of);
        const months = await computeMonthBalances(
          toWorkingTime(given),
          { from: days[given.from], to: days[given.as_of] },
          sumByMonth(given.worklogs, given),
          sumByMonth(given.adjustments, given),
        );
        expect(sumBalances(months)).toEqual(model.getBalance(indexes));
        for (const { month, ...balance } of months) {
          const inMonth = indexes.filter(i => days[i].startsWith(month));
          expect(inMonth).not.toEqual([]);
          expect(balance).toEqual(model.getBalance(inMonth));
        }
      }),
    ));
});

describe('leave', () => {
  it('equals a count of each day of the year, by kind', () => {
    fc.assert(
      fc.property(
        personFacts,
        fc.constantFrom(2023, 2024, 2025),
        fc.dictionary(
          fc.constantFrom(...KINDS),
          fc.integer({ min: 0, max: 40 }),
        ),
        (given, year, entitled) => {
          const model = new DayModel(given);
          const leave = computeLeave(
            toWorkingTime(given),
            year,
            new Map(Object.entries(entitled)),
          );
          const expected = KINDS.flatMap(kind => {
            const taken_days = round(model.countDaysOff(year, kind), 2);
            const entitled_days = entitled[kind] ?? null;
            return entitled_days || taken_days
              ? [{ kind, entitled_days, taken_days }]
              : [];
          });
          const shown = leave.map(({ remaining_days: _, ...rest }) => rest);
          expect(shown).toHaveLength(expected.length);
          expect(shown).toEqual(expect.arrayContaining(expected));
          for (const { entitled_days, taken_days, remaining_days } of leave) {
            expect(remaining_days).toBe(
              entitled_days === null
                ? null
                : round(entitled_days - taken_days, 2),
            );
          }
        },
      ),
    );
  });

  const time: WorkingTime = {
    minutes_per_weekday: [480, 480, 240, 0, 480, 0, 0],
    pastSchedules: [],
    holidays: new Map([
      ['2026-12-24', 0],
      ['2026-12-23', 120],
    ]),
    timeOff: [],
    firstDay: null,
    lastDay: null,
  };
  const off = (date_from: string, date_to: string, rest: object = {}) => ({
    kind: 'vacation',
    date_from,
    date_to,
    minutes_per_day: null,
    ...rest,
  });
  const vacation = new Map([['vacation', 30]]);

  it.each([
    [
      'a week by its days with working time',
      [off('2026-06-01', '2026-06-07')],
      4,
    ],
    [
      'half a day as 0.5',
      [off('2026-06-01', '2026-06-01', { minutes_per_day: 240 })],
      0.5,
    ],
    [
      'more minutes than the day has as a day',
      [off('2026-06-03', '2026-06-03', { minutes_per_day: 480 })],
      1,
    ],
    ['no day on a holiday', [off('2026-12-24', '2026-12-24')], 0],
    [
      'a half-day holiday as half a day',
      [off('2026-12-23', '2026-12-23')],
      0.5,
    ],
    ['only days of the year', [off('2025-12-29', '2026-01-02')], 1],
    [
      'a day with two absences once',
      [off('2026-06-01', '2026-06-01'), off('2026-06-01', '2026-06-01')],
      1,
    ],
  ])('counts %s', (_, timeOff, taken_days) => {
    expect(computeLeave({ ...time, timeOff }, 2026, vacation)).toEqual([
      {
        kind: 'vacation',
        entitled_days: 30,
        taken_days,
        remaining_days: 30 - taken_days,
      },
    ]);
  });

  it('counts sickness during a vacation as sickness if it was entered later', () => {
    const timeOff = [
      off('2026-06-02', '2026-06-02', { kind: 'sick' }),
      off('2026-06-01', '2026-06-02'),
    ];
    expect(computeLeave({ ...time, timeOff }, 2026, vacation)).toEqual([
      {
        kind: 'vacation',
        entitled_days: 30,
        taken_days: 1,
        remaining_days: 29,
      },
      {
        kind: 'sick',
        entitled_days: null,
        taken_days: 1,
        remaining_days: null,
      },
    ]);
  });
});
