import {
  NumberAxisName,
  WidgetBars,
  WidgetConfig,
  Worklog,
} from '@callboard/plugin-callboard-common';
import { groupBy, sum, sumBy, uniqBy } from 'lodash';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import {
  people as persons,
  PersonName,
} from '../../../__testUtils__/startCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { WorkspaceStore } from '../../../core/workspaces/WorkspaceStore';
import { Departments } from '../../time/__testUtils__/Departments';
import { TimeDesk, today } from '../../time/__testUtils__/TimeDesk';
import { addDays } from '../../time/rules/workingDays';
import { AnalyticsService } from '../analytics/AnalyticsService';
import { NumberReadModel } from './NumberReadModel';
import { WidgetNumbers } from './WidgetNumbers';

const ROOT = '/workspaces/default';

const valueOf: Partial<
  Record<NumberAxisName, (log: Worklog) => string | boolean | null>
> = {
  PROJECT: log => log.project_id,
  MEMBER: log => log.logged_by,
  WORK_ITEM: log => log.work_item_id,
  LOGGED_AT: log => log.logged_at,
  ACTIVITY_TYPE: log => log.activity_type,
  BILLABLE: log => log.is_billable,
};
const axes = Object.keys(valueOf) as NumberAxisName[];

describeCallboard('numbers of time', { entities: landscape }, callboard => {
  let department: string;
  let desks: TimeDesk[];

  beforeAll(async () => {
    const departments = new Departments(callboard());
    department = await departments.found(null);
    desks = [
      await TimeDesk.open(callboard()),
      await TimeDesk.open(callboard(), 'payments_api'),
    ];
    await departments.employ('member', department, {
      date_of_joining: '2020-01-01',
    });
    for (const [n, desk] of desks.entries()) {
      for (const [minutes, who] of [
        [30, 'member'],
        [45, 'projectAdmin'],
        [60, 'member'],
      ] as const) {
        await desk.log(who, {
          duration_minutes: minutes,
          logged_at: addDays(today(), -n - Math.floor(minutes / 30)),
          is_billable: minutes > 40,
          activity_type: minutes === 45 ? 'meeting' : null,
        });
      }
    }
    // Then only what is their own there.
    await desks[1].admit('member', null);
  });

  const ask = async (
    who: PersonName,
    config: WidgetConfig,
    widget_type = 'time_chart',
  ): Promise<WidgetBars> => {
    const { body } = await callboard()
      .as(who)
      .post(`${ROOT}/dashboards/preview`, { widget_type, config })
      .expect(200);
    return body;
  };

  const entriesOf = async (who: PersonName): Promise<Worklog[]> => {
    const { body } = await callboard()
      .as(who)
      .get(`${ROOT}/worklogs?limit=200`)
      .expect(200);
    return body.items;
  };

  const barsOf = ({ data }: WidgetBars) =>
    Object.fromEntries(data.map(({ key, count }) => [key, count]));

  describe.each([
    ['superAdmin', 6],
    ['member', 5],
    ['projectAdmin', 6],
    ['guest', 0],
  ] as const)('as %s sees them', (who, seen) => {
    it.each(axes)('by %s are those of the list', async x_axis => {
      const entries = await entriesOf(who);
      expect(entries).toHaveLength(seen);
      const groups = groupBy(entries, log =>
        String(valueOf[x_axis]!(log) ?? 'none'),
      );
      const counted = (count: (logs: Worklog[]) => number) =>
        Object.fromEntries(
          Object.entries(groups).map(([key, logs]) => [key, count(logs)]),
        );
      const minutes = await ask(who, { x_axis, metric: 'logged_minutes' });
      expect(barsOf(minutes)).toEqual(
        counted(logs => sumBy(logs, 'duration_minutes')),
      );
      expect(minutes.total).toBe(sumBy(entries, 'duration_minutes'));
      const people = await ask(who, { x_axis }, 'people_chart');
      expect(barsOf(people)).toEqual(
        counted(logs => uniqBy(logs, 'logged_by').length),
      );
      expect(people.total).toBe(uniqBy(entries, 'logged_by').length);
    });
  });

  it('are of the department that each was in on the day', async () => {
    const answer = await ask('superAdmin', {
      x_axis: 'DEPARTMENT',
      metric: 'logged_minutes',
    });
    expect(barsOf(answer)).toEqual({ [department]: 180, none: 90 });
    const narrowed = await ask('superAdmin', {
      x_axis: 'MEMBER',
      metric: 'logged_minutes',
      filters: { department_ids: [department] },
    });
    expect(narrowed.total).toBe(180);
    const without = await ask('superAdmin', {
      x_axis: 'MEMBER',
      metric: 'logged_minutes',
      filters: { department_ids: [null] },
    });
    expect(without.total).toBe(90);
  });

  it('fill the days of a range, and are compared with the days before', async () => {
    const end = today();
    const answer = await ask('superAdmin', {
      x_axis: 'LOGGED_AT',
      metric: 'logged_minutes',
      date_range: { start: addDays(end, -1), end },
    });
    expect(answer.data).toEqual([
      { key: addDays(end, -1), name: addDays(end, -1), count: 75 },
      { key: end, name: end, count: 0 },
    ]);
    expect(answer).toMatchObject({ total: 75, previous_total: 195 });
  });

  it('have their values in the days of a range beside a single number', async () => {
    const end = today();
    const number = {
      chart_type: 'number',
      metric: 'logged_minutes',
      date_range: { start: addDays(end, -1), end },
    } as const;
    expect(await ask('superAdmin', number)).toMatchObject({
      value: 75,
      previous_value: 195,
      spark: [75, 0],
    });
    const { spark: weeks } = (await ask('superAdmin', {
      ...number,
      date_range: { start: addDays(end, -99), end },
    })) as unknown as { spark: number[] };
    expect(sum(weeks)).toBe(270);
    expect(weeks.length).toBeLessThanOrEqual(16);
    const { date_range: _, ...always } = number;
    expect(await ask('superAdmin', always)).not.toHaveProperty('spark');
  });

  it('are told without those days where these take too long', async () => {
    const tooLong = Object.assign(new Error('Too long'), {
      name: 'KnexTimeoutError',
      sql: 'SELECT',
    });
    const apart = jest
      .spyOn(NumberReadModel.prototype, 'ask')
      .mockRejectedValue(tooLong);
    const end = today();
    const answer = await ask('superAdmin', {
      chart_type: 'number',
      metric: 'logged_minutes',
      date_range: { start: addDays(end, -2), end },
    });
    expect(apart).toHaveBeenCalledTimes(1);
    apart.mockRestore();
    expect(answer).toMatchObject({ value: 210, metric: 'logged_minutes' });
    expect(answer).not.toHaveProperty('spark');
  });

  it('are counted for thresholds without those days', async () => {
    const { knex } = callboard();
    const clock = { now: () => Date.now() };
    const numbers = new WidgetNumbers({
      ...{ knex, clock },
      analytics: new AnalyticsService({ knex, clock }),
      privacy: { maskFor: async () => undefined },
    });
    const workspaces = new WorkspaceDirectory(new WorkspaceStore(knex));
    const user_ref = persons.superAdmin;
    const seen = await workspaces.see(
      { user_ref, is_super_admin: true },
      'default',
    );
    const asker = { ...seen, caller: { user_ref, display_name: 'Sue' } };
    const end = today();
    const date_range = { start: addDays(end, -1), end };
    const widget = {
      widget_type: 'time_chart' as const,
      config: { chart_type: 'number', metric: 'logged_minutes', date_range },
    } as Parameters<WidgetNumbers['answer']>[1];
    const spark = false;
    const plain = await numbers.answer(asker, widget, {}, { spark });
    expect(plain).toMatchObject({ value: 75 });
    expect(plain).not.toHaveProperty('spark');
    expect(await numbers.answer(asker, widget)).toHaveProperty('spark');
  });
});
