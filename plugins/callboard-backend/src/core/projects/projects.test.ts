import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';
import { landscape } from './__testUtils__/landscape';

const projects = '/workspaces/default/projects';

describeCallboard('projects', { entities: landscape }, callboard => {
  const boss = () => callboard().as('superAdmin');
  const entityPath = (name: string, kind = 'component') =>
    `${projects}/by-entity/${kind}/default/${name}`;
  const ensure = async (name: string, kind?: string) =>
    (await boss().put(entityPath(name, kind)).expect(200)).body;

  it('are made on first use, by members who may see the entity, and only once', async () => {
    const [first, second] = await Promise.all([
      callboard().as('member').put(entityPath('payments-api')).expect(200),
      callboard().as('reader').put(entityPath('payments-api'), {}).expect(200),
    ]);
    expect(second.body.id).toBe(first.body.id);
    expect(first.body).toMatchObject({
      entity_ref: 'component:default/payments-api',
      name: 'Payments API',
      identifier: 'PAYMENTSAPI',
      access: 'open',
      is_time_tracking_enabled: true,
      archived_at: null,
      role: null,
    });
    const traces = await tracesOf(callboard(), first.body.id);
    expect(traces.map(({ action }) => action)).toEqual(['create']);
  });

  it('are not made by guests of the workspace, who read those that there are', async () => {
    const added = { user_ref: people.guest, role: 'guest' };
    await boss().post('/workspaces/default/members', added).expect(201);
    const guest = callboard().as('guest');
    const { body } = await guest.put(entityPath('shop', 'system')).expect(404);
    expect(body.error.message).toBe(
      'There is no project of system:default/shop',
    );
    const made = await ensure('shop', 'system');
    const read = await guest.put(entityPath('shop', 'system')).expect(200);
    expect(read.body).toEqual({ ...made, role: null });
  });

  it('have identifiers of their own', async () => {
    await ensure('payments-api');
    expect((await ensure('payments_api')).identifier).toBe('PAYMENTSAPI2');
  });

  it('are only of kinds that can have one, and of entities that there are', async () => {
    const put = (path: string) => boss().put(path);
    const refused = await put(entityPath('payments', 'api')).expect(400);
    expect(refused.body.error.message).toMatch(/^path\.kind: /);
    await put(entityPath('nowhere')).expect(404);
    await put(entityPath('-bad')).expect(400);
    await put(
      '/workspaces/absent/projects/by-entity/system/default/shop',
    ).expect(404);
  });

  it('have the owners of their entity as admins, whatever the spelling', async () => {
    const shop = await ensure('SHOP', 'System');
    const members = await boss()
      .get(`${projects}/${shop.id}/members`)
      .expect(200);
    expect(members.body.items).toMatchObject([
      {
        user_ref: people.member,
        role: 'admin',
        sources: [{ source: 'owner', role: 'admin' }],
      },
    ]);
    const seen = await callboard().as('member').get(`${projects}/${shop.id}`);
    expect(seen.body.role).toBe('admin');
    await callboard()
      .as('member')
      .patch(`${projects}/${shop.id}`, { name: 'The shop' })
      .expect(200);
    await callboard()
      .as('guest')
      .patch(`${projects}/${shop.id}`, { name: 'Mine' })
      .expect(403);

    const owned = await ensure('payments-api');
    const team = await boss().get(`${projects}/${owned.id}/members`);
    expect(
      team.body.items.map((member: { user_ref: string }) => member.user_ref),
    ).toEqual([people.stranger]);
  });

  it('show what changed, and nothing when nothing did', async () => {
    const shop = await ensure('shop', 'system');
    const one = `${projects}/${shop.id}`;
    const changed = await boss()
      .patch(one, { name: 'Web shop', access: 'open' })
      .set('If-Match', `"${shop.version}"`)
      .expect(200);
    await boss().patch(one, { name: 'Web shop' }).expect(200);
    await boss()
      .patch(one, { name: 'Other' })
      .set('If-Match', `"${shop.version}"`)
      .expect(412);
    const traces = await tracesOf(callboard(), shop.id);
    const updates = traces.filter(({ action }) => action === 'update');
    expect(changesIn(updates[updates.length - 1])).toEqual({
      name: [shop.name, 'Web shop'],
    });
    expect(changed.headers.etag).toBe(`"${changed.body.version}"`);
  });
});

describeCallboard('a secret project', { entities: landscape }, callboard => {
  const boss = () => callboard().as('superAdmin');
  let one: string;
  let id: string;

  beforeAll(async () => {
    const made = await boss()
      .put(`${projects}/by-entity/component/default/payments-api`)
      .expect(200);
    id = made.body.id;
    one = `${projects}/${id}`;
    // Everybody has been here once.
    for (const who of ['member', 'guest', 'stranger'] as const) {
      await callboard().as(who).get('/me').expect(200);
    }
    await boss().patch(one, { access: 'secret' }).expect(200);
  });

  const names = async (who: 'member' | 'superAdmin' | 'stranger') =>
    (await callboard().as(who).get(projects).expect(200)).body.items.map(
      (project: { id: string }) => project.id,
    );

  const changesSeenBy = async (who: 'member' | 'superAdmin') =>
    (await callboard().as(who).get(`/activity?entity_id=${id}`).expect(200))
      .body.total;

  it('is there for its members, the owners and the admins of the workspace only', async () => {
    const member = callboard().as('member');
    await member.get(one).expect(404);
    await member.get(`${one}/members`).expect(404);
    await member.patch(one, { name: 'Mine' }).expect(404);
    await member.post(`${one}/join`).expect(404);
    await member
      .put(`${projects}/by-entity/component/default/payments-api`)
      .expect(404);
    await member
      .get(
        `/workspaces/default/memberships/explain?user_ref=${people.stranger}&project=${id}`,
      )
      .expect(404);
    expect(await names('member')).toEqual([]);
    expect(await names('stranger')).toEqual([id]);
    expect(await names('superAdmin')).toEqual([id]);
    expect((await callboard().as('stranger').get(one)).body.role).toBe('admin');
  });

  it('does not show in the activity of others, in lists or in counts', async () => {
    expect(await changesSeenBy('member')).toBe(0);
    expect(await changesSeenBy('superAdmin')).toBe(2);
    const summary = await callboard()
      .as('member')
      .get('/activity/summary?entity_type=project')
      .expect(200);
    expect(summary.body.total).toBe(0);
  });

  it('opens to who is let in, with its past, and closes again', async () => {
    const added = await boss()
      .post(`${one}/members`, { user_ref: people.member, role: 'guest' })
      .expect(201);
    expect((await callboard().as('member').get(one)).body.role).toBe('guest');
    expect(await changesSeenBy('member')).toBe(2);
    await callboard().as('member').patch(one, { name: 'Mine' }).expect(403);
    await boss().delete(`${one}/members/${added.body.id}`).expect(204);
    await callboard().as('member').get(one).expect(404);
    expect(await changesSeenBy('member')).toBe(0);
  });
});

describeCallboard(
  'members of a project',
  { entities: landscape },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const make = async (name: string, kind = 'component') => {
      const path = `${projects}/by-entity/${kind}/default/${name}`;
      const { body } = await boss().put(path).expect(200);
      return `${projects}/${body.id}`;
    };

    it('may make themselves one, once; guests of the workspace may not', async () => {
      const one = await make('payments_api');
      const member = callboard().as('member');
      const joined = await member.post(`${one}/join`).expect(201);
      expect(joined.body).toMatchObject({
        user_ref: people.member,
        role: 'member',
        sources: [{ source: 'manual', role: 'member' }],
      });
      const again = await member.post(`${one}/join`, {}).expect(201);
      expect(again.body).toEqual(joined.body);
      const traces = await tracesOf(callboard(), joined.body.id);
      expect(traces.map(({ action }) => action)).toEqual(['join']);

      const { body: members } = await boss().get('/workspaces/default/members');
      const guest = members.items.find(
        (row: { user_ref: string }) => row.user_ref === people.guest,
      );
      if (guest) {
        await boss()
          .patch(`/workspaces/default/members/${guest.id}`, { role: 'guest' })
          .expect(200);
      } else {
        await boss()
          .post('/workspaces/default/members', {
            user_ref: people.guest,
            role: 'guest',
          })
          .expect(201);
      }
      await callboard().as('guest').post(`${one}/join`).expect(403);
    });

    it('are explained: with every source, and as admins of the workspace', async () => {
      const one = await make('payments-api');
      await boss()
        .post(`${one}/members`, { user_ref: people.stranger, role: 'guest' })
        .expect(201);
      const explain = async (user_ref: string) =>
        (
          await boss()
            .get(
              `/workspaces/default/memberships/explain?user_ref=${user_ref}&project=${
                one.split('/')[4]
              }`,
            )
            .expect(200)
        ).body;
      const why = await explain(people.stranger);
      expect(why.role).toBe('admin');
      expect(why.sources).toHaveLength(2);
      expect(why.sources).toEqual(
        expect.arrayContaining([
          { source: 'owner', role: 'admin' },
          { source: 'manual', role: 'guest' },
        ]),
      );
      expect(await explain('user:default/nobody')).toEqual({
        role: null,
        sources: [],
        missing: [],
      });
    });

    it('keep one admin, and lose only what was given by hand', async () => {
      const one = await make('payments_api');
      const added = await boss()
        .post(`${one}/members`, { user_ref: people.admin, role: 'admin' })
        .expect(201);
      const path = `${one}/members/${added.body.id}`;
      const last = await boss().delete(path).expect(409);
      expect(last.body.error.message).toBe(
        'A project keeps at least one admin',
      );
      await boss().patch(path, { role: 'member' }).expect(409);
      await boss()
        .post(`${one}/members`, { user_ref: people.admin, role: 'guest' })
        .expect(409);
      await boss()
        .post(`${one}/members`, { user_ref: people.reader, role: 'admin' })
        .expect(201);
      await boss().delete(path).expect(204);
      await boss().delete(path).expect(404);
    });

    it('who own its entity cannot be removed by hand', async () => {
      const owned = await make('shop', 'system');
      const list = await boss().get(`${owned}/members`).expect(200);
      const owner = list.body.items.find(
        (row: { user_ref: string }) => row.user_ref === people.member,
      );
      expect(owner.sources).toEqual([{ source: 'owner', role: 'admin' }]);
      await boss().delete(`${owned}/members/${owner.id}`).expect(409);
    });

    it('of another workspace are not found', async () => {
      const one = await make('payments_api');
      const pid = one.split('/')[4];
      await boss().post('/workspaces', { slug: 'other', name: 'Other' });
      const statusOf = async (path: string) =>
        (await boss().get(`/workspaces/${path}`)).status;
      expect(await statusOf(`other/projects/${pid}`)).toBe(404);
      expect(await statusOf(`other/projects/${pid}/members`)).toBe(404);
      expect(await statusOf(`default/projects/${pid}`)).toBe(200);
      expect(await statusOf('default/projects/nonsense')).toBe(400);
    });
  },
);
