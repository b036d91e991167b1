import { Member } from '@callboard/plugin-callboard-common';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../__testUtils__/describeCallboard';
import { testEntities } from '../../__testUtils__/startCallboard';
import { MemberStore } from './MemberStore';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../__testUtils__/listActivityEntries';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { DefaultWorkspace } from './__testUtils__/DefaultWorkspace';

const uuid7 =
  /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describeWithoutJobs('workspace members', { databases: 'tagged' }, callboard => {
  const superAdmin = () => callboard().as('superAdmin');

  async function workspace(slug: string) {
    await superAdmin().post('/workspaces', { slug, name: slug }).expect(201);
    return `/workspaces/${slug}/members`;
  }

  const add = (path: string, user_ref: string, role = 'member') =>
    superAdmin().post(path, { user_ref, role });

  it('adds a user manually, and returns 409 for the same user again', async () => {
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

  it('adds users that are missing from the catalog', async () => {
    const path = await workspace('unknown');
    const added = await add(path, 'user:other/new.hire').expect(201);
    expect(added.body.display_name).toBe('new.hire');
  });

  it('adds a user once for two simultaneous requests @postgres', async () => {
    const path = await workspace('add-race');
    const responses = await Promise.all([
      add(path, 'user:default/max.member'),
      add(path, 'user:default/max.member'),
    ]);
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409]);
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
  ])('rejects the user reference %j', async user_ref => {
    const response = await superAdmin()
      .post('/workspaces/default/members', { user_ref, role: 'member' })
      .expect(400);
    expect(response.body.error.message).toContain('body.user_ref: ');
  });

  it.each(['owner', 'Admin', '', 20, null])(
    'rejects the role %j',
    async role => {
      const response = await superAdmin()
        .post('/workspaces/default/members', {
          user_ref: 'user:default/x',
          role,
        })
        .expect(400);
      expect(response.body.error.message).toContain('body.role: ');
    },
  );

  it('increments the version only when the role changes, and returns 412 for an old version', async () => {
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

  it('grants and revokes access immediately when the role changes', async () => {
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

  it('returns 404 for members of another workspace', async () => {
    const mine = await workspace('mine');
    const other = await workspace('other');
    const added = await add(other, 'user:default/max.member').expect(201);
    await superAdmin().patch(`${mine}/${added.body.id}`, {}).expect(404);
    await superAdmin().delete(`${mine}/${added.body.id}`).expect(404);
    await superAdmin().delete(`${mine}/not-an-id`).expect(400);
    const list = await superAdmin().get(other).expect(200);
    expect(list.body.total).toBe(2);
  });

  it('allows adding a removed member again', async () => {
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

const entities = [
  ...testEntities,
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'zoe', namespace: 'default' },
    spec: { profile: { displayName: 'Ärmel Zoë' } },
  },
];

describeCallboard(
  'members list',
  { entities, databases: 'tagged' },
  callboard => {
    const superAdmin = () => callboard().as('superAdmin');
    const path = '/workspaces/list/members';

    beforeAll(async () => {
      await superAdmin()
        .post('/workspaces', { slug: 'list', name: 'List' })
        .expect(201);
      const requested = {
        'ada.admin': 'admin',
        'max.member': 'member',
        'gus.guest': 'guest',
        'ann_of.100percent': 'guest',
        zoe: 'member',
      };
      for (const [name, role] of Object.entries(requested)) {
        await superAdmin()
          .post(path, { user_ref: `user:default/${name}`, role })
          .expect(201);
      }
    });

    async function names(query: string): Promise<string[]> {
      const { body } = await superAdmin().get(`${path}?${query}`).expect(200);
      expect(body.total).toBe(body.items.length);
      return body.items.map((item: Member) => item.user_ref.split('/')[1]);
    }

    it.each(['', 'search='])(
      'sorts by name, ignoring case and accents (%s) @postgres',
      async query => {
        expect(await names(query)).toEqual([
          'ada.admin',
          'ann_of.100percent',
          'zoe',
          'gus.guest',
          'max.member',
          'sue.super',
        ]);
      },
    );

    it.each([
      ['role=admin', ['ada.admin', 'sue.super']],
      ['role=guest', ['ann_of.100percent', 'gus.guest']],
      ['search=ADA', ['ada.admin']],
      ['search=Max%20Mem', ['max.member']],
      ['search=default/z', ['zoe']],
      [`search=${encodeURIComponent('Ärmel')}`, ['zoe']],
      [`search=${encodeURIComponent('ärmel')}`, ['zoe']],
      [`search=${encodeURIComponent('armel')}`, ['zoe']],
      [`search=${encodeURIComponent('ZOË')}`, ['zoe']],
      ['search=armel%20zo', ['zoe']],
      ['search=%20zoe%20', ['zoe']],
      // A decomposed ë.
      ['search=Zoe%CC%88', ['zoe']],
      ['search=max&role=admin', []],
      ['search=nobody-at-all', []],
      // SQL wildcards are literal text.
      ['search=_', ['ann_of.100percent']],
      ['search=%25', []],
      ['search=%5C', []],
    ])('filters by %s @postgres', async (query, expected) => {
      expect(await names(query)).toEqual(expected);
    });

    it('lists each member once across pages @postgres', async () => {
      const found: string[] = [];
      let next: string | null = '';
      let pages = 0;
      while (next !== null) {
        const page: any = await superAdmin()
          .get(`${path}?limit=4${next && `&cursor=${next}`}`)
          .expect(200);
        expect(page.body.total).toBe(6);
        found.push(...page.body.items.map((item: Member) => item.display_name));
        next = page.body.next_cursor;
        pages += 1;
      }
      expect(pages).toBe(2);
      expect(found).toEqual([
        'Ada Admin',
        'ann_of.100percent',
        'Ärmel Zoë',
        'Gus Guest',
        'Max Member',
        'Sue Super',
      ]);
    });

    it('updates the order when a name changes', async () => {
      const { knex } = callboard();
      const user_ref = 'user:default/zoe';
      const call = async (search_text: string) => {
        await knex('people').where({ user_ref }).update({ search_text });
        await new MemberStore(knex).updateSortNames([user_ref]);
      };
      const { search_text } = await knex('people').where({ user_ref }).first();
      await call('ZZ TOP\nUSER:DEFAULT/ZOE');
      expect((await names('')).pop()).toBe('zoe');
      await call(search_text);
      expect((await names('')).indexOf('zoe')).toBe(2);
    });

    it('rejects cursors of the workspace list, and vice versa', async () => {
      const readCursor = async (list: string) =>
        (await superAdmin().get(`${list}?limit=1`).expect(200)).body
          .next_cursor;
      const [members, workspaces] = [
        await readCursor(path),
        await readCursor('/workspaces'),
      ];
      for (const wrong of [
        `${path}?cursor=${workspaces}`,
        `/workspaces?cursor=${members}`,
      ]) {
        const response = await superAdmin().get(wrong).expect(400);
        expect(response.body.error.message).toBe(
          'query.cursor: is not a cursor of this list',
        );
      }
    });

    it.each(['role=owner', 'limit=0', 'limit=201', 'limit=x', 'cursor=!'])(
      'rejects %s and names the parameter',
      async query => {
        const response = await superAdmin().get(`${path}?${query}`).expect(400);
        expect(response.body.error.message).toContain(
          `query.${query.split('=')[0]}: `,
        );
      },
    );

    it('finds users by reference before their names are stored', async () => {
      const user_ref = 'user:default/unseen';
      await superAdmin().post(path, { user_ref, role: 'guest' }).expect(201);
      await callboard().knex('people').where({ user_ref }).delete();
      expect(await names('search=Default/Un')).toEqual(['unseen']);
    });
  },
);

const department_id = '01900000-0000-7000-8000-00000000000d';
const link_id = '01900000-0000-7000-8000-00000000000e';

describeCallboard('membership sources', {}, callboard => {
  const superAdmin = () => callboard().as('superAdmin');

  /** A manual member who is also a member through a department. */
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

  it('grants the highest role of all sources, and removes only the manual source', async () => {
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

  it('keeps a higher department role when the manual role is lowered', async () => {
    const { path, one } = await derivedMember('floor', 'member', 20);
    const changed = await superAdmin()
      .patch(one, { role: 'guest' })
      .expect(200);
    expect(changed.body.role).toBe('admin');
    expect((await member(path)).role).toBe('admin');
  });

  it('records an update when one source is removed and another remains', async () => {
    const { id, one, path } = await derivedMember('sources', 'member', 5);
    await superAdmin().delete(one).expect(204);
    const entries = await listActivityEntries(callboard(), id);
    expect(entries.map(({ action }) => action)).toEqual(['create', 'update']);
    expect(toFieldChanges(entries[1])).toEqual({
      role: ['member', 'guest'],
      sources: [
        expect.arrayContaining([fromDepartment('guest')]),
        [fromDepartment('guest')],
      ],
    });
    expect(await member(path)).toBeDefined();
  });
});

describeCallboard(
  'last admin of a workspace',
  { databases: 'tagged' },
  callboard => {
    const superAdmin = () => callboard().as('superAdmin');

    /** A workspace with a number of admins; returns their paths. */
    async function workspaceWithAdmins(slug: string, count: number) {
      const path = `/workspaces/${slug}/members`;
      await superAdmin().post('/workspaces', { slug, name: slug }).expect(201);
      const list = await superAdmin().get(path).expect(200);
      const ids = [list.body.items[0].id];
      while (ids.length < count) {
        const added = await superAdmin()
          .post(path, {
            user_ref: `user:default/a${ids.length}`,
            role: 'admin',
          })
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

    it('returns 409 on removal', async () => {
      const [first, second] = await workspaceWithAdmins('remove', 2);
      await superAdmin().delete(first).expect(204);
      await superAdmin().delete(second).expect(409);
      expect(await admins('remove')).toBe(1);
    });

    it('returns 409 on demotion', async () => {
      const [first, second] = await workspaceWithAdmins('demote', 2);
      await superAdmin().patch(first, { role: 'member' }).expect(200);
      await superAdmin().patch(second, { role: 'member' }).expect(409);
      await superAdmin().patch(second, { role: 'guest' }).expect(409);
      await superAdmin().patch(second, { role: 'admin' }).expect(200);
      expect(await admins('demote')).toBe(1);
    });

    it.each([1, 2, 3, 4, 5])(
      'keeps one admin when both are removed simultaneously (round %d) @full-sqlite @postgres',
      async round => {
        const slug = `remove-race-${round}`;
        const paths = await workspaceWithAdmins(slug, 2);
        const responses = await Promise.all(
          paths.map(path => superAdmin().delete(path)),
        );
        expect(responses.map(({ status }) => status).sort()).toEqual([
          204, 409,
        ]);
        expect(await admins(slug)).toBe(1);
      },
    );

    it('keeps one admin when one is removed while the others are demoted @full @postgres', async () => {
      const [removed, ...demoted] = await workspaceWithAdmins('mixed-race', 4);
      const responses = await Promise.all([
        superAdmin().delete(removed),
        ...demoted.map(path => superAdmin().patch(path, { role: 'guest' })),
      ]);
      const refused = responses.filter(({ status }) => status === 409);
      expect(refused).toHaveLength(1);
      expect(await admins('mixed-race')).toBe(1);
    });

    /** Leaves memberships in the state after an erasure. */
    async function erase(user_ref: string, pseudonym: string) {
      await callboard()
        .knex('memberships')
        .where({ user_ref })
        .update({ user_ref: pseudonym });
    }

    it('excludes erased users, and allows their removal', async () => {
      const [first, erased] = await workspaceWithAdmins('erased', 2);
      await erase('user:default/a1', 'user:erased/4fq0c81zle');
      await superAdmin().delete(first).expect(409);
      await superAdmin().patch(first, { role: 'member' }).expect(409);
      await superAdmin().delete(erased).expect(204);
      await superAdmin().delete(first).expect(409);
      expect(await admins('erased')).toBe(1);
    });
  },
);

describe('auto-join', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())(
    'default workspace, on %p',
    databaseId => {
      let workspace: DefaultWorkspace;

      const start = async (autoJoin?: string) => {
        workspace = await DefaultWorkspace.start(
          databases,
          databaseId,
          autoJoin,
        );
      };

      afterEach(async () => workspace.stop());

      it('adds every user as a member on their first request @full-postgres', async () => {
        await start();
        expect(await workspace.findMembership()).toBeUndefined();
        const { callboard } = workspace;
        await callboard.as('member').get('/workspaces/absent').expect(404);
        expect(await workspace.findMembership()).toMatchObject({
          display_name: 'Max Member',
          role: 'member',
          sources: [{ source: 'manual', role: 'member' }],
        });
        expect(await workspace.readWorkspaceRoles('member')).toEqual([
          'default: member',
        ]);
      });

      it('adds a user once for several simultaneous first requests @full-postgres', async () => {
        await start();
        const { callboard } = workspace;
        const responses = await Promise.all(
          Array.from({ length: 5 }, () => callboard.as('member').get('/me')),
        );
        expect(responses.map(({ status }) => status)).toEqual(
          Array(5).fill(200),
        );
        const [{ count }] = await callboard
          .knex('memberships')
          .where({ user_ref: 'user:default/max.member' })
          .count({ count: '*' });
        expect(Number(count)).toBe(1);
      });

      it('adds users as guests when autoJoin is guest', async () => {
        await start('guest');
        expect(await workspace.readWorkspaceRoles('member')).toEqual([
          'default: guest',
        ]);
        expect(await workspace.readWorkspaceRoles('superAdmin')).toEqual([
          'default: admin',
        ]);
      });

      it('adds no user when autoJoin is none, and still accepts activity events @full', async () => {
        await start('none');
        const member = workspace.callboard.as('member');
        expect(await workspace.readWorkspaceRoles('member')).toEqual([]);
        await member.get('/workspaces/default').expect(404);
        await member.post('/activity', { action: 'page_view' }).expect(201);
        expect(await workspace.findMembership()).toBeUndefined();
      });

      it('adds no removed user again, even after a restart @full', async () => {
        await start();
        expect(await workspace.readWorkspaceRoles('member')).toEqual([
          'default: member',
        ]);
        await workspace.remove();
        expect(await workspace.readWorkspaceRoles('member')).toEqual([]);
        await workspace.restart();
        expect(await workspace.readWorkspaceRoles('member')).toEqual([]);

        await workspace.add('guest');
        expect(await workspace.readWorkspaceRoles('member')).toEqual([
          'default: guest',
        ]);
      });

      it('adds no user who was added and removed before their first request @full', async () => {
        await start();
        await workspace.add('member');
        await workspace.remove();
        expect(await workspace.readWorkspaceRoles('member')).toEqual([]);
      });

      it('keeps the role of manually added members @full', async () => {
        await start();
        await workspace.add('guest');
        expect(await workspace.readWorkspaceRoles('member')).toEqual([
          'default: guest',
        ]);
        expect(await workspace.listSources()).toEqual(['manual guest']);
      });
    },
  );
});

describe('auto-join with departments', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())(
    'default workspace with a linked department, on %p @full',
    databaseId => {
      let workspace: DefaultWorkspace;

      const start = async (autoJoin?: string) => {
        workspace = await DefaultWorkspace.start(
          databases,
          databaseId,
          autoJoin,
        );
      };

      const roles = () => workspace.readWorkspaceRoles('member');

      afterEach(async () => workspace.stop());

      it('adds a manual source on request, so department members stay after unlinking', async () => {
        await start();
        const department = await workspace.addThroughDepartment();
        expect(await workspace.listSources()).toEqual(['department member']);
        expect(await roles()).toEqual(['default: member']);
        expect(await workspace.listSources()).toEqual([
          'department member',
          'manual member',
        ]);
        await department.unlink();
        expect(await roles()).toEqual(['default: member']);
        expect(await workspace.listSources()).toEqual(['manual member']);
        await workspace.restart();
        expect(await roles()).toEqual(['default: member']);
      });

      it('adds a former department member on their first request', async () => {
        await start();
        const department = await workspace.addThroughDepartment();
        await department.unlink();
        expect(await workspace.findMembership()).toBeUndefined();
        expect(await roles()).toEqual(['default: member']);
        expect(await workspace.listSources()).toEqual(['manual member']);
      });

      it('adds no manual source for a removed user who later joins by department', async () => {
        await start();
        expect(await roles()).toEqual(['default: member']);
        await workspace.remove();
        const department = await workspace.addThroughDepartment();
        await workspace.restart();
        expect(await roles()).toEqual(['default: member']);
        expect(await workspace.listSources()).toEqual(['department member']);
        await department.unlink();
        expect(await roles()).toEqual([]);
        await workspace.restart();
        expect(await roles()).toEqual([]);
      });

      it('removes access after unlinking for a user removed while the link existed', async () => {
        await start();
        const department = await workspace.addThroughDepartment();
        expect(await roles()).toEqual(['default: member']);
        await workspace.remove();
        await workspace.restart();
        expect(await roles()).toEqual(['default: member']);
        expect(await workspace.listSources()).toEqual(['department member']);
        await department.unlink();
        await department.link();
        await department.unlink();
        await workspace.restart();
        expect(await roles()).toEqual([]);
      });

      it('adds no manual source when autoJoin is none', async () => {
        await start('none');
        const department = await workspace.addThroughDepartment();
        expect(await roles()).toEqual(['default: member']);
        expect(await workspace.listSources()).toEqual(['department member']);
        await department.unlink();
        expect(await roles()).toEqual([]);
      });

      it('adds one manual source for several simultaneous first requests', async () => {
        await start();
        await workspace.addThroughDepartment();
        const { id } = await workspace.findMembership();
        const { callboard } = workspace;
        const responses = await Promise.all(
          Array.from({ length: 5 }, () => callboard.as('member').get('/me')),
        );
        expect(responses.map(({ status }) => status)).toEqual(
          Array(5).fill(200),
        );
        expect(await workspace.listSources()).toEqual([
          'department member',
          'manual member',
        ]);
        const entries = await listActivityEntries(callboard, id);
        expect(entries.map(({ action }) => action)).toEqual(['update']);
      });
    },
  );
});

describeWithoutJobs('activity entries of members', {}, callboard => {
  const superAdmin = () => callboard().as('superAdmin');

  it('records the user, the action and the fields before and after', async () => {
    const made = await superAdmin()
      .post('/workspaces', { slug: 'traced', name: 'Traced' })
      .expect(201);
    const path = '/workspaces/traced/members';
    const added = await superAdmin()
      .post(path, { user_ref: 'user:default/max.member', role: 'member' })
      .expect(201);
    const one = `${path}/${added.body.id}`;
    await superAdmin().patch(one, { role: 'guest' }).expect(200);
    // Neither of these changes anything.
    await superAdmin().patch(one, { role: 'guest' }).expect(200);
    await superAdmin().patch(one, {}).expect(200);
    await superAdmin().delete(one).expect(204);

    const entries = await listActivityEntries(callboard(), added.body.id);
    expect(entries.map(({ action }) => action)).toEqual([
      'create',
      'update',
      'delete',
    ]);
    for (const trace of entries) {
      expect(trace).toMatchObject({
        workspace_id: made.body.id,
        user_id: 'user:default/sue.super',
        entity_type: 'workspace_member',
        entity_id: added.body.id,
        entity_label: 'Max Member',
        source: 'backend',
      });
    }
    const { id, user_ref, display_name, created_at } = added.body;
    const asMember = [{ source: 'manual', role: 'member' }];
    const asGuest = [{ source: 'manual', role: 'guest' }];
    expect(toFieldChanges(entries[0])).toEqual({
      id: [null, id],
      user_ref: [null, user_ref],
      display_name: [null, display_name],
      role: [null, 'member'],
      sources: [null, asMember],
      created_at: [null, created_at],
    });
    expect(toFieldChanges(entries[1])).toEqual({
      role: ['member', 'guest'],
      sources: [asMember, asGuest],
    });
    expect(toFieldChanges(entries[2])).toEqual({
      id: [id, null],
      user_ref: [user_ref, null],
      display_name: [display_name, null],
      role: ['guest', null],
      sources: [asGuest, null],
      created_at: [created_at, null],
    });
  });

  it('records the first admin of a new workspace', async () => {
    const made = await superAdmin()
      .post('/workspaces', { slug: 'founded', name: 'Founded' })
      .expect(201);
    const list = await superAdmin()
      .get(`/admin/activity?workspace_id=${made.body.id}`)
      .expect(200);
    expect(
      list.body.activities.map((row: any) => [row.action, row.entity_type]),
    ).toEqual([
      ['create', 'workspace_member'],
      ['create', 'workspace'],
    ]);
  });
});
