import fc from 'fast-check';
import { PeriodAction, PeriodStatus } from '@callboard/plugin-callboard-common';
import { sumBy } from 'lodash';
import { computeExpectedMinutes, WorkingTime } from '../calendar/expectedTime';
import {
  getWeekStart,
  toMonth,
  getNextMonth,
  addDays,
  getWeekday,
  getDateInZone,
} from '../../../database/zones';
import { getPeriodSpan, getStatusAfter } from './periods';
import {
  roundMinutes,
  splitAtMidnight,
  splitTimerDays,
} from './splitTimerDays';
import {
  fitSpans,
  getSpanMinutes,
  subtractIntervals,
  Interval,
  UserAction,
  suggestSpans,
} from './suggestSpans';
import { numRuns } from '../../../__testUtils__/random';
import { subtractWorkingDays } from '../worklogs/findWorklogProblems';

describe('time rules', () => {
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
    ])(
      'returns for %s, in weeks that start on weekday %i, the first day %s',
      (date, start, first) => {
        expect(getWeekStart(date, start)).toBe(first);
      },
    );

    it('returns the configured weekday, at most six days before the date', () => {
      fc.assert(
        fc.property(days, fc.integer({ min: 1, max: 7 }), (date, start) => {
          const first = getWeekStart(date, start);
          expect(getWeekday(first)).toBe(start);
          expect(first <= date && date < addDays(first, 7)).toBe(true);
        }),
      );
    });
  });

  it('limits dates to 9999-12-31', () => {
    expect(addDays('9999-12-30', 1)).toBe('9999-12-31');
    expect(addDays('9999-12-30', 7)).toBe('9999-12-31');
    expect(addDays('9999-12-31', -1)).toBe('9999-12-30');
    expect(getNextMonth('9999-12')).toBe('9999-12');
  });

  describe('months', () => {
    it('returns the month that starts the day after the last day of a month', () => {
      fc.assert(
        fc.property(days, date => {
          const next = getNextMonth(toMonth(date));
          const first = `${next}-01`;
          expect(toMonth(addDays(first, -1))).toBe(toMonth(date));
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
    ])(
      'goes back from %s by %i working days of %j to %s',
      (today, count, working, first) => {
        expect(subtractWorkingDays(today, count, working)).toBe(first);
      },
    );
  });

  const workingTime: WorkingTime = {
    minutes_per_weekday: [480, 480, 480, 480, 480, 0, 0],
    pastSchedules: [],
    holidays: new Map(),
    timeOff: [],
    firstDay: null,
    lastDay: null,
  };
  const off = (minutes_per_day: number | null) => ({
    kind: 'vacation',
    date_from: '2026-11-16',
    date_to: '2026-11-17',
    minutes_per_day,
  });

  describe('expected minutes of a day', () => {
    it.each([
      ['a working day', {}, '2026-11-16', 480],
      ['a weekend', {}, '2026-11-21', 0],
      [
        'a holiday',
        { holidays: new Map([['2026-11-16', 0]]) },
        '2026-11-16',
        0,
      ],
      [
        'a half-day holiday',
        { holidays: new Map([['2026-11-16', 240]]) },
        '2026-11-16',
        240,
      ],
      [
        'a holiday longer than the working day',
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
      ['a day with some hours off', { timeOff: [off(120)] }, '2026-11-17', 360],
      [
        'two absences on one day',
        { timeOff: [off(120), off(400)] },
        '2026-11-17',
        0,
      ],
      ['the day after an absence', { timeOff: [off(null)] }, '2026-11-18', 480],
      ['a day before joining', { firstDay: '2026-11-17' }, '2026-11-16', 0],
      ['the day of joining', { firstDay: '2026-11-17' }, '2026-11-17', 480],
      ['the day of leaving', { lastDay: '2026-11-17' }, '2026-11-17', 480],
      ['a day after leaving', { lastDay: '2026-11-17' }, '2026-11-18', 0],
    ])('returns the expected minutes of %s', (_, values, date, minutes) => {
      expect(computeExpectedMinutes({ ...workingTime, ...values }, date)).toBe(
        minutes,
      );
    });

    it('stays between zero and the scheduled minutes of the weekday', () => {
      const span = fc.record({
        kind: fc.constant('sick'),
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
            const minutes = computeExpectedMinutes(
              {
                ...workingTime,
                timeOff,
                holidays: new Map(holiday === null ? [] : [[date, holiday]]),
              },
              date,
            );
            const maxMinutes =
              workingTime.minutes_per_weekday[getWeekday(date) - 1];
            expect(minutes).toBeGreaterThanOrEqual(0);
            expect(minutes).toBeLessThanOrEqual(maxMinutes);
          },
        ),
      );
    });
  });
});

const day = fc
  .integer({ min: 0, max: 40_000 })
  .map(count => addDays('1970-01-01', count));

describe('period of a date', () => {
  it.each([
    ['2026-11-18', 'week', 1, '2026-11-16', '2026-11-22'],
    ['2026-11-16', 'week', 1, '2026-11-16', '2026-11-22'],
    ['2026-11-22', 'week', 1, '2026-11-16', '2026-11-22'],
    ['2026-11-22', 'week', 7, '2026-11-22', '2026-11-28'],
    ['2026-11-21', 'week', 7, '2026-11-15', '2026-11-21'],
    ['2027-01-01', 'week', 1, '2026-12-28', '2027-01-03'],
    ['2026-11-18', 'month', 1, '2026-11-01', '2026-11-30'],
    ['2028-02-29', 'month', 7, '2028-02-01', '2028-02-29'],
    ['2026-12-31', 'month', 1, '2026-12-01', '2026-12-31'],
  ] as const)(
    'returns the period of %s with type %s and week start %i',
    (date, kind, start, from, to) => {
      expect(getPeriodSpan(date, kind, start)).toEqual({
        week_start: from,
        week_end: to,
      });
    },
  );

  it('returns the same period for its first and last day, and the next period for the day after', () => {
    fc.assert(
      fc.property(
        day,
        fc.constantFrom('week' as const, 'month' as const),
        fc.integer({ min: 1, max: 7 }),
        (date, kind, start) => {
          const period = getPeriodSpan(date, kind, start);
          const { week_start, week_end } = period;
          expect(week_start <= date && date <= week_end).toBe(true);
          expect(getPeriodSpan(week_start, kind, start)).toEqual(period);
          expect(getPeriodSpan(week_end, kind, start)).toEqual(period);
          const next = addDays(week_end, 1);
          expect(getPeriodSpan(next, kind, start).week_start).toBe(next);
        },
      ),
    );
  });
});

describe('period status', () => {
  const rows: Array<
    [PeriodStatus, Partial<Record<PeriodAction, PeriodStatus>>]
  > = [
    ['open', { submit: 'submitted' }],
    [
      'submitted',
      {
        recall: 'open',
        approve: 'approved',
        reject: 'rejected',
        reopen: 'open',
      },
    ],
    ['approved', { reopen: 'open' }],
    ['rejected', { submit: 'submitted' }],
  ];

  it.each(rows)(
    'allows only these actions in the status %s: %j',
    (status, after) => {
      for (const action of [
        'submit',
        'recall',
        'approve',
        'reject',
        'reopen',
      ] as const) {
        expect(getStatusAfter(status, action)).toBe(after[action]);
      }
    },
  );
});

const HOUR_MS = 3_600_000;

const zone = fc.constantFrom(
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Pacific/Apia',
);

/** Includes days with clock changes, a date that a zone skipped, and the last hours of 9999. */
const instant = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.integer({
      min: Date.UTC(2010, 0, 1),
      max: Date.UTC(2030, 0, 1),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.integer({
      min: Date.UTC(9999, 11, 31),
      max: Date.UTC(9999, 11, 31, 23, 59),
    }),
  },
);

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
    // 30 December did not exist in this time zone.
    [
      'Pacific/Apia',
      '2011-12-30T09:00Z',
      '2011-12-30T11:00Z',
      { '2011-12-29': 60, '2011-12-31': 60 },
    ],
    // The clocks go back from 0:01 to 23:01 of the day before.
    [
      'America/St_Johns',
      '2010-11-07T03:00Z',
      '2010-11-07T04:00Z',
      { '2010-11-07': 60 },
    ],
    [
      'UTC',
      '9999-12-31T23:30Z',
      '+010000-01-01T01:30Z',
      { '9999-12-31': 30, '+010000-01-01': 90 },
    ],
  ])(
    'splits by local date in %s, from %s to %s',
    (inZone, from, to, minutes) => {
      const spans = splitAtMidnight(Date.parse(from), Date.parse(to), inZone);
      expect(
        Object.fromEntries(
          spans.map(span => [span.date, (span.to - span.from) / 60_000]),
        ),
      ).toEqual(minutes);
    },
  );

  it('returns adjacent parts in order that cover the span, each within one day', () => {
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
            // The text of a date after 9999 sorts before other dates.
            expect(Date.parse(span.date)).toBeGreaterThan(
              Date.parse(spans[index].date),
            );
          });
          for (const span of spans) {
            expect(getDateInZone(span.from, inZone)).toBe(span.date);
            expect(getDateInZone(span.to - 1, inZone)).toBe(span.date);
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
  ])('rounds %p minutes in steps of %p to %p', (minutes, step, rounded) => {
    expect(roundMinutes(minutes, step)).toBe(rounded);
  });
});

describe('timer days', () => {
  const minutesBetween = (from: string, to: string, rounding_minutes = 0) =>
    splitTimerDays(Date.parse(from), Date.parse(to), {
      zone: 'Europe/Berlin',
      rounding_minutes,
    }).map(({ date, minutes }) => [date, minutes]);

  it.each([
    // Less than half a minute is dropped, even if the workspace rounds up.
    ['2026-05-04T08:00:00.000Z', '2026-05-04T08:00:29.999Z', 0, []],
    ['2026-05-04T08:00:00Z', '2026-05-04T08:00:29Z', 15, []],
    ['2026-05-04T08:00:00Z', '2026-05-04T08:00:30Z', 0, [['2026-05-04', 1]]],
    ['2026-05-04T08:00:00Z', '2026-05-04T08:00:30Z', 15, [['2026-05-04', 15]]],
    ['2026-05-04T08:00:00Z', '2026-05-04T09:29:31Z', 0, [['2026-05-04', 90]]],
    // A minute across midnight belongs to the day with most of it.
    ['2026-05-04T21:59:20Z', '2026-05-04T22:00:15Z', 0, [['2026-05-04', 1]]],
    // The total is rounded, not each day.
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
  ])(
    'assigns minutes to days from %s to %s, rounded to steps of %p',
    (from, to, step, expected) => {
      expect(minutesBetween(from, to, step)).toEqual(expected);
    },
  );

  it('returns minutes by day that add up to the rounded total', () => {
    fc.assert(
      fc.property(
        zone,
        instant,
        fc.integer({ min: 30_000, max: 26 * HOUR_MS }),
        fc.constantFrom(...steps),
        (inZone, from, length, rounding_minutes) => {
          const days = splitTimerDays(from, from + length, {
            zone: inZone,
            rounding_minutes,
          });
          const whole = Math.round(length / 60_000);
          const total = sumBy(days, 'minutes');
          expect(total).toBe(roundMinutes(whole, rounding_minutes));
          expect(Math.abs(total - whole)).toBeLessThanOrEqual(rounding_minutes);
          for (const { date, minutes, from: start } of days) {
            expect(Number.isInteger(minutes) && minutes > 0).toBe(true);
            expect(getDateInZone(start, inZone)).toBe(date);
          }
        },
      ),
    );
  });
});

const MINUTE_MS = 60_000;
const DAY = { from: 0, to: 1_440 * MINUTE_MS };

/** Creates actions on items at minutes of a day. */
function createActions(times: Record<string, number[]>): UserAction[] {
  return Object.entries(times).flatMap(([work_item_id, minutes]) =>
    minutes.map(minute => ({
      id: `${work_item_id}${minute}`,
      at: minute * MINUTE_MS,
      work_item_id,
    })),
  );
}

const interval = ([from, to]: [number, number]): Interval => ({
  from: from * MINUTE_MS,
  to: to * MINUTE_MS,
});

/** Returns the suggestions as `item from-to`, in minutes of the day. */
function suggested(
  times: Record<string, number[]>,
  {
    busy = [],
    day: span = DAY,
  }: { busy?: [number, number][]; day?: Interval } = {},
): string[] {
  return suggestSpans(createActions(times), busy.map(interval), () => span).map(
    ({ work_item_id, from, to }) =>
      `${work_item_id} ${from / MINUTE_MS}-${to / MINUTE_MS}`,
  );
}

describe('interval subtraction', () => {
  it.each<[[number, number], [number, number][], [number, number][]]>([
    [[0, 10], [], [[0, 10]]],
    [[0, 10], [[20, 30]], [[0, 10]]],
    [[0, 10], [[0, 10]], []],
    [
      [0, 10],
      [
        [6, 8],
        [2, 4],
      ],
      [
        [0, 2],
        [4, 6],
        [8, 10],
      ],
    ],
    [
      [5, 10],
      [
        [0, 6],
        [4, 7],
        [9, 20],
      ],
      [[7, 9]],
    ],
  ])(
    'subtracts from %j the intervals %j and returns %j',
    (whole, busy, free) => {
      expect(subtractIntervals(interval(whole), busy.map(interval))).toEqual(
        free.map(interval),
      );
    },
  );
});

describe('suggested time spans', () => {
  it.each([
    ['no time without activity', {}, []],
    ['the 15 minutes before a single action', { a: [60] }, ['a 45-60']],
    [
      'the 15 minutes before the last of two close actions',
      { a: [60, 62] },
      ['a 47-62'],
    ],
    [
      'the time from the first to the last action',
      { a: [60, 85, 110] },
      ['a 60-110'],
    ],
    ['two spans around a pause', { a: [60, 80, 111] }, ['a 60-80', 'a 96-111']],
    [
      'one span across half an hour without actions',
      { a: [60, 90] },
      ['a 60-90'],
    ],
    [
      'the spans of several items in chronological order',
      { a: [200], b: [100, 120] },
      ['b 100-120', 'a 185-200'],
    ],
    [
      'the overlap of two items for the item with less time',
      { a: [60, 80, 100], b: [90] },
      ['a 60-75', 'b 75-90', 'a 90-100'],
    ],
  ])('suggests %s', (_, times, spans) => {
    expect(suggested(times as Record<string, number[]>)).toEqual(spans);
  });

  it('omits logged time and returns only parts of at least the minimum length', () => {
    const times = { a: [60, 80, 100, 120] };
    expect(suggested(times, { busy: [[0, 200]] })).toEqual([]);
    expect(suggested(times, { busy: [[70, 110]] })).toEqual([
      'a 60-70',
      'a 110-120',
    ]);
    // Rounded to whole minutes, with the action at the end.
    expect(suggested({ a: [100, 110.5] }, { busy: [[90, 105]] })).toEqual([
      'a 105.5-110.5',
    ]);
    // Too short, or without its own action.
    expect(suggested(times, { busy: [[64, 116]] })).toEqual([]);
    expect(
      suggested(
        { a: [100, 128] },
        {
          busy: [
            [90, 105],
            [120, 130],
          ],
        },
      ),
    ).toEqual([]);
  });

  it('limits suggestions to the day and the past', () => {
    const span = interval([100, 200]);
    expect(suggested({ a: [99, 200] }, { day: span })).toEqual([]);
    expect(suggested({ a: [102] }, { day: span })).toEqual(['a 100-115']);
    expect(suggested({ a: [102] }, { day: interval([100, 104]) })).toEqual([]);
    expect(suggested({ a: [199] }, { day: span })).toEqual(['a 184-199']);
  });

  it('returns spans that overlap nothing and fit into the remaining minutes of the day @full', () => {
    const minute = fc.integer({ min: 0, max: 1_439 });
    const action = fc.record({
      at: fc.integer({ min: 0, max: DAY.to - 1 }),
      work_item_id: fc.constantFrom('a', 'b', 'c', 'd'),
    });
    fc.assert(
      fc.property(
        fc.array(action, { maxLength: 60 }),
        fc.array(fc.tuple(minute, fc.integer({ min: 1, max: 300 })), {
          maxLength: 8,
        }),
        fc.integer({ min: 0, max: 1_440 }),
        fc.integer({ min: 0, max: 120 }),
        (actionsWithoutId, logged, left, unplaced) => {
          const actions = actionsWithoutId.map((userAction, index) => ({
            ...userAction,
            id: `${index}`,
          }));
          const busy = logged.map(([from, length]) =>
            interval([from, from + length]),
          );
          const remaining = { minutes: left };
          const spans = fitSpans(
            suggestSpans(actions, busy, () => DAY),
            {
              logged: new Map([['a', unplaced]]),
              getRemainingMinutes: () => remaining,
            },
          );
          const all = [...spans, ...busy];
          for (const span of spans) {
            expect(span.actions.length).toBeGreaterThan(0);
            expect(Number.isInteger(getSpanMinutes(span))).toBe(true);
            expect((span.to - span.from) % MINUTE_MS).toBe(0);
            expect(getSpanMinutes(span)).toBeGreaterThanOrEqual(5);
            expect(span.from >= DAY.from && span.to <= DAY.to).toBe(true);
            for (const other of all.filter(candidate => candidate !== span)) {
              expect(span.to <= other.from || other.to <= span.from).toBe(true);
            }
          }
          expect(sumBy(spans, getSpanMinutes)).toBeLessThanOrEqual(left);
        },
      ),
      { numRuns: numRuns(300) },
    );
  });
});

describe('fitting of suggested time spans', () => {
  const fit = (
    times: Record<string, number[]>,
    logged: Record<string, number>,
    minutes: number,
  ) => {
    const remaining = { minutes };
    return fitSpans(
      suggestSpans(createActions(times), [], () => DAY),
      {
        logged: new Map(Object.entries(logged)),
        getRemainingMinutes: () => remaining,
      },
    ).map(
      ({ work_item_id, from, to }) =>
        `${work_item_id} ${from / MINUTE_MS}-${to / MINUTE_MS}`,
    );
  };

  it('subtracts time logged on the work item without a start time', () => {
    const times = { a: [60, 80, 120, 140], b: [30] };
    expect(fit(times, { a: 25 }, 1_440)).toEqual(['b 15-30', 'a 125-140']);
    expect(fit(times, { a: 8 }, 1_440)).toEqual([
      'b 15-30',
      'a 68-80',
      'a 120-140',
    ]);
  });

  it('limits suggestions to the remaining minutes of the day', () => {
    const times = { a: [60, 80, 120, 140] };
    expect(fit(times, {}, 30)).toEqual(['a 60-80', 'a 120-130']);
    expect(fit(times, {}, 24)).toEqual(['a 60-80']);
    expect(fit(times, {}, 0)).toEqual([]);
  });
});
