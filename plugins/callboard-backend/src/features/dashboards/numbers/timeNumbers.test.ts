import {
  ActivitySummary,
  Interval,
  NumberAxisName,
  WidgetBars,
  WidgetConfig,
  WidgetType,
  Worklog,
} from '@callboard/plugin-callboard-common';
import { groupBy, sum, sumBy, uniqBy } from 'lodash';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../../__testUtils__/describeCallboard';
import {
  people as persons,
  PersonName,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { Departments } from '../../time/__testUtils__/Departments';
import { TimeFixture, today } from '../../time/__testUtils__/TimeFixture';
import { addDays, getDateInZone } from '../../../database/zones';
import { AnalyticsService } from '../analytics/AnalyticsService';
import { NumberReadModel } from './NumberReadModel';
import { WidgetDefinition } from './resolveQuery';
import { WidgetNumbers } from './WidgetNumbers';
import { updateMany } from '../../../database/bulk';
import {
  addRows,
  addWorkspace,
} from '../../activity/__testUtils__/activityRows';
import { countAll } from '../../activity/__testUtils__/countAll';
import { ProjectFixture } from '../../work/__testUtils__/ProjectFixture';
import { makeDashboardFixture } from '../__testUtils__/makeDashboardFixture';
import { createId } from '../../../database/ids';

describe('time metrics', () => {
  const ROOT = '/workspaces/default';

  const valueGetters: Partial<
    Record<NumberAxisName, (log: Worklog) => string | boolean | null>
  > = {
    PROJECT: log => log.project_id,
    MEMBER: log => log.logged_by,
    WORK_ITEM: log => log.work_item_id,
    LOGGED_AT: log => log.logged_at,
    ACTIVITY_TYPE: log => log.activity_type,
    BILLABLE: log => log.is_billable,
  };
  const axes = Object.keys(valueGetters) as NumberAxisName[];

  describeCallboard(
    'time metrics',
    { entities: catalogEntities },
    callboard => {
      let department: string;
      let timeFixtures: TimeFixture[];

      beforeAll(async () => {
        const departments = new Departments(callboard());
        department = await departments.createDepartment(null);
        timeFixtures = [
          await TimeFixture.open(callboard()),
          await TimeFixture.open(callboard(), 'payments_api'),
        ];
        await departments.createStaff('member', department, {
          date_of_joining: '2020-01-01',
        });
        for (const [n, fixture] of timeFixtures.entries()) {
          for (const [minutes, who] of [
            [30, 'member'],
            [45, 'projectAdmin'],
            [60, 'member'],
          ] as const) {
            await fixture.log(who, {
              duration_minutes: minutes,
              logged_at: addDays(today(), -n - Math.floor(minutes / 30)),
              is_billable: minutes > 40,
              activity_type: minutes === 45 ? 'meeting' : null,
            });
          }
        }
        // From now on, the member sees only their own time in the second project.
        await timeFixtures[1].setRole('member', null);
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

      const readEntries = async (who: PersonName): Promise<Worklog[]> => {
        const { body } = await callboard()
          .as(who)
          .get(`${ROOT}/worklogs?limit=200`)
          .expect(200);
        return body.items;
      };

      const toBarCounts = ({ data }: WidgetBars) =>
        Object.fromEntries(data.map(({ key, count }) => [key, count]));

      describe.each([
        ['superAdmin', 6],
        ['member', 5],
        ['projectAdmin', 6],
        ['guest', 0],
      ] as const)('viewer %s', (who, seen) => {
        it.each(axes)(
          'counts time and people by %s like the list of time entries',
          async x_axis => {
            const entries = await readEntries(who);
            expect(entries).toHaveLength(seen);
            const groups = groupBy(entries, log =>
              String(valueGetters[x_axis]!(log) ?? 'none'),
            );
            const counted = (count: (logs: Worklog[]) => number) =>
              Object.fromEntries(
                Object.entries(groups).map(([key, logs]) => [key, count(logs)]),
              );
            const minutes = await ask(who, {
              x_axis,
              metric: 'logged_minutes',
            });
            expect(toBarCounts(minutes)).toEqual(
              counted(logs => sumBy(logs, 'duration_minutes')),
            );
            expect(minutes.total).toBe(sumBy(entries, 'duration_minutes'));
            const people = await ask(who, { x_axis }, 'people_chart');
            expect(toBarCounts(people)).toEqual(
              counted(logs => uniqBy(logs, 'logged_by').length),
            );
            expect(people.total).toBe(uniqBy(entries, 'logged_by').length);
          },
        );
      });

      it('counts time in the department that the user was in on that day', async () => {
        const answer = await ask('superAdmin', {
          x_axis: 'DEPARTMENT',
          metric: 'logged_minutes',
        });
        expect(toBarCounts(answer)).toEqual({ [department]: 180, none: 90 });
        const filtered = await ask('superAdmin', {
          x_axis: 'MEMBER',
          metric: 'logged_minutes',
          filters: { department_ids: [department] },
        });
        expect(filtered.total).toBe(180);
        const without = await ask('superAdmin', {
          x_axis: 'MEMBER',
          metric: 'logged_minutes',
          filters: { department_ids: [null] },
        });
        expect(without.total).toBe(90);
      });

      it('returns each day of a range, and the total of the previous period', async () => {
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

      it('returns a sparkline of the range with a single number', async () => {
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

      it('omits the sparkline when its query times out', async () => {
        const tooLong = Object.assign(new Error('Too long'), {
          name: 'KnexTimeoutError',
          sql: 'SELECT',
        });
        const readBars = jest
          .spyOn(NumberReadModel.prototype, 'readBars')
          .mockRejectedValue(tooLong);
        const end = today();
        const answer = await ask('superAdmin', {
          chart_type: 'number',
          metric: 'logged_minutes',
          date_range: { start: addDays(end, -2), end },
        });
        expect(readBars).toHaveBeenCalledTimes(1);
        readBars.mockRestore();
        expect(answer).toMatchObject({ value: 210, metric: 'logged_minutes' });
        expect(answer).not.toHaveProperty('spark');
      });

      it('omits the sparkline when thresholds are checked', async () => {
        const { knex } = callboard();
        const clock = { now: () => Date.now() };
        const numbers = new WidgetNumbers({
          knex,
          clock,
          analytics: new AnalyticsService({ knex, clock }),
          privacy: { getPseudonymiser: async () => undefined },
          accessLog: { recordRead: () => {} },
        });
        const workspaces = new WorkspaceDirectory(knex);
        const user_ref = persons.superAdmin;
        const seen = await workspaces.getVisible(
          { user_ref, is_super_admin: true },
          'default',
        );
        const context = { ...seen, caller: { user_ref, display_name: 'Sue' } };
        const end = today();
        const date_range = { start: addDays(end, -1), end };
        const widget = {
          widget_type: 'time_chart' as const,
          config: {
            chart_type: 'number',
            metric: 'logged_minutes',
            date_range,
          },
        } as Parameters<WidgetNumbers['compute']>[1];
        const plain = await numbers.compute(
          context,
          widget,
          {},
          { isCheck: true },
        );
        expect(plain.data).toMatchObject({ value: 75 });
        expect(plain.data).not.toMatchObject({ spark: expect.anything() });

        const { data } = await numbers.compute(context, widget);
        expect(data).toHaveProperty('spark');
      });
    },
  );
});

describe('days in time zones', () => {
  const ROOT = '/workspaces/default';

  /** The first instants of a day and of the next one, and their dates. */
  interface Turn {
    zone: string;
    what: string;
    day: string;
    from: string;
    next: string;
    to: string;
  }

  const shifts: Turn[] = [
    {
      zone: 'Pacific/Kiritimati',
      what: 'that begins fourteen hours before it does in UTC',
      day: '2026-03-08',
      from: '2026-03-07T10:00:00Z',
      next: '2026-03-09',
      to: '2026-03-08T10:00:00Z',
    },
    {
      zone: 'Europe/Berlin',
      what: 'of 23 hours',
      day: '2026-03-29',
      from: '2026-03-28T23:00:00Z',
      next: '2026-03-30',
      to: '2026-03-29T22:00:00Z',
    },
    {
      zone: 'Europe/Berlin',
      what: 'of 25 hours',
      day: '2025-10-26',
      from: '2025-10-25T22:00:00Z',
      next: '2025-10-27',
      to: '2025-10-26T23:00:00Z',
    },
    {
      zone: 'America/New_York',
      what: 'of 23 hours',
      day: '2026-03-08',
      from: '2026-03-08T05:00:00Z',
      next: '2026-03-09',
      to: '2026-03-09T04:00:00Z',
    },
    {
      zone: 'Australia/Lord_Howe',
      what: 'of 24 hours and a half',
      day: '2026-04-05',
      from: '2026-04-04T13:00:00Z',
      next: '2026-04-06',
      to: '2026-04-05T13:30:00Z',
    },
    {
      zone: 'Asia/Beirut',
      what: 'that begins at one, without a midnight',
      day: '2026-03-29',
      from: '2026-03-28T22:00:00Z',
      next: '2026-03-30',
      to: '2026-03-29T21:00:00Z',
    },
    {
      zone: 'Asia/Beirut',
      what: 'whose last hour comes twice',
      day: '2025-10-25',
      from: '2025-10-24T21:00:00Z',
      next: '2025-10-26',
      to: '2025-10-25T22:00:00Z',
    },
    {
      zone: 'Pacific/Apia',
      what: 'before a date that the zone skipped',
      day: '2011-12-29',
      from: '2011-12-29T10:00:00Z',
      next: '2011-12-31',
      to: '2011-12-30T10:00:00Z',
    },
  ];

  const sources: Array<[WidgetType, NumberAxisName]> = [
    ['work_items_chart', 'CREATED_AT'],
    ['work_items_chart', 'COMPLETED_AT'],
    ['activity_chart', 'DAY'],
  ];

  describeCallboard(
    'metrics by day in time zones',
    { entities: catalogEntities, databases: 'tagged' },
    callboard => {
      const dashboardFixture = makeDashboardFixture(callboard);
      const ids: string[] = [];
      let board: string;
      let workspace: string;

      beforeAll(async () => {
        await dashboardFixture.assignRoles();
        const fixture = await ProjectFixture.open(callboard());
        for (let nth = 0; nth < 4; nth += 1) {
          ids.push(
            (await fixture.make({ state_id: fixture.states.Done.id })).id,
          );
        }
        const dashboard = await dashboardFixture.createDashboard('superAdmin');
        board = `${ROOT}/dashboards/${dashboard.id}`;
        const { body } = await callboard()
          .as('superAdmin')
          .get(ROOT)
          .expect(200);
        workspace = body.id;
      });

      const draw = async (widget_type: WidgetType, config: object) => {
        const { body } = await callboard()
          .as('superAdmin')
          .post(`${board}/widgets`, { widget_type, config })
          .expect(201);
        return `${board}/widgets/${body.id}`;
      };
      const get = async (path: string, query: Record<string, string>) => {
        const { body } = await callboard()
          .as('superAdmin')
          .get(`${path}?${new URLSearchParams(query)}`)
          .expect(200);
        return body;
      };
      const toBarCounts = ({ data }: WidgetBars) =>
        Object.fromEntries(data.map(({ key, count }) => [key, count]));

      /** Sets the time of each of four resources, and adds rows to the log at the same times. */
      const configure = async (action: string, instants: number[]) => {
        const { knex } = callboard();
        await updateMany(
          knex,
          'work_items',
          instants.map((instant, nth) => ({
            id: ids[nth],
            created_at: new Date(instant),
            completed_at: new Date(instant),
          })),
        );
        const rows = instants.map(created_at => ({ action, created_at }));
        await addRows(knex, workspace, rows.slice(0, 2));
        await countAll(knex);
        // The stored counts lack the last rows, so these are read from the log itself.
        await addRows(knex, workspace, rows.slice(2));
      };

      describe.each(shifts)(
        'a day $what, in $zone',
        ({ zone, day, from, next, to }) => {
          const action = `turn-${zone}-${day}`;
          const [begin, end] = [from, to].map(Date.parse);
          const before = new Date(Date.parse(day) - 86_400_000)
            .toISOString()
            .slice(0, 10);

          beforeAll(() => configure(action, [begin - 1, begin, end - 1, end]));

          it.each(sources)(
            'counts everything from the first instant to the last: %s by %s @full @postgres',
            async (widget_type, x_axis) => {
              const isOfLog = widget_type === 'activity_chart';
              const filters = isOfLog ? { actions: [action] } : {};
              const widget = await draw(widget_type, { x_axis, filters });
              const query = { tz: zone, start: before, end: next };
              const result = await get(`${widget}/data`, query);
              const counted = { [before]: 1, [day]: 2, [next]: 1 };
              expect(toBarCounts(result)).toMatchObject(counted);
              expect(result.total).toBe(4);
              for (const [key, total] of Object.entries(counted)) {
                const rows = await get(`${widget}/rows`, { ...query, key });
                expect(rows.total).toBe(total);
              }
              const alone = await get(`${widget}/data`, {
                tz: zone,
                start: day,
                end: day,
              });
              expect(toBarCounts(alone)).toEqual({ [day]: 2 });
              expect(alone).toMatchObject({ total: 2, previous_total: 1 });
            },
          );
        },
      );

      it('returns zero for a day that the time zone skips', async () => {
        const widget = await draw('work_items_chart', { x_axis: 'CREATED_AT' });
        const never = '2011-12-30';
        expect(
          await get(`${widget}/data`, {
            tz: 'Pacific/Apia',
            start: never,
            end: never,
          }),
        ).toMatchObject({ data: [{ key: never, count: 0 }], total: 0 });
      });

      it.each<[string, number, string, string]>([
        ['Sunday', 7, '2026-03-08', '2026-03-01'],
        ['Monday', 1, '2026-03-02', '2026-02-23'],
        ['Saturday', 6, '2026-03-07', '2026-02-28'],
      ])(
        'counts the first instant of Sunday in Kiritimati in its week, with weeks from %s on @full',
        async (_, week_start, week, weekBefore) => {
          await callboard()
            .as('superAdmin')
            .patch(ROOT, { week_start })
            .expect(200);
          const sunday = Date.parse('2026-03-07T10:00:00Z');
          const action = `week-${week_start}`;
          const days = [sunday - 1, sunday, sunday + 1, sunday + 2];
          await configure(action, days);
          for (const [widget_type, x_axis] of sources) {
            const isOfLog = widget_type === 'activity_chart';
            const widget = await draw(widget_type, {
              x_axis,
              interval: 'week' as Interval,
              filters: isOfLog ? { actions: [action] } : {},
            });
            const query = {
              tz: 'Pacific/Kiritimati',
              start: '2026-02-28',
              end: '2026-03-08',
            };
            const result = await get(`${widget}/data`, query);
            const isApart = week_start === 7;
            const bars = toBarCounts(result);
            expect(bars[week]).toBe(isApart ? 3 : 4);
            expect(bars[weekBefore]).toBe(isApart ? 1 : 0);
            const rows = await get(`${widget}/rows`, { ...query, key: week });
            expect(rows.total).toBe(bars[week]);
          }
        },
      );

      it.each([
        ['Pacific/Kiritimati', 7, 'Sunday'],
        ['Pacific/Pago_Pago', 7, 'Sunday'],
        ['Pacific/Kiritimati', 1, 'Monday'],
      ])(
        'lists the seven days of this week in %s with week_start %d: first day %s',
        async (zone, week_start, first) => {
          await callboard()
            .as('superAdmin')
            .patch(ROOT, { week_start })
            .expect(200);
          const widget = await draw('work_items_chart', {
            x_axis: 'CREATED_AT',
          });
          const range = { tz: zone, date_range: 'this_week' };
          const { data } = await get(`${widget}/data`, range);
          const days = data.map(({ key }: { key: string }) => key);
          const weekday = new Intl.DateTimeFormat('en', {
            timeZone: 'UTC',
            weekday: 'long',
          });
          expect(weekday.format(Date.parse(days[0]))).toBe(first);
          expect(days).toHaveLength(7);
          expect(days).toContain(getDateInZone(Date.now(), zone));
        },
      );
    },
  );
});

const DAYS = { start: '2026-03-01', end: '2026-03-31' };
const LAB = '/workspaces/lab';
const range = `start=${DAYS.start}&end=${DAYS.end}`;

describeCallboard('activity metrics', { databases: 'tagged' }, callboard => {
  let department: string;

  beforeAll(async () => {
    const lab = await addWorkspace(callboard(), 'lab', {
      timezone: 'Asia/Tokyo',
      members: [
        [persons.admin, 'admin'],
        [persons.member, 'member'],
      ],
    });
    const who = [persons.member, persons.admin, persons.guest];
    const visibilities = ['workspace', 'admins'] as const;
    const rows = Array.from({ length: 120 }, (_, n) => ({
      user_id: who[n % 3],
      // The last name is the current one.
      user_name: n < 60 ? 'Of old' : `Now ${n % 3}`,
      visibility: visibilities[n % 2],
      action: ['create', 'update', 'page_view', 'constructor'][n % 4],
      entity_type: n % 5 === 0 ? null : 'work_item',
      created_at: Date.UTC(2026, 2, 1 + (n % 28), n % 24),
    }));
    const { knex } = callboard();
    await addRows(knex, lab, rows.slice(0, 100));
    await countAll(knex);
    // The stored counts lack the last rows, so these are read from the log itself.
    await addRows(knex, lab, rows.slice(100));
    const boss = callboard().as('superAdmin');
    const { body } = await boss
      .post(`${LAB}/departments`, { name: 'Payments' })
      .expect(201);
    department = body.id;
    for (const [staff_id, user_ref, department_id] of [
      ['1', persons.member, department],
      ['2', persons.admin, null],
    ]) {
      await boss
        .post(`${LAB}/staff`, {
          staff_id,
          user_ref,
          department_id,
          first_name: 'A',
          last_name: 'B',
          email: `${staff_id}@b.com`,
        })
        .expect(201);
    }
  });

  const ask = async (
    who: PersonName,
    config: WidgetConfig,
  ): Promise<WidgetBars> => {
    const { body } = await callboard()
      .as(who)
      .post('/workspaces/lab/dashboards/preview', {
        widget_type: 'activity_chart',
        config: { date_range: DAYS, ...config },
      })
      .expect(200);
    return body;
  };
  const summary = async (who: PersonName, query = ''): Promise<any> => {
    const { body } = await callboard()
      .as(who)
      .get(`/activity/summary?workspace=lab&${range}&${query}`)
      .expect(200);
    return body as ActivitySummary;
  };
  const toBarCounts = ({ data }: WidgetBars) =>
    Object.fromEntries(
      data.flatMap(({ key, count }) => (count ? [[key, count]] : [])),
    );

  describe.each([
    ['admin', 120],
    ['member', 80],
  ] as const)('viewer %s', (who, seen) => {
    it.each([
      ['ACTION', 'by_action', 'action'],
      ['ENTITY_TYPE', 'by_entity_type', 'entity_type'],
      ['USER', 'by_user', 'user_id'],
      ['DAY', 'by_day', 'date'],
    ] as const)(
      'counts actions by %s like the activity summary',
      async (x_axis, list, key) => {
        const expected = await summary(who);
        const answer = await ask(who, { x_axis });
        expect(answer.total).toBe(seen);
        expect(toBarCounts(answer)).toEqual(
          Object.fromEntries(
            expected[list].map((group: any) => [
              group[key] ?? 'none',
              group.count,
            ]),
          ),
        );
      },
    );

    it('counts entries that match any of several filter values', async () => {
      const readTotal = async (query: string) =>
        (await summary(who, query)).total;
      const answer = await ask(who, {
        x_axis: 'DAY',
        interval: 'week',
        filters: {
          actions: ['create', 'constructor'],
          user_ids: [persons.member, persons.guest],
        },
      });
      const parts = await Promise.all(
        ['create', 'constructor'].flatMap(action =>
          [persons.member, persons.guest].map(user =>
            readTotal(`action=${action}&user_id=${user}`),
          ),
        ),
      );
      expect(answer.total).toBeGreaterThan(0);
      expect(answer.total).toBe(parts.reduce((total, part) => total + part, 0));
      expect(sumBy(answer.data, 'count')).toBe(answer.total);
    });

    it('filters by department, or by users without one @full @postgres', async () => {
      const readDepartmentBars = async (
        department_ids: Array<string | null>,
      ) => {
        const filters = { department_ids };
        const answer = await ask(who, { x_axis: 'USER', filters });
        return toBarCounts(answer);
      };
      const all = toBarCounts(await ask(who, { x_axis: 'USER' }));
      const { [persons.member]: member, ...others } = all;
      expect(await readDepartmentBars([department])).toEqual({
        [persons.member]: member,
      });
      expect(await readDepartmentBars([null])).toEqual(others);
      expect(await readDepartmentBars([null, department])).toEqual(all);
      const filtered = await ask(who, {
        x_axis: 'USER',
        filters: {
          department_ids: [null],
          user_ids: [persons.member, persons.guest],
        },
      });
      expect(toBarCounts(filtered)).toEqual({
        [persons.guest]: all[persons.guest],
      });
    });

    it('shows the same user names as the activity log', async () => {
      const { data } = await ask(who, { x_axis: 'USER' });
      const named = (await summary(who)).by_user;
      expect(data.map(({ key, name }) => [key, name]).sort()).toEqual(
        named.map(({ user_id, user_name }: any) => [user_id, user_name]).sort(),
      );
    });

    it('counts each user once', async () => {
      const answer = await ask(who, { x_axis: 'ACTION', metric: 'people' });
      expect(answer.total).toBe(3);
      expect(toBarCounts(answer)).toMatchObject({ create: 3, page_view: 3 });
    });
  });
});

const chart = {
  widget_type: 'work_items_chart',
  config: { x_axis: 'STATES', metric: 'count' },
} as const;
const stats = { widget_type: 'project_stats', config: {} } as const;

/** Sets up a user who requests a widget every five seconds. */
function setUpPolling(
  callboard: () => TestCallboard,
  widget: WidgetDefinition = chart,
) {
  let fixture: ProjectFixture;
  let ask: () => Promise<any>;
  let clock: jest.SpyInstance<number>;

  beforeAll(async () => {
    fixture = await ProjectFixture.open(callboard());
    await fixture.make({});
    // The first request adds the guest to the workspace, which is a change.
    await callboard().as('guest').get('/workspaces/default').expect(200);
  });

  beforeEach(async () => {
    let now = 0;
    clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
    const { knex } = callboard();
    const deps = { knex, clock: { now: () => Date.now() } };
    const numbers = new WidgetNumbers({
      ...deps,
      analytics: new AnalyticsService(deps),
      privacy: { getPseudonymiser: async () => undefined },
      accessLog: { recordRead: () => {} },
    });
    const user_ref = persons.superAdmin;
    const workspaces = new WorkspaceDirectory(knex);
    const seen = await workspaces.getVisible(
      { user_ref, is_super_admin: true },
      'default',
    );
    const context = { ...seen, caller: { user_ref, display_name: 'Sue' } };
    ask = async () => {
      now += 5_000;
      return (await numbers.compute(context, widget)).data;
    };
  });

  afterEach(() => clock.mockRestore());

  return { ask: () => ask(), make: () => fixture.make({}) };
}

describe.each([chart, stats])('metrics of a $widget_type', widget => {
  describeWithoutJobs(
    'metric cache',
    { entities: catalogEntities },
    callboard => {
      const { ask, make } = setUpPolling(callboard, widget);

      it('returns the cached response while users only view pages', async () => {
        const first = await ask();
        await callboard()
          .as('guest')
          .post('/activity', { action: 'page_view', entity_id: '/catalog' })
          .expect(201);
        expect(await ask()).toBe(first);
      });

      it('recomputes the response after any change in the workspace', async () => {
        const first = await ask();
        await make();
        const second = await ask();
        expect(second.total).toBe(first.total + 1);
        expect(await ask()).toBe(second);
      });
    },
  );
});

describeWithoutJobs(
  'metrics during an uncommitted change',
  { entities: catalogEntities, databases: ['POSTGRES_18'] },
  callboard => {
    const { ask } = setUpPolling(callboard);

    it('recomputes the response after the change commits', async () => {
      const { knex } = callboard();
      const slow = await knex.transaction();
      const { arrival: _, ...row } = await slow('activity')
        .where({ entity_type: 'work_item', source: 'backend' })
        .first();
      await slow('activity').insert({
        ...row,
        id: createId(Date.now()),
        metadata: JSON.stringify(row.metadata),
        changes: JSON.stringify(row.changes),
      });
      const first = await ask();
      expect(await ask()).toBe(first);
      await slow.commit();
      const second = await ask();
      expect(second).not.toBe(first);
      expect(await ask()).toBe(second);
    });
  },
);
