import fc from 'fast-check';
import { sumBy } from 'lodash';
import { fitSpans, minutesOf } from './fitSpans';
import { freeOf, Interval } from './freeOf';
import { Act, suggestedSpans } from './suggestedSpans';

const MINUTE_MS = 60_000;
const DAY = { from: 0, to: 1_440 * MINUTE_MS };

/** Acts by item, at minutes of a day. */
function actsOf(times: Record<string, number[]>): Act[] {
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

/** What is suggested, as `item from-to`, in minutes of the day. */
function suggested(
  times: Record<string, number[]>,
  { busy = [], day = DAY }: { busy?: [number, number][]; day?: Interval } = {},
): string[] {
  return suggestedSpans(actsOf(times), busy.map(interval), () => day).map(
    ({ work_item_id, from, to }) =>
      `${work_item_id} ${from / MINUTE_MS}-${to / MINUTE_MS}`,
  );
}

describe('what is left of a stretch of time', () => {
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
  ])('of %j without %j is %j', (whole, busy, free) => {
    expect(freeOf(interval(whole), busy.map(interval))).toEqual(
      free.map(interval),
    );
  });
});

describe('what acts suggest', () => {
  it.each([
    ['nothing of nothing', {}, []],
    ['a quarter of an hour up to a lone act', { a: [60] }, ['a 45-60']],
    ['the same of acts that are close', { a: [60, 62] }, ['a 47-62']],
    ['from the first to the last', { a: [60, 85, 110] }, ['a 60-110']],
    ['two after a pause', { a: [60, 80, 111] }, ['a 60-80', 'a 96-111']],
    ['one after half an hour', { a: [60, 90] }, ['a 60-90']],
    [
      'time of several items, in order',
      { a: [200], b: [100, 120] },
      ['b 100-120', 'a 185-200'],
    ],
    [
      'the time between two items for the one with less',
      { a: [60, 80, 100], b: [90] },
      ['a 60-75', 'b 75-90', 'a 90-100'],
    ],
  ])('is %s', (_, times, spans) => {
    expect(suggested(times as Record<string, number[]>)).toEqual(spans);
  });

  it('is nothing where it is logged, and what is left around that', () => {
    const times = { a: [60, 80, 100, 120] };
    expect(suggested(times, { busy: [[0, 200]] })).toEqual([]);
    expect(suggested(times, { busy: [[70, 110]] })).toEqual([
      'a 60-70',
      'a 110-120',
    ]);
    // Too short, or without an act of its own.
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

  it('is within the day, and not in the future', () => {
    const day = interval([100, 200]);
    expect(suggested({ a: [99, 200] }, { day })).toEqual([]);
    expect(suggested({ a: [102] }, { day })).toEqual(['a 100-115']);
    expect(suggested({ a: [102] }, { day: interval([100, 104]) })).toEqual([]);
    expect(suggested({ a: [199] }, { day })).toEqual(['a 184-199']);
  });

  it('overlaps nothing, and fits into what the day has left', () => {
    const minute = fc.integer({ min: 0, max: 1_439 });
    const act = fc.record({
      at: fc.integer({ min: 0, max: DAY.to - 1 }),
      work_item_id: fc.constantFrom('a', 'b', 'c', 'd'),
    });
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 60 }),
        fc.array(fc.tuple(minute, fc.integer({ min: 1, max: 300 })), {
          maxLength: 8,
        }),
        fc.integer({ min: 0, max: 1_440 }),
        fc.integer({ min: 0, max: 120 }),
        (some, logged, left, unplaced) => {
          const acts = some.map((each, index) => ({ ...each, id: `${index}` }));
          const busy = logged.map(([from, length]) =>
            interval([from, from + length]),
          );
          const room = { minutes: left };
          const spans = fitSpans(
            suggestedSpans(acts, busy, () => DAY),
            { logged: new Map([['a', unplaced]]), left: () => room },
          );
          const all = [...spans, ...busy];
          for (const span of spans) {
            expect(span.acts.length).toBeGreaterThan(0);
            expect(Number.isInteger(minutesOf(span))).toBe(true);
            expect((span.to - span.from) % MINUTE_MS).toBe(0);
            expect(minutesOf(span)).toBeGreaterThanOrEqual(5);
            expect(span.from >= DAY.from && span.to <= DAY.to).toBe(true);
            for (const other of all.filter(each => each !== span)) {
              expect(span.to <= other.from || other.to <= span.from).toBe(true);
            }
          }
          expect(sumBy(spans, minutesOf)).toBeLessThanOrEqual(left);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('fitting what is suggested', () => {
  const fit = (
    times: Record<string, number[]>,
    logged: Record<string, number>,
    minutes: number,
  ) => {
    const room = { minutes };
    return fitSpans(
      suggestedSpans(actsOf(times), [], () => DAY),
      { logged: new Map(Object.entries(logged)), left: () => room },
    ).map(
      ({ work_item_id, from, to }) =>
        `${work_item_id} ${from / MINUTE_MS}-${to / MINUTE_MS}`,
    );
  };

  it('takes off what is logged on the item at no time of the day', () => {
    const times = { a: [60, 80, 120, 140], b: [30] };
    expect(fit(times, { a: 25 }, 1_440)).toEqual(['b 15-30', 'a 125-140']);
    expect(fit(times, { a: 8 }, 1_440)).toEqual([
      'b 15-30',
      'a 68-80',
      'a 120-140',
    ]);
  });

  it('takes off what the day has no room for', () => {
    const times = { a: [60, 80, 120, 140] };
    expect(fit(times, {}, 30)).toEqual(['a 60-80', 'a 120-130']);
    expect(fit(times, {}, 24)).toEqual(['a 60-80']);
    expect(fit(times, {}, 0)).toEqual([]);
  });
});
