import { omit } from 'lodash';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../__testUtils__/describeCallboard';
import {
  people,
  TestCallboard,
  testEntities,
} from '../../__testUtils__/startCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../__testUtils__/listActivityEntries';
import { Organisation, organisationConfig } from './__testUtils__/Organisation';
import { insertMany } from '../../database/bulk';
import { createId } from '../../database/ids';
import { databaseIds } from '../../__testUtils__/databases';

describeCallboard(
  'memberships derived from the organisation',
  { config: organisationConfig, databases: 'tagged' },
  callboard => {
    it('grants the member role to working direct staff, not to staff of descendants @full', async () => {
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

    it('grants managers the admin role in projects of their department, and the member role in projects of its descendants @full', async () => {
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

    it('removes only the manager source when a department manager is replaced @full', async () => {
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

    it('moves memberships on transfer, and revokes and restores them with the status @full', async () => {
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

    it('deletes derived memberships with the link, or converts them to manual ones with keep_members', async () => {
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

    it('replaces manager memberships when a department moves under another manager @full', async () => {
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

    it('returns membership counts from preview-move without moving the department @full', async () => {
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

    it('grants a department manager only the member role in a linked workspace', async () => {
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

    it('records a link with its counts, and each new membership as a detail of its batch @full @postgres', async () => {
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
      expect(toFieldChanges(detail)).toMatchObject({
        user_ref: [null, person.user_ref],
        role: [null, 'member'],
      });
    });

    it('repairs deleted and modified sources on sync, and changes nothing on a second sync @full-sqlite @postgres', async () => {
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

describe('project owners', () => {
  const OLGA = 'user:default/olga.owner';

  /** The test entities, with an owner. */
  const entities = testEntities.map(entity => ({
    ...entity,
    spec: { ...entity.spec, owner: OLGA },
  }));

  const options = { config: organisationConfig, entities };

  describeWithoutJobs('project owners @full', options, callboard => {
    let org: Organisation;
    let project: string;

    beforeEach(async () => {
      org = await Organisation.create(callboard());
      project = await org.project();
    });

    const olga = async () => (await org.roles(project))[OLGA];
    const sync = async () =>
      (await org.boss.post('/memberships/sync').expect(200)).body;

    it.each(['suspended', 'resigned'] as const)(
      'removes the owner source while the owner is %s, and restores it on return',
      async employment_status => {
        expect(await olga()).toBe('owner admin');
        const { id } = await org.person(null, { user_ref: OLGA });
        await org.boss
          .post(`/projects/${project}/members`, {
            user_ref: OLGA,
            role: 'guest',
          })
          .expect(201);
        expect(await olga()).toBe('manual guest, owner admin');

        await org.boss.patch(`/staff/${id}`, { employment_status }).expect(200);
        expect(await olga()).toBe('manual guest');
        expect(await sync()).toEqual({ added: 0, removed: 0 });
        await org.boss.post(`/staff/${id}/reactivate`).expect(200);
        expect(await olga()).toBe('manual guest, owner admin');
        expect(await sync()).toEqual({ added: 0, removed: 0 });

        await org.boss.patch(`/staff/${id}`, { employment_status }).expect(200);
        await org.boss.delete(`/staff/${id}`).expect(204);
        expect(await olga()).toBe('manual guest');
        await org.person(null, { user_ref: OLGA });
        expect(await olga()).toBe('manual guest, owner admin');
      },
    );

    it.each(['active', 'probation', 'transferred'] as const)(
      'retains the owner source while the staff status is %s',
      async employment_status => {
        const { id } = await org.person(null, {
          user_ref: OLGA,
          employment_status,
        });
        expect(await olga()).toBe('owner admin');
        await org.boss.patch(`/staff/${id}`, { user_ref: null }).expect(200);
        expect(await olga()).toBe('owner admin');
      },
    );

    it('restores deleted owner memberships on sync, regardless of the staff status in other workspaces', async () => {
      const other = await Organisation.create(callboard());
      const elsewhere = await other.project();
      await other.person(null, {
        user_ref: OLGA,
        employment_status: 'resigned',
      });
      const { knex } = callboard();
      const members = knex('memberships')
        .select('id')
        .where('scope_id', project);
      await knex('membership_sources').whereIn('member_id', members).delete();
      await knex('memberships').where('scope_id', project).delete();
      expect(await sync()).toEqual({ added: 1, removed: 0 });
      expect(await olga()).toBe('owner admin');
      expect(await other.roles(elsewhere)).toEqual({});
    });
  });
});

describe('managers with deleted staff records', () => {
  const options = { config: organisationConfig };

  describeCallboard(
    'manager whose staff record was deleted',
    options,
    callboard => {
      let org: Organisation;
      let project: string;

      beforeEach(async () => {
        org = await Organisation.create(callboard());
        project = await org.project();
        const department = await org.department({ manager_ref: people.admin });
        await org.link(department, project);
      });

      const hire = (fields = {}) =>
        org.person(null, { user_ref: people.admin, ...fields });
      const remove = (id: string) =>
        org.boss.delete(`/staff/${id}`).expect(204);
      const isMember = async () => {
        const isListed = people.admin in (await org.members(project));
        const sync = await org.boss.post('/memberships/sync').expect(200);
        expect(sync.body).toEqual({ added: 0, removed: 0 });
        return isListed;
      };

      it.each(['resigned', 'suspended'] as const)(
        'denies membership after a %s record is deleted, until a newer record exists @full',
        async employment_status => {
          expect(await isMember()).toBe(true);
          const { id } = await hire();
          expect(await isMember()).toBe(true);
          await org.boss
            .patch(`/staff/${id}`, { employment_status })
            .expect(200);
          expect(await isMember()).toBe(false);
          await remove(id);
          expect(await isMember()).toBe(false);

          const again = await hire();
          expect(await isMember()).toBe(true);
          await remove(again.id);
          expect(await isMember()).toBe(true);
        },
      );

      it('retains membership after a working record is deleted, not after a suspended one @full', async () => {
        const first = await hire({ employment_status: 'resigned' });
        await remove(first.id);
        const { id } = await hire({ employment_status: 'probation' });
        await remove(id);
        expect(await isMember()).toBe(true);
        const ids = [(await hire({ employment_status: 'suspended' })).id];
        await org.boss
          .post('/staff/bulk-actions', { action: 'delete', ids })
          .expect(200);
        expect(await isMember()).toBe(false);
      });

      it('uses an existing staff record instead of a newer deleted one @full', async () => {
        const { id } = await org.person(null, { user_ref: null });
        const newer = await hire({ employment_status: 'resigned' });
        await remove(newer.id);
        expect(await isMember()).toBe(false);
        await org.boss
          .patch(`/staff/${id}`, { user_ref: people.admin })
          .expect(200);
        expect(await isMember()).toBe(true);
      });

      it('ignores a deleted staff record of another workspace', async () => {
        const other = await Organisation.create(callboard());
        const { id } = await other.person(null, {
          user_ref: people.admin,
          employment_status: 'resigned',
        });
        await other.boss.delete(`/staff/${id}`).expect(204);
        expect(await isMember()).toBe(true);
      });
    },
  );
});

describe('workspace deletion', () => {
  const options = { config: organisationConfig };

  describeCallboard(
    'workspace deletion',
    { ...options, databases: 'tagged' },
    callboard => {
      const boss = () => callboard().as('superAdmin');

      async function readWorkspaceId({
        boss: agent,
      }: Organisation): Promise<string> {
        return (await agent.get('').expect(200)).body.id;
      }

      async function linkTo(from: Organisation, to: Organisation) {
        const department = await from.department();
        const workspace_id = await readWorkspaceId(to);
        const { body } = await from.boss
          .post(`/departments/${department}/links`, { workspace_id })
          .expect(201);
        return { department, link: body.id as string };
      }

      const listSources = async (org: Organisation, user_ref: string) => {
        const { body } = await org.boss
          .get(`/members?search=${user_ref.split('/')[1]}`)
          .expect(200);
        return body.items.flatMap((member: any) =>
          member.sources.map(({ source }: any) => source),
        );
      };

      it('revokes derived memberships in linked workspaces and removes its links @postgres', async () => {
        const removed = await Organisation.create(callboard());
        const remaining = await Organisation.create(callboard());
        const { department, link } = await linkTo(removed, remaining);
        await removed.person(department, { user_ref: people.stranger });
        await removed.person(department, { user_ref: people.reader });
        await remaining.boss
          .post('/members', { user_ref: people.reader, role: 'guest' })
          .expect(201);
        const project = await removed.project();
        const projectLink = await removed.link(department, project);
        const stranger = callboard().as('stranger');
        await stranger.get(`/workspaces/${remaining.slug}`).expect(200);

        await removed.boss.delete('').expect(204);
        await stranger.get(`/workspaces/${remaining.slug}`).expect(404);
        expect(await listSources(remaining, people.stranger)).toEqual([]);
        expect(await listSources(remaining, people.reader)).toEqual(['manual']);

        const { knex } = callboard();
        expect(
          await knex('department_links')
            .whereIn('id', [link, projectLink])
            .whereNull('deleted_at'),
        ).toEqual([]);
        expect(
          await knex('membership_sources').whereIn('link_id', [
            link,
            projectLink,
          ]),
        ).toEqual([]);
        for (const id of [link, projectLink]) {
          const { body } = await boss()
            .get(`/admin/activity?entity_id=${id}&details=true`)
            .expect(200);
          expect(body.activities.map(({ action }: any) => action)).toEqual([
            'unlink',
            'link',
          ]);
        }
      });

      it('removes links of other workspaces to the deleted one, and records each unlink', async () => {
        const removed = await Organisation.create(callboard());
        const others = [
          await Organisation.create(callboard()),
          await Organisation.create(callboard()),
        ];
        const links: Array<{ department: string; link: string }> = [];
        for (const other of others) {
          const made = await linkTo(other, removed);
          await other.person(made.department);
          links.push(made);
        }
        await removed.boss.delete('').expect(204);
        const live = await callboard()
          .knex('department_links')
          .whereIn(
            'id',
            links.map(({ link }) => link),
          )
          .whereNull('deleted_at');
        expect(live).toEqual([]);
        for (const [index, other] of others.entries()) {
          const { department, link } = links[index];
          const { body } = await other.boss
            .get(`/departments/${department}/links`)
            .expect(200);
          expect(body).toMatchObject({ items: [], total: 0 });
          const { body: log } = await boss()
            .get(`/activity?workspace=${other.slug}&entity_id=${link}`)
            .expect(200);
          expect(log.activities.map(({ action }: any) => action)).toEqual([
            'unlink',
            'link',
          ]);
          const sync = await other.boss.post('/memberships/sync').expect(200);
          expect(sync.body).toEqual({ added: 0, removed: 0 });
        }
      });

      it('deletes a workspace in a cycle of links while another link is created @full-sqlite @postgres', async () => {
        const removed = await Organisation.create(callboard());
        const other = await Organisation.create(callboard());
        await linkTo(removed, other);
        await linkTo(other, removed);
        await linkTo(removed, removed);
        const department = await other.department();
        const workspace_id = await readWorkspaceId(removed);
        const [deleted, linked] = await Promise.all([
          removed.boss.delete(''),
          other.boss.post(`/departments/${department}/links`, { workspace_id }),
        ]);
        expect(deleted.status).toBe(204);
        expect([201, 400, 404]).toContain(linked.status);
        const live = await callboard()
          .knex('department_links')
          .where({ workspace_id })
          .whereNull('deleted_at');
        expect(live).toEqual([]);
      });

      it('retains links when the deletion returns 409, and returns 404 for an unknown workspace', async () => {
        const org = await Organisation.create(callboard());
        const { body } = await boss().get('/workspaces/default').expect(200);
        const department = await org.department();
        const links = `/departments/${department}/links`;
        await org.boss.post(links, { workspace_id: body.id }).expect(201);
        await boss().delete('/workspaces/default').expect(409);
        expect((await org.boss.get(links).expect(200)).body.total).toBe(1);
        await boss().delete('/workspaces/nowhere').expect(404);
      });
    },
  );
});

describe('membership counts of secret projects', () => {
  const options = { config: organisationConfig };

  describeWithoutJobs('membership counts', options, callboard => {
    let org: Organisation;
    let department: string;
    let secret: string;

    beforeEach(async () => {
      org = await Organisation.create(callboard());
      department = await org.department();
      secret = await org.project();
      await org.boss
        .patch(`/projects/${secret}`, { access: 'secret' })
        .expect(200);
      await org.link(department, secret);
      const other = await Organisation.create(callboard());
      const { body } = await other.boss.get('').expect(200);
      await org.boss
        .post(`/departments/${department}/links`, { workspace_id: body.id })
        .expect(201);
    });

    const readMetadata = async (id: string) =>
      (await listActivityEntries(callboard(), id)).map(
        ({ metadata }) => metadata && omit(metadata, 'names'),
      );

    it('omits secret projects and other workspaces from counts in the activity log @full', async () => {
      const { id } = await org.person(department);
      await org.boss.post(`/staff/${id}/deactivate`).expect(200);
      expect(await readMetadata(id)).toEqual([{}, null]);

      await org.link(department, await org.project('gus.guest'));
      await org.boss.post(`/staff/${id}/reactivate`).expect(200);
      expect((await readMetadata(id))[2]).toEqual({ memberships_added: 1 });
      await org.boss
        .post('/staff/bulk-actions', { action: 'delete', ids: [id] })
        .expect(200);
      const { body } = await callboard()
        .as('superAdmin')
        .get(`/activity?workspace=${org.slug}&action=bulk_delete`)
        .expect(200);
      expect(body.activities[0].metadata).toEqual({
        text: '1 person',
        entity_type: 'staff',
        changed: 1,
        unchanged: 0,
        memberships_removed: 1,
      });
    });

    it('returns full sync counts to the caller, and records only open projects in the log', async () => {
      await org.person(department);
      const open = await org.project('gus.guest');
      await org.link(department, open);
      const { knex } = callboard();
      const scopes = knex('memberships')
        .select('id')
        .whereIn('scope_id', [open, secret]);
      await knex('membership_sources').whereIn('member_id', scopes).delete();
      const { body } = await org.boss.post('/memberships/sync').expect(200);
      expect(body).toEqual({ added: 2, removed: 0 });
      const { body: log } = await callboard()
        .as('superAdmin')
        .get(`/activity?workspace=${org.slug}&entity_type=membership_sync`)
        .expect(200);
      expect(log.activities).toMatchObject([
        { action: 'sync', metadata: { added: 1, removed: 0 } },
      ]);
    });

    it('records removed members when a project is unlinked, and no counts for a workspace', async () => {
      await org.person(department);
      const { body } = await org.boss
        .get(`/departments/${department}/links`)
        .expect(200);
      for (const { id, project_id } of body.items) {
        await org.boss
          .delete(`/departments/${department}/links/${id}`)
          .expect(204);
        const trace = (await readMetadata(id)).pop();
        expect(trace).toEqual(project_id ? { added: 0, removed: 1 } : null);
      }
    });
  });
});

/** More than two chunks. */
const MANY = 5_000;

const toUserRef = (n: number) => `user:default/n${String(n).padStart(5, '0')}`;

/** Staff of a department, as an import would create them. */
async function load(knex: TestCallboard['knex'], department_id: string) {
  const { workspace_id } = await knex('departments')
    .where({ id: department_id })
    .first();
  const at = new Date();
  const staff = Array.from({ length: MANY }, (_, n) => ({
    id: createId(at.getTime()),
    workspace_id,
    version: 1,
    created_at: at,
    updated_at: at,
    staff_id: `N${n}`,
    user_ref: toUserRef(n),
    first_name: 'P',
    last_name: `Erson ${n}`,
    sort_name: `erson ${n}`,
    search_text: '',
    email: `n${n}@example.org`,
    search_phone: '',
    department_id,
    employment_status: 'active',
    is_department_manager: n === 3_000,
  }));
  await insertMany(knex, 'staff', staff);
}

describeWithoutJobs(
  'memberships of 5,000 people',
  { config: organisationConfig, databases: databaseIds },
  callboard => {
    /** The ranks in a project, by user reference. */
    const readRanks = async (scope_id: string) => {
      const rows = await callboard()
        .knex('memberships')
        .where({ scope_id })
        .whereNull('deleted_at')
        .select('user_ref', 'rank');
      return new Map(rows.map(({ user_ref, rank }) => [user_ref, rank]));
    };

    it('grants and revokes memberships of 5,000 people and their managers @full', async () => {
      const { knex } = callboard();
      const org = await Organisation.create(callboard());
      const above = await org.department({ manager_ref: 'user:default/aaa' });
      const big = await org.department({
        parent_id: above,
        manager_ref: 'user:default/zzz',
      });
      const other = await org.department();
      await load(knex, big);
      const project = await org.project();

      // In alphabetical order, the managers come before, among and after the staff.
      const link = await org.link(big, project);
      const ranks = await readRanks(project);
      expect(ranks.size).toBe(MANY + 2);
      const member = ranks.get(toUserRef(0));
      expect(ranks.get('user:default/aaa')).toBe(member);
      expect(ranks.get('user:default/zzz')).toBeGreaterThan(member);
      expect(
        [...ranks]
          .filter(([, rank]) => rank > member)
          .map(([ref]) => ref)
          .sort(),
      ).toEqual([toUserRef(3_000), 'user:default/zzz']);

      const sync = () =>
        org.boss
          .post('/memberships/sync')
          .expect(200)
          .then(({ body }) => body);
      expect(await sync()).toEqual({ added: 0, removed: 0 });

      await knex('staff')
        .where('user_ref', '>=', toUserRef(4_000))
        .where('user_ref', '<', toUserRef(MANY))
        .update({ department_id: other });
      await knex('staff')
        .where('user_ref', '<', toUserRef(100))
        .where('user_ref', '>=', toUserRef(0))
        .update({ deleted_at: new Date() });
      await knex('departments')
        .where({ id: above })
        .update({ manager_ref: null });
      expect(await sync()).toEqual({ added: 0, removed: 1_101 });
      const left = await readRanks(project);
      expect(left.size).toBe(4_000 - 100 + 1);
      expect(
        [toUserRef(99), toUserRef(4_000), 'user:default/aaa'].map(ref =>
          left.has(ref),
        ),
      ).toEqual([false, false, false]);
      expect(
        [toUserRef(100), toUserRef(3_999), 'user:default/zzz'].map(ref =>
          left.has(ref),
        ),
      ).toEqual([true, true, true]);

      await org.boss.delete(`/departments/${big}/links/${link}`).expect(204);
      expect((await readRanks(project)).size).toBe(0);
    });
  },
);
