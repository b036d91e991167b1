import { Permission } from '@backstage/plugin-permission-common';
import {
  callboardActivityReadAllPermission,
  callboardPermissions,
  callboardWorkItemReadPermission,
  permissions,
  POLICY_DENIAL,
} from '@callboard/plugin-callboard-common';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { range } from 'lodash';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../__testUtils__/describeCallboard';
import { addWorkspace } from '../features/activity/__testUtils__/activityRows';
import { people, PersonName } from '../__testUtils__/startCallboard';
import { createPolicy } from '../__testUtils__/createPolicy';
import { catalogEntities } from '../core/projects/__testUtils__/catalogEntities';
import { ProjectFixture } from '../features/work/__testUtils__/ProjectFixture';
import { databaseIds } from '../__testUtils__/databases';

describeWithoutJobs(
  'concurrent requests',
  { databases: databaseIds },
  callboard => {
    const roles: Record<string, Partial<Record<PersonName, string>>> = {
      red: { admin: 'admin', member: 'member' },
      green: { guest: 'guest', member: 'admin' },
      blue: {},
    };
    const requesters: PersonName[] = [
      'superAdmin',
      'admin',
      'member',
      'guest',
      'stranger',
    ];

    beforeAll(async () => {
      for (const [slug, members] of Object.entries(roles)) {
        await addWorkspace(callboard(), slug, {
          members: Object.entries(members).map(([who, role]) => [
            people[who as PersonName],
            role,
          ]),
        });
      }
      await addWorkspace(callboard(), 'gone', {
        members: [[people.member, 'admin']],
      });
      await callboard().as('superAdmin').delete('/workspaces/gone').expect(204);
    });

    const expectedRole = (who: PersonName, slug: string) => {
      if (!roles[slug]) return undefined;
      return who === 'superAdmin' ? 'admin' : roles[slug][who];
    };

    it('checks each concurrent request against its own user and workspace', async () => {
      const requests = [...Object.keys(roles), 'gone', 'absent'].flatMap(slug =>
        requesters.map(who => ({ who, slug })),
      );
      const responses = await Promise.all(
        requests.map(({ who, slug }) =>
          callboard().as(who).get(`/workspaces/${slug}`),
        ),
      );
      expect(
        responses.map(({ status, body }, n) => ({
          ...requests[n],
          status,
          slugAnswered: body.slug,
        })),
      ).toEqual(
        requests.map(({ who, slug }) => ({
          who,
          slug,
          status: expectedRole(who, slug) ? 200 : 404,
          slugAnswered: expectedRole(who, slug) ? slug : undefined,
        })),
      );
    });

    it('applies the role of each user to concurrent updates', async () => {
      const responses = await Promise.all(
        requesters.map(who =>
          callboard()
            .as(who)
            .patch('/workspaces/green', { name: `Green, says ${who}` }),
        ),
      );
      expect(responses.map(({ status }) => status)).toEqual([
        200, 404, 200, 403, 404,
      ]);
    });

    it('returns 404 immediately after a member is removed', async () => {
      const member = callboard().as('member');
      await member.get('/workspaces/red').expect(200);
      const { body } = await callboard()
        .as('superAdmin')
        .get('/workspaces/red/members')
        .expect(200);
      const { id } = body.items.find(
        (one: { user_ref: string }) => one.user_ref === people.member,
      );
      await callboard()
        .as('superAdmin')
        .delete(`/workspaces/red/members/${id}`)
        .expect(204);
      const responses = await Promise.all(
        Array.from({ length: 10 }, () => member.get('/workspaces/red')),
      );
      expect(new Set(responses.map(({ status }) => status))).toEqual(
        new Set([404]),
      );
    });
  },
);

const readers = { activity: { readers: [people.reader] } };

/** A policy that denies some permissions. */
const denyOnly = (...denied: Permission[]) =>
  createPolicy(
    ({ name }) => !denied.some(permission => permission.name === name),
  );

const adminPaths = [
  '/admin/activity',
  '/admin/activity/summary',
  '/admin/activity/facets',
  '/admin/activity/export.csv',
  '/admin/activity/export.xlsx',
  '/admin/activity/export.jsonl',
];

describeCallboard(
  'permission policy that denies callboard.activity.read.all',
  {
    config: readers,
    services: [denyOnly(callboardActivityReadAllPermission)],
  },
  callboard => {
    it.each(adminPaths)(
      'returns 403 to super admins and readers for %s',
      async path => {
        for (const who of ['superAdmin', 'reader'] as const) {
          const response = await callboard().as(who).get(path);
          expect(response.status).toBe(403);
          expect(response.body.error.name).toBe('NotAllowedError');
        }
      },
    );

    it('returns may_read_all_activity false to readers in GET /me/access', async () => {
      const { body } = await callboard().as('reader').get('/me/access');
      expect(body.may_read_all_activity).toBe(false);
    });

    it('allows super admins all other reads', async () => {
      const superAdmin = callboard().as('superAdmin');
      const statuses = [];
      for (const path of ['/me', '/activity', '/me/activity', '/workspaces']) {
        statuses.push((await superAdmin.get(path)).status);
      }
      expect(statuses).toEqual([200, 200, 200, 200]);
    });
  },
);

describeWithoutJobs(
  'permission policy that denies changes of departments',
  {
    services: [
      denyOnly(
        permissions.department.create,
        permissions.membership.sync,
        permissions.staff.delete,
      ),
    ],
  },
  callboard => {
    it('returns 403 to super admins only for the denied changes', async () => {
      const boss = callboard().as('superAdmin');
      const departments = '/workspaces/default/departments';
      const statuses = [];
      for (const request of [
        boss.post(departments, { name: 'Payments' }),
        boss.post('/workspaces/default/memberships/sync'),
        boss.get(departments),
        boss.get('/admin/activity'),
        boss.patch('/workspaces/default', { name: 'Ours' }),
      ]) {
        statuses.push((await request).status);
      }
      expect(statuses).toEqual([403, 403, 200, 200, 200]);
    });

    it('checks roles first, and returns 404 for an invisible workspace', async () => {
      await addWorkspace(callboard(), 'hidden');
      const response = await callboard()
        .as('member')
        .post('/workspaces/hidden/departments', { name: 'Payments' });
      expect(response.status).toBe(404);
    });

    it('requires the permission to delete staff also for bulk deletion', async () => {
      const runAction = async (action: object) => {
        const { status } = await callboard()
          .as('superAdmin')
          .post('/workspaces/default/staff/bulk-actions', {
            ids: ['01920000-0000-7000-8000-000000000000'],
            ...action,
          });
        return status;
      };
      expect(await runAction({ action: 'delete' })).toBe(403);
      // Nobody has this id.
      const suspension = { action: 'status', employment_status: 'suspended' };
      expect(await runAction(suspension)).toBe(400);
    });

    it('checks the policy before it validates the body', async () => {
      const response = await callboard()
        .as('superAdmin')
        .post('/workspaces/default/departments', {});
      expect(response.status).toBe(403);
    });
  },
);

describeWithoutJobs(
  'permission policy that denies callboard.work-item.read',
  {
    entities: catalogEntities,
    services: [denyOnly(callboardWorkItemReadPermission)],
  },
  callboard => {
    it('returns 403 for work items and comments, and omits them from searches', async () => {
      const fixture = await ProjectFixture.open(callboard());
      const { id, title } = await fixture.make();
      const items = `${fixture.path}/work-items`;
      for (const path of [
        items,
        `${items}/counts`,
        `${items}/${id}`,
        `${items}/${id}/comments`,
        `${items}/${id}/comments/${id}`,
        '/workspaces/default/work-items',
      ]) {
        const { body } = await fixture.as('superAdmin').get(path).expect(403);
        expect(body.error.message).toBe(POLICY_DENIAL);
      }
      const { body } = await fixture
        .as('superAdmin')
        .get(`/search?q=${encodeURIComponent(title)}`)
        .expect(200);
      expect(body.items).toEqual([]);
    });
  },
);

describeWithoutJobs('metadata of permissions', {}, callboard => {
  it('lists every permission, and the rules of projects and workspaces', async () => {
    const { body } = await callboard()
      .as('service')
      .get('/.well-known/backstage/permissions/metadata')
      .expect(200);
    const listNames = (list: { name: string }[]) =>
      list.map(({ name }) => name).sort();
    expect(listNames(body.permissions)).toEqual(
      listNames(callboardPermissions),
    );
    const firstRead = body.permissions.find(
      ({ type, attributes }: any) =>
        type === 'resource' && attributes.action === 'read',
    );
    expect(firstRead.name).toBe('callboard.worklog.read');
    expect(
      body.rules.map((rule: any) => `${rule.resourceType} ${rule.name}`).sort(),
    ).toEqual([
      'callboard-project IS_IN_PROJECT',
      'callboard-project IS_IN_WORKSPACE',
      'callboard-work-item IS_VISIBLE_TO',
      'callboard-workspace IS_IN_WORKSPACE',
    ]);
  });
});

describeWithoutJobs(
  'permission policy that allows everything',
  {
    config: readers,
    services: [denyOnly()],
  },
  callboard => {
    it.each(adminPaths)(
      'allows only super admins and configured readers to read %s',
      async path => {
        const statusFor = async (who: keyof typeof people) =>
          (await callboard().as(who).get(path)).status;
        expect(await statusFor('reader')).toBe(200);
        expect(await statusFor('superAdmin')).toBe(200);
        expect(await statusFor('member')).toBe(403);
      },
    );
  },
);

/** The groups of the test users; the portal may spell them in any case. */
const groupsByUser: Record<string, string[]> = {
  [people.admin]: ['group:default/platform'],
  [people.member]: ['Group:Default/Auditors'],
  [people.guest]: ['group:other/platform', 'group:default/platform-users'],
  [people.stranger]: range(600).map(index => `group:default/g${index}`),
};

const groups = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () => ({
    async getUserInfo(credentials: any) {
      const { userEntityRef } = credentials.principal;
      return {
        userEntityRef,
        ownershipEntityRefs: [
          userEntityRef,
          ...(groupsByUser[userEntityRef] ?? []),
        ],
      };
    },
  }),
});

describeWithoutJobs(
  'super admins and readers configured as groups',
  {
    services: [groups],
    config: {
      superAdmins: ['Group:default/Platform'],
      activity: { readers: ['group:default/auditors'] },
    },
  },
  callboard => {
    async function isSuperAdmin(who: keyof typeof people) {
      const me = await callboard().as(who).get('/me').expect(200);
      return me.body.is_super_admin;
    }

    it('grants super admin rights only to members of the configured group', async () => {
      expect(await isSuperAdmin('admin')).toBe(true);
      expect(await isSuperAdmin('member')).toBe(false);
      expect(await isSuperAdmin('guest')).toBe(false);
      expect(await isSuperAdmin('superAdmin')).toBe(false);
    });

    it('accepts users of more than 500 groups', async () => {
      expect(await isSuperAdmin('stranger')).toBe(false);
      expect(
        await callboard()
          .knex('ownership_refs')
          .where({ user_ref: people.stranger }),
      ).toHaveLength(601);
    });

    it('lists super admins and their groups to every user in GET /me/access', async () => {
      await isSuperAdmin('admin');
      const { body } = await callboard().as('guest').get('/me/access');
      expect(body).toEqual({
        is_super_admin: false,
        may_administrate: false,
        manages_people: false,
        may_read_all_activity: false,
        super_admins: [{ user_ref: people.admin, display_name: 'Ada Admin' }],
        super_admin_groups: ['group:default/platform'],
      });
      const reader = await callboard().as('member').get('/me/access');
      expect(reader.body.may_read_all_activity).toBe(true);
      expect(reader.body.may_administrate).toBe(false);
    });

    it('grants users the permissions of their configured group', async () => {
      const getBody = async (who: keyof typeof people, path: string) =>
        (await callboard().as(who).get(path)).status;
      expect(await getBody('admin', '/admin/activity')).toBe(200);
      expect(await getBody('member', '/admin/activity')).toBe(200);
      expect(await getBody('guest', '/admin/activity')).toBe(403);
      const input = { slug: 'wanted', name: 'Wanted' };
      await callboard().as('member').post('/workspaces', input).expect(403);
      await callboard().as('admin').post('/workspaces', input).expect(201);
      expect(await getBody('member', '/workspaces/wanted')).toBe(404);
    });
  },
);

describeWithoutJobs(
  'configuration without super admins',
  { config: { superAdmins: [] } },
  callboard => {
    it('denies super admin rights to every user', async () => {
      for (const who of ['superAdmin', 'admin'] as const) {
        const me = await callboard().as(who).get('/me').expect(200);
        expect(me.body.is_super_admin).toBe(false);
        await callboard().as(who).get('/admin/activity').expect(403);
        await callboard()
          .as(who)
          .post('/workspaces', { slug: 'mine', name: 'Mine' })
          .expect(403);
      }
    });
  },
);
