import {
  numberAxes,
  NumberAxis,
  NumberAxisName,
  WidgetBars,
  WidgetItems,
  WidgetType,
} from '@callboard/plugin-callboard-common';
import { setTimeout as sleep } from 'timers/promises';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../__testUtils__/startCallboard';
import { catalogEntities } from '../../core/projects/__testUtils__/catalogEntities';
import { createId } from '../../database/ids';
import { ProjectFixture } from '../work/__testUtils__/ProjectFixture';
import { makeDashboardFixture } from './__testUtils__/makeDashboardFixture';
import { TimeFixture, today } from '../time/__testUtils__/TimeFixture';
import { addDays } from '../../database/zones';

describe('widget data', () => {
  const ROOT = '/workspaces/default';

  describeCallboard(
    'widget data and visibility',
    { entities: catalogEntities, databases: 'tagged' },
    callboard => {
      const dashboardFixture = makeDashboardFixture(callboard);
      let open: ProjectFixture;
      let secret: ProjectFixture;
      let id: string;

      beforeAll(async () => {
        await dashboardFixture.assignRoles();
        await callboard().as('reader').get('/me').expect(200);
        open = await ProjectFixture.open(callboard());
        secret = await ProjectFixture.open(callboard(), 'payments_api');
        for (const fixture of [open, secret]) {
          await fixture.make({ title: 'one', priority: 'high' });
          await fixture.make({ title: 'two', priority: 'low' });
        }
        await secret
          .as('superAdmin')
          .patch(secret.path, { access: 'secret' })
          .expect(200);
        const dashboard = await dashboardFixture.createDashboard('superAdmin', {
          access: 'shared',
        });
        id = dashboard.id;
      });

      const addWidget = async (
        config: object,
        widget_type = 'work_items_chart',
      ) => {
        const { body } = await callboard()
          .as('superAdmin')
          .post(`${ROOT}/dashboards/${id}/widgets`, { widget_type, config })
          .expect(201);
        return body.id as string;
      };
      const readData = async (
        who: PersonName,
        wid: string,
        query = '',
      ): Promise<WidgetBars> => {
        const { body } = await callboard()
          .as(who)
          .get(`${ROOT}/dashboards/${id}/widgets/${wid}/data?${query}`)
          .expect(200);
        return body;
      };
      const configure = (config: object) =>
        callboard()
          .as('superAdmin')
          .patch(`${ROOT}/dashboards/${id}`, { config })
          .expect(200);

      it('counts only items visible to the reader, and sets is_partial when the owner sees more', async () => {
        const wid = await addWidget({ x_axis: 'PROJECT' });
        const whole = await readData('superAdmin', wid);
        expect(whole.total).toBe(4);
        expect(whole).not.toHaveProperty('is_partial');
        for (const who of ['member', 'guest'] as const) {
          const part = await readData(who, wid);
          expect(part).toMatchObject({ total: 2, is_partial: true });
          expect(part.data.map(({ key }) => key)).toEqual([open.pid]);
          expect(JSON.stringify(part)).not.toContain(secret.pid);
        }
      });

      it('returns cached data up to max_age, only to readers with the same visibility @full', async () => {
        const wid = await addWidget({ x_axis: 'STATES' });
        const before = await readData('member', wid);
        const { id: third } = await open.make({ title: 'three' });
        expect(await readData('guest', wid, 'max_age=60')).toEqual(before);
        expect((await readData('superAdmin', wid, 'max_age=60')).total).toBe(5);
        expect((await readData('member', wid)).total).toBe(3);
        await callboard()
          .as('member')
          .get(`${ROOT}/dashboards/${id}/widgets/${wid}/data?max_age=61`)
          .expect(400);
        await open
          .as('superAdmin')
          .delete(`${open.path}/work-items/${third}`)
          .expect(204);
      });

      it.each([
        ['work_items_chart', { x_axis: 'STATES' }],
        ['activity_chart', { x_axis: 'ACTION' }],
      ])(
        'includes a change at once in the data and the preview of a %s',
        async (widget_type, config) => {
          const wid = await addWidget(config, widget_type);
          const readTotals = async () => {
            const preview = await callboard()
              .as('superAdmin')
              .post(`${ROOT}/dashboards/preview`, { widget_type, config })
              .expect(200);
            const { total } = await readData('superAdmin', wid);
            return [total!, preview.body.total];
          };
          const before = await readTotals();
          const { id: item } = await open.make();
          for (const [nth, total] of (await readTotals()).entries()) {
            expect(total).toBeGreaterThan(before[nth]);
          }
          await open
            .as('superAdmin')
            .delete(`${open.path}/work-items/${item}`)
            .expect(204);
        },
      );

      it('returns equal data to readers with equal visibility, and different data to others @postgres', async () => {
        const wid = await addWidget({
          x_axis: 'PROJECT',
          group_by: 'PRIORITY',
        });
        const [whole, member, guest] = await Promise.all(
          (['superAdmin', 'member', 'guest'] as const).map(who =>
            readData(who, wid),
          ),
        );
        expect(guest).toEqual(member);
        expect([whole.total, member.total]).toEqual([4, 2]);
        const time = await addWidget({ x_axis: 'MEMBER' }, 'time_chart');
        await open
          .as('superAdmin')
          .post(`${open.path}/members`, {
            user_ref: people.member,
            role: 'member',
          })
          .expect(201);
        const { id: item } = await open.make();
        await open
          .as('member')
          .post(`${open.path}/work-items/${item}/worklogs`, {
            duration_minutes: 5,
          })
          .expect(201);
        const [own, others] = await Promise.all([
          readData('member', time),
          readData('guest', time),
        ]);
        expect([own.total, others.total]).toEqual([1, 0]);
        await open
          .as('superAdmin')
          .delete(`${open.path}/work-items/${item}`)
          .expect(204);
      });

      it.each(['analytics_overview', 'project_stats'])(
        'caches %s for readers with the same visibility, up to max_age',
        async widget_type => {
          const wid = await addWidget({}, widget_type);
          const first = await readData('reader', wid);
          await sleep(5);
          expect(await readData('guest', wid)).toEqual(first);
          const { id: third } = await open.make({ title: 'three' });
          expect(await readData('guest', wid, 'max_age=60')).toEqual(first);
          const whole = await readData('superAdmin', wid, 'max_age=60');
          const now = await readData('guest', wid);
          expect(now.computed_at > first.computed_at).toBe(true);
          expect(whole.data).not.toEqual(now.data);
          await open
            .as('superAdmin')
            .delete(`${open.path}/work-items/${third}`)
            .expect(204);
        },
      );

      it('counts only logged time visible to the reader in an analytics overview', async () => {
        const wid = await addWidget({}, 'analytics_overview');
        const readLoggedMinutes = async (who: PersonName) => {
          const { data } = await readData(who, wid);
          return data.find(({ key }) => key === 'logged_minutes')!.count!;
        };
        const before = await readLoggedMinutes('member');
        const { id: item } = await open.make();
        await open
          .as('member')
          .post(`${open.path}/work-items/${item}/worklogs`, {
            duration_minutes: 7,
          })
          .expect(201);
        expect(await readLoggedMinutes('member')).toBe(before + 7);
        expect(await readLoggedMinutes('guest')).toBe(0);
        await open
          .as('superAdmin')
          .delete(`${open.path}/work-items/${item}`)
          .expect(204);
      });

      it('omits is_partial when the widget is filtered to projects visible to the reader', async () => {
        const wid = await addWidget({
          x_axis: 'PRIORITY',
          filters: { project_ids: [open.pid] },
        });
        const part = await readData('member', wid);
        expect(part.total).toBe(2);
        expect(part).not.toHaveProperty('is_partial');
      });

      it('omits is_partial when the dashboard is filtered to projects visible to the reader', async () => {
        const wid = await addWidget({ x_axis: 'PRIORITY' });
        await configure({ project_ids: [open.pid] });
        const part = await readData('member', wid);
        expect(part.total).toBe(2);
        expect(part).not.toHaveProperty('is_partial');
        await configure({});
      });

      it.each([
        [
          'the logged minutes of a project without being a member',
          'work_items_chart',
          { x_axis: 'PRIORITY', metric: 'logged_minutes' },
        ],
        ['activity', 'activity_chart', { x_axis: 'ACTION' }],
        ['the project stats', 'project_stats', {}],
        ['the analytics overview', 'analytics_overview', {}],
      ])(
        'sets is_partial when the reader cannot see all of %s @full-sqlite @postgres',
        async (_, widget_type, config) => {
          const filtered = { ...config, filters: { project_ids: [open.pid] } };
          const isOfWork = widget_type === 'work_items_chart';
          const wid = await addWidget(
            isOfWork ? filtered : config,
            widget_type,
          );
          expect(await readData('guest', wid)).toHaveProperty(
            'is_partial',
            true,
          );
          expect(await readData('superAdmin', wid)).not.toHaveProperty(
            'is_partial',
          );
        },
      );

      it('sets is_partial when an overview of one project contains time hidden from the reader', async () => {
        const wid = await addWidget(
          { filters: { project_ids: [open.pid] } },
          'analytics_overview',
        );
        expect(await readData('guest', wid)).toHaveProperty('is_partial', true);
        expect(await readData('superAdmin', wid)).not.toHaveProperty(
          'is_partial',
        );
      });

      it('returns empty partial data for a widget filtered to an inaccessible project', async () => {
        const wid = await addWidget({
          x_axis: 'PROJECT',
          filters: { project_ids: [secret.pid] },
        });
        expect(await readData('member', wid)).toMatchObject({
          data: [],
          total: 0,
          is_partial: true,
        });
      });

      it('omits is_partial for the dashboard owner, and for readers who see as much, when a filtered project is inaccessible @full @postgres', async () => {
        const { id: board } = await dashboardFixture.createDashboard('member', {
          access: 'shared',
        });
        const path = `${ROOT}/dashboards/${board}`;
        const addOwn = async (filters: object) => {
          const { body } = await callboard()
            .as('member')
            .post(`${path}/widgets`, {
              widget_type: 'work_items_chart',
              config: { x_axis: 'PROJECT', filters },
            })
            .expect(201);
          return async (who: PersonName) => {
            const answer = await callboard()
              .as(who)
              .get(`${path}/widgets/${body.id}/data`)
              .expect(200);
            return answer.body;
          };
        };
        const cycle = await secret.createSetting('cycles', { name: 'Sprint' });
        const label = await secret.createSetting('labels', {
          name: 'x',
          color: '#112233',
        });
        const { Done } = secret.states;
        for (const filters of [
          { project_ids: [secret.pid] },
          { cycles: [cycle.id] },
          { labels: [null, label.id], project_ids: [secret.pid] },
          { states: [Done.id] },
        ]) {
          const lost = await addOwn(filters);
          for (const who of ['member', 'guest'] as const) {
            const part = await lost(who);
            expect(part).toMatchObject({ data: [], total: 0 });
            expect(part).not.toHaveProperty('is_partial');
          }
        }
      });

      it('returns the same data for a hidden and for an absent project in the filters of a request', async () => {
        for (const owner of ['member', 'superAdmin'] as const) {
          const { id: board } = await dashboardFixture.createDashboard(owner, {
            access: 'shared',
          });
          const widgets = `${ROOT}/dashboards/${board}/widgets`;
          const { body } = await callboard()
            .as(owner)
            .post(widgets, {
              widget_type: 'work_items_chart',
              config: { x_axis: 'PROJECT' },
            })
            .expect(201);
          const [hidden, absent] = await Promise.all(
            [secret.pid, createId(0)].map(async project_ids => {
              const { body: data } = await callboard()
                .as('member')
                .get(`${widgets}/${body.id}/data?project_ids=${project_ids}`)
                .expect(200);
              return { ...data, computed_at: '' };
            }),
          );
          expect(hidden).toEqual(absent);
        }
      });

      it('sorts bars by priority and returns a group for each project @postgres', async () => {
        const wid = await addWidget({
          x_axis: 'PRIORITY',
          group_by: 'PROJECT',
        });
        const { data, schema } = await readData('superAdmin', wid);
        expect(data).toEqual([
          {
            key: 'high',
            name: 'High',
            count: 2,
            [open.pid]: 1,
            [secret.pid]: 1,
          },
          { key: 'low', name: 'Low', count: 2, [open.pid]: 1, [secret.pid]: 1 },
        ]);
        expect(Object.keys(schema).sort()).toEqual(
          [open.pid, secret.pid].sort(),
        );
      });

      it('applies dashboard filters unless the query overrides the projects @postgres', async () => {
        const wid = await addWidget({
          x_axis: 'PROJECT',
          filters: { priority: ['high'] },
        });
        await configure({
          project_ids: [open.pid],
          filters: { priority: ['high', 'low'] },
        });
        expect((await readData('superAdmin', wid)).total).toBe(1);
        const result = await readData(
          'superAdmin',
          wid,
          `project_ids=${open.pid},${secret.pid}`,
        );
        expect(result.total).toBe(2);
        await configure({});
      });

      it('applies project and department filters of the dashboard @full @postgres', async () => {
        const wid = await addWidget({ x_axis: 'PROJECT' });
        const stats = await addWidget({}, 'project_stats');
        const both = [open.pid, secret.pid];
        for (const [config, total] of [
          [{ filters: { project_ids: [open.pid] } }, 2],
          [{ filters: { project_ids: [open.pid] }, project_ids: both }, 2],
          [{ filters: { project_ids: both }, project_ids: [secret.pid] }, 2],
          [
            { filters: { project_ids: [open.pid] }, project_ids: [secret.pid] },
            0,
          ],
          [{ filters: { department_ids: [createId(0)] } }, 0],
          [{ filters: { department_ids: [null] } }, 4],
        ] as const) {
          await configure(config);
          expect((await readData('superAdmin', wid)).total).toBe(total);
          expect((await readData('superAdmin', stats)).total).toBe(total);
        }
        await configure({ filters: { project_ids: [open.pid] } });
        const result = await readData('superAdmin', wid, `project_ids=${both}`);
        expect(result.total).toBe(4);
        await configure({});
      });

      it('applies dashboard filters to the preview of an unsaved widget @postgres', async () => {
        await configure({
          date_range: 'today',
          filters: { priority: ['high'] },
          project_ids: [open.pid],
        });
        const preview = async (dashboard_id?: string, query = '') => {
          const { body } = await callboard()
            .as('superAdmin')
            .post(`${ROOT}/dashboards/preview?${query}`, {
              dashboard_id,
              widget_type: 'work_items_chart',
              config: { x_axis: 'PRIORITY' },
            })
            .expect(200);
          return body;
        };
        expect((await preview()).total).toBe(4);
        // A previous total requires a range.
        expect(await preview(id)).toMatchObject({
          total: 1,
          previous_total: 0,
        });
        const result = await preview(
          id,
          `project_ids=${open.pid},${secret.pid}`,
        );
        expect(result.total).toBe(2);
        await configure({});
      });

      it('returns 404 for a preview on a dashboard that the user cannot see', async () => {
        const { id: hidden } = await dashboardFixture.createDashboard(
          'superAdmin',
        );
        const { status } = await callboard()
          .as('admin')
          .post(`${ROOT}/dashboards/preview`, {
            dashboard_id: hidden,
            widget_type: 'work_items_chart',
            config: { x_axis: 'PRIORITY' },
          });
        expect(status).toBe(404);
      });

      it('uses the date range of the query, else of the widget, else of the dashboard', async () => {
        const own = await addWidget({
          x_axis: 'PRIORITY',
          date_range: 'yesterday',
        });
        const plain = await addWidget({ x_axis: 'PRIORITY' });
        await configure({ date_range: 'today' });
        expect(await readData('superAdmin', own)).toMatchObject({
          total: 0,
          previous_total: 0,
        });
        expect(await readData('superAdmin', plain)).toMatchObject({
          total: 4,
          previous_total: 0,
        });
        expect(
          await readData(
            'superAdmin',
            plain,
            'start=2020-01-01&end=2020-01-31',
          ),
        ).toMatchObject({ total: 0 });
        expect(
          await readData('superAdmin', own, 'date_range=last_7_days'),
        ).toMatchObject({ total: 4 });
        await configure({});
      });

      it('returns a number with its previous value for the chart type number', async () => {
        const wid = await addWidget({
          chart_type: 'number',
          metric: 'pending',
          date_range: 'last_7_days',
        });
        expect(await readData('superAdmin', wid)).toEqual({
          value: 4,
          previous_value: 0,
          metric: 'pending',
          computed_at: expect.any(String),
        });
      });

      it('returns project stats and an overview, and rejects an unsupported filter', async () => {
        const config = { date_range: 'last_7_days' };
        const stats = await addWidget(config, 'project_stats');
        expect(await readData('member', stats)).toMatchObject({
          data: [
            { key: open.pid, count: 2, completed: 0, started: 0, overdue: 0 },
          ],
          schema: { completed: 'Completed' },
          total: 2,
        });
        const overview = await addWidget(config, 'analytics_overview');
        const { data } = await readData('superAdmin', overview);
        expect(data).toContainEqual({
          key: 'work_items',
          name: 'Work items',
          count: 4,
          previous: 0,
        });
        const path = `${ROOT}/dashboards/${id}/widgets`;
        const { status } = await callboard()
          .as('superAdmin')
          .post(path, {
            widget_type: 'project_stats',
            config: { filters: { priority: ['high'] } },
          });
        expect(status).toBe(400);
      });

      it('lists work items visible to the reader, sorted by due date @postgres', async () => {
        const labels: string[] = [];
        const assigned = [people.member, people.reader].sort();
        for (const fixture of [open, secret]) {
          const label = await fixture.createSetting('labels', {
            name: 'listed',
            color: '#112233',
          });
          labels.push(label.id);
          const make = (title: string, values: object = {}) =>
            fixture.make({ title, labels: [label.id], ...values });
          const isOpen = fixture === open;
          const started = fixture.states['In Progress'].id;
          await make('Undated', { state_id: started });
          await make(isOpen ? 'Late' : 'Hidden', {
            target_date: isOpen ? '2026-01-02' : '2026-01-01',
            state_id: started,
            assignees: isOpen ? assigned : [],
          });
          await make('Soon', { target_date: '2026-02-01', state_id: started });
          await make('Not looked at', { state_id: fixture.states.Triage.id });
          await make('Draft', { is_draft: true });
          const { id: old } = await make('Old');
          await fixture.patch(
            { id: old },
            { archived_at: '2026-01-01T00:00:00Z' },
          );
          await make('Done', { state_id: fixture.states.Done.id });
        }
        const filters = { labels, state_groups: ['started'] };
        const addList = (config: object) =>
          addWidget({ filters, ...config }, 'work_items_list');
        const readItemList = async (who: PersonName, wid: string) =>
          (await readData(who, wid)) as unknown as WidgetItems;
        const getTitles = ({ items }: WidgetItems) =>
          items.map(({ title }) => title);

        const wid = await addList({});
        const seen = await readItemList('guest', wid);
        expect(getTitles(seen)).toEqual(['Late', 'Soon', 'Undated']);
        expect(seen).toMatchObject({ total: 3, is_partial: true });
        expect(seen).not.toHaveProperty('truncated');
        expect(seen.items[0]).toMatchObject({
          identifier: expect.stringMatching(/^[A-Z]+-\d+$/),
          state_name: 'In Progress',
          state_color: open.states['In Progress'].color,
          state_group: 'started',
          target_date: '2026-01-02',
          assignees: assigned.map(user_ref => ({
            user_ref,
            name: expect.not.stringContaining(':'),
          })),
        });
        const whole = await readItemList('superAdmin', wid);
        expect(getTitles(whole).slice(0, 2)).toEqual(['Hidden', 'Late']);
        expect(whole.total).toBe(6);

        const short = await readItemList('guest', await addList({ limit: 1 }));
        expect(getTitles(short)).toEqual(['Late']);
        expect(short).toMatchObject({ total: 3, truncated: true });

        const due = await addList({
          x_axis: 'TARGET_DATE',
          date_range: { start: '2026-01-15', end: '2026-02-01' },
        });
        expect(getTitles(await readItemList('guest', due))).toEqual(['Soon']);
        const { body: rows } = await callboard()
          .as('guest')
          .get(`${ROOT}/dashboards/${id}/widgets/${wid}/rows`)
          .expect(200);
        expect(rows.total).toBe(3);
      });

      it('returns 404 for a deleted widget and on a dashboard that the user cannot see', async () => {
        const wid = await addWidget({ x_axis: 'PRIORITY' });
        const path = `${ROOT}/dashboards/${id}/widgets/${wid}`;
        await callboard().as('superAdmin').delete(path).expect(204);
        const deleted = await callboard().as('superAdmin').get(`${path}/data`);
        const hidden = await dashboardFixture.createFilledDashboard(
          'member',
          1,
        );
        const others = await callboard()
          .as('superAdmin')
          .get(
            `${ROOT}/dashboards/${hidden.id}/widgets/${hidden.widgets[0].id}/data`,
          );
        expect([deleted.status, others.status]).toEqual([404, 404]);
      });

      it.each([
        ['config.x_axis', { x_axis: '__proto__' }],
        ['config.x_axis', { x_axis: 'constructor' }],
        ['config.x_axis', {}],
        ['config.x_axis', { x_axis: 'MEMBER' }],
        ['config.group_by', { x_axis: 'LABELS', group_by: 'LABELS' }],
        ['config.metric', { x_axis: 'LABELS', metric: 'overdue' }],
        [
          'config.filters.secrets',
          { x_axis: 'LABELS', filters: { secrets: [1] } },
        ],
        [
          'config.filters.member_ids',
          { x_axis: 'LABELS', filters: { member_ids: [people.member] } },
        ],
        [
          'config.filters.priority[0]',
          { x_axis: 'LABELS', filters: { priority: [{ high: 1 }] } },
        ],
        [
          'config.date_range',
          {
            x_axis: 'CREATED_AT',
            date_range: { start: '1970-01-01', end: '2069-12-31' },
          },
        ],
        ['config.limit', { x_axis: 'LABELS', limit: 201 }],
      ])('rejects an invalid %s', async (field, config) => {
        const { body } = await callboard()
          .as('member')
          .post(`${ROOT}/dashboards/preview`, {
            widget_type: 'work_items_chart',
            config,
          })
          .expect(400);
        expect(
          body.error.problems.map(
            (problem: { field: string }) => problem.field,
          ),
        ).toContain(`body.${field}`);
      });

      it('widens the interval to week or month when the range has too many days', async () => {
        const wid = await addWidget({ x_axis: 'CREATED_AT' });
        const intervals = [];
        for (const start of ['2026-01-01', '2024-01-01', '2010-01-01']) {
          const query = `start=${start}&end=2026-12-31`;
          const { data, interval } = await readData('guest', wid, query);
          expect(data.length).toBeLessThanOrEqual(400);
          intervals.push(interval);
          const { key, count } = data.find(bar => bar.count)!;
          const path = `${ROOT}/dashboards/${id}/widgets/${wid}/rows`;
          const { body } = await callboard()
            .as('guest')
            .get(`${path}?${query}&key=${key}`)
            .expect(200);
          expect(body.total).toBe(count);
        }
        expect(intervals).toEqual(['day', 'week', 'month']);
        const plain = await addWidget({ x_axis: 'PRIORITY' });
        expect(await readData('guest', plain)).not.toHaveProperty('interval');
      });

      it('rejects a requested date range of more than 400 months', async () => {
        const wid = await addWidget({ x_axis: 'CREATED_AT' });
        const { status, body } = await callboard()
          .as('guest')
          .get(
            `${ROOT}/dashboards/${id}/widgets/${wid}/data?start=1970-01-01&end=2069-12-31`,
          );
        expect(status).toBe(400);
        expect(body.error.message).toContain('spans more than 400 months');
      });
    },
  );
});

describe('widget rows', () => {
  const ROOT = '/workspaces/default/dashboards';

  const getSourceAxes = (source: NumberAxis['sources'][number]) =>
    (Object.keys(numberAxes) as NumberAxisName[]).filter(axis =>
      (numberAxes[axis] as NumberAxis).sources.includes(source),
    );

  describeWithoutJobs(
    'rows behind widget bars',
    { entities: catalogEntities, databases: 'tagged' },
    callboard => {
      const dashboardFixture = makeDashboardFixture(callboard);
      let id: string;

      const openProjectFixture = async (name: string) => {
        const time = await TimeFixture.open(callboard(), name);
        return {
          time,
          fixture: time.project,
          log: (item: { id: string }, n: number) =>
            time.log(
              'member',
              {
                logged_at: addDays(today(), -n),
                is_billable: n > 0,
                activity_type: n > 0 ? 'meeting' : null,
              },
              item,
            ),
        };
      };

      beforeAll(async () => {
        await dashboardFixture.assignRoles();
        for (const name of ['payments-api', 'payments_api']) {
          const { fixture, ...time } = await openProjectFixture(name);
          const label = await fixture.createSetting('labels', {
            name: 'a',
            color: '#112233',
          });
          const cycle = await fixture.createSetting('cycles', {
            name: 'Sprint',
          });
          for (const [n, priority] of ['low', 'high', 'none'].entries()) {
            const item = await fixture.make({
              priority,
              state_id: Object.values(fixture.states)[n + 1].id,
              labels: n > 0 ? [label.id] : [],
              cycle_id: n > 1 ? cycle.id : null,
              estimate_points: n > 0 ? n / 2 : null,
              target_date: n > 0 ? addDays(today(), n * 9) : null,
            });
            await time.log(item, n);
          }
          await fixture.make({
            state_id: fixture.states.Triage.id,
            title: 'Not looked at yet',
          });
        }
        ({ id } = await dashboardFixture.createDashboard('superAdmin', {
          access: 'shared',
        }));
      });

      const addWidget = async (widget_type: WidgetType, config: object) => {
        const { body } = await callboard()
          .as('superAdmin')
          .post(`${ROOT}/${id}/widgets`, { widget_type, config })
          .expect(201);
        return `${ROOT}/${id}/widgets/${body.id}`;
      };
      const get = async (who: PersonName, path: string): Promise<any> => {
        const { body } = await callboard().as(who).get(path).expect(200);
        return body;
      };

      /** Compares the rows of each bar and group with their numbers. */
      const compare = async (who: PersonName, path: string) => {
        const { data, schema }: WidgetBars = await get(who, `${path}/data`);
        const totals: Record<string, unknown> = {};
        const counts: Record<string, unknown> = {};
        for (const bar of data) {
          for (const group of [undefined, ...Object.keys(schema)]) {
            const query = new URLSearchParams({
              key: bar.key,
              ...(group && { group }),
            });
            const rows = await get(who, `${path}/rows?${query}`);
            totals[`${query}`] = rows.total;
            counts[`${query}`] = bar[group ?? 'count'];
          }
        }
        return { totals, counts };
      };

      it.each(getSourceAxes('work_items'))(
        'returns as many work items as each bar counts, by %s @full @postgres',
        async x_axis => {
          const group_by = x_axis === 'PRIORITY' ? 'LABELS' : 'PRIORITY';
          const path = await addWidget('work_items_chart', {
            x_axis,
            group_by,
            interval: 'week',
          });
          const { totals, counts } = await compare('superAdmin', path);
          expect(Object.keys(totals).length).toBeGreaterThan(1);
          expect(totals).toEqual(counts);
          const all = await get('superAdmin', `${path}/rows`);
          expect(all.items.map(({ title }: any) => title)).not.toContain(
            'Not looked at yet',
          );
        },
      );

      it.each(getSourceAxes('time'))(
        'returns as many time entries as each bar counts, by %s @full @postgres',
        async x_axis => {
          const group_by = x_axis === 'BILLABLE' ? 'MEMBER' : 'BILLABLE';
          const path = await addWidget('time_chart', { x_axis, group_by });
          const { totals, counts } = await compare('member', path);
          expect(Object.keys(totals).length).toBeGreaterThan(1);
          expect(totals).toEqual(counts);
        },
      );

      it.each(getSourceAxes('activity'))(
        'returns as many activity entries as each bar counts, by %s',
        async x_axis => {
          const path = await addWidget('activity_chart', { x_axis });
          const { totals, counts } = await compare('member', path);
          expect(Object.keys(totals).length).toBeGreaterThan(0);
          expect(totals).toEqual(counts);
        },
      );

      it('counts the activity that the reader can see in the log: for a guest, their own', async () => {
        const path = await addWidget('activity_chart', { x_axis: 'ACTION' });
        for (const [who, log] of [
          ['member', '/activity?workspace=default'],
          ['guest', '/me/activity'],
        ] as const) {
          const read = async (url: string): Promise<number> =>
            (await callboard().as(who).get(url).expect(200)).body.total;
          const total = await read(log);
          expect(await read('/activity?workspace=default')).toBe(total);
          expect(await read(`${path}/data`)).toBe(total);
          expect(await read(`${path}/rows`)).toBe(total);
        }
      });

      it('returns the rows of groups whose names equal bar fields such as count @full @postgres', async () => {
        const types = [
          'count',
          '=count',
          '==count',
          'name',
          'key',
          '=',
          'kind',
        ];
        const { time } = await openProjectFixture('payments-api');
        for (const [nth, activity_type] of types.entries()) {
          for (let times = 0; times <= nth; times += 1) {
            const entry = await time.log('member');
            // Such a name can exist if the settings of the workspace allowed it before.
            await callboard()
              .knex('worklogs')
              .where({ id: entry.id })
              .update({ activity_type });
          }
        }
        const path = await addWidget('time_chart', {
          x_axis: 'MEMBER',
          group_by: 'ACTIVITY_TYPE',
          metric: 'logged_minutes',
        });
        const { schema }: WidgetBars = await get('member', `${path}/data`);
        const field = (name: string) =>
          Object.keys(schema).find(key => schema[key] === name)!;
        expect(types.map(field)).toEqual([
          ...['=count', '==count', '===count', '=name', '=key', '=', 'kind'],
        ]);
        for (const [nth, type] of types.entries()) {
          const query = new URLSearchParams({ group: field(type) });
          const { items } = await get('member', `${path}/rows?${query}`);
          expect(items.map((entry: any) => [entry.activity_type])).toEqual(
            Array.from({ length: nth + 1 }, () => [type]),
          );
        }
      });

      it('returns only rows within the date range, page by page', async () => {
        const path = await addWidget('time_chart', {
          x_axis: 'LOGGED_AT',
          interval: 'month',
          date_range: { start: addDays(today(), -1), end: today() },
        });
        const first = await get('superAdmin', `${path}/rows?limit=3`);
        expect(first).toMatchObject({ total: 4, total_minutes: 120 });
        const next = await get(
          'superAdmin',
          `${path}/rows?limit=3&cursor=${first.next_cursor}`,
        );
        expect([first.items.length, next.items.length]).toEqual([3, 1]);
      });

      it('returns the rows of a bar and a group for their ids in capitals', async () => {
        const path = await addWidget('work_items_chart', {
          x_axis: 'PROJECT',
          group_by: 'STATES',
        });
        const { data, schema }: WidgetBars = await get(
          'superAdmin',
          `${path}/data`,
        );
        const [bar] = data;
        const group = Object.keys(schema).find(field => bar[field])!;
        const rows = await get(
          'superAdmin',
          `${path}/rows?key=${bar.key.toUpperCase()}&group=${group.toUpperCase()}`,
        );
        expect(rows.total).toBe(bar[group]);
      });

      it.each([
        ['key=nobody', 'STATES'],
        ['key=2026-13-01', 'CREATED_AT'],
        ['key=__proto__', 'PROJECT'],
        ['key=x', 'ESTIMATE_POINTS'],
        ['group=high', 'STATES'],
      ])('returns 400 for %s of a chart by %s', async (query, x_axis) => {
        const path = await addWidget('work_items_chart', { x_axis });
        const { status } = await callboard()
          .as('superAdmin')
          .get(`${path}/rows?${query}`);
        expect(status).toBe(400);
      });

      it.each([
        ['key=none', 'time_chart', 'LOGGED_AT'],
        ['key=none', 'activity_chart', 'DAY'],
        ['key=none', 'time_chart', 'BILLABLE'],
        ['key=foo', 'time_chart', 'BILLABLE'],
      ] as const)(
        'returns 400 for %s of a %s by %s at any interval',
        async (query, widget_type, x_axis) => {
          for (const interval of ['day', 'week', 'month']) {
            const path = await addWidget(widget_type, { x_axis, interval });
            const { status, body } = await callboard()
              .as('superAdmin')
              .get(`${path}/rows?${query}`);
            expect(status).toBe(400);
            expect(body.error.problems).toEqual([
              { field: 'query.key', reason: `is not a key of ${x_axis}` },
            ]);
          }
        },
      );

      it('returns 404 for a text widget', async () => {
        const path = await addWidget('text', { text: 'Hello' });
        const { status } = await callboard().as('guest').get(`${path}/rows`);
        expect(status).toBe(404);
      });
    },
  );
});
