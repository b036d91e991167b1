import fc from 'fast-check';
import { Activity } from '@callboard/plugin-callboard-common';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  people,
  PersonName,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { addRows, addWorkspace, readAll } from './__testUtils__/activityRows';
import { downloadRows } from './__testUtils__/download';
import { ActivityRow } from '../../changes/ActivityLog';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../__testUtils__/describeCallboard';
import {
  catalogEntities,
  createEntity,
} from '../../core/projects/__testUtils__/catalogEntities';
import { ProjectFixture } from '../work/__testUtils__/ProjectFixture';
import { allowNamesOnlyFor } from '../../pseudonyms/__testUtils__/allowNamesOnlyFor';
import { countAll } from './__testUtils__/countAll';
import { numRuns } from '../../__testUtils__/random';

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())('activity visibility on %s', id => {
  let callboard: TestCallboard;
  let lab: string;
  let rows: ActivityRow[];

  beforeAll(async () => {
    callboard = await startCallboard(databases, id, {
      config: { activity: { readers: [people.reader] } },
    });
    lab = await addWorkspace(callboard, 'lab', {
      members: [
        [people.admin, 'admin'],
        [people.member, 'member'],
        [people.guest, 'guest'],
      ],
    });
    const other = await addWorkspace(callboard, 'other', {
      members: [[people.member, 'admin']],
    });
    rows = await addRows(callboard.knex, lab, [
      { entity_label: "member's view" },
      { entity_label: "guest's view", user_id: people.guest },
      { entity_label: "admin's view", user_id: people.admin },
      {
        entity_label: 'change of a member',
        user_id: people.admin,
        source: 'backend',
        entity_type: 'workspace_member',
        visibility: 'workspace',
        ip: '192.0.2.1',
      },
      {
        entity_label: 'change of a secret',
        user_id: people.admin,
        source: 'backend',
        entity_type: 'webhook',
      },
      {
        entity_label: 'own change of a secret',
        source: 'backend',
        entity_type: 'webhook',
      },
    ]);
    await addRows(callboard.knex, other, [
      { entity_label: "member's view elsewhere" },
      { entity_label: "guest's view elsewhere", user_id: people.guest },
    ]);
  });

  afterAll(() => callboard.stop());

  const labels = async (who: PersonName, path: string) =>
    (await readAll(callboard.as(who), path))
      // Excludes the changes that created the workspace, and downloads of tests.
      .filter(row => row.entity_id === null && row.action !== 'export')
      .map(row => row.entity_label)
      .reverse();

  it('shows a member their own rows and changes that members may read', async () => {
    expect(await labels('member', '/activity?workspace=lab')).toEqual([
      "member's view",
      'change of a member',
      'own change of a secret',
    ]);
  });

  it('shows a guest their own rows, and changes of projects in which they are members', async () => {
    expect(await labels('guest', '/activity?workspace=lab')).toEqual([
      "guest's view",
    ]);
  });

  it('shows IP addresses only to admins and to the acting user', async () => {
    const shared = { entity_id: 'mine', visibility: 'workspace' } as const;
    await addRows(callboard.knex, lab, [
      { ...shared, ip: '192.0.2.7' },
      { ...shared, ip: '192.0.2.8', user_id: people.admin },
    ]);
    const ips = async (who: PersonName, scope: string) =>
      (await readAll(callboard.as(who), `${scope}entity_id=mine`)).map(
        ({ ip }) => ip,
      );
    const here = '/activity?workspace=lab&';
    const all = ['192.0.2.8', '192.0.2.7'];
    expect(await ips('member', here)).toEqual([null, '192.0.2.7']);
    expect(await ips('admin', here)).toEqual(all);
    expect(await ips('guest', here)).toEqual([]);
    expect(await ips('member', '/me/activity?')).toEqual(['192.0.2.7']);
    expect(await ips('superAdmin', '/admin/activity?')).toEqual(all);
    expect(await ips('reader', '/admin/activity?')).toEqual([null, null]);
    const path = '/activity/export.jsonl?workspace=lab&entity_id=mine';
    expect(await downloadRows(callboard.as('member'), path)).toMatchObject([
      { ip: null, request_id: null },
      { ip: '192.0.2.7' },
    ]);
    await callboard.knex('activity').where({ entity_id: 'mine' }).delete();
  });

  it.each(['admin', 'superAdmin'] as const)(
    'shows the %s all rows of the workspace and none of another',
    async who => {
      expect(await labels(who, '/activity?workspace=lab')).toEqual(
        rows.map(row => row.entity_label),
      );
    },
  );

  it('returns 404 to a user without access to the workspace', async () => {
    const stranger = callboard.as('stranger');
    for (const path of ['', '/summary', '/facets', '/export.csv']) {
      const { status } = await stranger.get(`/activity${path}?workspace=lab`);
      expect([path, status]).toEqual([path, 404]);
    }
  });

  it('lists only rows of the caller, from all workspaces, in /me/activity', async () => {
    const own = async (who: PersonName) =>
      (await readAll(callboard.as(who), '/me/activity')).map(row => [
        row.user_id,
        row.entity_label,
      ]);
    const member = await own('member');
    expect(member.map(([user]) => user)).toEqual(
      Array(member.length).fill(people.member),
    );
    expect(member.map(([, label]) => label)).toEqual(
      expect.arrayContaining(["member's view", "member's view elsewhere"]),
    );
    expect(
      await labels('member', `/me/activity?user_id=${people.guest}`),
    ).toEqual([]);
    expect(await labels('guest', '/me/activity')).toEqual([
      "guest's view",
      "guest's view elsewhere",
    ]);
  });

  it('allows /admin/activity only to users who may read all activity', async () => {
    for (const who of ['admin', 'member', 'guest'] as const) {
      for (const path of ['', '/summary', '/facets', '/export.xlsx']) {
        const { status } = await callboard
          .as(who)
          .get(`/admin/activity${path}?workspace_id=${lab}`);
        expect([who, path, status]).toEqual([who, path, 403]);
      }
    }
    expect(await labels('superAdmin', '/admin/activity')).toEqual(
      expect.arrayContaining(["guest's view", "guest's view elsewhere"]),
    );
  });

  it('hides a posted event that imitates a change from other members', async () => {
    await callboard
      .as('guest')
      .post('/activity?workspace=lab', {
        action: 'update',
        entity_type: 'workspace',
        entity_label: 'pose',
        source: 'backend',
      })
      .expect(201);
    const path = '/activity?workspace=lab&q=pose';
    expect(await readAll(callboard.as('member'), path)).toEqual([]);
    expect(await readAll(callboard.as('guest'), path)).toHaveLength(1);
    expect(await readAll(callboard.as('admin'), path)).toHaveLength(1);
  });

  it('limits filtered results to rows that the member may see', async () => {
    const path = '/activity?workspace=lab';
    for (const filter of [
      `user_id=${people.admin}`,
      'entity_type=webhook',
      'q=view',
      'views=false',
      'action=page_view',
    ]) {
      const seen = await labels('member', `${path}&${filter}`);
      const visible = await labels('member', `${path}&details=true`);
      expect(visible).toEqual(expect.arrayContaining(seen));
    }
    expect(await labels('member', `${path}&user_id=${people.admin}`)).toEqual([
      'change of a member',
    ]);
  });

  it('shows a member only the details of a bulk change that they may see', async () => {
    const bulk = await addWorkspace(callboard, 'bulk', {
      members: [
        [people.admin, 'admin'],
        [people.member, 'member'],
      ],
    });
    const batch_id = '01900000-0000-7000-b000-000000000001';
    const done = {
      batch_id,
      user_id: people.admin,
      source: 'backend' as const,
      visibility: 'workspace' as const,
    };
    const [, shared, secret] = await addRows(callboard.knex, bulk, [
      { ...done, entity_label: 'all of it' },
      { ...done, entity_label: 'to what all see', is_detail: true },
      {
        ...done,
        entity_label: 'to a secret',
        is_detail: true,
        visibility: 'admins',
      },
    ]);
    const path = '/activity?workspace=bulk';
    const whole = `${path}&batch_id=${batch_id}`;
    const visibility = ['all of it', 'to what all see'];
    expect(await labels('admin', whole)).toEqual([
      ...visibility,
      'to a secret',
    ]);
    expect(await labels('member', whole)).toEqual(visibility);
    expect(await labels('member', `${path}&id=${shared.id}`)).toEqual([
      'to what all see',
    ]);
    expect(await labels('member', `${path}&id=${secret.id}`)).toEqual([]);
    expect(await labels('member', `${path}&q=secret`)).toEqual([]);
    const query = `workspace=bulk&batch_id=${batch_id}`;
    const member = callboard.as('member');
    const { body: list } = await member.get(whole).expect(200);
    const { body: summary } = await member.get(`/activity/summary?${query}`);
    expect([list.total, summary.total]).toEqual([2, 2]);
    expect(
      await downloadRows(member, `/activity/export.jsonl?${query}`),
    ).toHaveLength(2);
  });

  it('returns the rows of the list in totals, summaries, facets and exports @full', async () => {
    for (const who of ['member', 'guest', 'admin'] as const) {
      const agent = callboard.as(who);
      const list = await readAll(agent, '/activity?workspace=lab');
      const get = async (path: string) =>
        (await agent.get(`/activity${path}workspace=lab`).expect(200)).body;
      expect((await get('?limit=1&')).total).toBe(list.length);
      expect((await get('/summary?')).total).toBe(list.length);
      const { users } = await get('/facets?');
      expect(
        users.map((user: { user_id: string }) => user.user_id).sort(),
      ).toEqual([...new Set(list.map(row => row.user_id))].sort());
      expect(
        await downloadRows(agent, '/activity/export.jsonl?workspace=lab'),
      ).toEqual(list);
    }
  });

  it('returns each row a member may see exactly once across pages @full', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 5 }),
        async (kinds, limit) => {
          const entity_id = `mixed-${kinds.join('')}-${limit}`;
          const added = await addRows(
            callboard.knex,
            lab,
            kinds.map((kind, n) => ({
              entity_id,
              created_at: Date.UTC(2026, 3, 1) + n * 86_400_000,
              ...[
                { user_id: people.member },
                { user_id: people.guest },
                {
                  user_id: people.admin,
                  visibility: 'workspace' as const,
                },
                {
                  user_id: people.member,
                  visibility: 'workspace' as const,
                },
              ][kind],
            })),
          );
          const expected = added
            .filter((_, n) => kinds[n] !== 1)
            .map(row => row.id)
            .reverse();
          const path = `/activity?workspace=lab&entity_id=${entity_id}`;
          const byCursor = await readAll(callboard.as('member'), path, limit);
          expect(byCursor.map(row => row.id)).toEqual(expected);
          const byNumber: string[] = [];
          for (let page = 1; page <= kinds.length; page += 1) {
            const { body } = await callboard
              .as('member')
              .get(`${path}&page=${page}&limit=${limit}`);
            byNumber.push(
              ...body.activities.map((row: { id: string }) => row.id),
            );
            expect(body.total).toBe(expected.length);
            if (!body.next_cursor) break;
          }
          expect(byNumber).toEqual(expected);
          await callboard.knex('activity').where({ entity_id }).delete();
        },
      ),
      { numRuns: numRuns(10) },
    );
  });
});

describe('GET /activity/my-projects', () => {
  const DAY_MS = 86_400_000;

  describeWithoutJobs(
    'changes in the projects of the user',
    {
      entities: [...catalogEntities, createEntity('Component', 'other')],
    },
    callboard => {
      let mine: ProjectFixture;

      beforeAll(async () => {
        await callboard()
          .as('superAdmin')
          .post('/workspaces/default/members', {
            user_ref: people.reader,
            role: 'guest',
          })
          .expect(201);
        for (const who of ['member', 'guest'] as const) {
          await callboard().as(who).get('/me').expect(200);
        }
        mine = await ProjectFixture.open(callboard());
        for (const [user_ref, role] of [
          [people.member, 'member'],
          [people.guest, 'guest'],
          [people.reader, 'member'],
        ]) {
          await callboard()
            .as('superAdmin')
            .post(`${mine.path}/members`, { user_ref, role })
            .expect(201);
        }
        const item = await mine.make({ title: 'Mine' });
        await mine.patch(item, { priority: 'high' });
        const other = await ProjectFixture.open(callboard(), 'other');
        await other.make({ title: 'Not mine' });
        const { id: workspace_id } = await callboard()
          .knex('workspaces')
          .where({ slug: 'default' })
          .first('id');
        const row = {
          project_id: mine.pid,
          source: 'backend' as const,
          user_id: people.admin,
          entity_type: 'work_item' as const,
        };
        await addRows(callboard().knex, workspace_id, [
          {
            ...row,
            visibility: 'project',
            entity_label: 'Long ago',
            created_at: Date.now() - 31 * DAY_MS,
          },
          {
            ...row,
            visibility: 'project',
            entity_label: 'Detail',
            is_detail: true,
          },
          {
            ...row,
            visibility: 'project_members',
            entity_label: 'For members',
          },
          { ...row, visibility: 'admins', entity_label: 'For admins' },
        ]);
      });

      const list = async (who: PersonName, query = '') =>
        (
          await callboard()
            .as(who)
            .get(`/activity/my-projects?${query}`)
            .expect(200)
        ).body as { items: Activity[]; next_cursor: string | null };
      const labels = async (who: PersonName, query?: string) =>
        (await list(who, query)).items
          .filter(({ entity_type }) => entity_type === 'work_item')
          .map(({ action, entity_label }) => `${action} ${entity_label}`);

      it('lists changes of the last 30 days that a member of the project may see', async () => {
        const [made] = (await list('member')).items.filter(
          ({ action }) => action === 'create',
        );
        const changed = ['update', 'create'].map(
          action => `${action} ${made.entity_label}`,
        );
        const members = expect.stringMatching(/For members$/);
        expect(await labels('member')).toEqual([members, ...changed]);
        expect(await labels('guest')).toEqual(changed);
        expect(await labels('superAdmin')).toEqual([]);
      });

      it('applies the role in the project regardless of the role in the workspace', async () => {
        // A guest of the workspace who is a member of the project.
        const reader = await labels('reader');
        expect(reader).toEqual(await labels('member'));
        for (const who of ['reader', 'guest'] as const) {
          const { body } = await callboard()
            .as(who)
            .get('/activity?about=component:default/payments-api&limit=200')
            .expect(200);
          const seen = body.activities.map(({ id }: Activity) => id);
          const { items } = await list(who, 'limit=200');
          expect(seen).toEqual(
            expect.arrayContaining(items.map(({ id }) => id)),
          );
          expect(body.total).toBe(seen.length);
          expect(
            body.activities.some((row: Activity) =>
              /For members/.test(row.entity_label ?? ''),
            ),
          ).toBe(who === 'reader');
        }
      });

      it('returns pages by cursor', async () => {
        const all = (await list('member')).items.map(({ id }) => id);
        const first = await list('member', 'limit=2');
        const rest = await list(
          'member',
          `limit=200&cursor=${first.next_cursor}`,
        );
        expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(
          all,
        );
      });
    },
  );
});

describe('text search with pseudonyms', () => {
  const MANY = 10_500;
  const DAY_MS = 86_400_000;

  describeCallboard(
    'text search without names',
    {
      config: { activity: { privacy: 'pseudonymous' } },
      services: [allowNamesOnlyFor(people.superAdmin)],
      databases: 'tagged',
    },
    callboard => {
      beforeAll(async () => {
        await callboard().as('member').get('/me').expect(200);
        for (const [slug, label] of [
          ['quiet', 'Desk'],
          ['busy', 'Desk of Max Member'],
        ]) {
          const id = await addWorkspace(callboard(), slug, {
            members: [[people.admin, 'admin']],
          });
          await addRows(callboard().knex, id, [
            {
              entity_label: 'Max Memberships',
              created_at: Date.now() - 2 * DAY_MS,
            },
            ...Array.from({ length: MANY }, (_, nth) => ({
              entity_label: `${label} ${nth}`,
              created_at: Date.now() - DAY_MS + nth,
            })),
          ]);
        }
        await countAll(callboard().knex);
      });

      const path = (slug: string, q: string, sub = '') =>
        `/activity${sub}?workspace=${slug}&q=${encodeURIComponent(q)}`;
      const get = async (slug: string, q: string, sub = '', status = 200) => {
        const { body } = await callboard()
          .as('admin')
          .get(path(slug, q, sub))
          .expect(status);
        return body;
      };

      it('ignores names of acting users for viewers who cannot see names @postgres', async () => {
        const { total, total_at_least, activities } = await get(
          'quiet',
          'Max Member',
        );
        expect(total_at_least).toBeUndefined();
        expect(total).toBe(1);
        expect(activities[0].entity_label).toBe('Max Memberships');
        expect((await get('quiet', 'Max Member', '/summary')).total).toBe(1);
      });

      it('limits the rows searched per request and continues on the next page @full @postgres', async () => {
        const first = await get('busy', 'Max Member');
        expect(first).toMatchObject({
          activities: [],
          total: 0,
          total_at_least: true,
          next_cursor: expect.any(String),
        });
        const all = await readAll(
          callboard().as('admin'),
          path('busy', 'Max Member'),
        );
        expect(all.map(row => row.entity_label)).toEqual(['Max Memberships']);
      });

      it('limits the total to 10,000 and sets total_at_least', async () => {
        const { total, total_at_least } = await get('busy', 'desk');
        expect([total, total_at_least]).toEqual([10_000, true]);
        const few = await get('busy', 'desk of somebody 1049');
        expect(few).toMatchObject({ total: 0, next_cursor: null });
      });

      it.each(['/summary', '/facets', '/export.jsonl'])(
        'returns 400 and suggests fewer days when too many rows may match: %s @full',
        async sub => {
          const { error } = await get('busy', 'Max Member', sub, 400);
          expect(error.message).toMatch(/^query\.q: .* fewer days/);
        },
      );
    },
  );
});
