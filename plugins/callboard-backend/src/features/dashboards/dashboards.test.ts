import { people } from '../../__testUtils__/startCallboard';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';
import { makeDashboardWorld } from './__testUtils__/makeDashboardWorld';

const path = '/workspaces/default/dashboards';

describeCallboard('dashboards', {}, callboard => {
  const world = makeDashboardWorld(callboard);
  const { newDashboard, newName } = world;
  const max = () => callboard().as('member');

  beforeAll(world.enter);

  it('are private and empty unless somebody says otherwise', async () => {
    const name = newName();
    const made = await max().post(path, { name }).expect(201);
    expect(made.body).toEqual({
      id: expect.any(String),
      name,
      description: null,
      owner_ref: people.member,
      owner_name: 'Max Member',
      access: 'private',
      is_default: false,
      is_favourite: false,
      config: {},
      widgets: [],
      version: 1,
      created_at: expect.any(String),
      updated_at: made.body.created_at,
    });
    expect(made.headers.etag).toBe('"1"');
    const read = await max().get(`${path}/${made.body.id}`).expect(200);
    expect(read.body).toEqual(made.body);
    expect(read.headers.etag).toBe('"1"');
  });

  it('keep all that is said of them', async () => {
    const input = {
      name: newName('<b>Ünï "code" 🎯</b>'),
      description: '=SUM(1)',
      access: 'shared',
      config: {
        project_ids: ['01900000-0000-7000-8000-000000000001'],
        department_ids: [null],
        filters: { priority: ['urgent', null], is_billable: [true, null] },
        date_range: { start: '2026-01-01', end: '2026-01-31' },
        timezone: 'Asia/Kolkata',
        refresh_seconds: 30,
      },
    };
    const made = await max().post(path, input).expect(201);
    expect(made.body).toMatchObject(input);
    const read = await max().get(`${path}/${made.body.id}`).expect(200);
    expect(read.body.config).toEqual(input.config);
  });

  it('change field by field, with a trace and a version', async () => {
    const { id, name } = await newDashboard('member');
    const one = `${path}/${id}`;
    await max()
      .patch(one, { description: 'x' })
      .set('If-Match', '"2"')
      .expect(412);
    const same = await max().patch(one, { name, config: {} }).expect(200);
    expect(same.body.version).toBe(1);
    const changed = await max()
      .patch(one, { description: 'Of us', config: { refresh_seconds: 60 } })
      .set('If-Match', 'W/"1"')
      .expect(200);
    expect(changed.body).toMatchObject({ name, version: 2 });
    expect(changed.headers.etag).toBe('"2"');
    const [made, trace] = await tracesOf(callboard(), id);
    expect(made.action).toBe('create');
    expect(trace).toMatchObject({
      action: 'update',
      entity_type: 'dashboard',
      entity_label: name,
      user_id: people.member,
    });
    expect(changesIn(trace)).toEqual({
      description: [null, 'Of us'],
      config: [{}, { refresh_seconds: 60 }],
    });
  });

  it('have names that no other of the workspace has, ignoring case', async () => {
    const { name } = await newDashboard('admin');
    const { id } = await newDashboard('member');
    const loud = name.toUpperCase();
    const taken = await max().post(path, { name: loud }).expect(409);
    expect(taken.body.error.message).toBe(`body.name: ${loud} is taken`);
    await max().patch(`${path}/${id}`, { name: loud }).expect(409);
  });

  it('leave their names to others when they are deleted', async () => {
    const { id, name } = await newDashboard('member');
    await max().delete(`${path}/${id}`).set('If-Match', '"7"').expect(412);
    await max().delete(`${path}/${id}`).expect(204);
    await max().get(`${path}/${id}`).expect(404);
    await max().get(`${path}/${id}/widgets`).expect(404);
    await max().delete(`${path}/${id}`).expect(404);
    const again = await max().post(path, { name }).expect(201);
    expect(again.body.id).not.toBe(id);
    const traces = await tracesOf(callboard(), id);
    expect(traces.map(({ action }) => action)).toEqual(['create', 'delete']);
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'can be called %s',
    async name => {
      const made = await max().post(path, { name }).expect(201);
      expect(made.body.name).toBe(name);
      const copy = await max().post(`${path}/${made.body.id}/duplicate`);
      expect(copy.body.name).toBe(`${name} (Copy)`);
    },
  );

  it('are listed by name, page by page, to who may read them', async () => {
    const mark = newName('page');
    for (const [who, access] of [
      ['member', 'private'],
      ['admin', 'shared'],
      ['admin', 'private'],
    ] as const) {
      await newDashboard(who, { name: newName(mark), access });
    }
    const all = await max().get(`${path}?search=${mark}`).expect(200);
    expect(all.body.total).toBe(2);
    const first = await max().get(`${path}?search=${mark}&limit=1`);
    const { next_cursor } = first.body;
    const second = await max().get(
      `${path}?search=${mark}&limit=1&cursor=${next_cursor}`,
    );
    expect([...first.body.items, ...second.body.items]).toEqual(all.body.items);
    expect(second.body.next_cursor).toBeNull();
    const shared = await max().get(`${path}?search=${mark}&access=shared`);
    expect(shared.body.items).toHaveLength(1);
    await max().get(`${path}?cursor=WzEsMl0`).expect(400);
  });

  it('belong to one workspace', async () => {
    const { id } = await newDashboard('superAdmin', { access: 'shared' });
    const boss = callboard().as('superAdmin');
    const elsewhere = `${await world.otherWorkspace()}/${id}`;
    await boss.get(elsewhere).expect(404);
    await boss.patch(elsewhere, { description: 'x' }).expect(404);
    await boss.put(`${elsewhere}/layout`, { widgets: [] }).expect(404);
    await boss.put(`${elsewhere}/favourite`).expect(404);
    await boss.post(`${elsewhere}/duplicate`).expect(404);
    await boss.get(`${elsewhere}/export.json`).expect(404);
    await boss.delete(elsewhere).expect(404);
    const here = await boss.get(`${path}/${id}`).expect(200);
    expect(here.body).toMatchObject({ is_favourite: false, version: 1 });
  });

  it('are at most two thousand in a workspace', async () => {
    const full = await world.otherWorkspace();
    const boss = callboard().as('superAdmin');
    const first = await boss.post(full, { name: 'First' }).expect(201);
    await world.fill(first.body.id, 1_998);
    const file = await boss.get(`${full}/${first.body.id}/export.json`);
    const answers = await Promise.all([
      boss.post(full, { name: 'Last' }),
      boss.post(`${full}/${first.body.id}/duplicate`),
      boss.post(`${full}/import`, file.body),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  describe('of which one is the default', () => {
    const defaults = async () =>
      callboard()
        .knex('dashboards')
        .where({ is_default: true })
        .whereNull('deleted_at')
        .pluck('id');

    it('take that from each other', async () => {
      const shared = { access: 'shared', is_default: true };
      const former = await newDashboard('admin', shared);
      const next = await newDashboard('member', { access: 'shared' });
      const made = await max()
        .patch(`${path}/${next.id}`, { is_default: true })
        .expect(200);
      expect(made.body.is_default).toBe(true);
      expect(await defaults()).toEqual([next.id]);
      const other = await max().get(`${path}/${former.id}`).expect(200);
      expect(other.body).toMatchObject({ is_default: false, version: 2 });
      const { body } = await callboard()
        .as('superAdmin')
        .get(`/admin/activity?entity_id=${former.id}&details=true`);
      expect(changesIn(body.activities[0])).toEqual({
        is_default: [true, false],
      });
    });

    it('are shared ones only', async () => {
      const { id } = await newDashboard('member');
      const answers = [
        await max().post(path, { name: newName(), is_default: true }),
        await max().patch(`${path}/${id}`, { is_default: true }),
        await max().patch(`${path}/${id}`, {
          access: 'private',
          is_default: true,
        }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
      expect(answers.map(({ body }) => body.error.problems[0].field)).toEqual(
        Array(3).fill('body.is_default'),
      );
    });

    it('cease to be it when they are made private', async () => {
      const { id } = await newDashboard('member', {
        access: 'shared',
        is_default: true,
      });
      const answer = await max()
        .patch(`${path}/${id}`, { access: 'private' })
        .expect(200);
      expect(answer.body.is_default).toBe(false);
      expect(await defaults()).toEqual([]);
    });

    it('are one, however many are made it at once', async () => {
      const made = [];
      for (const who of ['member', 'admin', 'superAdmin'] as const) {
        const { id } = await newDashboard(who, { access: 'shared' });
        made.push({ who, id });
      }
      const answers = await Promise.all(
        made.map(({ who, id }) =>
          callboard().as(who).patch(`${path}/${id}`, { is_default: true }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(await defaults()).toHaveLength(1);
    });
  });

  describe('that are somebody’s favourites', () => {
    it('are so for that person alone', async () => {
      const { id, name } = await newDashboard('admin', { access: 'shared' });
      const guest = callboard().as('guest');
      const made = await guest.put(`${path}/${id}/favourite`).expect(200);
      expect(made.body).toMatchObject({ id, is_favourite: true });
      await guest.put(`${path}/${id}/favourite`).expect(200);
      const mine = await guest.get(`${path}?is_favourite=true`).expect(200);
      expect(mine.body.items.map((one: any) => one.name)).toEqual([name]);
      const others = await max().get(`${path}/${id}`).expect(200);
      expect(others.body.is_favourite).toBe(false);
      await guest.delete(`${path}/${id}/favourite`).expect(204);
      await guest.delete(`${path}/${id}/favourite`).expect(204);
      const none = await guest.get(`${path}?is_favourite=true`).expect(200);
      expect(none.body).toMatchObject({ items: [], total: 0 });
    });

    it('leave no trace, and no version', async () => {
      const { id } = await newDashboard('member');
      const answer = await max().put(`${path}/${id}/favourite`).expect(200);
      expect(answer.body.version).toBe(1);
      expect(await tracesOf(callboard(), id)).toHaveLength(1);
    });
  });
});
