import {
  GRID_ROWS,
  MAX_DASHBOARD_BYTES,
  widgetExtents,
} from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';
import {
  aWidget,
  makeDashboardWorld,
} from './__testUtils__/makeDashboardWorld';

const path = '/workspaces/default/dashboards';

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

  it('are made the same where nothing is said and where null is', async () => {
    const { id } = await newDashboard('member');
    const least = { widget_type: 'text' };
    const nothing = { title: null, config: null, sort_order: null, size: null };
    const made = [];
    for (const input of [least, { ...least, ...nothing }]) {
      const at = `${path}/${id}/widgets`;
      const { body } = await max().post(at, input).expect(201);
      made.push({ title: body.title, config: body.config });
    }
    expect(made).toEqual(Array(2).fill({ title: '', config: {} }));
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
});
