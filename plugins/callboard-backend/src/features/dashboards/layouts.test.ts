import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { tracesOf } from '../../__testUtils__/tracesOf';
import { makeDashboardWorld } from './__testUtils__/makeDashboardWorld';

const path = '/workspaces/default/dashboards';
const ABSENT = '01900000-0000-7000-8000-000000000000';

describeCallboard('widgets that are laid out', {}, callboard => {
  const world = makeDashboardWorld(callboard);
  const { newFilledDashboard } = world;
  const max = () => callboard().as('member');

  beforeAll(world.enter);

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

  it('stay where they are when somebody else has moved them meanwhile', async () => {
    const { id, widgets } = await newFilledDashboard('member', 2);
    const read = await max().get(`${path}/${id}`).expect(200);
    const layout = { widgets: placesOf(widgets) };
    const moved = await max()
      .put(`${path}/${id}/layout`, layout)
      .set('If-Match', `"${read.body.version}"`)
      .expect(200);
    expect(moved.body.version).toBe(read.body.version + 1);
    await max()
      .put(`${path}/${id}/layout`, { widgets: layout.widgets.reverse() })
      .set('If-Match', `"${read.body.version}"`)
      .expect(412);
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
