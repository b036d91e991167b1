import { allFeatures } from '@callboard/plugin-callboard-common';
import { describeWithoutJobs } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';

describeWithoutJobs('GET /me', {}, callboard => {
  const superAdmin = () => callboard().as('superAdmin');

  beforeAll(async () => {
    for (const slug of ['b-team', 'a-team', 'gone']) {
      await superAdmin()
        .post('/workspaces', {
          slug,
          name: slug.toUpperCase(),
          timezone: 'Asia/Kolkata',
        })
        .expect(201);
    }
    for (const [slug, role] of [
      ['a-team', 'admin'],
      ['gone', 'member'],
    ]) {
      await superAdmin()
        .post(`/workspaces/${slug}/members`, {
          user_ref: 'user:default/max.member',
          role,
        })
        .expect(201);
    }
    await superAdmin().delete('/workspaces/gone').expect(204);
  });

  it('returns the caller and their live workspaces with roles, sorted by slug', async () => {
    const me = await callboard().as('member').get('/me').expect(200);
    expect(me.body).toEqual({
      user_ref: 'user:default/max.member',
      display_name: 'Max Member',
      email: 'max.member@example.com',
      picture: null,
      features: allFeatures,
      is_super_admin: false,
      workspaces: [
        {
          id: expect.any(String),
          slug: 'a-team',
          name: 'A-TEAM',
          timezone: 'Asia/Kolkata',
          role: 'admin',
        },
        {
          id: expect.any(String),
          slug: 'default',
          name: 'Default',
          timezone: 'UTC',
          role: 'member',
        },
      ],
    });
  });

  it('lists every live workspace with the admin role for a super admin', async () => {
    const me = await superAdmin().get('/me').expect(200);
    expect(me.body.is_super_admin).toBe(true);
    expect(
      me.body.workspaces.map((row: any) => `${row.slug} ${row.role}`),
    ).toEqual(['a-team admin', 'b-team admin', 'default admin']);
  });

  it('treats user refs that differ only in case as the same user', async () => {
    const me = await callboard().as('user:Default/Max.Member').get('/me');
    expect(me.body).toMatchObject({
      user_ref: 'user:default/max.member',
      display_name: 'Max Member',
    });
    expect(me.body.workspaces).toHaveLength(2);
  });

  it('returns the name from the user ref when the catalog has no such user', async () => {
    const me = await callboard().as('user:default/new.hire').get('/me');
    expect(me.body).toMatchObject({
      user_ref: 'user:default/new.hire',
      display_name: 'new.hire',
      email: null,
      picture: null,
      is_super_admin: false,
    });
  });

  it('returns the access rights of the caller and the super admins on /me/access', async () => {
    const readAccess = async (who: 'superAdmin' | 'member' | 'stranger') =>
      (await callboard().as(who).get('/me/access').expect(200)).body;
    expect(await readAccess('superAdmin')).toMatchObject({
      is_super_admin: true,
      may_administrate: true,
      may_read_all_activity: true,
      super_admin_groups: [],
    });
    // An admin of one workspace.
    expect(await readAccess('member')).toMatchObject({
      is_super_admin: false,
      may_administrate: true,
      may_read_all_activity: false,
    });
    const { super_admins, may_administrate } = await readAccess('stranger');
    expect(may_administrate).toBe(false);
    expect(super_admins.map((one: any) => one.user_ref)).toEqual([
      people.superAdmin,
    ]);
  });

  it('sets manages_people only while the caller manages a live department', async () => {
    const managed = async () =>
      (await callboard().as('stranger').get('/me/access')).body.manages_people;
    const makeTeam = async (workspace: string) => {
      const { body } = await superAdmin()
        .post(`/workspaces/${workspace}/departments`, {
          name: 'Team',
          manager_ref: people.stranger,
        })
        .expect(201);
      return `/workspaces/${workspace}/departments/${body.id}`;
    };
    expect(await managed()).toBe(false);
    const team = await makeTeam('default');
    expect(await managed()).toBe(true);
    await superAdmin().patch(team, { manager_ref: null }).expect(200);
    expect(await managed()).toBe(false);
    await superAdmin()
      .delete(await makeTeam('default'))
      .expect(204);
    expect(await managed()).toBe(false);
  });

  it('sets manages_people for staff marked as managers while they work', async () => {
    const reader = callboard().as('reader');
    const managed = async () =>
      (await reader.get('/me/access')).body.manages_people;
    const base = '/workspaces/default';
    const { body: department } = await superAdmin()
      .post(`${base}/departments`, { name: 'Readers' })
      .expect(201);
    const { body: staff } = await superAdmin()
      .post(`${base}/staff`, {
        staff_id: '4711',
        first_name: 'Ria',
        last_name: 'Reader',
        email: 'ria.reader@example.com',
        user_ref: people.reader,
        department_id: department.id,
        is_department_manager: true,
      })
      .expect(201);
    expect(await managed()).toBe(true);
    const path = `${base}/staff/${staff.id}`;
    const suspended = { employment_status: 'suspended' };
    await superAdmin().patch(path, suspended).expect(200);
    expect(await managed()).toBe(false);
  });

  it('returns 401 to anonymous callers and 403 to services', async () => {
    expect((await callboard().as('nobody').get('/me')).status).toBe(401);
    expect((await callboard().as('service').get('/me')).status).toBe(403);
  });
});
