import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';

const department_id = '01900000-0000-7000-8000-00000000000d';
const link_id = '01900000-0000-7000-8000-00000000000e';

describeCallboard('sources of a membership', {}, callboard => {
  const superAdmin = () => callboard().as('superAdmin');

  /** A member by hand who is also one through a department. */
  async function derivedMember(slug: string, byHand: string, derived: number) {
    const path = `/workspaces/${slug}/members`;
    await superAdmin().post('/workspaces', { slug, name: slug }).expect(201);
    const added = await superAdmin()
      .post(path, { user_ref: 'user:default/max.member', role: byHand })
      .expect(201);
    const { knex } = callboard();
    await knex('membership_sources').insert({
      id: added.body.id,
      member_id: added.body.id,
      source: 'department',
      rank: derived,
      department_id,
      link_id,
    });
    return { path, id: added.body.id, one: `${path}/${added.body.id}` };
  }

  const fromDepartment = (role: string) => ({
    source: 'department',
    role,
    department_id,
    link_id,
  });

  async function member(path: string) {
    const list = await superAdmin().get(`${path}?search=max`).expect(200);
    return list.body.items[0];
  }

  it('add up to the highest role, and only the manual one is taken back', async () => {
    const { path, id, one } = await derivedMember('highest', 'admin', 5);
    await superAdmin().delete(one).expect(204);
    expect(await member(path)).toMatchObject({
      id,
      role: 'guest',
      sources: [fromDepartment('guest')],
    });
    await callboard().as('member').get('/workspaces/highest').expect(200);

    await superAdmin().delete(one).expect(409);
    await superAdmin().patch(one, { role: 'admin' }).expect(409);

    const again = await superAdmin()
      .post(path, { user_ref: 'user:default/max.member', role: 'member' })
      .expect(201);
    expect(again.body).toMatchObject({ id, role: 'member' });
    expect(again.body.sources).toEqual(
      expect.arrayContaining([
        fromDepartment('guest'),
        { source: 'manual', role: 'member' },
      ]),
    );
  });

  it('do not lower what follows from elsewhere', async () => {
    const { path, one } = await derivedMember('floor', 'member', 20);
    const changed = await superAdmin()
      .patch(one, { role: 'guest' })
      .expect(200);
    expect(changed.body.role).toBe('admin');
    expect((await member(path)).role).toBe('admin');
  });

  it('leave their traces: an update while one remains, a delete with the last', async () => {
    const { id, one, path } = await derivedMember('sources', 'member', 5);
    await superAdmin().delete(one).expect(204);
    const traces = await tracesOf(callboard(), id);
    expect(traces.map(({ action }) => action)).toEqual(['create', 'update']);
    expect(changesIn(traces[1])).toEqual({
      role: ['member', 'guest'],
      sources: [
        expect.arrayContaining([fromDepartment('guest')]),
        [fromDepartment('guest')],
      ],
    });
    expect(await member(path)).toBeDefined();
  });
});
