import {
  describeWithoutJobs,
  describeCallboard,
} from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../../__testUtils__/listActivityEntries';
import {
  Departments,
  createDepartments,
} from '../__testUtils__/createDepartments';

describe('department links', () => {
  const NOBODY = '01900000-0000-7000-8000-000000000000';

  // Projects belong to Users, which every test's catalog contains.
  const config = { projects: { kinds: ['user'] } };

  describeCallboard('department links', { config }, callboard => {
    const boss = () => callboard().as('superAdmin');

    it('creates a link to a project and records it in the activity log @full', async () => {
      const org = await createDepartments(callboard());
      const id = await org.make('Payments');
      await org.employ(id, { user_ref: 'user:default/jane' });
      const project = await org.project();
      const linked = await boss()
        .post(`${org.path}/${id}/links`, { project_id: project.id })
        .expect(201);
      expect(linked.body).toEqual({
        id: expect.any(String),
        department_id: id,
        project_id: project.id,
        workspace_id: null,
        name: project.name,
        entity_ref: project.entity_ref,
        created_at: expect.any(String),
      });
      const list = await boss().get(`${org.path}/${id}/links`).expect(200);
      expect(list.body).toEqual({
        items: [linked.body],
        next_cursor: null,
        total: 1,
      });

      const [entry] = await listActivityEntries(callboard(), linked.body.id);
      expect(entry).toMatchObject({
        action: 'link',
        entity_type: 'department_link',
        entity_label: `Payments → ${project.name}`,
        metadata: { added: 1, removed: 0 },
      });
      expect(toFieldChanges(entry)).toMatchObject({
        project_id: [null, project.id],
      });
    });

    it('returns 409 for a second link to the same project until the first is deleted', async () => {
      const org = await createDepartments(callboard());
      const id = await org.make('Payments');
      const path = `${org.path}/${id}/links`;
      const { id: project_id } = await org.project();
      const { body } = await boss().post(path, { project_id }).expect(201);
      await boss().post(path, { project_id }).expect(409);
      await boss().delete(`${path}/${body.id}`).expect(204);
      const again = await boss().post(path, { project_id }).expect(201);
      expect(again.body.id).not.toBe(body.id);
    });

    it('rejects unknown projects and projects of another workspace', async () => {
      const org = await createDepartments(callboard());
      const path = `${org.path}/${await org.make('Payments')}/links`;
      const abroad = await (await createDepartments(callboard())).project();
      for (const project_id of [NOBODY, abroad.id, 'x', 7]) {
        const { body } = await boss().post(path, { project_id }).expect(400);
        expect(body.error.message).toContain('body.project_id: ');
      }
      await boss().post(path, {}).expect(400);
      await boss()
        .post(path, { project_id: NOBODY, workspace_id: NOBODY })
        .expect(400);
    });

    it('allows links to a workspace only for its admins', async () => {
      const org = await createDepartments(callboard());
      const path = `${org.path}/${await org.make('Payments')}/links`;
      const own = await createDepartments(callboard());
      const foreign = await createDepartments(callboard());
      await org.addMember(people.admin, 'admin');
      await own.addMember(people.admin, 'admin');
      await foreign.addMember(people.admin, 'member');
      const admin = callboard().as('admin');
      for (const workspace_id of [NOBODY, await foreign.workspaceId()]) {
        const { body } = await admin.post(path, { workspace_id }).expect(400);
        expect(body.error.message).toBe(
          'body.workspace_id: is not a workspace that you are an admin of',
        );
      }
      await admin
        .post(path, { workspace_id: await org.workspaceId() })
        .expect(201);
      const linked = await admin
        .post(path, { workspace_id: await own.workspaceId() })
        .expect(201);
      expect(linked.body).toMatchObject({
        project_id: null,
        workspace_id: await own.workspaceId(),
        name: own.slug,
        entity_ref: null,
      });
      await boss()
        .post(path, { workspace_id: await foreign.workspaceId() })
        .expect(201);
    });

    it('deletes the memberships of a link unless keep_members is set @full', async () => {
      const org = await createDepartments(callboard());
      const id = await org.make('Payments');
      const path = `${org.path}/${id}/links`;
      await org.employ(id, { user_ref: 'user:default/jane' });
      const { id: project_id } = await org.project();
      const members = `/workspaces/${org.slug}/projects/${project_id}/members`;
      const listJanesMemberships = async () =>
        (await boss().get(`${members}?search=jane`).expect(200)).body.items;

      const first = await boss().post(path, { project_id }).expect(201);
      expect(await listJanesMemberships()).toHaveLength(1);
      await boss().delete(`${path}/${first.body.id}`).expect(204);
      expect(await listJanesMemberships()).toEqual([]);
      const [, entry] = await listActivityEntries(callboard(), first.body.id);
      expect(entry).toMatchObject({
        action: 'unlink',
        metadata: { added: 0, removed: 1 },
      });

      const second = await boss().post(path, { project_id }).expect(201);
      await boss()
        .delete(`${path}/${second.body.id}?keep_members=true`)
        .expect(204);
      expect((await listJanesMemberships())[0].sources).toEqual([
        { source: 'manual', role: 'member' },
      ]);
    });

    it('returns 404 for a link under another department or workspace', async () => {
      const org = await createDepartments(callboard());
      const id = await org.make('Payments');
      const other = await org.make('Other');
      const { id: project_id } = await org.project();
      const { body } = await boss()
        .post(`${org.path}/${id}/links`, { project_id })
        .expect(201);
      const abroad = await createDepartments(callboard());
      const statuses: number[] = [];
      for (const path of [
        `${org.path}/${other}/links/${body.id}`,
        `${org.path}/${id}/links/${NOBODY}`,
        `${abroad.path}/${id}/links/${body.id}`,
        `${org.path}/${id}/links/${body.id}`,
        `${org.path}/${id}/links/${body.id}`,
      ]) {
        statuses.push((await boss().delete(path)).status);
      }
      expect(statuses).toEqual([404, 404, 404, 204, 404]);
    });

    it('deletes links and memberships when the department is deleted @full', async () => {
      const org = await createDepartments(callboard());
      const id = await org.make('Payments', { manager_ref: people.member });
      const target = await org.make('Target');
      await org.employ(id, { user_ref: 'user:default/jane' });
      const { id: project_id } = await org.project('gus.guest');
      const { body } = await boss()
        .post(`${org.path}/${id}/links`, { project_id })
        .expect(201);
      const members = `/workspaces/${org.slug}/projects/${project_id}/members`;
      expect((await boss().get(members)).body.total).toBe(2);
      await boss()
        .delete(`${org.path}/${id}?reassign_to=${target}`)
        .expect(204);
      expect((await boss().get(members)).body.total).toBe(0);
      const { body: history } = await boss()
        .get(`/admin/activity?entity_id=${body.id}&details=true`)
        .expect(200);
      expect(history.activities.map(({ action }: any) => action)).toEqual([
        'unlink',
        'link',
      ]);
      expect(await listActivityEntries(callboard(), body.id)).toHaveLength(1);
    });
  });

  describeWithoutJobs(
    'memberships of linked departments',
    { config },
    callboard => {
      it('updates memberships when the department moves or its manager changes @full', async () => {
        const boss = callboard().as('superAdmin');
        const org = await createDepartments(callboard());
        const old = await org.make('Old', { manager_ref: 'user:default/old' });
        const fresh = await org.make('New', {
          manager_ref: 'user:default/new',
        });
        const id = await org.make('Payments', { parent_id: old });
        const { body: project } = await boss
          .put(
            `/workspaces/${org.slug}/projects/by-entity/user/default/max.member`,
          )
          .send({})
          .expect(200);
        await boss
          .post(`${org.path}/${id}/links`, { project_id: project.id })
          .expect(201);
        const members = async () => {
          const { body } = await boss
            .get(`/workspaces/${org.slug}/projects/${project.id}/members`)
            .expect(200);
          return body.items.map(({ user_ref }: any) => user_ref);
        };
        expect(await members()).toEqual(['user:default/old']);
        await boss.patch(`${org.path}/${id}`, { parent_id: fresh }).expect(200);
        expect(await members()).toEqual(['user:default/new']);
        await boss
          .patch(`${org.path}/${fresh}`, { manager_ref: 'user:default/newer' })
          .expect(200);
        expect(await members()).toEqual(['user:default/newer']);
        await boss
          .patch(`${org.path}/${id}`, { manager_ref: 'user:default/own' })
          .expect(200);
        expect(await members()).toEqual([
          'user:default/newer',
          'user:default/own',
        ]);
        await boss
          .delete(`${org.path}/${fresh}?reassign_to=${old}`)
          .expect(204);
        expect(await members()).toEqual([
          'user:default/old',
          'user:default/own',
        ]);
      });
    },
  );
});

describeCallboard('links to other workspaces @full', {}, callboard => {
  const boss = () => callboard().as('superAdmin');
  let org: Departments;
  let target: Departments;
  let target_id: string;
  let department: string;
  let path: string;

  beforeEach(async () => {
    org = await createDepartments(callboard());
    target = await createDepartments(callboard());
    target_id = await target.workspaceId();
    department = await org.make('Payments');
    path = `${org.path}/${department}/links`;
    await org.addMember(people.admin, 'admin');
    await org.addMember(people.member, 'member');
    await org.addMember(people.guest, 'guest');
  });

  const link = async (workspace_id = target_id) =>
    (await boss().post(path, { workspace_id }).expect(201)).body.id;

  it('shows links to members of the linked workspace and to admins of this one', async () => {
    const links = [await link(), await link(await org.workspaceId())];
    await target.addMember(people.guest, 'guest');
    for (const [who, expected] of [
      ['superAdmin', links],
      ['admin', links],
      ['guest', links],
      ['member', links.slice(1)],
    ] as const) {
      const { body } = await callboard().as(who).get(path).expect(200);
      expect(body.items.map(({ id }: any) => id)).toEqual(expected);
      expect(body.total).toBe(expected.length);
    }
  });

  it('hides the linked workspace in the activity log', async () => {
    const id = await link();
    await boss().delete(`${path}/${id}`).expect(204);
    const entries = await listActivityEntries(callboard(), id);
    expect(entries.map(({ action }) => action)).toEqual(['link', 'unlink']);
    for (const entry of entries) {
      expect(entry.entity_label).toBe('Payments → another workspace');
      const { name, workspace_id } = toFieldChanges(entry);
      expect([...name, ...workspace_id].filter(Boolean)).toEqual([
        '[hidden]',
        '[hidden]',
      ]);
    }
    const { text } = await callboard()
      .as('member')
      .get(`/activity?workspace=${org.slug}&details=true&limit=200`)
      .expect(200);
    expect(text).toContain(id);
    expect(text).not.toContain(target_id);
    expect(text).not.toContain(target.slug);
  });

  it('shows the linked workspace in the activity log when it is the same workspace', async () => {
    const id = await link(await org.workspaceId());
    const [entry] = await listActivityEntries(callboard(), id);
    expect(entry.entity_label).toBe(`Payments → ${org.slug}`);
    expect(toFieldChanges(entry)).toMatchObject({ name: [null, org.slug] });
  });

  it('allows keep_members only to admins of the linked workspace', async () => {
    await org.employ(department, { user_ref: 'user:default/jane' });
    const id = await link();
    const admin = callboard().as('admin');
    const { body } = await admin
      .delete(`${path}/${id}?keep_members=true`)
      .expect(400);
    expect(body.error.message).toBe(
      'query.keep_members: requires the admin role in the linked workspace',
    );
    const listJanesSources = async () =>
      (
        await boss().get(`/workspaces/${target.slug}/members?search=jane`)
      ).body.items.flatMap(({ sources }: any) =>
        sources.map(({ source }: any) => source),
      );
    expect(await listJanesSources()).toEqual(['department']);
    await admin.delete(`${path}/${id}?keep_members=false`).expect(204);
    expect(await listJanesSources()).toEqual([]);

    const again = await link();
    await target.addMember(people.admin, 'admin');
    await admin.delete(`${path}/${again}?keep_members=true`).expect(204);
    expect(await listJanesSources()).toEqual(['manual']);
  });

  it('allows a super admin to delete links with or without keep_members', async () => {
    for (const keep of [false, true]) {
      await boss()
        .delete(`${path}/${await link()}?keep_members=${keep}`)
        .expect(204);
    }
    const { body } = await boss().get(path).expect(200);
    expect(body.total).toBe(0);
  });
});

describe('department link visibility', () => {
  // Projects belong to Users, which every test's catalog contains.
  const config = { projects: { kinds: ['user'] } };

  describeCallboard(
    'visibility of department links',
    { config, databases: 'tagged' },
    callboard => {
      const boss = () => callboard().as('superAdmin');

      it('shows links only to users who can see the linked resource @postgres', async () => {
        const org = await createDepartments(callboard());
        const id = await org.make('Payments');
        const path = `${org.path}/${id}/links`;
        const secret = await org.project();
        const open = await org.project('gus.guest');
        const other = await createDepartments(callboard());
        await boss()
          .patch(`/workspaces/${org.slug}/projects/${secret.id}`, {
            access: 'secret',
          })
          .expect(200);
        const links: string[] = [];
        for (const target of [
          { project_id: secret.id },
          { project_id: open.id },
          { workspace_id: await other.workspaceId() },
        ]) {
          links.push((await boss().post(path, target).expect(201)).body.id);
        }
        await org.addMember(people.member, 'guest');
        await org.addMember(people.guest, 'member');

        const listLinkIds = async (who: 'superAdmin' | 'member' | 'guest') => {
          const { body } = await callboard().as(who).get(path).expect(200);
          expect(body.total).toBe(body.items.length);
          return body.items.map((link: { id: string }) => link.id);
        };
        expect(await listLinkIds('superAdmin')).toEqual(links);
        expect(await listLinkIds('guest')).toEqual([links[1]]);

        await boss()
          .post(`/workspaces/${org.slug}/projects/${secret.id}/members`, {
            user_ref: people.member,
            role: 'member',
          })
          .expect(201);
        expect(await listLinkIds('member')).toEqual(links.slice(0, 2));
        const answer = await callboard()
          .as('guest')
          .get(`/activity?workspace=${org.slug}&entity_type=department_link`)
          .expect(200);
        expect(
          answer.body.activities.map((row: any) => row.entity_id).reverse(),
        ).toEqual(links.slice(1));

        const first = await boss().get(`${path}?limit=2`).expect(200);
        const rest = await boss()
          .get(`${path}?limit=2&cursor=${first.body.next_cursor}`)
          .expect(200);
        expect(
          [...first.body.items, ...rest.body.items].map(link => link.id),
        ).toEqual(links);
      });

      it('lists links in the department history, secret ones only to users with access', async () => {
        const org = await createDepartments(callboard());
        const id = await org.make('Payments');
        const path = `${org.path}/${id}/links`;
        const open = await org.project();
        const secret = await org.project('gus.guest');
        await boss()
          .patch(`/workspaces/${org.slug}/projects/${secret.id}`, {
            access: 'secret',
          })
          .expect(200);
        const links: string[] = [];
        for (const project_id of [open.id, secret.id]) {
          const { body } = await boss().post(path, { project_id }).expect(201);
          links.push(body.id);
        }
        await boss().delete(`${path}/${links[0]}`).expect(204);
        await org.addMember(people.member, 'member');

        const history = async (
          who: 'superAdmin' | 'member',
          details = true,
        ) => {
          const { body } = await callboard()
            .as(who)
            .get(
              `/activity?workspace=${org.slug}&entity_type=department&entity_id=${id}&details=${details}`,
            )
            .expect(200);
          return body.activities.map((row: any) => [row.action, row.metadata]);
        };
        const ofOpen = { link_id: links[0], linked_to: open.name };
        expect(await history('superAdmin')).toEqual([
          ['unlink', ofOpen],
          ['link', { link_id: links[1], linked_to: secret.name }],
          ['link', ofOpen],
          ['create', null],
        ]);
        expect(await history('member')).toEqual([
          ['unlink', ofOpen],
          ['link', ofOpen],
          ['create', null],
        ]);
        expect(await history('member', false)).toEqual([['create', null]]);
      });
    },
  );
});
