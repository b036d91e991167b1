import {
  GRID_ROWS,
  MAX_DASHBOARD_BYTES,
  widgetExtents,
} from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { oneDatabase } from '../../__testUtils__/databases';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';
import {
  aWidget,
  makeDashboardWorld,
} from './__testUtils__/makeDashboardWorld';

const path = '/workspaces/default/dashboards';
const ABSENT = '01900000-0000-7000-8000-000000000000';

describeCallboard('widgets', {}, callboard => {
  const world = makeDashboardWorld(callboard);
  const { newDashboard, newFilledDashboard } = world;
  const max = () => callboard().as('member');

  beforeAll(world.enter);

  it('are made behind and beneath all others', async () => {
    const { id, widgets } = await newFilledDashboard('member', 2);
    const { width, height } = widgetExtents.work_items_chart.usual;
    expect(widgets[0]).toEqual({
      ...aWidget,
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

  it('find a place also where the bottom is full', async () => {
    const { id } = await newDashboard('member');
    const size = { x: 0, y: GRID_ROWS - 2, width: 2, height: 2 };
    const at = `${path}/${id}/widgets`;
    await max()
      .post(at, { ...aWidget, size })
      .expect(201);
    const made = await max().post(at, aWidget).expect(201);
    expect(made.body.size.y).toBe(0);
  });

  it('are listed in order, page by page', async () => {
    const { id } = await newDashboard('member');
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

  it('change field by field, and stay where they were made', async () => {
    const { id, widgets } = await newFilledDashboard('member', 1);
    const other = await newDashboard('member');
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
    await max().get(`${path}/${other.id}/widgets/${widgets[0].id}`).expect(404);
    const [, trace] = await tracesOf(callboard(), widgets[0].id);
    expect(trace).toMatchObject({
      action: 'update',
      entity_type: 'dashboard_widget',
    });
    expect(changesIn(trace)).toEqual({ title: ['By state', '<i>Mine</i>'] });
  });

  it('must be whole after a change, too', async () => {
    const { id, widgets } = await newFilledDashboard('member', 1);
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
    expect(tooSmall.body.error.problems.map(({ field }: any) => field)).toEqual(
      ['body.size.width', 'body.size.height'],
    );
    const read = await max().get(one).expect(200);
    expect(read.body).toEqual(widgets[0]);
    expect(await tracesOf(callboard(), widgets[0].id)).toHaveLength(1);
  });

  it('are gone when they are deleted', async () => {
    const { id, widgets } = await newFilledDashboard('member', 1);
    const one = `${path}/${id}/widgets/${widgets[0].id}`;
    await max().delete(one).set('If-Match', '"7"').expect(412);
    await max().delete(one).expect(204);
    await max().get(one).expect(404);
    await max().patch(one, { title: 'x' }).expect(404);
    await max().delete(one).expect(404);
    const read = await max().get(`${path}/${id}`).expect(200);
    expect(read.body.widgets).toEqual([]);
  });

  it('are at most a hundred on a dashboard, also at once', async () => {
    const { id } = await newFilledDashboard('member', 98);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        max().post(`${path}/${id}/widgets`, aWidget),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201, 201, 409, 409,
    ]);
    const copy = await max().post(`${path}/${id}/duplicate`).expect(201);
    expect(copy.body.widgets).toHaveLength(100);
  }, 60_000);

  it('are no more on a dashboard than a file of it can hold', async () => {
    const { id } = await newDashboard('member');
    const text = { widget_type: 'text', config: { text: 'x'.repeat(10_000) } };
    const fitting = Math.floor(MAX_DASHBOARD_BYTES / 10_050);
    for (let nth = 0; nth < fitting; nth += 1) {
      await max().post(`${path}/${id}/widgets`, text).expect(201);
    }
    const answer = await max().post(`${path}/${id}/widgets`, text);
    expect(answer.status).toBe(409);
    const file = await max().get(`${path}/${id}/export.json`).expect(200);
    await max().post(`${path}/import`, file.body).expect(201);
  }, 60_000);

  describe('that are laid out', () => {
    const placesOf = (widgets: any[]) =>
      widgets.map(({ id }, nth) => ({
        id,
        x: 6,
        y: nth * 3,
        width: 6,
        height: 3,
      }));

    it('move all together, as one act with details', async () => {
      const { id, widgets } = await newFilledDashboard('member', 3);
      const places = placesOf(widgets);
      const [{ id: _, ...size }] = places;
      const answer = await max()
        .put(`${path}/${id}/layout`, { widgets: places.reverse() })
        .expect(200);
      expect(answer.body.widgets[0]).toMatchObject({ size, version: 2 });
      await max().put(`${path}/${id}/layout`, { widgets: places }).expect(200);
      const traces = await tracesOf(callboard(), id);
      expect(traces.map(({ action }) => action)).toEqual(['create', 'layout']);
      expect(traces[1].metadata).toMatchObject({ text: '3 widgets' });
      const details = await callboard()
        .knex('activity')
        .where({ batch_id: traces[1].batch_id, is_detail: true });
      expect(details.map(row => row.entity_id).sort()).toEqual(
        widgets.map(widget => widget.id).sort(),
      );
    });

    it.each<[string, (places: any[]) => any[], string]>([
      ['a missing one', all => all.slice(1), 'body.widgets'],
      ['no one', () => [], 'body.widgets'],
      [
        'an unknown one',
        all => [...all, { ...all[0], id: ABSENT }],
        'body.widgets[2].id',
      ],
      ['a doubled one', all => [...all, all[0]], 'body.widgets[2].id'],
      [
        'one out of the grid',
        ([first, second]) => [{ ...first, x: 7 }, second],
        'body.widgets[0].width',
      ],
      [
        'one that is too small',
        ([first, second]) => [first, { ...second, height: 1 }],
        'body.widgets[1].height',
      ],
      [
        'one without a place',
        ([first, { x: _, ...second }]) => [first, second],
        'body.widgets[1].x',
      ],
    ])('are not with %s', async (_name, change, field) => {
      const { id, widgets } = await newFilledDashboard('member', 2);
      const answer = await max()
        .put(`${path}/${id}/layout`, { widgets: change(placesOf(widgets)) })
        .expect(400);
      const fields = answer.body.error.problems.map((one: any) => one.field);
      expect(fields).toContain(field);
      const read = await max().get(`${path}/${id}`).expect(200);
      expect(read.body.widgets).toEqual(widgets);
    });

    it('are not with one that is deleted, or of another dashboard', async () => {
      const { id, widgets } = await newFilledDashboard('member', 2);
      const other = await newFilledDashboard('member', 1);
      await max().delete(`${path}/${id}/widgets/${widgets[1].id}`);
      for (const stray of [widgets[1], other.widgets[0]]) {
        const answer = await max()
          .put(`${path}/${id}/layout`, {
            widgets: placesOf([widgets[0], stray]),
          })
          .expect(400);
        expect(answer.body.error.problems).toEqual([
          {
            field: 'body.widgets[1].id',
            reason: 'is no widget of this dashboard',
          },
        ]);
      }
    });

    it('are all there or none, whatever is deleted meanwhile', async () => {
      const { id, widgets } = await newFilledDashboard('member', 4);
      const [laidOut, deleted] = await Promise.all([
        max().put(`${path}/${id}/layout`, { widgets: placesOf(widgets) }),
        max().delete(`${path}/${id}/widgets/${widgets[2].id}`),
      ]);
      expect(deleted.status).toBe(204);
      const read = await max().get(`${path}/${id}`).expect(200);
      const versions = read.body.widgets.map((one: any) => one.version);
      const expected = laidOut.status === 200 ? 2 : 1;
      expect([200, 400]).toContain(laidOut.status);
      expect(versions).toEqual(Array(3).fill(expected));
    });
  });
});

describeCallboard(
  'what widgets may be',
  { databases: oneDatabase },
  callboard => {
    const world = makeDashboardWorld(callboard);
    let at: string;

    beforeAll(async () => {
      await world.enter();
      const { id } = await world.newDashboard('member');
      at = `${path}/${id}/widgets`;
    });

    const chart = (config: object) => ({
      ...aWidget,
      config: { ...aWidget.config, ...config },
    });
    const sized = (size: object) => ({
      ...aWidget,
      size: { x: 0, y: 0, width: 4, height: 4, ...size },
    });
    const many = Array.from({ length: 101 }, () => ABSENT);
    const own = (text: string) => JSON.parse(text);

    it.each<[string, object]>([
      ['widget_type', { title: 'x' }],
      ['widget_type', { widget_type: 'pie' }],
      ['title', { ...aWidget, title: 'x'.repeat(256) }],
      ['title', { ...aWidget, title: 911 }],
      ['colour', { ...aWidget, colour: 'red' }],
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
      ['config.filters.states', chart({ filters: { states: many } })],
      ['config.filters.weather', chart({ filters: { weather: [] } })],
      ['config.filters.member_ids', chart({ filters: { member_ids: [] } })],
      [
        'config.filters.__proto__',
        chart({ filters: own('{"__proto__": ["x"]}') }),
      ],
      ['config.filters.constructor', chart({ filters: { constructor: [] } })],
      ['config.date_range', chart({ date_range: 'last_8_days' })],
      ['size.width', sized({ width: 1 })],
      ['size.width', sized({ x: 9 })],
      ['size.width', sized({ width: 13 })],
      ['size.height', sized({ height: 1 })],
      ['size.height', sized({ height: 49 })],
      ['size.height', sized({ y: GRID_ROWS - 1, height: 2 })],
      ['size.x', sized({ x: -1 })],
      ['size.y', sized({ y: 0.5 })],
    ])('is not this %s', async (field, body) => {
      const answer = await callboard().as('member').post(at, body).expect(400);
      const fields = answer.body.error.problems.map((one: any) => one.field);
      expect(fields.join(' ')).toContain(`body.${field}`);
    });

    it('is a hundred values of a filter', async () => {
      const body = chart({ filters: { states: many.slice(1) } });
      const made = await callboard().as('member').post(at, body);
      expect(made.status).toBe(201);
    });

    it.each(Object.entries(widgetExtents))(
      'is a %s as small as it may be, and no smaller',
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
  },
);
