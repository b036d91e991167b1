import {
  ChartOverTime,
  chartTypes,
  Interval,
  NumberMetricName,
  StateGroup,
  WidgetBars,
} from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { sortBy, sumBy } from 'lodash';
import { DateTime } from 'luxon';
import { dailySeed } from '../../../../__testUtils__/dailySeed';
import { describeCallboard } from '../../../../__testUtils__/describeCallboard';
import { landscape } from '../../../../core/projects/__testUtils__/landscape';
import { GONE, HistoryWorld, LivedItem } from './__testUtils__/HistoryWorld';

jest.setTimeout(180_000);

const ITEMS = 16;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const open: StateGroup[] = ['backlog', 'unstarted', 'started'];
const flow: StateGroup[] = [...open, 'completed', 'cancelled'];

/** The groups of states that each number of a chart is of. */
const groupsOf = {
  burndown: { count: open, remaining: open },
  burnup: {
    count: ['completed'],
    scope: [...open, 'completed'],
    completed: ['completed'],
  },
  cumulative_flow: {
    count: flow,
    ...Object.fromEntries(flow.map(group => [group, [group]])),
  },
} as Record<string, Record<string, StateGroup[]>>;

interface Asked {
  chart: ChartOverTime;
  metric: NumberMetricName;
  start: string;
  end: string;
  interval: Interval;
  tz: string;
}

const dayOf = (ms: number, zone: string) =>
  DateTime.fromMillis(ms, { zone }).toISODate()!;

/** The first instant of a day some days after another. */
const beginOf = (day: string, zone: string, later = 0) =>
  DateTime.fromISO(day, { zone })
    .plus({ days: later })
    .startOf('day')
    .toMillis();

const bucketOf = (day: string, interval: Interval) => {
  if (interval === 'month') return day.slice(0, 7);
  // Weeks begin on Mondays here, as those of Luxon.
  return interval === 'week'
    ? DateTime.fromISO(day, { zone: 'utc' }).startOf('week').toISODate()!
    : day;
};

/** The days of a range, put together as a chart does. */
function bucketsOf({ start, end, interval }: Asked) {
  const buckets = new Map<string, string[]>();
  for (
    let day = start;
    day <= end;
    day = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10)
  ) {
    const key = bucketOf(day, interval);
    buckets.set(key, [...(buckets.get(key) ?? []), day]);
  }
  return [...buckets].map(([key, days]) => ({ key, days }));
}

/** The group of states that an item was in right before an instant. */
function groupAt({ made, steps }: LivedItem, at: number) {
  const [last] = steps.filter(({ from }) => from < at).slice(-1);
  return last?.group ?? (made < at ? 'backlog' : undefined);
}

const measureOf = (metric: NumberMetricName) => (item: LivedItem) =>
  metric === 'count'
    ? 1
    : item[metric as 'estimate_points' | 'estimate_minutes'];

const isWithin = (ms: number | null, days: string[], zone: string) =>
  ms !== null && days.includes(dayOf(ms, zone));

/** A percentile of numbers, between two of them where it falls there. */
function percentile(numbers: readonly number[], percent: number) {
  const order = sortBy(numbers);
  const place = percent * (order.length - 1);
  const [low, high] = [order[Math.floor(place)], order[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

/** The items behind the number of a bucket. */
function itemsBehind(
  asked: Asked,
  items: LivedItem[],
  days: string[],
  number: string,
) {
  const { chart, tz } = asked;
  if (chart === 'created_vs_completed') {
    return items.filter(({ made, completed_at }) =>
      isWithin(number === 'completed' ? completed_at : made, days, tz),
    );
  }
  const at = beginOf(days.at(-1)!, tz, 1);
  const states: readonly unknown[] = groupsOf[chart][number];
  return items.filter(item => states.includes(groupAt(item, at)));
}

/** What a chart has to show. */
function modelOf(asked: Asked, items: LivedItem[]) {
  const { chart, metric, tz } = asked;
  const numbers = Object.keys(
    groupsOf[chart] ?? { count: 0, created: 0, completed: 0 },
  );
  const value = (days: string[], number: string) =>
    sumBy(itemsBehind(asked, items, days, number), measureOf(metric));
  const isByMoment = chart !== 'created_vs_completed';
  const today = dayOf(Date.now(), tz);
  const data = bucketsOf(asked).map(({ key, days }) => ({
    key,
    ...Object.fromEntries(
      numbers.map(number => [
        number,
        isByMoment && days[0] > today ? null : value(days, number),
      ]),
    ),
  }));
  return data;
}

/** An answer without what the model does not say. */
const told = ({ data }: WidgetBars) =>
  data.map(({ name: _, ideal: __, ...bar }) => bar);

describeCallboard(
  'the history of items',
  { entities: landscape },
  callboard => {
    let world: HistoryWorld;
    let runs = 0;

    beforeAll(async () => {
      world = await HistoryWorld.open(callboard());
      await world.make(ITEMS);
    });

    // The clocks of Europe and America change in the first days, and the others
    // reach into the time to come.
    const thisDay = Math.floor(Date.now() / DAY_MS) * DAY_MS;
    const eras = [Date.UTC(2026, 2, 20), thisDay - 15 * DAY_MS];
    const lifeIn = (begin: number) => {
      const moment = fc
        .oneof(
          fc.integer({ min: 0, max: 15 * 24 * 60 }),
          // When one day ends and another begins, in UTC.
          fc.integer({ min: 0, max: 15 }).map(days => days * 24 * 60),
        )
        .map(minutes => begin + minutes * 60_000);
      const names = [
        'Backlog',
        'Todo',
        'In Progress',
        'Done',
        'Done',
        'Cancelled',
      ];
      const step = fc.record({
        state: fc.constantFrom(...names, ...names, 'Triage', GONE),
        from: moment,
      });
      return fc.record({
        made: moment,
        steps: fc.uniqueArray(step, {
          minLength: 1,
          maxLength: 5,
          selector: ({ from }) => from,
        }),
        estimate_points: fc.constantFrom(null, 0.1, 0.2, 3),
        estimate_time: fc.constantFrom(null, 30),
        hidden: fc.constantFrom(
          ...[null, null, null, null, null, null],
          ...(['archived', 'draft'] as const),
        ),
        /** Whether its states are known since it was made. */
        isWhole: fc.boolean(),
      });
    };
    const scene = fc.constantFrom(...eras).chain(begin =>
      fc.record({
        begin: fc.constant(begin),
        lives: fc.array(lifeIn(begin), { minLength: ITEMS, maxLength: ITEMS }),
        from: fc.integer({ min: -3, max: 12 }),
        length: fc.integer({ min: 1, max: 24 }),
        interval: fc.constantFrom<Interval>('day', 'day', 'week', 'month'),
        tz: fc.constantFrom(
          'UTC',
          'Europe/Berlin',
          'America/New_York',
          'Pacific/Kiritimati',
          'Australia/Lord_Howe',
        ),
        who: fc.constantFrom('superAdmin' as const, 'member' as const),
        pick: fc.nat(),
      }),
    );
    type Scene = typeof scene extends fc.Arbitrary<infer Value> ? Value : never;

    /** Lets the items live, and draws a chart of it. */
    const play = async (
      { begin, lives, from, length, interval, tz }: Scene,
      chart: ChartOverTime,
      metric: NumberMetricName,
    ): Promise<Asked> => {
      const lived = lives.map(({ isWhole, ...life }) => {
        const [first] = sortBy(life.steps, 'from');
        return isWhole ? { ...life, made: first.from } : life;
      });
      await world.live(new Map(lived.entries()));
      const day = (n: number) => dayOf(begin + n * DAY_MS, 'UTC');
      const range = { start: day(from), end: day(from + length - 1) };
      runs += 1;
      await world.draw({
        ...{ chart_type: chart, metric, interval, date_range: range },
        // Answers are shared for a second, and items change sooner here.
        filters: { sources: [null, 'callboard', `run-${runs}`] },
      });
      return { chart, metric, interval, tz, ...range };
    };

    const byInterval = (Object.keys(chartTypes) as ChartOverTime[])
      .filter(name => 'isByInterval' in chartTypes[name])
      .flatMap(chart =>
        chartTypes[chart].metrics.map(metric => ({ chart, metric })),
      );

    it.each(byInterval)(
      'is that of walking through it: $chart by $metric',
      async ({ chart, metric }) => {
        let reached = 0;
        await fc.assert(
          fc.asyncProperty(scene, async playing => {
            const asked = await play(playing, chart, metric);
            const { who, pick, tz } = playing;
            const answer = await world.data(who, `tz=${tz}`);
            const items = world.seenBy(who);
            expect(told(answer)).toEqual(
              modelOf(asked, items).map(bar =>
                Object.fromEntries(
                  Object.entries(bar).map(([key, value]) => [
                    key,
                    typeof value === 'number'
                      ? expect.closeTo(value, 9)
                      : value,
                  ]),
                ),
              ),
            );
            const buckets = bucketsOf(asked);
            const { key, days } = buckets[pick % buckets.length];
            const groups = Object.keys(answer.schema).filter(
              group => group !== 'ideal',
            );
            const group = groups[pick % groups.length];
            const isToCome = days[0] > dayOf(Date.now(), tz);
            const behind = isToCome
              ? []
              : itemsBehind(asked, items, days, group);
            const query = `tz=${tz}&key=${key}&group=${group}`;
            expect(await world.rows(who, query)).toEqual(
              behind.map(({ id }) => id).sort(),
            );
            const whole = await world.rows(who, `tz=${tz}`);
            const counted = items.filter(({ id }) => whole.includes(id));
            reached += behind.length;
            expect(answer.total).toBeCloseTo(
              sumBy(counted, measureOf(metric)),
              9,
            );
          }),
          { numRuns: 25, seed: dailySeed },
        );
        expect(reached).toBeGreaterThan(10);
      },
    );

    it('has the times from start to completion', async () => {
      let reached = 0;
      await fc.assert(
        fc.asyncProperty(scene, async playing => {
          const lives = playing.lives.map(life => ({
            ...life,
            // Most of them would never be completed.
            steps: sortBy(life.steps, 'from').map((step, nth, { length }) => ({
              ...step,
              state: ['In Progress', 'Done'][nth - length + 2] ?? step.state,
            })),
          }));
          const asked = await play(
            { ...playing, lives },
            'cycle_time',
            'cycle_time_hours',
          );
          const { who, tz } = playing;
          const answer = await world.data(who, `tz=${tz}`);
          const days = bucketsOf({ ...asked, interval: 'day' }).map(
            ({ key }) => key,
          );
          const items = world
            .seenBy(who)
            .filter(
              ({ started_at, completed_at }) =>
                started_at !== null && isWithin(completed_at, days, tz),
            );
          reached += items.length;
          const hours = items.map(
            ({ started_at, completed_at }) =>
              (completed_at! - started_at!) / HOUR_MS,
          );
          expect(
            sortBy(answer.data, 'key').map(({ key, count, completed_at }) => [
              ...[key, count, completed_at],
            ]),
          ).toEqual(
            sortBy(
              items.map(({ id, completed_at }, nth) => [
                ...[id, expect.closeTo(hours[nth], 6), completed_at],
              ]),
              '0',
            ),
          );
          const near = (percent: number) =>
            expect.closeTo(percentile(hours, percent), 6);
          expect(answer.percentiles).toEqual(
            items.length === 0
              ? undefined
              : { p50: near(0.5), p85: near(0.85), p95: near(0.95) },
          );
          expect(await world.rows(who, `tz=${tz}`)).toEqual(
            items.map(({ id }) => id).sort(),
          );
        }),
        { numRuns: 30, seed: dailySeed },
      );
      expect(reached).toBeGreaterThan(10);
    });
  },
);
