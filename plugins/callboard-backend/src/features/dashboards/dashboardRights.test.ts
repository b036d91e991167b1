import { people, PersonName } from '../../__testUtils__/startCallboard';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { changesIn } from '../../__testUtils__/tracesOf';
import {
  aWidget,
  makeDashboardWorld,
} from './__testUtils__/makeDashboardWorld';

const path = '/workspaces/default/dashboards';

describeCallboard('who may do what with dashboards', {}, callboard => {
  const world = makeDashboardWorld(callboard);
  const { newDashboard, newFilledDashboard, newName } = world;

  beforeAll(world.enter);

  /** What all requests about a dashboard with a widget answer. */
  async function statusesOf(
    who: PersonName,
    { id, widgets }: { id: string; widgets: any[] },
  ) {
    const agent = callboard().as(who);
    const one = `${path}/${id}`;
    const [{ id: wid, size }] = widgets;
    const answers = [
      await agent.get(one),
      await agent.get(`${one}/widgets`),
      await agent.get(`${one}/widgets/${wid}`),
      await agent.get(`${one}/export.json`),
      await agent.put(`${one}/favourite`),
      await agent.delete(`${one}/favourite`),
      await agent.post(`${one}/duplicate`),
      await agent.patch(one, { description: newName() }),
      await agent.put(`${one}/layout`, { widgets: [{ id: wid, ...size }] }),
      await agent.patch(`${one}/widgets/${wid}`, { title: newName() }),
      await agent.post(`${one}/widgets`, aWidget),
      await agent.delete(`${one}/widgets/${wid}`),
      await agent.delete(one),
    ];
    return answers.map(({ status }) => status).join(' ');
  }

  it('is everything for who owns a private one', async () => {
    const dashboard = await newFilledDashboard('member', 1);
    expect(await statusesOf('member', dashboard)).toBe(
      '200 200 200 200 200 204 201 200 200 200 201 204 204',
    );
  });

  it.each(['admin', 'superAdmin', 'guest'] as const)(
    'is nothing for %s where it is private and somebody else’s',
    async who => {
      const dashboard = await newFilledDashboard('member', 1);
      const allowed = who === 'guest' ? '403' : '404';
      expect(await statusesOf(who, dashboard)).toBe(
        [...Array(6).fill('404'), ...Array(7).fill(allowed)].join(' '),
      );
      const list = await callboard().as(who).get(`${path}?limit=200`);
      expect(list.body.items.map((one: any) => one.id)).not.toContain(
        dashboard.id,
      );
    },
  );

  it('is everything for admins of the workspace where it is shared', async () => {
    const dashboard = await newFilledDashboard('member', 1, {
      access: 'shared',
    });
    expect(await statusesOf('admin', dashboard)).toBe(
      '200 200 200 200 200 204 201 200 200 200 201 204 204',
    );
  });

  it('is reading and copying for other members where it is shared', async () => {
    const dashboard = await newFilledDashboard('admin', 1, {
      access: 'shared',
    });
    expect(await statusesOf('member', dashboard)).toBe(
      '200 200 200 200 200 204 201 403 403 403 403 403 403',
    );
  });

  it('is reading alone for guests', async () => {
    const dashboard = await newFilledDashboard('admin', 1, {
      access: 'shared',
    });
    expect(await statusesOf('guest', dashboard)).toBe(
      '200 200 200 200 200 204 403 403 403 403 403 403 403',
    );
    const guest = callboard().as('guest');
    await guest.post(path, { name: newName() }).expect(403);
    await guest.post(`${path}/import`, {}).expect(403);
  });

  it('is not for admins to make somebody’s shared dashboard private', async () => {
    const { id } = await newDashboard('member', { access: 'shared' });
    const admin = callboard().as('admin');
    await admin.patch(`${path}/${id}`, { access: 'private' }).expect(403);
    await admin.patch(`${path}/${id}`, { access: 'shared' }).expect(200);
    const answer = await callboard().as('member').get(`${path}/${id}`);
    expect(answer.body).toMatchObject({ access: 'shared', version: 1 });
  });

  it('goes on where whoever owns a shared one has left', async () => {
    const boss = callboard().as('superAdmin');
    const gone = 'user:default/gone.girl';
    const members = '/workspaces/default/members';
    const { body: member } = await boss
      .post(members, { user_ref: gone, role: 'member' })
      .expect(201);
    const made = await callboard()
      .as(gone)
      .post(path, { name: newName(), access: 'shared' })
      .expect(201);
    await boss.delete(`${members}/${member.id}`).expect(204);
    const one = `${path}/${made.body.id}`;
    await callboard().as(gone).get(one).expect(404);
    const read = await callboard().as('guest').get(one).expect(200);
    expect(read.body.owner_ref).toBe(gone);
    await callboard().as('admin').patch(one, { name: newName() }).expect(200);
    await callboard().as('member').post(`${one}/duplicate`).expect(201);
  });
});

describeCallboard('who hears of dashboards', {}, callboard => {
  const world = makeDashboardWorld(callboard);
  const { newDashboard, newFilledDashboard } = world;
  const max = () => callboard().as('member');

  beforeAll(world.enter);

  /** Reads somebody's view of the log about one thing. */
  async function tracesFor(who: PersonName, entity_id: string) {
    const { body } = await callboard()
      .as(who)
      .get(`/activity?workspace=default&entity_id=${entity_id}`)
      .expect(200);
    return body.activities.reverse().map(changesIn);
  }

  it('are its owner and the admins while it is private', async () => {
    const { id, widgets } = await newFilledDashboard('member', 1);
    expect(await tracesFor('guest', id)).toEqual([]);
    expect(await tracesFor('guest', widgets[0].id)).toEqual([]);
    expect(await tracesFor('member', widgets[0].id)).toHaveLength(1);
    const row = await callboard()
      .knex('activity')
      .where({ entity_id: id })
      .first();
    const readers = await callboard()
      .knex('activity_readers')
      .where({ activity_id: row.id })
      .pluck('user_ref');
    expect(readers).toEqual([people.member]);
  });

  it('are all in the workspace while it is shared', async () => {
    const { id, widgets } = await newFilledDashboard('admin', 1, {
      access: 'shared',
    });
    expect(await tracesFor('guest', id)).toHaveLength(1);
    expect(await tracesFor('guest', widgets[0].id)).toHaveLength(1);
  });

  it('hear that it is shared, and nothing of before', async () => {
    const { id } = await newDashboard('member', { description: 'Secret' });
    const patch = { description: 'For all', access: 'shared' };
    const answer = await max().patch(`${path}/${id}`, patch).expect(200);
    expect(answer.body).toMatchObject({ ...patch, version: 3 });
    expect(await tracesFor('guest', id)).toEqual([
      { access: ['private', 'shared'] },
    ]);
    expect((await tracesFor('member', id)).slice(1)).toEqual([
      { description: ['Secret', 'For all'] },
      { access: ['private', 'shared'] },
    ]);
  });

  it('hear that it is private again, and nothing of after', async () => {
    const { id } = await newDashboard('member', {
      access: 'shared',
      is_default: true,
    });
    const patch = { description: 'Secret', access: 'private' };
    const answer = await max().patch(`${path}/${id}`, patch).expect(200);
    expect(answer.body).toMatchObject({ ...patch, is_default: false });
    await max().patch(`${path}/${id}`, { description: 'More' }).expect(200);
    expect((await tracesFor('guest', id)).slice(1)).toEqual([
      { access: ['shared', 'private'], is_default: [true, false] },
    ]);
    const told = await callboard().knex('activity').where({ entity_id: id });
    expect(told).toHaveLength(4);
  });
});
