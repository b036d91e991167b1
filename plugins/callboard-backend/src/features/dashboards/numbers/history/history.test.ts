import { WidgetBars } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../../__testUtils__/describeCallboard';
import { landscape } from '../../../../core/projects/__testUtils__/landscape';
import { addDays } from '../../../time/rules/workingDays';
import { GONE, HistoryWorld } from './__testUtils__/HistoryWorld';

const HOUR_MS = 3_600_000;
const ABSENT = '01900000-0000-7000-8000-000000000000';
const PREVIEW = '/workspaces/default/dashboards/preview';

/** An instant of a day in March of 2026. */
const march = (day: number, hour = 12) => Date.UTC(2026, 2, day, hour);
const date = (day: number) => `2026-03-${String(day).padStart(2, '0')}`;
const days = (start: number, end: number) => ({
  start: date(start),
  end: date(end),
});
const today = () => new Date().toISOString().slice(0, 10);

describeCallboard('charts over time', { entities: landscape }, callboard => {
  let world: HistoryWorld;
  let cycle: { id: string };
  let runs = 0;

  beforeAll(async () => {
    world = await HistoryWorld.open(callboard());
    // Every other one is in the open project: 0, 2, 4, 6.
    await world.make(8);
    cycle = await world.desks.open.set('cycles', {
      name: 'Sprint',
      start_date: date(2),
      end_date: date(6),
    });
    for (const nth of [0, 2, 4]) {
      const { desk, id } = world.items[nth];
      await desk.patch({ id }, { cycle_id: cycle.id });
    }
    await world.live(
      new Map([
        [
          0,
          {
            made: march(1),
            steps: [
              { state: 'Backlog', from: march(1) },
              { state: 'In Progress', from: march(2) },
              { state: 'Done', from: march(3) },
            ],
            estimate_points: 3,
          },
        ],
      ]),
    );
    await world.live(
      new Map([
        [
          2,
          {
            made: march(1),
            steps: [
              { state: 'Todo', from: march(1) },
              { state: 'Done', from: march(3) },
              { state: GONE, from: march(5) },
              { state: 'Done', from: march(6) },
            ],
            estimate_points: 5,
          },
        ],
      ]),
    );
    await world.live(
      new Map([
        [
          4,
          {
            made: march(1),
            steps: [
              { state: 'Backlog', from: march(1) },
              { state: 'Cancelled', from: march(4) },
            ],
          },
        ],
      ]),
    );
    // Not in the cycle: nobody knows what was before its end, nor when it began.
    await world.live(
      new Map([
        [
          6,
          {
            made: march(1),
            steps: [{ state: 'Done', from: march(5) }],
          },
        ],
      ]),
    );
    await world.live(
      new Map([
        [
          1,
          {
            made: march(2),
            steps: [{ state: 'Triage', from: march(2) }],
          },
        ],
      ]),
    );
    const waiting = {
      made: march(2),
      steps: [{ state: 'Backlog', from: march(2) }],
    };
    await world.live(new Map([3, 5, 7].map(nth => [nth, waiting])));
  });

  /** Draws a chart that nobody has asked for in the last second. */
  const draw = (config: { filters?: object } & Record<string, unknown>) => {
    runs += 1;
    const sources = ['callboard', `run-${runs}`];
    return world.draw({ ...config, filters: { sources, ...config.filters } });
  };
  const ofCycle = () => ({ filters: { cycles: [cycle.id] } });
  const columns = ({ data }: WidgetBars, name: string) =>
    data.map(bar => bar[name]);

  it('burn down what is left of a cycle, on each of its days', async () => {
    await draw({ chart_type: 'burndown', ...ofCycle() });
    expect(await world.data('member')).toEqual({
      data: [
        [2, 3, 3],
        [3, 1, 2.25],
        [4, 0, 1.5],
        [5, 1, 0.75],
        [6, 0, 0],
      ].map(([day, remaining, ideal]) => ({
        ...{ key: date(day), name: date(day), count: remaining },
        ...{ remaining, ideal },
      })),
      schema: { remaining: 'Remaining', ideal: 'Ideal' },
      total: 0,
      previous_total: 3,
      interval: 'day',
      is_partial: true,
      computed_at: expect.any(String),
    });
    expect(await world.rows('member', `key=${date(5)}`)).toEqual([
      world.items[2].id,
    ]);
  });

  it('burn up to the scope of a cycle, which cancelled items leave', async () => {
    await draw({
      ...{ chart_type: 'burnup', metric: 'estimate_points' },
      ...ofCycle(),
    });
    const answer = await world.data('member');
    expect(columns(answer, 'scope')).toEqual([8, 8, 8, 8, 8]);
    expect(columns(answer, 'completed')).toEqual([0, 8, 8, 3, 8]);
    expect(columns(answer, 'ideal')).toEqual([0, 2, 4, 6, 8]);
    expect(columns(answer, 'count')).toEqual(columns(answer, 'completed'));
    expect(answer.total).toBe(8);
    await draw({ chart_type: 'burnup', ...ofCycle() });
    const count = await world.data('member');
    expect(columns(count, 'scope')).toEqual([3, 3, 2, 2, 2]);
    expect(await world.rows('member', `key=${date(2)}&group=scope`)).toEqual(
      [0, 2, 4].map(nth => world.items[nth].id).sort(),
    );
  });

  it('are of the days of the cycle, whatever range is asked for', async () => {
    await draw({
      ...{ chart_type: 'burndown', date_range: 'last_7_days' },
      ...ofCycle(),
    });
    const { data } = await world.data('member', 'date_range=today');
    expect(data.map(({ key }) => key)).toEqual([2, 3, 4, 5, 6].map(date));
    const rows = await world.rows('member', `date_range=today&key=${date(2)}`);
    expect(rows).toHaveLength(3);
  });

  it('have no days of a cycle that their reader does not see', async () => {
    const hidden = await world.desks.secret.set('cycles', {
      name: 'Hidden',
      start_date: date(2),
      end_date: date(6),
    });
    await draw({
      chart_type: 'burndown',
      date_range: days(10, 11),
      filters: { cycles: [hidden.id] },
    });
    const seen = await world.data('superAdmin');
    expect(seen.data[0].key).toBe(date(2));
    const part = await world.data('member');
    expect(part.data.map(({ key }) => key)).toEqual([date(10), date(11)]);
    expect(part).toMatchObject({ total: 0, is_partial: true });
  });

  it('know no numbers of days to come', async () => {
    const ahead = await world.desks.open.set('cycles', {
      name: 'Now',
      start_date: addDays(today(), -1),
      end_date: addDays(today(), 2),
    });
    const { desk, id } = world.items[6];
    await desk.patch({ id }, { cycle_id: ahead.id });
    for (const chart_type of ['burndown', 'burnup'] as const) {
      await draw({ chart_type, filters: { cycles: [ahead.id] } });
      const { data, total } = await world.data('member');
      const numbers = data.map(({ count }) => typeof count);
      expect(numbers).toEqual(['number', 'number', 'object', 'object']);
      expect(data.map(({ ideal }) => typeof ideal)).toEqual(
        Array(4).fill('number'),
      );
      expect(total).toBe(chart_type === 'burnup' ? 1 : 0);
      const later = `key=${addDays(today(), 2)}`;
      expect(await world.rows('member', later)).toEqual([]);
    }
    await draw({
      chart_type: 'burndown',
      date_range: { start: addDays(today(), 3), end: addDays(today(), 4) },
    });
    const planned = await world.data('superAdmin');
    expect(columns(planned, 'remaining')).toEqual([null, null]);
    expect(columns(planned, 'ideal')).toEqual([planned.total, 0]);
    expect(await world.rows('superAdmin')).toHaveLength(planned.total!);
  });

  it('tell how many were in which group of states', async () => {
    await draw({ chart_type: 'cumulative_flow', date_range: days(1, 6) });
    const answer = await world.data('member');
    expect(Object.entries(answer.schema)).toEqual([
      ['backlog', 'Backlog'],
      ['unstarted', 'Unstarted'],
      ['started', 'Started'],
      ['completed', 'Completed'],
      ['cancelled', 'Cancelled'],
    ]);
    expect(columns(answer, 'backlog')).toEqual([3, 2, 2, 1, 0, 0]);
    expect(columns(answer, 'unstarted')).toEqual([1, 1, 0, 0, 0, 0]);
    expect(columns(answer, 'started')).toEqual([0, 1, 0, 0, 1, 0]);
    expect(columns(answer, 'completed')).toEqual([0, 0, 2, 2, 2, 3]);
    expect(columns(answer, 'cancelled')).toEqual([0, 0, 0, 1, 1, 1]);
    expect(answer).toMatchObject({ total: 4, previous_total: 0 });
    const first = `key=${date(1)}&group=backlog`;
    expect(await world.rows('member', first)).toEqual(
      // What was before the first state that is known counts as backlog.
      [0, 4, 6].map(nth => world.items[nth].id).sort(),
    );
  });

  it('tell what was created beside what was completed', async () => {
    await draw({
      chart_type: 'created_vs_completed',
      interval: 'week',
      date_range: days(1, 15),
    });
    const answer = await world.data('superAdmin');
    expect(answer.data).toEqual(
      [
        ['2026-02-23', 4, 0],
        ['2026-03-02', 3, 3],
        ['2026-03-09', 0, 0],
      ].map(([key, created, completed]) => ({
        ...{ key, name: key, count: created },
        ...{ created, completed },
      })),
    );
    expect(answer).toMatchObject({ total: 7, previous_total: 0 });
    const key = 'key=2026-03-02';
    expect(await world.rows('superAdmin', key)).toHaveLength(3);
    expect(
      await world.rows('superAdmin', `${key}&group=completed`),
    ).toHaveLength(3);
    expect(await world.rows('superAdmin', 'group=completed')).toHaveLength(3);
  });

  it('have a point for each item that was started and completed', async () => {
    await draw({ chart_type: 'cycle_time', date_range: days(1, 6) });
    const answer = await world.data('member');
    expect(answer).toEqual({
      data: [
        [0, 24],
        [2, 24],
      ].map(([nth, count]) => ({
        ...{ key: world.items[nth].id, count },
        name: expect.stringMatching(
          new RegExp(`^[A-Z0-9]+-\\d+ ${world.items[nth].title}$`),
        ),
        completed_at: world.items[nth].completed_at,
      })),
      schema: { completed_at: 'Completed' },
      total: 24,
      previous_total: null,
      percentiles: { p50: 24, p85: 24, p95: 24 },
      is_partial: true,
      computed_at: expect.any(String),
    });
    const { id } = world.items[2];
    expect(await world.rows('member', `key=${id}`)).toEqual([id]);
    expect(await world.rows('member', `key=${ABSENT}`)).toEqual([]);
    expect(await world.rows('member')).toHaveLength(2);
  });

  it('have percentiles of all items, also of those that are not told', async () => {
    await draw({ chart_type: 'cycle_time', date_range: days(1, 6), limit: 1 });
    const { knex } = callboard();
    await knex('work_items')
      .where({ id: world.items[0].id })
      .update({ started_at: new Date(march(3) - 4 * HOUR_MS) });
    const answer = await world.data('member');
    expect(answer.data.map(({ key }) => key)).toEqual([world.items[2].id]);
    expect(answer).toMatchObject({
      ...{ total: 14, truncated: true },
      percentiles: {
        p50: 14,
        p85: 21,
        p95: 23,
      },
    });
    await knex('work_items')
      .where({ id: world.items[0].id })
      .update({ started_at: new Date(march(2)) });
  });

  it('have neither points nor percentiles where nothing was completed', async () => {
    await draw({ chart_type: 'cycle_time', date_range: days(20, 21) });
    const answer = await world.data('superAdmin');
    expect(answer).toMatchObject({ data: [], total: null });
    expect(answer).not.toHaveProperty('percentiles');
  });

  it.each([
    'burndown',
    'burnup',
    'cumulative_flow',
    'created_vs_completed',
  ] as const)('are of the last 30 days by default: %s', async chart_type => {
    await draw({ chart_type });
    const { data } = await world.data('member');
    expect([data.length, data.at(-1)!.key]).toEqual([30, today()]);
    await world.settle({ date_range: days(1, 3) });
    const asked = await world.data('member');
    await world.settle({});
    expect(asked.data.map(({ key }) => key)).toEqual([1, 2, 3].map(date));
  });

  it('are cut to the latest days, with the total of all', async () => {
    await draw({
      ...{ chart_type: 'cumulative_flow', limit: 2 },
      date_range: days(1, 6),
    });
    const answer = await world.data('member');
    expect(answer).toMatchObject({ truncated: true, total: 4 });
    expect(answer.data.map(({ key }) => key)).toEqual([date(5), date(6)]);
  });

  it.each([
    ['start=2024-01-01&end=2026-03-06', 'week', '2026-03-02'],
    ['start=2010-01-01&end=2026-03-06', 'month', '2026-03'],
    ['start=2026-01-01&end=2026-03-06', 'day', '2026-03-06'],
  ])('have longer buckets for %s', async (query, interval, last) => {
    await draw({ chart_type: 'cumulative_flow' });
    const answer = await world.data('member', query);
    expect(answer).toMatchObject({ interval, total: 4 });
    expect(answer.data.length).toBeLessThanOrEqual(400);
    expect(answer.data.at(-1)).toMatchObject({ key: last, completed: 3 });
    const rows = `${query}&key=${last}&group=completed`;
    expect(await world.rows('member', rows)).toHaveLength(3);
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
  ] as const)('have no rows of a %s for %s', async (chart_type, query) => {
    await draw({ chart_type, date_range: days(1, 6) });
    expect(await world.refusal(query)).toBe(400);
  });

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
  ])('refuse a %s with a wrong %s', async (widget_type, field, config) => {
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
  });
});
