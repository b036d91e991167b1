import {
  ChartOverTime,
  chartTypes,
  Interval,
  MAX_BAR_COUNT,
  numberAxes,
  NumberMetricName,
  sourceByWidgetType,
  WidgetBars,
  WidgetNumber,
} from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { omit, round, sortBy, sumBy } from 'lodash';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import {
  catalogEntities,
  createEntity,
} from '../../../core/projects/__testUtils__/catalogEntities';
import {
  QueriedWidget,
  selectRecords,
  ExpectedNumbers,
  computeExpectedNumbers,
  selectRecordsBehind,
} from './__testUtils__/numbersModel';
import { NumbersFixture } from './__testUtils__/NumbersFixture';
import { ExpectedTabs } from './__testUtils__/ExpectedTabs';
import {
  ViewerQuery,
  createRandomQuery,
  createRandomTabsQuery,
  ViewerTabsQuery,
} from './__testUtils__/createRandomQuery';
import {
  HistoryQuery,
  groupDaysByBucket,
  toLocalDay,
  isWithin,
  selectItemsBehind,
  createMetricGetter,
  computeExpectedBars,
  computePercentile,
  computePreviousTotal,
} from './history/__testUtils__/historyModel';
import {
  DELETED,
  HistoryFixture,
} from './history/__testUtils__/HistoryFixture';
import { numRuns, testSeed } from '../../../__testUtils__/random';
import { databaseIds } from '../../../__testUtils__/databases';

describe('metric properties', () => {
  const RUNS = numRuns(16);

  /** Each run queries four tabs. */
  const RUNS_OF_TABS = numRuns(6);

  /** Returns a function that makes choices determined by the seed. */
  function picker(): <T>(choices: readonly T[]) => T {
    let state = (testSeed % 2_147_483_646) + 1;
    return choices => {
      state = (state * 16_807) % 2_147_483_647;
      return choices[state % choices.length];
    };
  }

  const rounded = (value: number | null | undefined) =>
    typeof value === 'number' ? round(value, 6) : value ?? null;

  /** Converts a response to the form of the model. */
  function toComparable(
    answer: WidgetBars | WidgetNumber,
    { range }: QueriedWidget,
  ): ExpectedNumbers {
    if ('value' in answer) {
      return {
        total: rounded(answer.value),
        ...(range && { previous: rounded(answer.previous_value) }),
        bars: {},
        groups: {},
      };
    }
    const { data, schema, total, previous_total } = answer;
    return {
      total: rounded(total),
      ...(range && { previous: rounded(previous_total) }),
      bars: Object.fromEntries(
        data.map(({ key, count }) => [key, rounded(count)]),
      ),
      groups: Object.fromEntries(
        data.map(bar => [
          bar.key,
          Object.fromEntries(
            Object.keys(schema).map(group => [
              group,
              rounded(bar[group] as number),
            ]),
          ),
        ]),
      ),
    };
  }

  describeCallboard(
    'widget metrics @full-sqlite',
    {
      entities: [...catalogEntities, createEntity('Component', 'ledger')],
      databases: databaseIds,
    },
    callboard => {
      let fixture: NumbersFixture;
      let path: string;
      let wid: string;

      beforeAll(async () => {
        fixture = await NumbersFixture.open(callboard(), picker());
        const boss = callboard().as('superAdmin');
        const dashboards = '/workspaces/default/dashboards';
        const dashboard = await boss
          .post(dashboards, { name: 'Numbers', access: 'shared' })
          .expect(201);
        path = `${dashboards}/${dashboard.body.id}`;
        const widget = await boss
          .post(`${path}/widgets`, { widget_type: 'text' })
          .expect(201);
        wid = widget.body.id;
      });

      /** Replaces the widget without an activity entry. */
      const draw = async ({ widget_type, config }: QueriedWidget) => {
        const { x_axis } = config;
        const isByDate = x_axis && numberAxes[x_axis].order === 'date';
        const limit = isByDate ? undefined : MAX_BAR_COUNT;
        await callboard()
          .knex('dashboard_widgets')
          .where({ id: wid })
          .update({
            widget_type,
            config: JSON.stringify({ ...config, limit }),
          });
      };
      const get = async (
        { who, tz }: ViewerQuery,
        what: string,
        query: Record<string, string> = {},
      ): Promise<any> => {
        const { body } = await callboard()
          .as(who)
          .get(
            `${path}/widgets/${wid}/${what}?${new URLSearchParams({
              tz,
              ...query,
            })}`,
          )
          .expect(200);
        return body;
      };

      /** Sets the first day of the week, and reads what the viewers see. */
      const configure = async (week_start: number) => {
        await callboard()
          .as('superAdmin')
          .patch('/workspaces/default', { week_start })
          .expect(200);
        await fixture.read();
      };

      it.each([1, 7])(
        'matches counts of the lists that the viewer sees, with weeks from day %i on',
        async week_start => {
          await configure(week_start);
          let reached = 0;
          await fc.assert(
            fc.asyncProperty(
              createRandomQuery(fixture, week_start),
              async requested => {
                const source = sourceByWidgetType[requested.widget_type]!;
                const records = fixture.getVisibleRecords(
                  requested.who,
                  source,
                );
                reached += Math.sign(selectRecords(records, requested).length);
                await draw(requested);
                const answer = toComparable(
                  await get(requested, 'data'),
                  requested,
                );
                expect(answer).toEqual(
                  computeExpectedNumbers(records, requested),
                );
                for (const key of Object.keys(answer.bars).slice(0, 1)) {
                  const { total } = await get(requested, 'rows', {
                    key,
                    limit: '1',
                  });
                  expect(total).toBe(
                    selectRecordsBehind(records, requested, key).length,
                  );
                }
              },
            ),
            { numRuns: RUNS },
          );
          expect(reached).toBeGreaterThan(RUNS / 4);
        },
      );

      /** Queries the analytics page. */
      const ask = async (
        { who, tz, range, filters }: ViewerTabsQuery,
        tab: string,
      ): Promise<any> => {
        const query = new URLSearchParams({ tab, tz, ...range });
        for (const [name, values] of Object.entries(filters)) {
          if (values) query.set(name, values.join());
        }
        const { body } = await callboard()
          .as(who)
          .get(`/workspaces/default/analytics?${query}`)
          .expect(200);
        return body;
      };
      /** Sorts rows by key, and omits the names, which the model does not have. */
      const sortRows = (key: string, rows: readonly object[]) =>
        sortBy(
          rows.map(row => omit(row, 'name')),
          key,
        );

      it('matches counts of the same lists in all tabs of the analytics page', async () => {
        const week_start = 1;
        await configure(week_start);
        let reached = 0;
        await fc.assert(
          fc.asyncProperty(
            createRandomTabsQuery(fixture, week_start),
            async requested => {
              const expected = new ExpectedTabs(
                {
                  work_items: fixture.getVisibleRecords(
                    requested.who,
                    'work_items',
                  ),
                  time: fixture.getVisibleRecords(requested.who, 'time'),
                },
                requested,
                user_ref => fixture.getDepartmentIds(user_ref),
              );
              const overview = expected.computeOverview();
              reached += Math.sign(
                overview.work_items.count +
                  overview.logged_minutes.filter_count!,
              );
              expect(await ask(requested, 'overview')).toMatchObject(overview);

              const work = await ask(requested, 'work-items');
              expect(work.interval).toBe(expected.interval);
              const { projects, ...ofAll } = expected.computeWork();
              expect(work).toMatchObject(ofAll);
              expect(sortRows('project_id', work.projects)).toEqual(
                sortRows('project_id', projects),
              );

              const { people } = await ask(requested, 'people');
              expect(sortRows('user_ref', people)).toEqual(
                sortRows('user_ref', expected.computePeople()),
              );

              const time = await ask(requested, 'time');
              expect(time.interval).toBe(expected.interval);
              const {
                projects: timeProjects,
                activity_types,
                ...minutes
              } = expected.computeTime();
              expect(time).toMatchObject(minutes);
              expect(sortRows('project_id', time.projects)).toEqual(
                sortRows('project_id', timeProjects),
              );
              expect(sortRows('activity_type', time.activity_types)).toEqual(
                sortRows('activity_type', activity_types),
              );
            },
          ),
          { numRuns: RUNS_OF_TABS },
        );
        expect(reached).toBeGreaterThan(RUNS_OF_TABS / 4);
      });
    },
  );
});

describe('history properties', () => {
  const ITEMS = 16;
  const DAY_MS = 86_400_000;
  const HOUR_MS = 3_600_000;

  /** Omits the fields that the model does not have. */
  const toComparable = ({ data }: WidgetBars) =>
    data.map(({ name: _, ideal: __, ...bar }) => bar);

  describeCallboard(
    'work item history @full-sqlite',
    { entities: catalogEntities, databases: databaseIds },
    callboard => {
      let fixture: HistoryFixture;
      let runs = 0;

      beforeAll(async () => {
        fixture = await HistoryFixture.create(callboard());
        await fixture.createItems(ITEMS);
      });

      // The first era contains clock changes in Europe and America, the second reaches into the
      // future.
      const thisDay = Math.floor(Date.now() / DAY_MS) * DAY_MS;
      const eras = [Date.UTC(2026, 2, 20), thisDay - 15 * DAY_MS];
      const createHistoryArbitrary = (begin: number) => {
        const moment = fc
          .oneof(
            fc.integer({ min: 0, max: 15 * 24 * 60 }),
            // Midnights in UTC.
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
          state: fc.constantFrom(...names, ...names, 'Triage', DELETED),
          from: moment,
        });
        return fc.record({
          created_at: moment,
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
          /** Whether the states of the item are recorded from its creation on. */
          isWhole: fc.boolean(),
        });
      };
      const scenario = fc.constantFrom(...eras).chain(begin =>
        fc.record({
          begin: fc.constant(begin),
          histories: fc.array(createHistoryArbitrary(begin), {
            minLength: ITEMS,
            maxLength: ITEMS,
          }),
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
      type Scenario = typeof scenario extends fc.Arbitrary<infer Value>
        ? Value
        : never;

      /** Applies the histories, and replaces the chart. */
      const applyScenario = async (
        { begin, histories, from, length, interval, tz }: Scenario,
        chart: ChartOverTime,
        metric: NumberMetricName,
      ): Promise<HistoryQuery> => {
        const appliedHistories = histories.map(({ isWhole, ...history }) => {
          const [first] = sortBy(history.steps, 'from');
          return isWhole ? { ...history, created_at: first.from } : history;
        });
        await fixture.rewriteHistories(new Map(appliedHistories.entries()));
        const day = (n: number) => toLocalDay(begin + n * DAY_MS, 'UTC');
        const range = { start: day(from), end: day(from + length - 1) };
        runs += 1;
        await fixture.setChart({
          chart_type: chart,
          metric,
          interval,
          date_range: range,
          // Makes the query unique: equal queries share a response while the log is unchanged.
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
        'matches a replay of the state changes: $chart by $metric @full',
        async ({ chart, metric }) => {
          let reached = 0;
          await fc.assert(
            fc.asyncProperty(scenario, async chosen => {
              const requested = await applyScenario(chosen, chart, metric);
              const { who, pick, tz } = chosen;
              const answer = await fixture.getChartData(who, `tz=${tz}`);
              const items = fixture.getVisibleItems(who);
              expect(toComparable(answer)).toEqual(
                computeExpectedBars(requested, items),
              );
              expect(answer.previous_total).toBe(
                computePreviousTotal(requested, items),
              );
              const buckets = groupDaysByBucket(requested);
              const { key, days } = buckets[pick % buckets.length];
              const groups = Object.keys(answer.schema).filter(
                group => group !== 'ideal',
              );
              const group = groups[pick % groups.length];
              const isFuture = days[0] > toLocalDay(Date.now(), tz);
              const behind = isFuture
                ? []
                : selectItemsBehind(requested, items, days, group);
              const query = `tz=${tz}&key=${key}&group=${group}`;
              expect(await fixture.listRowIds(who, query)).toEqual(
                behind.map(({ id }) => id).sort(),
              );
              const whole = await fixture.listRowIds(who, `tz=${tz}`);
              const counted = items.filter(({ id }) => whole.includes(id));
              reached += behind.length;
              expect(answer.total).toBeCloseTo(
                sumBy(counted, createMetricGetter(metric)),
                9,
              );
            }),
            { numRuns: numRuns(10) },
          );
          expect(reached).toBeGreaterThan(10);
        },
      );

      it('returns the hours from start to completion for each item @full', async () => {
        let reached = 0;
        await fc.assert(
          fc.asyncProperty(scenario, async chosen => {
            const histories = chosen.histories.map(history => ({
              ...history,
              // Ends each history with completion, because most would not contain it.
              steps: sortBy(history.steps, 'from').map(
                (step, nth, { length }) => ({
                  ...step,
                  state:
                    ['In Progress', 'Done'][nth - length + 2] ?? step.state,
                }),
              ),
            }));
            const requested = await applyScenario(
              { ...chosen, histories },
              'cycle_time',
              'cycle_time_hours',
            );
            const { who, tz } = chosen;
            const answer = await fixture.getChartData(who, `tz=${tz}`);
            const days = groupDaysByBucket({
              ...requested,
              interval: 'day',
            }).map(({ key }) => key);
            const items = fixture
              .getVisibleItems(who)
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
              expect.closeTo(computePercentile(hours, percent), 6);
            expect(answer.percentiles).toEqual(
              items.length === 0
                ? undefined
                : { p50: near(0.5), p85: near(0.85), p95: near(0.95) },
            );
            expect(await fixture.listRowIds(who, `tz=${tz}`)).toEqual(
              items.map(({ id }) => id).sort(),
            );
          }),
          { numRuns: numRuns(12) },
        );
        expect(reached).toBeGreaterThan(10);
      });
    },
  );
});
