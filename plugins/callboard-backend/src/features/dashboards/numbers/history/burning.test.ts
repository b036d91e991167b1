import { describeCallboard } from '../../../../__testUtils__/describeCallboard';
import { landscape } from '../../../../core/projects/__testUtils__/landscape';
import { addDays } from '../../../time/rules/workingDays';
import { columnOf, date, days, makeMarch } from './__testUtils__/makeMarch';

const today = () => new Date().toISOString().slice(0, 10);

describeCallboard('charts of a cycle', { entities: landscape }, callboard => {
  let march: Awaited<ReturnType<typeof makeMarch>>;

  beforeAll(async () => {
    march = await makeMarch(callboard());
  });

  it('burn down what is left of a cycle, on each of its days', async () => {
    await march.draw({
      chart_type: 'burndown',
      filters: { cycles: [march.cycle.id] },
    });
    expect(await march.world.data('member')).toEqual({
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
    expect(await march.world.rows('member', `key=${date(5)}`)).toEqual([
      march.world.items[2].id,
    ]);
  });

  it('burn up to the scope of a cycle, which cancelled items leave', async () => {
    await march.draw({
      ...{ chart_type: 'burnup', metric: 'estimate_points' },
      filters: { cycles: [march.cycle.id] },
    });
    const answer = await march.world.data('member');
    expect(columnOf(answer, 'scope')).toEqual([8, 8, 8, 8, 8]);
    expect(columnOf(answer, 'completed')).toEqual([0, 8, 8, 3, 8]);
    expect(columnOf(answer, 'ideal')).toEqual([0, 2, 4, 6, 8]);
    expect(columnOf(answer, 'count')).toEqual(columnOf(answer, 'completed'));
    expect(answer.total).toBe(8);
    await march.draw({
      chart_type: 'burnup',
      filters: { cycles: [march.cycle.id] },
    });
    const count = await march.world.data('member');
    expect(columnOf(count, 'scope')).toEqual([3, 3, 2, 2, 2]);
    expect(
      await march.world.rows('member', `key=${date(2)}&group=scope`),
    ).toEqual([0, 2, 4].map(nth => march.world.items[nth].id).sort());
  });

  it('are of the days of the cycle, whatever range is asked for', async () => {
    await march.draw({
      ...{ chart_type: 'burndown', date_range: 'last_7_days' },
      filters: { cycles: [march.cycle.id] },
    });
    const { data } = await march.world.data('member', 'date_range=today');
    expect(data.map(({ key }) => key)).toEqual([2, 3, 4, 5, 6].map(date));
    const rows = await march.world.rows(
      'member',
      `date_range=today&key=${date(2)}`,
    );
    expect(rows).toHaveLength(3);
  });

  it('have no days of a cycle that their reader does not see', async () => {
    const hidden = await march.world.desks.secret.set('cycles', {
      name: 'Hidden',
      start_date: date(2),
      end_date: date(6),
    });
    await march.draw({
      chart_type: 'burndown',
      date_range: days(10, 11),
      filters: { cycles: [hidden.id] },
    });
    const seen = await march.world.data('superAdmin');
    expect(seen.data[0].key).toBe(date(2));
    const part = await march.world.data('member');
    expect(part.data.map(({ key }) => key)).toEqual([date(10), date(11)]);
    expect(part).toMatchObject({ total: 0, is_partial: true });
  });

  it('know no numbers of days to come', async () => {
    const ahead = await march.world.desks.open.set('cycles', {
      name: 'Now',
      start_date: addDays(today(), -1),
      end_date: addDays(today(), 2),
    });
    const { desk, id } = march.world.items[6];
    await desk.patch({ id }, { cycle_id: ahead.id });
    for (const chart_type of ['burndown', 'burnup'] as const) {
      await march.draw({ chart_type, filters: { cycles: [ahead.id] } });
      const { data, total } = await march.world.data('member');
      const numbers = data.map(({ count }) => typeof count);
      expect(numbers).toEqual(['number', 'number', 'object', 'object']);
      expect(data.map(({ ideal }) => typeof ideal)).toEqual(
        Array(4).fill('number'),
      );
      expect(total).toBe(chart_type === 'burnup' ? 1 : 0);
      const later = `key=${addDays(today(), 2)}`;
      expect(await march.world.rows('member', later)).toEqual([]);
    }
    await march.draw({
      chart_type: 'burndown',
      date_range: { start: addDays(today(), 3), end: addDays(today(), 4) },
    });
    const planned = await march.world.data('superAdmin');
    expect(columnOf(planned, 'remaining')).toEqual([null, null]);
    expect(columnOf(planned, 'ideal')).toEqual([planned.total, 0]);
    expect(await march.world.rows('superAdmin')).toHaveLength(planned.total!);
  });
});
