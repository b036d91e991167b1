import {
  describeWithoutJobs,
  describeCallboard,
} from '../../../../__testUtils__/describeCallboard';
import { catalogEntities } from '../../../../core/projects/__testUtils__/catalogEntities';
import {
  getBarNumbers,
  toMarchDate,
  toMarchRange,
  createHistoryInMarch,
} from './__testUtils__/createHistoryInMarch';
import { addDays } from '../../../../database/zones';

describe('flow charts', () => {
  const HOUR_MS = 3_600_000;
  const ABSENT = '01900000-0000-7000-8000-000000000000';
  const today = () => new Date().toISOString().slice(0, 10);

  describeCallboard(
    'flow charts of a date range',
    { entities: catalogEntities, databases: 'tagged' },
    callboard => {
      let march: Awaited<ReturnType<typeof createHistoryInMarch>>;

      beforeAll(async () => {
        march = await createHistoryInMarch(callboard());
      });

      it('counts items by state group on each day @postgres', async () => {
        await march.draw({
          chart_type: 'cumulative_flow',
          date_range: toMarchRange(1, 6),
        });
        const answer = await march.fixture.getChartData('member');
        expect(Object.entries(answer.schema)).toEqual([
          ['backlog', 'Backlog'],
          ['unstarted', 'Not started'],
          ['started', 'In progress'],
          ['completed', 'Completed'],
          ['cancelled', 'Cancelled'],
        ]);
        expect(getBarNumbers(answer, 'backlog')).toEqual([3, 2, 2, 1, 0, 0]);
        expect(getBarNumbers(answer, 'unstarted')).toEqual([1, 1, 0, 0, 0, 0]);
        expect(getBarNumbers(answer, 'started')).toEqual([0, 1, 0, 0, 1, 0]);
        expect(getBarNumbers(answer, 'completed')).toEqual([0, 0, 2, 2, 2, 3]);
        expect(getBarNumbers(answer, 'cancelled')).toEqual([0, 0, 0, 1, 1, 1]);
        expect(answer).toMatchObject({ total: 4, previous_total: 0 });
        const first = `key=${toMarchDate(1)}&group=backlog`;
        expect(await march.fixture.listRowIds('member', first)).toEqual(
          // An item counts as backlog before its first known state.
          [0, 4, 6].map(nth => march.fixture.items[nth].id).sort(),
        );
      });

      it('counts created and completed items by week @postgres', async () => {
        await march.draw({
          chart_type: 'created_vs_completed',
          interval: 'week',
          date_range: toMarchRange(1, 15),
        });
        const answer = await march.fixture.getChartData('superAdmin');
        expect(answer.data).toEqual(
          [
            ['2026-02-23', 4, 0],
            ['2026-03-02', 3, 3],
            ['2026-03-09', 0, 0],
          ].map(([key, created, completed]) => ({
            key,
            name: key,
            count: created,
            created,
            completed,
          })),
        );
        expect(answer).toMatchObject({ total: 7, previous_total: 0 });
        const key = 'key=2026-03-02';
        expect(await march.fixture.listRowIds('superAdmin', key)).toHaveLength(
          3,
        );
        expect(
          await march.fixture.listRowIds(
            'superAdmin',
            `${key}&group=completed`,
          ),
        ).toHaveLength(3);
        expect(
          await march.fixture.listRowIds('superAdmin', 'group=completed'),
        ).toHaveLength(3);
      });

      it('returns a point for each item that was started and completed', async () => {
        await march.draw({
          chart_type: 'cycle_time',
          date_range: toMarchRange(1, 6),
        });
        const answer = await march.fixture.getChartData('member');
        expect(answer).toEqual({
          data: [
            [0, 24],
            [2, 24],
          ].map(([nth, count]) => ({
            key: march.fixture.items[nth].id,
            count,
            name: expect.stringMatching(
              new RegExp(`^[A-Z0-9]+-\\d+ ${march.fixture.items[nth].title}$`),
            ),
            completed_at: march.fixture.items[nth].completed_at,
          })),
          schema: { completed_at: 'Completed' },
          total: 24,
          previous_total: null,
          percentiles: { p50: 24, p85: 24, p95: 24 },
          is_partial: true,
          computed_at: expect.any(String),
        });
        const { id } = march.fixture.items[2];
        for (const key of [id, id.toUpperCase()]) {
          expect(
            await march.fixture.listRowIds('member', `key=${key}`),
          ).toEqual([id]);
        }
        expect(
          await march.fixture.listRowIds('member', `key=${ABSENT}`),
        ).toEqual([]);
        expect(await march.fixture.listRowIds('member')).toHaveLength(2);
      });

      it('computes percentiles from all items, including omitted ones @postgres', async () => {
        await march.draw({
          chart_type: 'cycle_time',
          date_range: toMarchRange(1, 6),
          limit: 1,
        });
        const { knex } = callboard();
        const { id, completed_at } = march.fixture.items[0];
        await knex('work_items')
          .where({ id })
          .update({ started_at: new Date(completed_at! - 4 * HOUR_MS) });
        const answer = await march.fixture.getChartData('member');
        expect(answer.data.map(({ key }) => key)).toEqual([
          march.fixture.items[2].id,
        ]);
        expect(answer).toMatchObject({
          total: 14,
          truncated: true,
          percentiles: {
            p50: 14,
            p85: 21,
            p95: 23,
          },
        });
        await knex('work_items')
          .where({ id })
          .update({ started_at: new Date(completed_at! - 24 * HOUR_MS) });
      });

      it('omits points and percentiles when no item was completed', async () => {
        await march.draw({
          chart_type: 'cycle_time',
          date_range: toMarchRange(20, 21),
        });
        const answer = await march.fixture.getChartData('superAdmin');
        expect(answer).toMatchObject({ data: [], total: null });
        expect(answer).not.toHaveProperty('percentiles');
      });

      it.each([
        'burndown',
        'burnup',
        'cumulative_flow',
        'created_vs_completed',
      ] as const)(
        'covers the last 30 days by default: %s @full-postgres @postgres',
        async chart_type => {
          await march.draw({ chart_type });
          const { data } = await march.fixture.getChartData('member');
          expect([data.length, data.at(-1)!.key]).toEqual([30, today()]);
          await march.fixture.configure({ date_range: toMarchRange(1, 3) });
          const result = await march.fixture.getChartData('member');
          await march.fixture.configure({});
          expect(result.data.map(({ key }) => key)).toEqual(
            [1, 2, 3].map(toMarchDate),
          );
        },
      );

      it('limits the data to the latest days, and returns the total of all', async () => {
        await march.draw({
          chart_type: 'cumulative_flow',
          limit: 2,
          date_range: toMarchRange(1, 6),
        });
        const answer = await march.fixture.getChartData('member');
        expect(answer).toMatchObject({ truncated: true, total: 4 });
        expect(answer.data.map(({ key }) => key)).toEqual([
          toMarchDate(5),
          toMarchDate(6),
        ]);
      });

      it.each([
        ['start=2024-01-01&end=2026-03-06', 'week', '2026-03-02'],
        ['start=2010-01-01&end=2026-03-06', 'month', '2026-03'],
        ['start=2026-01-01&end=2026-03-06', 'day', '2026-03-06'],
      ])(
        'chooses the interval by the length of the range: %s @full-sqlite @postgres',
        async (query, interval, last) => {
          await march.draw({ chart_type: 'cumulative_flow' });
          const answer = await march.fixture.getChartData('member', query);
          expect(answer).toMatchObject({ interval, total: 4 });
          expect(answer.data.length).toBeLessThanOrEqual(400);
          expect(answer.data.at(-1)).toMatchObject({ key: last, completed: 3 });
          const rows = `${query}&key=${last}&group=completed`;
          expect(await march.fixture.listRowIds('member', rows)).toHaveLength(
            3,
          );
        },
      );
    },
  );
});

describe('cycle charts', () => {
  const today = () => new Date().toISOString().slice(0, 10);

  describeWithoutJobs(
    'cycle charts',
    { entities: catalogEntities },
    callboard => {
      let march: Awaited<ReturnType<typeof createHistoryInMarch>>;

      beforeAll(async () => {
        march = await createHistoryInMarch(callboard());
      });

      it('returns the remaining and ideal count on each day of a cycle in a burndown', async () => {
        await march.draw({
          chart_type: 'burndown',
          filters: { cycles: [march.cycle.id] },
        });
        expect(await march.fixture.getChartData('member')).toEqual({
          data: [
            [2, 3, 3],
            [3, 1, 2.25],
            [4, 0, 1.5],
            [5, 1, 0.75],
            [6, 0, 0],
          ].map(([day, remaining, ideal]) => ({
            key: toMarchDate(day),
            name: toMarchDate(day),
            count: remaining,
            remaining,
            ideal,
          })),
          schema: { remaining: 'Remaining', ideal: 'Ideal' },
          total: 0,
          previous_total: 3,
          interval: 'day',
          is_partial: true,
          computed_at: expect.any(String),
        });
        expect(
          await march.fixture.listRowIds('member', `key=${toMarchDate(5)}`),
        ).toEqual([march.fixture.items[2].id]);
      });

      it('returns completed items and the scope without cancelled items in a burnup', async () => {
        await march.draw({
          chart_type: 'burnup',
          metric: 'estimate_points',
          filters: { cycles: [march.cycle.id] },
        });
        const answer = await march.fixture.getChartData('member');
        expect(getBarNumbers(answer, 'scope')).toEqual([8, 8, 8, 8, 8]);
        expect(getBarNumbers(answer, 'completed')).toEqual([0, 8, 8, 3, 8]);
        expect(getBarNumbers(answer, 'ideal')).toEqual([0, 2, 4, 6, 8]);
        expect(getBarNumbers(answer, 'count')).toEqual(
          getBarNumbers(answer, 'completed'),
        );
        expect(answer.total).toBe(8);
        await march.draw({
          chart_type: 'burnup',
          filters: { cycles: [march.cycle.id] },
        });
        const count = await march.fixture.getChartData('member');
        expect(getBarNumbers(count, 'scope')).toEqual([3, 3, 2, 2, 2]);
        expect(
          await march.fixture.listRowIds(
            'member',
            `key=${toMarchDate(2)}&group=scope`,
          ),
        ).toEqual([0, 2, 4].map(nth => march.fixture.items[nth].id).sort());
      });

      it('uses the days of the cycle instead of the requested range', async () => {
        await march.draw({
          chart_type: 'burndown',
          date_range: 'last_7_days',
          filters: { cycles: [march.cycle.id] },
        });
        const { data } = await march.fixture.getChartData(
          'member',
          'date_range=today',
        );
        expect(data.map(({ key }) => key)).toEqual(
          [2, 3, 4, 5, 6].map(toMarchDate),
        );
        const rows = await march.fixture.listRowIds(
          'member',
          `date_range=today&key=${toMarchDate(2)}`,
        );
        expect(rows).toHaveLength(3);
      });

      it('hides the days of a cycle that the reader cannot see', async () => {
        const hidden = await march.fixture.projects.secret.createSetting(
          'cycles',
          {
            name: 'Hidden',
            start_date: toMarchDate(2),
            end_date: toMarchDate(6),
          },
        );
        await march.draw({
          chart_type: 'burndown',
          date_range: toMarchRange(10, 11),
          filters: { cycles: [hidden.id] },
        });
        const seen = await march.fixture.getChartData('superAdmin');
        expect(seen.data[0].key).toBe(toMarchDate(2));
        const part = await march.fixture.getChartData('member');
        expect(part.data.map(({ key }) => key)).toEqual([
          toMarchDate(10),
          toMarchDate(11),
        ]);
        expect(part).toMatchObject({ total: 0, is_partial: true });
      });

      it('returns no counts and no rows for future days', async () => {
        const ahead = await march.fixture.projects.open.createSetting(
          'cycles',
          {
            name: 'Now',
            start_date: addDays(today(), -1),
            end_date: addDays(today(), 2),
          },
        );
        const { project: fixture, id } = march.fixture.items[6];
        await fixture.patch({ id }, { cycle_id: ahead.id });
        for (const chart_type of ['burndown', 'burnup'] as const) {
          await march.draw({ chart_type, filters: { cycles: [ahead.id] } });
          const { data, total } = await march.fixture.getChartData('member');
          const numbers = data.map(({ count }) => typeof count);
          expect(numbers).toEqual(['number', 'number', 'object', 'object']);
          expect(data.map(({ ideal }) => typeof ideal)).toEqual(
            Array(4).fill('number'),
          );
          expect(total).toBe(chart_type === 'burnup' ? 1 : 0);
          const later = `key=${addDays(today(), 2)}`;
          expect(await march.fixture.listRowIds('member', later)).toEqual([]);
        }
        await march.draw({
          chart_type: 'burndown',
          date_range: { start: addDays(today(), 3), end: addDays(today(), 4) },
        });
        const planned = await march.fixture.getChartData('superAdmin');
        expect(getBarNumbers(planned, 'remaining')).toEqual([null, null]);
        expect(getBarNumbers(planned, 'ideal')).toEqual([planned.total, 0]);
        expect(await march.fixture.listRowIds('superAdmin')).toHaveLength(
          planned.total!,
        );
      });
    },
  );
});

describe('invalid history chart queries', () => {
  const ABSENT = '01900000-0000-7000-8000-000000000000';
  const PREVIEW = '/workspaces/default/dashboards/preview';

  describeWithoutJobs(
    'invalid charts over time',
    { entities: catalogEntities },
    callboard => {
      let march: Awaited<ReturnType<typeof createHistoryInMarch>>;

      beforeAll(async () => {
        march = await createHistoryInMarch(callboard());
      });

      it.each([
        ['burndown', 'group=ideal'],
        ['burndown', 'group=completed'],
        ['burndown', 'group=__proto__'],
        ['burndown', 'key=2026-13-01'],
        ['burnup', `key=${ABSENT}`],
        ['cumulative_flow', 'group=triage'],
        ['cumulative_flow', 'group=constructor'],
        ['created_vs_completed', 'group=cancelled'],
        ['created_vs_completed', 'key=2026-03'],
        ['cycle_time', 'key=2026-03-01'],
        ['cycle_time', `key=${ABSENT}&group=completed_at`],
      ] as const)(
        'returns 400 for the rows of a %s with %s',
        async (chart_type, query) => {
          await march.draw({ chart_type, date_range: toMarchRange(1, 6) });
          expect(await march.fixture.getRowsStatus(query)).toBe(400);
        },
      );

      it.each<[string, string, object]>([
        ['work_items_chart', 'config.x_axis', { x_axis: 'STATES' }],
        ['work_items_chart', 'config.group_by', { group_by: 'STATES' }],
        ['work_items_chart', 'config.metric', { metric: 'people' }],
        ['work_items_chart', 'config.metric', { metric: 'pending' }],
        [
          'work_items_chart',
          'config.filters.cycles',
          { filters: { cycles: [ABSENT, ABSENT] } },
        ],
        [
          'work_items_chart',
          'config.filters.cycles',
          { filters: { cycles: [null] } },
        ],
        [
          'work_items_chart',
          'config.date_range',
          { date_range: { start: '2020-01-01', end: '2026-01-01' } },
        ],
        [
          'work_items_chart',
          'config.metric',
          { chart_type: 'cycle_time', metric: 'count' },
        ],
        [
          'work_items_chart',
          'config.metric',
          { chart_type: 'cumulative_flow', metric: 'estimate_minutes' },
        ],
        ['time_chart', 'config.chart_type', {}],
        ['people_chart', 'config.chart_type', {}],
        ['activity_chart', 'config.chart_type', {}],
      ])(
        'rejects a %s with an invalid %s',
        async (widget_type, field, config) => {
          const { body } = await callboard()
            .as('member')
            .post(PREVIEW, {
              widget_type,
              config: { chart_type: 'burndown', ...config },
            })
            .expect(400);
          const fields = body.error.problems.map(
            (one: { field: string }) => one.field,
          );
          expect(fields).toContain(`body.${field}`);
        },
      );
    },
  );
});
