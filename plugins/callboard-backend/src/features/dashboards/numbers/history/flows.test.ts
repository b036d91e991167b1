import { describeCallboard } from '../../../../__testUtils__/describeCallboard';
import { landscape } from '../../../../core/projects/__testUtils__/landscape';
import { columnOf, date, days, makeMarch } from './__testUtils__/makeMarch';

const HOUR_MS = 3_600_000;
const ABSENT = '01900000-0000-7000-8000-000000000000';
const today = () => new Date().toISOString().slice(0, 10);

describeCallboard('charts of a range', { entities: landscape }, callboard => {
  let march: Awaited<ReturnType<typeof makeMarch>>;

  beforeAll(async () => {
    march = await makeMarch(callboard());
  });

  it('tell how many were in which group of states', async () => {
    await march.draw({ chart_type: 'cumulative_flow', date_range: days(1, 6) });
    const answer = await march.world.data('member');
    expect(Object.entries(answer.schema)).toEqual([
      ['backlog', 'Backlog'],
      ['unstarted', 'Unstarted'],
      ['started', 'Started'],
      ['completed', 'Completed'],
      ['cancelled', 'Cancelled'],
    ]);
    expect(columnOf(answer, 'backlog')).toEqual([3, 2, 2, 1, 0, 0]);
    expect(columnOf(answer, 'unstarted')).toEqual([1, 1, 0, 0, 0, 0]);
    expect(columnOf(answer, 'started')).toEqual([0, 1, 0, 0, 1, 0]);
    expect(columnOf(answer, 'completed')).toEqual([0, 0, 2, 2, 2, 3]);
    expect(columnOf(answer, 'cancelled')).toEqual([0, 0, 0, 1, 1, 1]);
    expect(answer).toMatchObject({ total: 4, previous_total: 0 });
    const first = `key=${date(1)}&group=backlog`;
    expect(await march.world.rows('member', first)).toEqual(
      // Before its first known state, an item counts as backlog.
      [0, 4, 6].map(nth => march.world.items[nth].id).sort(),
    );
  });

  it('tell what was created beside what was completed', async () => {
    await march.draw({
      chart_type: 'created_vs_completed',
      interval: 'week',
      date_range: days(1, 15),
    });
    const answer = await march.world.data('superAdmin');
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
    expect(await march.world.rows('superAdmin', key)).toHaveLength(3);
    expect(
      await march.world.rows('superAdmin', `${key}&group=completed`),
    ).toHaveLength(3);
    expect(
      await march.world.rows('superAdmin', 'group=completed'),
    ).toHaveLength(3);
  });

  it('have a point for each item that was started and completed', async () => {
    await march.draw({ chart_type: 'cycle_time', date_range: days(1, 6) });
    const answer = await march.world.data('member');
    expect(answer).toEqual({
      data: [
        [0, 24],
        [2, 24],
      ].map(([nth, count]) => ({
        ...{ key: march.world.items[nth].id, count },
        name: expect.stringMatching(
          new RegExp(`^[A-Z0-9]+-\\d+ ${march.world.items[nth].title}$`),
        ),
        completed_at: march.world.items[nth].completed_at,
      })),
      schema: { completed_at: 'Completed' },
      total: 24,
      previous_total: null,
      percentiles: { p50: 24, p85: 24, p95: 24 },
      is_partial: true,
      computed_at: expect.any(String),
    });
    const { id } = march.world.items[2];
    expect(await march.world.rows('member', `key=${id}`)).toEqual([id]);
    expect(await march.world.rows('member', `key=${ABSENT}`)).toEqual([]);
    expect(await march.world.rows('member')).toHaveLength(2);
  });

  it('have percentiles of all items, also of those that are not told', async () => {
    await march.draw({
      chart_type: 'cycle_time',
      date_range: days(1, 6),
      limit: 1,
    });
    const { knex } = callboard();
    const { id, completed_at } = march.world.items[0];
    await knex('work_items')
      .where({ id })
      .update({ started_at: new Date(completed_at! - 4 * HOUR_MS) });
    const answer = await march.world.data('member');
    expect(answer.data.map(({ key }) => key)).toEqual([
      march.world.items[2].id,
    ]);
    expect(answer).toMatchObject({
      ...{ total: 14, truncated: true },
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

  it('have neither points nor percentiles where nothing was completed', async () => {
    await march.draw({ chart_type: 'cycle_time', date_range: days(20, 21) });
    const answer = await march.world.data('superAdmin');
    expect(answer).toMatchObject({ data: [], total: null });
    expect(answer).not.toHaveProperty('percentiles');
  });

  it.each([
    'burndown',
    'burnup',
    'cumulative_flow',
    'created_vs_completed',
  ] as const)('are of the last 30 days by default: %s', async chart_type => {
    await march.draw({ chart_type });
    const { data } = await march.world.data('member');
    expect([data.length, data.at(-1)!.key]).toEqual([30, today()]);
    await march.world.settle({ date_range: days(1, 3) });
    const asked = await march.world.data('member');
    await march.world.settle({});
    expect(asked.data.map(({ key }) => key)).toEqual([1, 2, 3].map(date));
  });

  it('are cut to the latest days, with the total of all', async () => {
    await march.draw({
      ...{ chart_type: 'cumulative_flow', limit: 2 },
      date_range: days(1, 6),
    });
    const answer = await march.world.data('member');
    expect(answer).toMatchObject({ truncated: true, total: 4 });
    expect(answer.data.map(({ key }) => key)).toEqual([date(5), date(6)]);
  });

  it.each([
    ['start=2024-01-01&end=2026-03-06', 'week', '2026-03-02'],
    ['start=2010-01-01&end=2026-03-06', 'month', '2026-03'],
    ['start=2026-01-01&end=2026-03-06', 'day', '2026-03-06'],
  ])('have longer buckets for %s', async (query, interval, last) => {
    await march.draw({ chart_type: 'cumulative_flow' });
    const answer = await march.world.data('member', query);
    expect(answer).toMatchObject({ interval, total: 4 });
    expect(answer.data.length).toBeLessThanOrEqual(400);
    expect(answer.data.at(-1)).toMatchObject({ key: last, completed: 3 });
    const rows = `${query}&key=${last}&group=completed`;
    expect(await march.world.rows('member', rows)).toHaveLength(3);
  });
});
