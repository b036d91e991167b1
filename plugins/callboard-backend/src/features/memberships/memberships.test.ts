import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { changesIn } from '../../__testUtils__/tracesOf';
import { Organisation, organisationConfig } from './__testUtils__/Organisation';

describeCallboard(
  'memberships follow the organisation',
  { config: organisationConfig },
  callboard => {
    it('to the direct staff who work, as members, and no further down', async () => {
      const org = await Organisation.create(callboard());
      const top = await org.department();
      const below = await org.department({ parent_id: top });
      const active = await org.person(top);
      const onProbation = await org.person(top, {
        employment_status: 'probation',
      });
      await org.person(top, { employment_status: 'suspended' });
      await org.person(top, { employment_status: 'resigned' });
      await org.person(top, { employment_status: 'transferred' });
      await org.person(top, { user_ref: undefined });
      await org.person(below);
      const project = await org.project();
      const link = await org.link(top, project);

      expect(await org.members(project)).toEqual({
        [active.user_ref]: [
          {
            source: 'department',
            role: 'member',
            department_id: top,
            link_id: link,
          },
        ],
        [onProbation.user_ref]: [
          {
            source: 'department',
            role: 'member',
            department_id: top,
            link_id: link,
          },
        ],
      });
    });

    it('to managers: admins of what their own department has, members of what is beneath', async () => {
      const org = await Organisation.create(callboard());
      const top = await org.department({ manager_ref: people.admin });
      const middle = await org.department({ parent_id: top });
      const low = await org.department({ parent_id: middle });
      const head = await org.person(low, { is_department_manager: true });
      const above = await org.person(middle, { is_department_manager: true });
      const project = await org.project();
      await org.link(low, project);
      const topProject = await org.project('gus.guest');
      await org.link(top, topProject);

      expect(await org.roles(project)).toEqual({
        [head.user_ref]: 'department admin',
        [above.user_ref]: 'manager member',
        [people.admin]: 'manager member',
      });
      expect(await org.roles(topProject)).toEqual({
        [people.admin]: 'manager admin',
      });
    });

    it('and a manager who is replaced loses only what managing gave', async () => {
      const org = await Organisation.create(callboard());
      const top = await org.department();
      const low = await org.department({ parent_id: top });
      const old = await org.person(low);
      const next = await org.person(null);
      const project = await org.project();
      await org.link(low, project);
      await org.boss
        .patch(`/departments/${top}`, { manager_ref: old.user_ref })
        .expect(200);
      await org.boss
        .post(`/projects/${project}/members`, {
          user_ref: old.user_ref,
          role: 'guest',
        })
        .expect(201);
      expect((await org.roles(project))[old.user_ref]).toBe(
        'department member, manager member, manual guest',
      );
      await org.boss
        .patch(`/departments/${top}`, { manager_ref: next.user_ref })
        .expect(200);
      expect(await org.roles(project)).toEqual({
        [old.user_ref]: 'department member, manual guest',
        [next.user_ref]: 'manager member',
      });
    });

    it('and go with a transfer, a suspension and a resignation, and come back', async () => {
      const org = await Organisation.create(callboard());
      const from = await org.department();
      const to = await org.department();
      const person = await org.person(from);
      const [here, there] = [
        await org.project(),
        await org.project('gus.guest'),
      ];
      await org.link(from, here);
      await org.link(to, there);
      const where = async () => [
        Object.keys(await org.members(here)).length,
        Object.keys(await org.members(there)).length,
      ];
      const one = `/staff/${person.id}`;
      expect(await where()).toEqual([1, 0]);
      await org.boss.post(`${one}/transfer`, { department_id: to }).expect(200);
      expect(await where()).toEqual([0, 1]);
      await org.boss.patch(one, { employment_status: 'suspended' }).expect(200);
      expect(await where()).toEqual([0, 0]);
      await org.boss.patch(one, { employment_status: 'active' }).expect(200);
      expect(await where()).toEqual([0, 1]);
      await org.boss.post(`${one}/deactivate`).expect(200);
      expect(await where()).toEqual([0, 0]);
      await org.boss.post(`${one}/reactivate`).expect(200);
      expect(await where()).toEqual([0, 1]);
      await org.boss.delete(one).expect(204);
      expect(await where()).toEqual([0, 0]);
    });

    it('and end with the link, or stay as if given by hand', async () => {
      const org = await Organisation.create(callboard());
      const department = await org.department();
      const person = await org.person(department);
      const other = await org.person(department);
      const project = await org.project();
      const link = await org.link(department, project);
      await org.boss
        .post(`/projects/${project}/members`, {
          user_ref: other.user_ref,
          role: 'guest',
        })
        .expect(201);
      const links = `/departments/${department}/links`;
      await org.boss.delete(`${links}/${link}`).expect(204);
      expect(await org.roles(project)).toEqual({
        [other.user_ref]: 'manual guest',
      });

      const again = await org.link(department, project);
      await org.boss.delete(`${links}/${again}?keep_members=true`).expect(204);
      expect(await org.roles(project)).toEqual({
        [person.user_ref]: 'manual member',
        [other.user_ref]: 'manual member',
      });
      const sync = await org.boss.post('/memberships/sync').expect(200);
      expect(sync.body).toEqual({ added: 0, removed: 0 });
    });

    it('and follow a department that moves under other managers', async () => {
      const org = await Organisation.create(callboard());
      const [left, right] = [
        await org.department({ manager_ref: people.admin }),
        await org.department({ manager_ref: people.reader }),
      ];
      const middle = await org.department({ parent_id: left });
      const low = await org.department({ parent_id: middle });
      const project = await org.project();
      await org.link(low, project);
      expect(Object.keys(await org.members(project))).toEqual([people.admin]);
      await org.boss
        .patch(`/departments/${middle}`, { parent_id: right })
        .expect(200);
      expect(Object.keys(await org.members(project))).toEqual([people.reader]);
    });

    it('which can be told before a department moves, and is not done by telling', async () => {
      const org = await Organisation.create(callboard());
      const [left, right] = [
        await org.department({ manager_ref: people.admin }),
        await org.department({ manager_ref: people.reader }),
      ];
      const middle = await org.department({ parent_id: left });
      const low = await org.department({ parent_id: middle });
      await org.person(low);
      await org.person(middle, { employment_status: 'suspended' });
      await org.person(middle, { employment_status: 'resigned' });
      const project = await org.project();
      await org.link(low, project);
      const before = await org.members(project);
      const preview = (parent_id: string | null) =>
        org.boss.post(`/departments/${middle}/preview-move`, { parent_id });

      const { body } = await preview(right).expect(200);
      expect(body).toEqual({
        departments: 2,
        people: 2,
        memberships_added: 1,
        memberships_removed: 1,
      });
      expect((await preview(null).expect(200)).body).toMatchObject({
        memberships_added: 0,
        memberships_removed: 1,
      });
      await preview(low).expect(400);
      expect(await org.members(project)).toEqual(before);
      const { body: same } = await org.boss.get(`/departments/${middle}`);
      expect(same).toMatchObject({ parent_id: left, version: 1 });
      const { body: log } = await callboard()
        .as('superAdmin')
        .get(`/activity?workspace=${org.slug}&entity_id=${middle}`);
      expect(log.total).toBe(1);
    });

    it('into other workspaces, where nobody becomes an admin this way', async () => {
      const org = await Organisation.create(callboard());
      const other = await Organisation.create(callboard());
      const department = await org.department();
      const head = await org.person(department, {
        user_ref: people.stranger,
        is_department_manager: true,
      });
      const { body: target } = await other.boss.get('').expect(200);
      const stranger = callboard().as('stranger');
      await stranger.get(`/workspaces/${other.slug}`).expect(404);
      await org.boss
        .post(`/departments/${department}/links`, { workspace_id: target.id })
        .expect(201);
      await stranger.get(`/workspaces/${other.slug}`).expect(200);
      const { body: me } = await stranger.get('/me').expect(200);
      expect(
        me.workspaces.find(({ slug }: any) => slug === other.slug).role,
      ).toBe('member');
      await org.boss.post(`/staff/${head.id}/deactivate`).expect(200);
      await stranger.get(`/workspaces/${other.slug}`).expect(404);
    });

    it('and every step can be read: who, what, and whom it touched', async () => {
      const org = await Organisation.create(callboard());
      const department = await org.department({ name: 'Payments' });
      const person = await org.person(department);
      const project = await org.project();
      const link = await org.link(department, project);
      const log = async (query: string) =>
        (
          await callboard()
            .as('superAdmin')
            .get(`/activity?workspace=${org.slug}&${query}`)
            .expect(200)
        ).body.activities;

      const [linked] = await log('entity_type=department_link');
      expect(linked).toMatchObject({
        action: 'link',
        entity_id: link,
        entity_label: 'Payments → max.member',
        metadata: { added: 1, removed: 0 },
      });
      expect(await log('entity_type=project_member')).toEqual([]);
      const [detail] = await log('entity_type=project_member&details=true');
      expect(detail).toMatchObject({
        action: 'create',
        batch_id: linked.batch_id,
      });
      expect(changesIn(detail)).toMatchObject({
        user_ref: [null, person.user_ref],
        role: [null, 'member'],
      });
    });

    it('and a sync repairs what was changed behind its back, once', async () => {
      const org = await Organisation.create(callboard());
      const department = await org.department();
      await org.person(department);
      await org.person(department);
      const project = await org.project();
      const link = await org.link(department, project);
      const before = await org.members(project);
      const { knex } = callboard();
      const [one] = await knex('membership_sources').where({ link_id: link });
      await knex('membership_sources').where({ id: one.id }).delete();
      await knex('membership_sources')
        .where({ link_id: link })
        .update({ rank: 5 });

      const sync = () => org.boss.post('/memberships/sync').expect(200);
      expect((await sync()).body).toEqual({ added: 2, removed: 1 });
      expect((await sync()).body).toEqual({ added: 0, removed: 0 });
      expect(await org.members(project)).toEqual(before);
      const { body } = await callboard()
        .as('superAdmin')
        .get(`/activity?workspace=${org.slug}&entity_type=membership_sync`)
        .expect(200);
      expect(body.activities).toMatchObject([
        { action: 'sync', metadata: { added: 2, removed: 1 } },
      ]);
    });
  },
);
