import { describeCallboard } from '../../__testUtils__/describeCallboard';

const uuid7 =
  /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describeCallboard('members', {}, callboard => {
  const superAdmin = () => callboard().as('superAdmin');

  async function workspace(slug: string) {
    await superAdmin().post('/workspaces', { slug, name: slug }).expect(201);
    return `/workspaces/${slug}/members`;
  }

  const add = (path: string, user_ref: string, role = 'member') =>
    superAdmin().post(path, { user_ref, role });

  it('are added by hand, one row per person', async () => {
    const path = await workspace('add');
    const added = await add(path, 'user:default/max.member').expect(201);
    expect(added.body).toEqual({
      id: expect.stringMatching(uuid7),
      user_ref: 'user:default/max.member',
      display_name: 'Max Member',
      role: 'member',
      sources: [{ source: 'manual', role: 'member' }],
      version: 1,
      created_at: expect.any(String),
      updated_at: added.body.created_at,
    });
    expect(added.headers.etag).toBe('"1"');
    await add(path, 'user:default/max.member').expect(409);
    await add(path, 'user:default/max.member', 'admin').expect(409);
    const list = await superAdmin().get(path).expect(200);
    expect(list.body.total).toBe(2);
    expect(list.body.items[0]).toEqual(added.body);
  });

  it('may be people whom the catalog does not know', async () => {
    const path = await workspace('unknown');
    const added = await add(path, 'user:other/new.hire').expect(201);
    expect(added.body.display_name).toBe('new.hire');
  });

  it('are added once when two add them at once', async () => {
    const path = await workspace('add-race');
    const answers = await Promise.all([
      add(path, 'user:default/max.member'),
      add(path, 'user:default/max.member'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it.each([
    'max.member',
    'user:default/Max.Member',
    'User:default/max.member',
    'group:default/all',
    'user:max.member',
    'user:default/max/member',
    'user:default/-max',
    'user:default/',
    `user:default/${'x'.repeat(64)}`,
    'user:default/max member',
    '',
    7,
    null,
  ])('refuse the reference %j', async user_ref => {
    const answer = await superAdmin()
      .post('/workspaces/default/members', { user_ref, role: 'member' })
      .expect(400);
    expect(answer.body.error.message).toContain('body.user_ref: ');
  });

  it.each(['owner', 'Admin', '', 20, null])(
    'refuse the role %j',
    async role => {
      const answer = await superAdmin()
        .post('/workspaces/default/members', {
          user_ref: 'user:default/x',
          role,
        })
        .expect(400);
      expect(answer.body.error.message).toContain('body.role: ');
    },
  );

  it('change their role, and their version only when it changed', async () => {
    const path = await workspace('role');
    const added = await add(path, 'user:default/max.member').expect(201);
    const one = `${path}/${added.body.id}`;
    for (const patch of [{}, { role: 'member' }]) {
      const same = await superAdmin().patch(one, patch).expect(200);
      expect(same.body).toEqual(added.body);
      expect(same.headers.etag).toBe('"1"');
    }
    const changed = await superAdmin()
      .patch(one, { role: 'guest' })
      .set('If-Match', '"1"')
      .expect(200);
    expect(changed.body).toEqual({
      ...added.body,
      role: 'guest',
      sources: [{ source: 'manual', role: 'guest' }],
      version: 2,
      updated_at: expect.any(String),
    });
    expect(changed.headers.etag).toBe('"2"');
    await superAdmin()
      .patch(one, { role: 'admin' })
      .set('If-Match', '"1"')
      .expect(412);
    await superAdmin().delete(one).set('If-Match', '"1"').expect(412);
    await superAdmin().delete(one).set('If-Match', 'W/"2"').expect(204);
    await superAdmin().patch(one, { role: 'admin' }).expect(404);
    await superAdmin().delete(one).expect(404);
  });

  it('lose and gain access with their role, at once', async () => {
    const path = await workspace('access');
    const max = callboard().as('member');
    expect((await max.get('/workspaces/access')).status).toBe(404);
    const added = await add(path, 'user:default/max.member').expect(201);
    await max.get('/workspaces/access').expect(200);
    await max.patch('/workspaces/access', { name: 'Mine' }).expect(403);
    const one = `${path}/${added.body.id}`;
    await superAdmin().patch(one, { role: 'admin' }).expect(200);
    await max.patch('/workspaces/access', { name: 'Mine' }).expect(200);
    await superAdmin().delete(one).expect(204);
    await max.get('/workspaces/access').expect(404);
  });

  it('are those of the workspace in the path only', async () => {
    const mine = await workspace('mine');
    const other = await workspace('other');
    const added = await add(other, 'user:default/max.member').expect(201);
    await superAdmin().patch(`${mine}/${added.body.id}`, {}).expect(404);
    await superAdmin().delete(`${mine}/${added.body.id}`).expect(404);
    await superAdmin().delete(`${mine}/not-an-id`).expect(400);
    const list = await superAdmin().get(other).expect(200);
    expect(list.body.total).toBe(2);
  });

  it('can be added again after they were removed', async () => {
    const path = await workspace('return');
    const first = await add(path, 'user:default/max.member').expect(201);
    await superAdmin().delete(`${path}/${first.body.id}`).expect(204);
    const second = await add(path, 'user:default/max.member', 'guest').expect(
      201,
    );
    expect(second.body).toMatchObject({ role: 'guest', version: 1 });
    await callboard().as('member').get('/workspaces/return').expect(200);
  });
});
