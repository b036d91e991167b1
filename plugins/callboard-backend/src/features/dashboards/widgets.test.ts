import {
  MAX_GRID_ROWS,
  MAX_DASHBOARD_BYTES,
  MAX_WIDGETS_PER_DASHBOARD,
  NumberAxisName,
  widgetExtents,
} from '@callboard/plugin-callboard-common';
import { countBy } from 'lodash';
import createKnex, { Knex } from 'knex';
import { Response } from 'supertest';
import { describeWithoutJobs } from '../../__testUtils__/describeCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../__testUtils__/listActivityEntries';
import {
  exampleWidget,
  makeDashboardFixture,
} from './__testUtils__/makeDashboardFixture';
import {
  PersonName,
  startCallboardOn,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { catalogEntities } from '../../core/projects/__testUtils__/catalogEntities';
import { TimeFixture } from '../time/__testUtils__/TimeFixture';
import {
  anotherClient,
  getKnexConfig,
} from '../../__testUtils__/anotherClient';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';

describe('widgets', () => {
  const path = '/workspaces/default/dashboards';

  describeWithoutJobs('widgets', { databases: 'tagged' }, callboard => {
    const dashboardFixture = makeDashboardFixture(callboard);
    const { createDashboard, createFilledDashboard } = dashboardFixture;
    const max = () => callboard().as('member');

    beforeAll(dashboardFixture.assignRoles);

    it('places each new widget last in the order and below all existing ones', async () => {
      const { id, widgets } = await createFilledDashboard('member', 2);
      const { width, height } = widgetExtents.work_items_chart.usual;
      expect(widgets[0]).toEqual({
        ...exampleWidget,
        id: expect.any(String),
        dashboard_id: id,
        sort_order: 65_535,
        size: { x: 0, y: 0, width, height },
        version: 1,
        created_at: expect.any(String),
        updated_at: widgets[0].created_at,
      });
      expect(widgets[1]).toMatchObject({
        sort_order: 131_070,
        size: { x: 0, y: height },
      });
      const read = await max().get(`${path}/${id}`).expect(200);
      expect(read.body.widgets).toEqual(widgets);
      const one = await max().get(`${path}/${id}/widgets/${widgets[0].id}`);
      expect(one.body).toEqual(widgets[0]);
      expect(one.headers.etag).toBe('"1"');
    });

    it('applies the same defaults to omitted fields and to null', async () => {
      const { id } = await createDashboard('member');
      const least = { widget_type: 'text' };
      const nothing = {
        title: null,
        config: null,
        sort_order: null,
        size: null,
      };
      const made = [];
      for (const input of [least, { ...least, ...nothing }]) {
        const at = `${path}/${id}/widgets`;
        const { body } = await max().post(at, input).expect(201);
        made.push({ title: body.title, config: body.config });
      }
      expect(made).toEqual(Array(2).fill({ title: '', config: {} }));
    });

    it('places a new widget at the top when the last grid row is occupied', async () => {
      const { id } = await createDashboard('member');
      const size = { x: 0, y: MAX_GRID_ROWS - 2, width: 2, height: 2 };
      const at = `${path}/${id}/widgets`;
      await max()
        .post(at, { ...exampleWidget, size })
        .expect(201);
      const made = await max().post(at, exampleWidget).expect(201);
      expect(made.body.size.y).toBe(0);
    });

    it('lists widgets by sort order, page by page @postgres', async () => {
      const { id } = await createDashboard('member');
      const at = `${path}/${id}/widgets`;
      for (const sort_order of [3, -0.5, 3]) {
        await max().post(at, { widget_type: 'text', sort_order }).expect(201);
      }
      const all = await max().get(at).expect(200);
      const orders = all.body.items.map((one: any) => one.sort_order);
      expect(orders).toEqual([-0.5, 3, 3]);
      const first = await max().get(`${at}?limit=2`).expect(200);
      const rest = await max().get(
        `${at}?limit=2&cursor=${first.body.next_cursor}`,
      );
      expect([...first.body.items, ...rest.body.items]).toEqual(all.body.items);
    });

    it('updates only the patched fields and ignores another dashboard id', async () => {
      const { id, widgets } = await createFilledDashboard('member', 1);
      const other = await createDashboard('member');
      const one = `${path}/${id}/widgets/${widgets[0].id}`;
      await max().patch(one, { title: 'x' }).set('If-Match', '"2"').expect(412);
      const same = await max()
        .patch(one, { dashboard: other.id, dashboard_id: 7, title: 'By state' })
        .expect(200);
      expect(same.body).toEqual(widgets[0]);
      const changed = await max()
        .patch(one, { dashboard: other.id, title: '<i>Mine</i>' })
        .set('If-Match', '"1"')
        .expect(200);
      expect(changed.body).toMatchObject({
        dashboard_id: id,
        title: '<i>Mine</i>',
        version: 2,
      });
      await max()
        .get(`${path}/${other.id}/widgets/${widgets[0].id}`)
        .expect(404);
      const [, entry] = await listActivityEntries(callboard(), widgets[0].id);
      expect(entry).toMatchObject({
        action: 'update',
        entity_type: 'dashboard_widget',
      });
      expect(toFieldChanges(entry)).toEqual({
        title: ['By state', '<i>Mine</i>'],
      });
    });

    it('rejects an update that makes the widget invalid', async () => {
      const { id, widgets } = await createFilledDashboard('member', 1);
      const one = `${path}/${id}/widgets/${widgets[0].id}`;
      const answer = await max()
        .patch(one, { widget_type: 'activity_chart' })
        .expect(400);
      expect(answer.body.error.problems).toEqual([
        {
          field: 'body.config.x_axis',
          reason: 'STATES is not an axis of activity',
        },
      ]);
      const small = { x: 0, y: 0, width: 1, height: 1 };
      const tooSmall = await max().patch(one, { size: small }).expect(400);
      expect(
        tooSmall.body.error.problems.map(({ field }: any) => field),
      ).toEqual(['body.size.width', 'body.size.height']);
      const read = await max().get(one).expect(200);
      expect(read.body).toEqual(widgets[0]);
      expect(
        await listActivityEntries(callboard(), widgets[0].id),
      ).toHaveLength(1);
    });

    it('deletes a widget and returns 404 for it afterwards', async () => {
      const { id, widgets } = await createFilledDashboard('member', 1);
      const one = `${path}/${id}/widgets/${widgets[0].id}`;
      await max().delete(one).set('If-Match', '"7"').expect(412);
      await max().delete(one).expect(204);
      await max().get(one).expect(404);
      await max().patch(one, { title: 'x' }).expect(404);
      await max().delete(one).expect(404);
      const read = await max().get(`${path}/${id}`).expect(200);
      expect(read.body.widgets).toEqual([]);
    });

    it('limits a dashboard to 100 widgets, also for concurrent requests @full @postgres', async () => {
      const { id } = await createFilledDashboard('member', 98);
      const answers = await Promise.all(
        Array.from({ length: 4 }, () =>
          max().post(`${path}/${id}/widgets`, exampleWidget),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([
        201, 201, 409, 409,
      ]);
      const copy = await max().post(`${path}/${id}/duplicate`).expect(201);
      expect(copy.body.widgets).toHaveLength(100);
    });

    it('rejects a widget that makes the dashboard too large to export and import @full', async () => {
      const { id } = await createDashboard('member');
      const text = {
        widget_type: 'text',
        config: { text: 'x'.repeat(10_000) },
      };
      const fitting = Math.floor(MAX_DASHBOARD_BYTES / 10_050);
      for (let nth = 0; nth < fitting; nth += 1) {
        await max().post(`${path}/${id}/widgets`, text).expect(201);
      }
      const answer = await max().post(`${path}/${id}/widgets`, text);
      expect(answer.status).toBe(409);
      const file = await max().get(`${path}/${id}/export.json`).expect(200);
      await max().post(`${path}/import`, file.body).expect(201);
    });
  });
});

describe('widget validation', () => {
  const path = '/workspaces/default/dashboards';
  const ABSENT = '01900000-0000-7000-8000-000000000000';

  describeWithoutJobs('widget limits', {}, callboard => {
    const dashboardFixture = makeDashboardFixture(callboard);
    let at: string;

    beforeAll(async () => {
      await dashboardFixture.assignRoles();
      const { id } = await dashboardFixture.createDashboard('member');
      at = `${path}/${id}/widgets`;
    });

    const chart = (config: object) => ({
      ...exampleWidget,
      config: { ...exampleWidget.config, ...config },
    });
    const list = (config: object) => ({
      widget_type: 'work_items_list',
      config,
    });
    const sized = (size: object) => ({
      ...exampleWidget,
      size: { x: 0, y: 0, width: 4, height: 4, ...size },
    });
    const many = Array.from({ length: 101 }, () => ABSENT);
    const above = { operator: '>', value: 1 };
    const own = (text: string) => JSON.parse(text);

    it.each<[string, object]>([
      ['widget_type', { title: 'x' }],
      ['widget_type', { widget_type: 'pie' }],
      ['title', { ...exampleWidget, title: 'x'.repeat(256) }],
      ['title', { ...exampleWidget, title: 911 }],
      ['colour', { ...exampleWidget, colour: 'red' }],
      ['config.x_axis', { widget_type: 'work_items_chart' }],
      ['config.x_axis', chart({ x_axis: 'MOON' })],
      ['config.x_axis', chart({ x_axis: '__proto__' })],
      ['config.x_axis', chart({ x_axis: 'constructor' })],
      ['config.x_axis', chart({ x_axis: 'MEMBER' })],
      ['config.group_by', chart({ group_by: 'STATES' })],
      ['config.metric', chart({ metric: 'toString' })],
      ['config.metric', chart({ metric: 'pending' })],
      ['config.colour', chart({ colour: 'red' })],
      ['config.chart_type', chart({ chart_type: 'burnt' })],
      ['config.limit', chart({ limit: 201 })],
      ['config.thresholds', chart({ thresholds: [{}] })],
      [
        'config.thresholds',
        {
          widget_type: 'project_stats',
          config: { thresholds: [{ ...above, severity: 'low' }] },
        },
      ],
      [
        'config.group_by',
        {
          widget_type: 'analytics_overview',
          config: { x_axis: 'STATES', group_by: 'STATES' },
        },
      ],
      ['config.filters.states', chart({ filters: { states: many } })],
      ['config.filters.weather', chart({ filters: { weather: [] } })],
      ['config.filters.member_ids', chart({ filters: { member_ids: [] } })],
      [
        'config.filters.__proto__',
        chart({ filters: own('{"__proto__": ["x"]}') }),
      ],
      ['config.filters.constructor', chart({ filters: { constructor: [] } })],
      ['config.date_range', chart({ date_range: 'last_8_days' })],
      ['config.limit', list({ limit: 51 })],
      ['config.chart_type', list({ chart_type: 'bar' })],
      ['config.group_by', list({ group_by: 'PRIORITY' })],
      ['config.metric', list({ metric: 'overdue' })],
      ['config.x_axis', list({ x_axis: 'PRIORITY' })],
      ['config.filters.member_ids', list({ filters: { member_ids: [] } })],
      ['size.width', sized({ width: 1 })],
      ['size.width', sized({ x: 9 })],
      ['size.width', sized({ width: 13 })],
      ['size.height', sized({ height: 1 })],
      ['size.height', sized({ height: 49 })],
      ['size.height', sized({ y: MAX_GRID_ROWS - 1, height: 2 })],
      ['size.x', sized({ x: -1 })],
      ['size.y', sized({ y: 0.5 })],
    ])('rejects an invalid %s', async (field, body) => {
      const answer = await callboard().as('member').post(at, body).expect(400);
      const fields = answer.body.error.problems.map((one: any) => one.field);
      expect(fields.join(' ')).toContain(`body.${field}`);
    });

    it('allows 100 values in a filter', async () => {
      const body = chart({ filters: { states: many.slice(1) } });
      const made = await callboard().as('member').post(at, body);
      expect(made.status).toBe(201);
    });

    it.each(Object.entries(widgetExtents))(
      'allows a %s of the minimum size and rejects a smaller one',
      async (widget_type, { least }) => {
        const config = /_chart|table/.test(widget_type)
          ? { chart_type: 'number' }
          : {};
        const send = (size: object) =>
          callboard()
            .as('member')
            .post(at, { widget_type, config, size: { x: 0, y: 0, ...size } });
        const answers = [
          await send(least),
          await send({ ...least, width: least.width - 1 }),
          await send({ ...least, height: least.height - 1 }),
        ];
        expect(answers.map(({ status }) => status)).toEqual([201, 400, 400]);
      },
    );
  });
});

describe('dashboard with 100 widgets', () => {
  const PATH = '/workspaces/default/dashboards';

  /** Widget types with an axis that only they have. */
  const types = [
    ['work_items_chart', 'PRIORITY'],
    ['time_chart', 'MEMBER'],
    ['people_chart', 'PROJECT'],
    ['activity_chart', 'ACTION'],
  ] as const satisfies ReadonlyArray<[string, NumberAxisName]>;

  describeWithoutJobs(
    'dashboard with 100 widgets',
    { databases: 'tagged', entities: catalogEntities },
    callboard => {
      const dashboardFixture = makeDashboardFixture(callboard);
      let board: string;
      let widgets: string[];

      const draw = (widget: object) =>
        callboard().as('superAdmin').post(`${board}/widgets`, widget);

      beforeAll(async () => {
        await dashboardFixture.assignRoles();
        const { project: fixture } = await TimeFixture.open(callboard());
        await fixture.make({ title: 'Another', priority: 'high' });
        const { id } = await dashboardFixture.createDashboard('superAdmin', {
          access: 'shared',
        });
        board = `${PATH}/${id}`;
        widgets = [];
        for (let nth = 0; nth < MAX_WIDGETS_PER_DASHBOARD; nth += 1) {
          const [widget_type, x_axis] = types[nth % types.length];
          // Each widget has a unique query, as equal queries share a response.
          const config = { x_axis, limit: nth + 1 };
          const { body } = await draw({ widget_type, config }).expect(201);
          widgets.push(body.id);
        }
      });

      const readAllData = (who: PersonName) =>
        Promise.all(
          widgets.map(wid =>
            callboard().as(who).get(`${board}/widgets/${wid}/data`),
          ),
        );

      it.each(['superAdmin', 'guest'] as const)(
        'returns data of all widgets when the %s requests them at once @full',
        async who => {
          const answers = await readAllData(who);
          expect(countBy(answers, 'status')).toEqual({ 200: 100 });
          for (const { body } of answers) {
            expect(body).toHaveProperty('data');
            expect(body).toHaveProperty('total');
          }
          const work = answers.filter((_, nth) => nth % types.length === 0);
          expect(countBy(work, 'body.total')).toEqual({ 2: 25 });
        },
      );

      it('returns data of all widgets to two users at the same time @full @postgres', async () => {
        const both = await Promise.all([
          readAllData('member'),
          readAllData('admin'),
        ]);
        expect(countBy(both.flat(), 'status')).toEqual({ 200: 200 });
      });

      it('rejects one more widget, whether created or imported', async () => {
        const [widget_type, x_axis] = types[0];
        const widget = { widget_type, config: { x_axis } };
        const { body } = await draw(widget).expect(409);
        expect(body.error.message).toContain('at most 100 widgets');
        const boss = callboard().as('superAdmin');
        const { body: file } = await boss
          .get(`${board}/export.json`)
          .expect(200);
        const imported = await boss
          .post(`${PATH}/import`, {
            ...file,
            widgets: [...file.widgets, file.widgets[0]],
          })
          .expect(400);
        expect(imported.body.error.problems[0]).toMatchObject({
          field: 'body.widgets',
          reason: 'must have at most 100 widgets',
        });
        const { body: after } = await boss.get(board).expect(200);
        expect(after.widgets).toHaveLength(MAX_WIDGETS_PER_DASHBOARD);
      });

      it('allows one new widget after one is deleted', async () => {
        const boss = callboard().as('superAdmin');
        const wid = widgets.pop();
        await boss.delete(`${board}/widgets/${wid}`).expect(204);
        const [widget_type, x_axis] = types[0];
        const widget = { widget_type, config: { x_axis } };
        const answers = [
          await boss.get(`${board}/widgets/${wid}/data`),
          await draw(widget),
          await draw(widget),
        ];
        expect(answers.map(({ status }) => status)).toEqual([404, 201, 409]);
      });
    },
  );
});

describe('slow widgets', () => {
  const PATH = '/workspaces/default/dashboards';

  /** Locks a table against reads until `work` ends. */
  async function whileLocked(
    knex: Knex,
    table: string,
    work: () => Promise<void>,
  ) {
    const other = anotherClient(knex);
    try {
      await other.transaction(async tx => {
        await tx.raw('LOCK TABLE ?? IN ACCESS EXCLUSIVE MODE', [table]);
        await work();
      });
    } finally {
      await other.destroy();
    }
  }

  const databases = MigratedDatabases.create(['POSTGRES_18']);

  // SQLite has no locks that block only some reads.
  describe('widget query timeout @full', () => {
    let knex: Knex;
    let callboard: TestCallboard;
    const dashboardFixture = makeDashboardFixture(() => callboard);
    let board: string;
    let requestCount = 0;

    beforeAll(async () => {
      // As many connections as in production, so that a waiting widget leaves some for others.
      knex = createKnex(getKnexConfig(await databases.init('POSTGRES_18')));
      callboard = await startCallboardOn(knex, {
        entities: catalogEntities,
        config: { reads: { timeout: { seconds: 1 } } },
      });
      await dashboardFixture.assignRoles();
      const { project: fixture } = await TimeFixture.open(callboard);
      await fixture.make({ title: 'Another' });
      const { id } = await dashboardFixture.createDashboard('superAdmin', {
        access: 'shared',
      });
      board = `${PATH}/${id}`;
    });

    afterAll(async () => {
      await callboard.stop();
      await knex.destroy();
    });

    /** Draws a widget with a unique query, so that no response is cached. */
    const draw = async (widget_type: string, config: object) => {
      requestCount += 1;
      const { body } = await callboard
        .as('superAdmin')
        .post(`${board}/widgets`, {
          widget_type,
          config: { ...config, limit: requestCount },
        })
        .expect(201);
      return `${board}/widgets/${body.id}`;
    };
    const drawTime = () => draw('time_chart', { x_axis: 'MEMBER' });
    const requestData = (widget: string, who: PersonName = 'superAdmin') =>
      callboard.as(who).get(`${widget}/data`);

    const summarise = ({ status, body, headers }: Response) => ({
      status,
      isTooLong: body.error.message.includes('took too long'),
      statesRetryTime: Number(headers['retry-after']) > 0,
      showsSql: /select|from|timeout/i.test(JSON.stringify(body)),
    });
    const tooSlow = {
      status: 503,
      isTooLong: true,
      statesRetryTime: true,
      showsSql: false,
    };

    it.each([
      ['time', 'worklogs', 'time_chart', { x_axis: 'MEMBER' }],
      ['people', 'worklogs', 'people_chart', { x_axis: 'PROJECT' }],
      ['activity', 'activity', 'activity_chart', { x_axis: 'ACTION' }],
      ['labels', 'work_item_labels', 'work_items_chart', { x_axis: 'LABELS' }],
      [
        'logged minutes',
        'worklogs',
        'work_items_chart',
        { chart_type: 'number', metric: 'logged_minutes' },
      ],
      ['an analytics overview', 'worklogs', 'analytics_overview', {}],
    ])(
      'returns 503 for a slow query of %s while another widget returns data',
      async (_, table, widget_type, config) => {
        const slow = await draw(widget_type, config);
        const quick = await draw('work_items_chart', { x_axis: 'PRIORITY' });
        await whileLocked(knex, table, async () => {
          const [failed, answered] = await Promise.all([
            requestData(slow),
            requestData(quick),
          ]);
          expect(summarise(failed)).toEqual(tooSlow);
          expect(answered.status).toBe(200);
          expect(answered.body.total).toBe(2);
        });
        // Failures are not cached.
        await requestData(slow).expect(200);
      },
    );

    it('returns 503 for several slow widgets and data for all others', async () => {
      const slow = [await drawTime(), await drawTime(), await drawTime()];
      const quick: string[] = [];
      for (let nth = 0; nth < 10; nth += 1) {
        quick.push(await draw('work_items_chart', { x_axis: 'PRIORITY' }));
      }
      await whileLocked(knex, 'worklogs', async () => {
        const answers = await Promise.all(
          [...slow, ...quick].map(widget => requestData(widget)),
        );
        expect(answers.map(({ status }) => status)).toEqual([
          ...slow.map(() => 503),
          ...quick.map(() => 200),
        ]);
      });
    });

    it('returns 503 to every user waiting for the same query', async () => {
      const slow = await drawTime();
      await whileLocked(knex, 'worklogs', async () => {
        const answers = await Promise.all(
          (['superAdmin', 'superAdmin', 'guest'] as const).map(who =>
            requestData(slow, who),
          ),
        );
        expect(answers.map(summarise)).toEqual([tooSlow, tooSlow, tooSlow]);
      });
      for (const who of ['superAdmin', 'guest'] as const) {
        await requestData(slow, who).expect(200);
      }
    });

    it('returns 503 for a slow preview and for slow rows', async () => {
      const slow = await drawTime();
      const boss = callboard.as('superAdmin');
      await whileLocked(knex, 'worklogs', async () => {
        const answers = await Promise.all([
          boss.post(`${PATH}/preview`, {
            widget_type: 'time_chart',
            config: { x_axis: 'PROJECT' },
          }),
          boss.get(`${slow}/rows`),
        ]);
        expect(answers.map(summarise)).toEqual([tooSlow, tooSlow]);
      });
    });

    it('cancels the database query after the timeout', async () => {
      const slow = await drawTime();
      await whileLocked(knex, 'worklogs', async () => {
        expect(summarise(await requestData(slow))).toEqual(tooSlow);
        const { rows } = await knex.raw(
          "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%worklogs%' AND pid <> pg_backend_pid()",
        );
        expect(rows).toEqual([]);
      });
    });
  });
});

const ROOT = '/workspaces/default/dashboards';

describeWithoutJobs(
  'time widgets',
  { entities: catalogEntities },
  callboard => {
    const dashboardFixture = makeDashboardFixture(callboard);
    let fixture: TimeFixture;
    let at: string;

    beforeAll(async () => {
      await dashboardFixture.assignRoles();
      fixture = await TimeFixture.open(callboard());
      await fixture
        .as('member')
        .post(
          `${fixture.project.path}/work-items/${fixture.item.id}/worklogs`,
          {
            duration_minutes: 30,
          },
        )
        .expect(201);
      const { id } = await dashboardFixture.createDashboard('member', {
        access: 'shared',
      });
      const { body } = await callboard()
        .as('member')
        .post(`${ROOT}/${id}/widgets`, {
          widget_type: 'time_chart',
          config: { x_axis: 'PROJECT', metric: 'logged_minutes' },
        })
        .expect(201);
      at = `${ROOT}/${id}/widgets/${body.id}/data`;
    });

    const readVisibleTotal = async (who: PersonName) => {
      const { body } = await callboard().as(who).get(at).expect(200);
      return [body.total, body.is_partial ?? false];
    };

    it('sets is_partial when the reader cannot see project time visible to the owner', async () => {
      expect(await readVisibleTotal('member')).toEqual([30, false]);
      expect(await readVisibleTotal('guest')).toEqual([0, true]);
      expect(await readVisibleTotal('admin')).toEqual([30, false]);
    });

    it('sets is_partial when the reader cannot see time of an owner who left the project', async () => {
      await fixture.setRole('member', null);
      expect(await readVisibleTotal('member')).toEqual([30, false]);
      expect(await readVisibleTotal('guest')).toEqual([0, true]);
      await callboard().knex('worklogs').update({ deleted_at: new Date() });
      expect(await readVisibleTotal('guest')).toEqual([0, false]);
    });
  },
);
