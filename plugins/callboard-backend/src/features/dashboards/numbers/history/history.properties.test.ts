import {
  ChartOverTime,
  chartTypes,
  Interval,
  NumberMetricName,
  WidgetBars,
} from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { sortBy, sumBy } from 'lodash';
import { dailySeed } from '../../../../__testUtils__/dailySeed';
import { describeCallboard } from '../../../../__testUtils__/describeCallboard';
import { landscape } from '../../../../core/projects/__testUtils__/landscape';
import {
  Asked,
  bucketsOf,
  dayOf,
  isWithin,
  itemsBehind,
  measureOf,
  modelOf,
  percentile,
  previousOf,
} from './__testUtils__/historyModel';
import { GONE, HistoryWorld } from './__testUtils__/HistoryWorld';

jest.setTimeout(180_000);

const ITEMS = 16;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

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
        interval: fc.constantFrom<Interval>('day', 'week', 'month'),
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
            expect(told(answer)).toEqual(modelOf(asked, items));
            expect(answer.previous_total).toBe(previousOf(asked, items));
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
