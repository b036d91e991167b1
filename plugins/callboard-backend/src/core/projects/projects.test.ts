import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { chunk, omit, range, without } from 'lodash';
import { Entity } from '@backstage/catalog-model';
import { roleRanks } from '@callboard/plugin-callboard-common';
import { workItemConditions } from '@callboard/plugin-callboard-node';
import { mockServices } from '@backstage/backend-test-utils';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../__testUtils__/describeCallboard';
import { people, testEntities } from '../../__testUtils__/startCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../__testUtils__/listActivityEntries';
import { catalogEntities, createEntity } from './__testUtils__/catalogEntities';
import { ProjectAudience } from './ProjectAudience';
import {
  noRoles,
  canSeeProject,
} from '../../access/visibility/whereProjectVisible';
import { schedulerFactory } from '../../__testUtils__/schedulerFactory';
import { untilRelayed } from '../../__testUtils__/untilRelayed';
import { insertMany } from '../../database/bulk';
import { isPostgres } from '../../database/isPostgres';
import { createId } from '../../database/ids';
import { callboardActor } from '../../kernel/actor';
import { ChangingCatalog } from '../../features/catalogSeed/__testUtils__/ChangingCatalog';

describe('projects', () => {
  const projects = '/workspaces/default/projects';

  describeWithoutJobs(
    'projects',
    { entities: catalogEntities, databases: 'tagged' },
    callboard => {
      const boss = () => callboard().as('superAdmin');
      const entityPath = (name: string, kind = 'component') =>
        `${projects}/by-entity/${kind}/default/${name}`;
      const ensure = async (name: string, kind?: string) =>
        (await boss().put(entityPath(name, kind)).expect(200)).body;

      it('creates one project per entity on first use by a member @postgres', async () => {
        const [first, second] = await Promise.all([
          callboard().as('member').put(entityPath('payments-api')).expect(200),
          callboard()
            .as('reader')
            .put(entityPath('payments-api'), {})
            .expect(200),
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
        const entries = await listActivityEntries(callboard(), first.body.id);
        expect(entries.map(({ action }) => action)).toEqual(['create']);
      });

      it('returns 404 to guests until the project exists, and then returns it', async () => {
        const added = { user_ref: people.guest, role: 'guest' };
        await boss().post('/workspaces/default/members', added).expect(201);
        const guest = callboard().as('guest');
        const { body } = await guest
          .put(entityPath('shop', 'system'))
          .expect(404);
        expect(body.error.message).toBe('system:default/shop has no project');
        const made = await ensure('shop', 'system');
        const read = await guest.put(entityPath('shop', 'system')).expect(200);
        expect(read.body).toEqual({ ...made, role: null });
      });

      it('assigns unique identifiers to entities with similar names', async () => {
        await ensure('payments-api');
        expect((await ensure('payments_api')).identifier).toBe('PAYMENTSAPI2');
      });

      it('rejects kinds that cannot have a project, and missing entities', async () => {
        const put = (path: string) => boss().put(path);
        const refused = await put(entityPath('payments', 'api')).expect(400);
        expect(refused.body.error.message).toMatch(/^path\.kind: /);
        await put(entityPath('nowhere')).expect(404);
        await put(entityPath('-bad')).expect(400);
        await put(
          '/workspaces/absent/projects/by-entity/system/default/shop',
        ).expect(404);
      });

      it('makes entity owners admins, regardless of case in the reference @postgres', async () => {
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
        const seen = await callboard()
          .as('member')
          .get(`${projects}/${shop.id}`);
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
          team.body.items.map(
            (member: { user_ref: string }) => member.user_ref,
          ),
        ).toEqual([people.stranger]);
      });

      it('records only the changed fields, and nothing for an unchanged or outdated patch', async () => {
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
        const entries = await listActivityEntries(callboard(), shop.id);
        const updates = entries.filter(({ action }) => action === 'update');
        expect(toFieldChanges(updates[updates.length - 1])).toEqual({
          name: [shop.name, 'Web shop'],
        });
        expect(changed.headers.etag).toBe(`"${changed.body.version}"`);
      });
    },
  );

  describeWithoutJobs(
    'secret project',
    { entities: catalogEntities },
    callboard => {
      const boss = () => callboard().as('superAdmin');
      let one: string;
      let id: string;

      beforeAll(async () => {
        const made = await boss()
          .put(`${projects}/by-entity/component/default/payments-api`)
          .expect(200);
        id = made.body.id;
        one = `${projects}/${id}`;
        // Every user has sent a request.
        for (const who of ['member', 'guest', 'stranger'] as const) {
          await callboard().as(who).get('/me').expect(200);
        }
        await boss().patch(one, { access: 'secret' }).expect(200);
      });

      const names = async (who: 'member' | 'superAdmin' | 'stranger') =>
        (await callboard().as(who).get(projects).expect(200)).body.items.map(
          (project: { id: string }) => project.id,
        );

      const countVisibleChanges = async (who: 'member' | 'superAdmin') =>
        (await callboard().as(who).get(`/activity?entity_id=${id}`).expect(200))
          .body.total;

      it('returns 404 to workspace members who are neither in the project nor admins', async () => {
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
        expect((await callboard().as('stranger').get(one)).body.role).toBe(
          'admin',
        );
      });

      it('hides its activity from other members in totals and summaries', async () => {
        expect(await countVisibleChanges('member')).toBe(0);
        expect(await countVisibleChanges('superAdmin')).toBe(2);
        const summary = await callboard()
          .as('member')
          .get('/activity/summary?entity_type=project')
          .expect(200);
        expect(summary.body.total).toBe(0);
      });

      it('shows its past activity to an added member, and hides it after their removal', async () => {
        const added = await boss()
          .post(`${one}/members`, { user_ref: people.member, role: 'guest' })
          .expect(201);
        expect((await callboard().as('member').get(one)).body.role).toBe(
          'guest',
        );
        expect(await countVisibleChanges('member')).toBe(2);
        await callboard().as('member').patch(one, { name: 'Mine' }).expect(403);
        await boss().delete(`${one}/members/${added.body.id}`).expect(204);
        await callboard().as('member').get(one).expect(404);
        expect(await countVisibleChanges('member')).toBe(0);
      });
    },
  );

  describeWithoutJobs(
    'project members',
    { entities: catalogEntities },
    callboard => {
      const boss = () => callboard().as('superAdmin');
      const make = async (name: string, kind = 'component') => {
        const path = `${projects}/by-entity/${kind}/default/${name}`;
        const { body } = await boss().put(path).expect(200);
        return `${projects}/${body.id}`;
      };

      it('allows workspace members to join once, and denies guests', async () => {
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
        const entries = await listActivityEntries(callboard(), joined.body.id);
        expect(entries.map(({ action }) => action)).toEqual(['join']);

        const { body: members } = await boss().get(
          '/workspaces/default/members',
        );
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

      it('explains a role with all its sources, and returns none for other users', async () => {
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

      it('returns 409 when the last admin is removed or demoted', async () => {
        const one = await make('payments_api');
        const added = await boss()
          .post(`${one}/members`, { user_ref: people.admin, role: 'admin' })
          .expect(201);
        const path = `${one}/members/${added.body.id}`;
        const last = await boss().delete(path).expect(409);
        expect(last.body.error.message).toBe(
          'A project must have at least one admin. Make someone else an admin first',
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

      it('returns 409 when an entity owner is removed manually', async () => {
        const owned = await make('shop', 'system');
        const list = await boss().get(`${owned}/members`).expect(200);
        const owner = list.body.items.find(
          (row: { user_ref: string }) => row.user_ref === people.member,
        );
        expect(owner.sources).toEqual([{ source: 'owner', role: 'admin' }]);
        await boss().delete(`${owned}/members/${owner.id}`).expect(409);
      });

      it('returns 404 for a project requested through another workspace', async () => {
        const one = await make('payments_api');
        const pid = one.split('/')[4];
        await boss().post('/workspaces', { slug: 'other', name: 'Other' });
        const fetchStatus = async (path: string) =>
          (await boss().get(`/workspaces/${path}`)).status;
        expect(await fetchStatus(`other/projects/${pid}`)).toBe(404);
        expect(await fetchStatus(`other/projects/${pid}/members`)).toBe(404);
        expect(await fetchStatus(`default/projects/${pid}`)).toBe(200);
        expect(await fetchStatus('default/projects/nonsense')).toBe(400);
      });
    },
  );
});

describeWithoutJobs(
  'names of projects',
  {
    entities: [
      createEntity('Component', 'long', { title: `${'a'.repeat(254)}😀` }),
      createEntity('Component', 'broken', { title: 'Left\ud83d \u0000right' }),
      createEntity('Component', 'blank', { title: '\u0000 ' }),
    ],
    databases: 'tagged',
  },
  callboard => {
    it('names projects after titles without characters that databases reject @postgres', async () => {
      const names: string[] = [];
      for (const name of ['long', 'broken', 'blank']) {
        const path = `/workspaces/default/projects/by-entity/component/default/${name}`;
        const { body } = await callboard().as('superAdmin').put(path);
        names.push(body.name);
      }
      expect(names).toEqual(['a'.repeat(254), 'Left right', 'blank']);
    });
  },
);

describe('project settings', () => {
  const projects = '/workspaces/default/projects';

  const entities = [...catalogEntities, createEntity('Component', '3scale')];

  describeWithoutJobs('project updates', { entities }, callboard => {
    const boss = () => callboard().as('superAdmin');
    const make = async (name: string) => {
      const path = `${projects}/by-entity/component/default/${name}`;
      return (await boss().put(path).expect(200)).body;
    };
    const patch = (project: { id: string }, body: object) =>
      boss().patch(`${projects}/${project.id}`, body);

    it('archives at the current time regardless of the given time, and unarchives with null', async () => {
      const project = await make('payments-api');
      const long = '2000-01-01T00:00:00.000Z';
      const { body: archived } = await patch(project, {
        archived_at: long,
      }).expect(200);
      expect(archived.archived_at).toBe(archived.updated_at);
      const { body: again } = await patch(project, { archived_at: long });
      expect(again).toEqual(archived);
      const listed = async (query: string) =>
        (await boss().get(`${projects}?${query}`).expect(200)).body.total;
      expect(await listed('is_archived=true')).toBe(1);
      expect(await listed('is_archived=false')).toBe(0);
      expect(await listed('')).toBe(1);
      const { body: back } = await patch(project, { archived_at: null });
      expect(back.archived_at).toBeNull();
      const entries = await listActivityEntries(callboard(), project.id);
      expect(entries.map(toFieldChanges).slice(1)).toEqual([
        { archived_at: [null, archived.archived_at] },
        { archived_at: [archived.archived_at, null] },
      ]);
    });

    it('uses a custom identifier for its items, and rejects taken or invalid ones @full', async () => {
      const project = await make('payments-api');
      const other = await make('payments_api');
      const { body: item } = await boss()
        .post(`${projects}/${project.id}/work-items`, { title: 'One' })
        .expect(201);
      await patch(project, { identifier: 'PAY' }).expect(200);
      const { body: renamed } = await boss()
        .get(`${projects}/${project.id}/work-items/${item.id}`)
        .expect(200);
      expect(renamed.identifier).toBe('PAY-1');
      const taken = await patch(other, { identifier: 'PAY' }).expect(409);
      expect(taken.body.error.message).toBe('body.identifier: PAY is taken');
      for (const identifier of ['pay', '1PAY', 'PAYMENTSLEDGER', 'PÄY', '']) {
        await patch(other, { identifier }).expect(400);
      }
    });

    it('accepts its generated identifier in a PATCH when the entity name starts with a digit', async () => {
      const project = await make('3scale');
      expect(project.identifier).toBe('P3SCALE');
      const { identifier } = project;
      const { body } = await patch(project, { identifier }).expect(200);
      expect(body).toEqual(project);
    });

    it('allows disabling time tracking, and rejects unknown settings', async () => {
      const project = await make('payments-api');
      const values = { is_time_tracking_enabled: false };
      const { body } = await patch(project, values).expect(200);
      expect(body).toMatchObject(values);
      const refused = await patch(project, { settings: { wip: 3 } }).expect(
        400,
      );
      expect(refused.body.error.message).toBe(
        'body.settings.wip: is not a known field',
      );
      await patch(project, { is_time_tracking_enabled: 'no' }).expect(400);
    });
  });
});

/** The maximum number of assignees of an item. */
const MAX_ASSIGNEES = 20;

const roles = [null, 'guest', 'member', 'admin'] as const;
const ownerships = ['nobody', 'user', 'group'] as const;

/** A person with one of all combinations of relevant properties. */
interface Person {
  ref: `user:${string}`;
  inWorkspace: (typeof roles)[number];
  inProject: (typeof roles)[number];
  ownsAs: (typeof ownerships)[number];
  isSuspended: boolean;
  isSuperAdmin: boolean;
}

const everybody: Person[] = [];
for (const inWorkspace of roles) {
  for (const inProject of roles) {
    for (const ownsAs of ownerships) {
      for (const isSuspended of [false, true]) {
        for (const isSuperAdmin of [false, true]) {
          everybody.push({
            ref: `user:default/p${everybody.length}`,
            inWorkspace,
            inProject,
            ownsAs,
            isSuspended,
            isSuperAdmin,
          });
        }
      }
    }
  }
}

/** The expected result, by the rules as documented. */
function expected(person: Person, access: 'open' | 'secret') {
  const isInWorkspace = person.inWorkspace !== null || person.isSuperAdmin;
  const isWorkspaceAdmin =
    person.isSuperAdmin || person.inWorkspace === 'admin';
  const owns = person.ownsAs !== 'nobody' && !person.isSuspended;
  const role = isWorkspaceAdmin || owns ? 'admin' : person.inProject;
  return {
    sees: isInWorkspace && (access === 'open' || role !== null),
    role: isInWorkspace ? role : null,
    missing: isInWorkspace || role === null ? [] : ['workspace'],
  };
}

const system = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name, namespace: 'default' },
  relations: [
    { type: 'ownedBy', targetRef: 'group:default/owners' },
    ...everybody
      .filter(({ ownsAs }) => ownsAs === 'user')
      .map(({ ref }) => ({ type: 'ownedBy', targetRef: ref })),
  ],
});

/** A person's ownership references, according to the portal. */
const getOwnershipRefs = ({ ref, ownsAs, isSuperAdmin }: Person): string[] => [
  ref,
  ...(ownsAs === 'group' ? ['group:default/owners'] : []),
  ...(isSuperAdmin ? ['group:default/super'] : []),
];

const withoutGroups = (person: Person): Person => ({
  ...person,
  ownsAs: person.ownsAs === 'group' ? 'nobody' : person.ownsAs,
  isSuperAdmin: false,
});

const newRow = () => {
  const now = new Date();
  return {
    id: createId(now.getTime()),
    version: 1,
    created_at: now,
    updated_at: now,
  };
};

/** The membership row of a manual role, if they have one. */
const createMembershipRows = (
  user_ref: string,
  role: Person['inProject'],
  workspace_id: string,
  scope: 'workspace' | 'project',
  scope_id: string,
) =>
  role
    ? [
        {
          ...newRow(),
          workspace_id,
          scope,
          scope_id,
          user_ref,
          sort_name: '',
          rank: roleRanks[role],
        },
      ]
    : [];

const suspendedStaff = (user_ref: string, workspace_id: string) => {
  const staff_id = user_ref.split('/')[1];
  return {
    ...newRow(),
    workspace_id,
    staff_id,
    user_ref,
    first_name: 'P',
    last_name: staff_id,
    sort_name: staff_id,
    search_text: '',
    email: `${staff_id}@example.org`,
    search_phone: '',
    employment_status: 'suspended',
    is_department_manager: false,
  };
};

const superAdmins = ['user:default/sue.super', 'group:default/super'];

/** The portal knows the members of the group; the Group entity lists none. */
const groups = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () => ({
    async getUserInfo(credentials: any) {
      const { userEntityRef } = credentials.principal;
      const person = everybody.find(({ ref }) => ref === userEntityRef);
      return {
        userEntityRef,
        ownershipEntityRefs: person
          ? getOwnershipRefs(person)
          : [userEntityRef],
      };
    },
  }),
});

describeCallboard(
  'project visibility',
  {
    services: [groups],
    config: { superAdmins },
    entities: [system('open'), system('secret')],
    databases: 'tagged',
  },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const ids = { open: '', secret: '' };

    beforeAll(async () => {
      const { body: org } = await boss()
        .post('/workspaces', { slug: 'org', name: 'Org' })
        .expect(201);
      const { knex } = callboard();
      await insertMany(
        knex,
        'staff',
        everybody
          .filter(({ isSuspended }) => isSuspended)
          .map(({ ref }) => suspendedStaff(ref, org.id)),
      );
      for (const access of ['open', 'secret'] as const) {
        const made = await boss()
          .put(`/workspaces/org/projects/by-entity/system/default/${access}`)
          .expect(200);
        ids[access] = made.body.id;
        await boss()
          .patch(`/workspaces/org/projects/${ids[access]}`, { access })
          .expect(200);
      }
      const memberships = everybody.flatMap(
        ({ ref, inWorkspace, inProject }) => [
          ...createMembershipRows(
            ref,
            inWorkspace,
            org.id,
            'workspace',
            org.id,
          ),
          ...createMembershipRows(ref, inProject, org.id, 'project', ids.open),
          ...createMembershipRows(
            ref,
            inProject,
            org.id,
            'project',
            ids.secret,
          ),
        ],
      );
      const owners = await knex('memberships').whereIn(
        'scope_id',
        Object.values(ids),
      );
      const getMembershipKey = (row: { scope_id: string; user_ref: string }) =>
        `${row.scope_id} ${row.user_ref}`;
      const ownerIds = new Map(
        owners.map(row => [getMembershipKey(row), row.id]),
      );
      await insertMany(
        knex,
        'memberships',
        memberships.filter(row => !ownerIds.has(getMembershipKey(row))),
      );
      await insertMany(
        knex,
        'membership_sources',
        memberships.map(row => ({
          id: createId(Date.now()),
          member_id: ownerIds.get(getMembershipKey(row)) ?? row.id,
          source: 'manual',
          rank: row.rank,
        })),
      );
      // Their ownership references are stored from their first request on.
      await inBatchesOfTen(everybody, ({ ref }) =>
        callboard().as(ref).get('/me'),
      );
    });

    /** Sends a request for each, ten at a time. */
    async function inBatchesOfTen<T>(
      all: readonly Person[],
      send: (person: Person) => PromiseLike<T>,
    ): Promise<T[]> {
      const responses: T[] = [];
      for (let at = 0; at < all.length; at += 10) {
        responses.push(
          ...(await Promise.all(all.slice(at, at + 10).map(send))),
        );
      }
      return responses;
    }

    it('resolves visibility and roles of many users in different projects at once @postgres', async () => {
      const audience = new ProjectAudience({
        superAdmins,
        workspaces: {
          default: { name: 'Default', timezone: 'UTC', autoJoin: 'member' },
        },
      });
      const { body } = await boss().get('/workspaces/org').expect(200);
      // Each person in one of the two projects.
      const queries = everybody.map(({ ref }, at) => ({
        access: at % 2 === 0 ? ('open' as const) : ('secret' as const),
        user_ref: ref,
      }));
      const rolesAt = await audience.readPairRoles(
        callboard().knex,
        body.id,
        queries.map(({ access, user_ref }) => ({
          user_ref,
          project_id: ids[access],
        })),
      );
      expect(
        queries.map(({ access, user_ref }) => {
          const grantedRoles = rolesAt(user_ref, ids[access]);
          return {
            sees: canSeeProject(grantedRoles, { access }),
            role: grantedRoles.workspace && grantedRoles.project,
          };
        }),
      ).toEqual(
        queries.map(({ access }, at) =>
          omit(expected(everybody[at], access), 'missing'),
        ),
      );
      expect(rolesAt(everybody[0].ref, ids.secret)).toBe(noRoles);
    });

    describe.each(['open', 'secret'] as const)('%s project', access => {
      const path = () => `/workspaces/org/projects/${ids[access]}`;
      const expectations = everybody.map(person => ({
        person,
        ...expected(person, access),
      }));

      it('returns the project to users who can see it, and 404 to others @full', async () => {
        const responses = await inBatchesOfTen(everybody, ({ ref }) =>
          callboard().as(ref).get(path()),
        );
        expect(
          responses.map(({ status }, at) => [everybody[at], status]),
        ).toEqual(
          expectations.map(({ person, sees }) => [person, sees ? 200 : 404]),
        );
      });

      it('accepts only users who can see the project as assignees', async () => {
        const assign = (chosen: readonly { person: Person }[]) =>
          boss().post(`${path()}/work-items`, {
            title: 'For some',
            assignees: chosen.map(({ person }) => person.ref),
          });
        for (const some of chunk(expectations, MAX_ASSIGNEES)) {
          const blind = some.filter(({ sees }) => !sees);
          const { body } = await assign(some);
          expect(
            some.filter((_, at) =>
              JSON.stringify(body).includes(`body.assignees[${at}]:`),
            ),
          ).toEqual(blind);
          await assign(without(some, ...blind)).expect(201);
        }
      });

      it.each([
        ['with the current Groups of the users', (person: Person) => person],
        ['without Groups after the users left them', withoutGroups],
      ])(
        'applies the same visibility in the permission policy, %s @full-sqlite @postgres',
        async (_, now) => {
          const { body: item } = await boss()
            .post(`${path()}/work-items`, { title: 'Found by some' })
            .expect(201);
          const { body } = await callboard()
            .as('service')
            .post('/.well-known/backstage/permissions/apply-conditions', {
              items: everybody.map(person => ({
                id: person.ref,
                resourceRef: item.id,
                resourceType: 'callboard-work-item',
                conditions: workItemConditions.isVisibleTo({
                  userRef: person.ref,
                  ownershipRefs: getOwnershipRefs(now(person)),
                }),
              })),
            })
            .expect(200);
          expect(
            body.items.map(({ result }: { result: string }, at: number) => [
              everybody[at],
              result,
            ]),
          ).toEqual(
            everybody.map(person => [
              person,
              expected(now(person), access).sees ? 'ALLOW' : 'DENY',
            ]),
          );
        },
      );

      it('returns the effective role and missing memberships of each user on explain @full', async () => {
        const responses = await inBatchesOfTen(everybody, ({ ref }) =>
          boss().get(
            `/workspaces/org/memberships/explain?user_ref=${ref}&project=${ids[access]}`,
          ),
        );
        expect(
          responses.map(({ body }, at) => ({
            person: everybody[at],
            role: body.role,
            missing: body.missing,
          })),
        ).toEqual(
          expectations.map(({ person, role, missing }) => ({
            person,
            role,
            missing,
          })),
        );
        const highest = responses.filter(({ body }) =>
          body.sources.some(
            (source: { role: keyof typeof roleRanks }) =>
              body.role &&
              roleRanks[source.role] > roleRanks[body.role as 'admin'],
          ),
        );
        expect(highest).toEqual([]);
      });
    });
  },
);

describe('entity owners', () => {
  const projects = '/workspaces/default/projects';

  const owners = [
    ...['', ':x', 'x/', 'a b', 'user:', 'x'.repeat(300)].map(owner => ({
      owner,
      members: [] as string[],
    })),
    { owner: 'USER:Max.Member', members: [people.member] },
  ];

  describeWithoutJobs(
    'project of an entity without relations',
    {
      entities: [
        ...testEntities,
        ...owners.map(({ owner }, index) =>
          createEntity('Component', `new-${index}`, { spec: { owner } }),
        ),
      ],
    },
    callboard => {
      it.each(owners.map((owner, index) => ({ ...owner, index })))(
        'adds the owner from spec.owner $owner only if the reference is valid',
        async ({ index, members }) => {
          const boss = callboard().as('superAdmin');
          const made = await boss
            .put(`${projects}/by-entity/component/default/new-${index}`)
            .expect(200);
          const { body } = await boss
            .get(`${projects}/${made.body.id}/members`)
            .expect(200);
          expect(
            body.items.map(({ user_ref }: { user_ref: string }) => user_ref),
          ).toEqual(members);
        },
      );
    },
  );
});

const statuses = ['suspended', 'resigned'] as const;

describeWithoutJobs(
  'entity owner',
  { entities: catalogEntities },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const max = () => callboard().as('member');

    it.each(statuses)(
      'loses the project admin role while %s in the workspace @full',
      async employment_status => {
        const base = `/workspaces/${employment_status}`;
        await boss()
          .post('/workspaces', { slug: employment_status, name: 'Shops' })
          .expect(201);
        await boss()
          .post(`${base}/members`, { user_ref: people.member, role: 'member' })
          .expect(201);
        const { body: project } = await boss()
          .put(`${base}/projects/by-entity/system/default/shop`)
          .expect(200);
        const one = `${base}/projects/${project.id}`;
        expect((await max().get(one).expect(200)).body.role).toBe('admin');
        const staff = await boss()
          .post(`${base}/staff`, {
            staff_id: 'S1',
            first_name: 'Max',
            last_name: 'Member',
            email: 'max.member@example.com',
            user_ref: people.member,
            employment_status,
          })
          .expect(201);

        const log = `/activity?workspace=${employment_status}&entity_id=${project.id}`;
        const changesSeen = async () =>
          (await max().get(log).expect(200)).body.total;
        expect((await max().get(one).expect(200)).body.role).toBeNull();
        await max().patch(one, { name: 'Mine' }).expect(403);
        expect(await changesSeen()).toBe(1);
        await boss().patch(one, { access: 'secret' }).expect(200);
        await max().get(one).expect(404);
        expect((await max().get(`${base}/projects`)).body.items).toEqual([]);
        expect(await changesSeen()).toBe(0);

        await boss()
          .post(`${base}/staff/${staff.body.id}/reactivate`)
          .expect(200);
        expect((await max().get(one).expect(200)).body.role).toBe('admin');
        expect(await changesSeen()).toBe(2);
      },
    );
  },
);

const catalog = new ChangingCatalog();
const scheduler = mockServices.scheduler();
const logger = mockServices.logger.mock();

const options = {
  catalog: catalog.factory,
  services: [schedulerFactory(scheduler), logger.factory],
};

const zoe = 'user:default/zoe.owner';

const zoeEntity: Entity = {
  ...createEntity('User', 'zoe.owner'),
  spec: { profile: { displayName: 'Zoë' } },
};

const owned = (name: string, owner?: string) =>
  createEntity('Component', name, {
    relations: owner ? [{ type: 'ownedBy', targetRef: owner }] : [],
  });

const refreshNow = () => scheduler.triggerTask('callboard-refresh-projects');

describeCallboard(
  'project refresh',
  { ...options, databases: 'tagged' },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const become = (...entities: Entity[]) =>
      catalog.replaceEntities([
        ...testEntities,
        zoeEntity,
        owned('lasting'),
        ...entities,
      ]);

    async function make(name: string, slug = 'default') {
      const { body } = await boss()
        .put(`/workspaces/${slug}/projects/by-entity/component/default/${name}`)
        .expect(200);
      return { ...body, path: `/workspaces/${slug}/projects/${body.id}` };
    }

    async function readMembers({ path }: { path: string }) {
      const { body } = await boss().get(`${path}/members`).expect(200);
      return body.items;
    }

    const listMemberRefs = async (project: { path: string }) =>
      (await readMembers(project)).map(
        (row: { user_ref: string }) => row.user_ref,
      );

    /** The failures; the platform's mocks log their own warnings. */
    const failures = () =>
      logger.warn.mock.calls.filter(([message]) => /refreshed/.test(message));

    beforeAll(async () => {
      become();
      await make('lasting');
    });

    beforeEach(() => logger.warn.mockClear());

    it('skips projects of a deleted workspace and refreshes the others', async () => {
      become(owned('early'), owned('late'));
      await boss().post('/workspaces', { slug: 'gone', name: 'Gone' });
      await make('early', 'gone');
      const late = await make('late');
      await boss().delete('/workspaces/gone').expect(204);
      become(owned('early', people.member), owned('late', people.member));
      await refreshNow();
      expect(await listMemberRefs(late)).toEqual([people.member]);
      expect(failures()).toEqual([]);
    });

    it('sets entity_missing_since while the entity is missing, and clears it afterwards @full', async () => {
      become(owned('leaving', people.member));
      const project = await make('leaving');
      const read = async () =>
        (await boss().get(project.path).expect(200)).body;
      become();
      await refreshNow();
      const deleted = await read();
      expect(deleted.entity_missing_since).toBe(deleted.updated_at);
      expect(await listMemberRefs(project)).toEqual([people.member]);
      await refreshNow();
      expect(await read()).toEqual(deleted);

      become(owned('leaving', people.member));
      await refreshNow();
      expect((await read()).entity_missing_since).toBeNull();

      become();
      await refreshNow();
      become(owned('leaving', people.member));
      // A request for the entity's page does not wait for the next run.
      expect((await make('leaving')).entity_missing_since).toBeNull();
    });

    it('marks no project as missing while the catalog returns none of several entities', async () => {
      become(owned('waiting', people.member));
      const project = await make('waiting');
      catalog.replaceEntities(testEntities);
      await refreshNow();
      const { body } = await boss().get(project.path).expect(200);
      expect(body.entity_missing_since).toBeNull();
    });

    it('stores any number of owners', async () => {
      become({
        ...owned('shared'),
        relations: range(600).map(index => ({
          type: 'ownedBy',
          targetRef: `group:default/g${index}`,
        })),
      });
      const { id: project_id } = await make('shared');
      expect(
        await callboard().knex('project_owners').where({ project_id }),
      ).toHaveLength(600);
    });

    it('logs the project that fails, and refreshes the others @postgres', async () => {
      become(owned('bad'), owned('good'));
      const bad = await make('bad');
      const good = await make('good');
      const { knex } = callboard();
      await knex.raw(
        isPostgres(knex)
          ? `ALTER TABLE project_owners ADD CONSTRAINT no_guest CHECK (owner_ref <> '${people.guest}')`
          : `CREATE TRIGGER no_guest BEFORE INSERT ON project_owners WHEN NEW.owner_ref = '${people.guest}' BEGIN SELECT RAISE(ABORT, 'no_guest'); END`,
      );
      become(owned('bad', people.guest), owned('good', people.member));
      await refreshNow();
      expect(await listMemberRefs(good)).toEqual([people.member]);
      expect(await listMemberRefs(bad)).toEqual([]);
      expect(failures()).toEqual([
        [
          'The project of component:default/bad could not be refreshed',
          expect.objectContaining({
            message: expect.stringContaining('no_guest'),
          }),
        ],
      ]);
    });

    it('runs as many queries for many unchanged projects as for one @full', async () => {
      const countRefreshQueries = async () => {
        let count = 0;
        await untilRelayed(callboard().knex);
        const note = ({ sql }: { sql: string }) => {
          count += /projects|project_owners|memberships|staff/.test(sql)
            ? 1
            : 0;
        };
        callboard().knex.on('query', note);
        await refreshNow();
        callboard().knex.off('query', note);
        return count;
      };
      // Jobs query projects as well, now and then; they can only add to the count.
      const readRefreshQueries = async () => {
        const counts = [];
        for (let nth = 0; nth < 5; nth += 1) {
          counts.push(await countRefreshQueries());
        }
        return Math.min(...counts);
      };
      const names = Array.from({ length: 6 }, (_, index) => `same-${index}`);
      become(...names.map(name => owned(name, people.member)));
      await make(names[0]);
      await refreshNow();
      const few = await readRefreshQueries();
      for (const name of names) {
        await make(name);
      }
      expect(await readRefreshQueries()).toBe(few);
    });

    it('removes the roles of former entity owners @postgres', async () => {
      become(owned('handed-on', people.member));
      const project = await make('handed-on');
      expect(await listMemberRefs(project)).toEqual([people.member]);
      become(owned('handed-on', people.reader));
      await refreshNow();
      expect(await listMemberRefs(project)).toEqual([people.reader]);
      become(owned('handed-on'));
      await refreshNow();
      expect(await listMemberRefs(project)).toEqual([]);
    });

    it.each(['suspended', 'resigned'])(
      'grants no role to owners who are %s @full',
      async employment_status => {
        const slug = `with-${employment_status}`;
        await boss().post('/workspaces', { slug, name: slug }).expect(201);
        const staff = await boss()
          .post(`/workspaces/${slug}/staff`, {
            staff_id: 'S1',
            first_name: 'Zoë',
            last_name: 'Owner',
            email: 'zoe.owner@example.com',
            user_ref: zoe,
            employment_status,
          })
          .expect(201);
        const team = createEntity('Group', 'owners', {
          relations: [{ type: 'hasMember', targetRef: zoe }],
        });
        become(team, owned('left-behind', 'group:default/owners'));
        const project = await make('left-behind', slug);
        await refreshNow();
        expect(await listMemberRefs(project)).toEqual([]);
        await boss()
          .post(`/workspaces/${slug}/staff/${staff.body.id}/reactivate`)
          .expect(200);
        await refreshNow();
        expect(await listMemberRefs(project)).toEqual([zoe]);
      },
    );

    it('records corrections of an existing project as changes by Callboard, not by the user whose request finds them @postgres', async () => {
      become(owned('falcon'));
      const project = await make('falcon');
      const secret = { access: 'secret', name: 'Falcon' };
      await boss().patch(project.path, secret).expect(200);
      become();
      await refreshNow();
      become(owned('falcon', people.reader));
      // This member cannot see the project.
      const member = callboard().as('member');
      await member
        .put('/workspaces/default/projects/by-entity/component/default/falcon')
        .expect(404);

      const [owner] = await readMembers(project);
      expect(owner.user_ref).toBe(people.reader);
      const readLatest = async (id: string) =>
        (await boss().get(`/activity?entity_id=${id}`).expect(200)).body
          .activities[0];
      expect([
        await readLatest(project.id),
        await readLatest(owner.id),
      ]).toMatchObject([
        { action: 'update', user_id: callboardActor.user_ref },
        { action: 'create', user_id: callboardActor.user_ref },
      ]);
      const { body } = await member
        .get('/me/activity?details=true')
        .expect(200);
      expect(JSON.stringify(body.activities)).not.toContain('Falcon');
    });

    it('keeps the members of a project whose entity is missing', async () => {
      become(owned('short-lived', people.member));
      const project = await make('short-lived');
      become();
      await refreshNow();
      expect(await listMemberRefs(project)).toEqual([people.member]);
    });

    it('marks missing entities that follow 250 already marked projects @full-postgres @postgres', async () => {
      become(owned('pattern'));
      const { id } = await make('pattern');
      const { knex } = callboard();
      const pattern = await knex('projects').where({ id }).first();
      const copy = (at: number, entity_missing_since: Date | null) => ({
        ...pattern,
        id: `ffffffff-ffff-7fff-8fff-${String(at).padStart(12, '0')}`,
        entity_ref: `component:default/copy-${at}`,
        identifier: `COPY${at}`,
        entity_missing_since,
      });
      const marked = range(250).map(at => copy(at, new Date()));
      await insertMany(knex, 'projects', [
        ...marked,
        copy(250, null),
        copy(251, null),
      ]);
      await refreshNow();
      const unmarked = knex('projects')
        .whereLike('entity_ref', '%/copy-%')
        .whereNull('entity_missing_since');
      expect(await unmarked.pluck('identifier')).toEqual([]);
    });

    it('marks the last unmarked project even if the catalog returns no entity @full-postgres @postgres', async () => {
      become(owned('alone'));
      const project = await make('alone');
      const { knex } = callboard();
      await knex('projects')
        .whereNot({ id: project.id })
        .update({ entity_missing_since: new Date() });
      catalog.replaceEntities(testEntities);
      await refreshNow();
      const { body } = await boss().get(project.path).expect(200);
      expect(body.entity_missing_since).not.toBeNull();
    });

    it.each(['creating', 'refreshing'])(
      'stores the display names of owners when %s a project @full-postgres @postgres',
      async how => {
        await callboard().knex('people').where({ user_ref: zoe }).delete();
        const name = `named-by-${how}`;
        become(owned(name, how === 'creating' ? zoe : undefined));
        const project = await make(name);
        become(owned(name, zoe));
        await refreshNow();
        const [member] = await readMembers(project);
        expect(member).toMatchObject({ user_ref: zoe, display_name: 'Zoë' });
        const entries = await callboard()
          .knex('activity')
          .where({ entity_id: member.id })
          .pluck('entity_label');
        expect(entries).toEqual(['Zoë']);
      },
    );
  },
);
