import { describeCallboard } from '../../__testUtils__/describeCallboard';

describeCallboard('the last admin of a workspace', {}, callboard => {
  const superAdmin = () => callboard().as('superAdmin');

  /** A workspace with so many admins; answers the paths of those. */
  async function workspaceWithAdmins(slug: string, count: number) {
    const path = `/workspaces/${slug}/members`;
    await superAdmin().post('/workspaces', { slug, name: slug }).expect(201);
    const list = await superAdmin().get(path).expect(200);
    const ids = [list.body.items[0].id];
    while (ids.length < count) {
      const added = await superAdmin()
        .post(path, { user_ref: `user:default/a${ids.length}`, role: 'admin' })
        .expect(201);
      ids.push(added.body.id);
    }
    await superAdmin()
      .post(path, { user_ref: 'user:default/m', role: 'member' })
      .expect(201);
    return ids.map(id => `${path}/${id}`);
  }

  async function admins(slug: string): Promise<number> {
    const path = `/workspaces/${slug}/members?role=admin`;
    return (await superAdmin().get(path).expect(200)).body.total;
  }

  it('cannot be removed', async () => {
    const [first, second] = await workspaceWithAdmins('remove', 2);
    await superAdmin().delete(first).expect(204);
    await superAdmin().delete(second).expect(409);
    expect(await admins('remove')).toBe(1);
  });

  it('cannot become less', async () => {
    const [first, second] = await workspaceWithAdmins('demote', 2);
    await superAdmin().patch(first, { role: 'member' }).expect(200);
    await superAdmin().patch(second, { role: 'member' }).expect(409);
    await superAdmin().patch(second, { role: 'guest' }).expect(409);
    await superAdmin().patch(second, { role: 'admin' }).expect(200);
    expect(await admins('demote')).toBe(1);
  });

  it.each([1, 2, 3, 4, 5])(
    'stays when both of two are removed at once (round %d)',
    async round => {
      const slug = `remove-race-${round}`;
      const paths = await workspaceWithAdmins(slug, 2);
      const answers = await Promise.all(
        paths.map(path => superAdmin().delete(path)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
      expect(await admins(slug)).toBe(1);
    },
  );

  it('stays when one is removed while others are demoted', async () => {
    const [removed, ...demoted] = await workspaceWithAdmins('mixed-race', 4);
    const answers = await Promise.all([
      superAdmin().delete(removed),
      ...demoted.map(path => superAdmin().patch(path, { role: 'guest' })),
    ]);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(1);
    expect(await admins('mixed-race')).toBe(1);
  });

  /** As erasing somebody leaves their memberships. */
  async function erase(user_ref: string, pseudonym: string) {
    await callboard()
      .knex('memberships')
      .where({ user_ref })
      .update({ user_ref: pseudonym });
  }

  it('is not whoever was erased, who can go', async () => {
    const [first, erased] = await workspaceWithAdmins('erased', 2);
    await erase('user:default/a1', 'user:erased/4fq0c81zle');
    await superAdmin().delete(first).expect(409);
    await superAdmin().patch(first, { role: 'member' }).expect(409);
    await superAdmin().delete(erased).expect(204);
    await superAdmin().delete(first).expect(409);
    expect(await admins('erased')).toBe(1);
  });
});
