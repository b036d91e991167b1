import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import callboardPlugin from '@callboard/plugin-callboard-backend';
import request from 'supertest';
import { callboardModuleDemo } from './callboardModuleDemo';

jest.setTimeout(180_000);

const DAY_MS = 86_400_000;
const WORK = '/api/callboard/workspaces/default/work-items';

const number = (value: unknown) => Number(value);

describe('the work of the demo', () => {
  // What `npm start` runs on.
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    const directory = createMockDirectory();
    let knex: Awaited<ReturnType<typeof databases.init>>;
    let backend: Awaited<ReturnType<typeof startTestBackend>>;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      backend = await startTestBackend({
        features: [
          callboardPlugin,
          callboardModuleDemo,
          catalogServiceMock.factory(),
          mockServices.database.factory({ knex }),
          mockServices.rootConfig.factory({
            data: {
              demo: { enabled: true, directory: directory.path },
              callboard: { superAdmins: ['user:default/alex.admin'] },
            },
          }),
        ],
      });
    });
    afterAll(() => backend.stop());

    const get = (name: string, path: string) =>
      request(backend.server)
        .get(path)
        .set(
          'authorization',
          mockCredentials.user.header(`user:default/${name}`),
        );

    it('is 3 000 items in 13 projects, 30 % of them from GitHub', async () => {
      expect(await knex('projects')).toHaveLength(13);
      const items = await knex('work_items');
      expect(items.length).toBe(3_000);
      const issues = items.filter(({ source }) => source === 'github');
      expect(issues.length).toBe(901);
      for (const { external_url } of issues) {
        expect(external_url).toMatch(
          /^https:\/\/github\.com\/.+\/issues\/\d+$/,
        );
      }
      const has = (field: string) =>
        items.filter(item => item[field] !== null).length;
      expect(has('cycle_id')).toBeGreaterThan(1_500);
      expect(has('module_id')).toBeGreaterThan(1_000);
      expect(has('parent_id')).toBeGreaterThan(100);
      expect(has('archived_at')).toBeGreaterThan(50);
      expect(items.filter(item => item.is_draft).length).toBeGreaterThan(10);
    });

    it.each([
      ['Build bot', null, { try_count: 9, last_status_code: 503 }],
      ['Team chat', 'gone', { try_count: 1, last_status_code: 410 }],
    ])(
      'has been sent to %s for a week, but for one delivery',
      async (name, disabled_reason, failure) => {
        const [webhook] = await knex('webhooks').where({ name });
        expect(webhook).toMatchObject({ is_active: 0, disabled_reason });
        const deliveries = await knex('webhook_deliveries').where({
          webhook_id: webhook.id,
        });
        const failed = deliveries.filter(({ status }) => status === 'failed');
        expect(failed).toMatchObject([failure]);
        const delivered = deliveries.filter(
          ({ status }) => status === 'delivered',
        );
        expect(delivered.length).toBeGreaterThan(1);
        expect(delivered.length + failed.length).toBe(deliveries.length);
        const tries = await knex('webhook_tries').whereIn(
          'delivery_id',
          deliveries.map(({ id }) => id),
        );
        expect(tries).toHaveLength(delivered.length + failure.try_count);
      },
    );

    it.each(['alex.admin', 'mona.manager', 'max.member', 'gina.guest'])(
      'fills the bell of %s, read and unread',
      async name => {
        const list = async (query: string) => {
          const path = `/api/callboard/notifications?limit=100&${query}`;
          const { body } = await get(name, path).expect(200);
          return body.items;
        };
        const inbox = await list('');
        const marks = inbox.map(({ is_read }: any) => is_read);
        expect(marks).toContain(true);
        expect(marks).toContain(false);
        expect(await list('only_unread=true')).toHaveLength(
          marks.filter((isRead: boolean) => !isRead).length,
        );
        const counts = inbox.map(({ count }: any) => count);
        expect(Math.max(...counts)).toBeGreaterThan(1);
        const snoozed = await list('snoozed=true');
        const archived = await list('archived=true');
        expect(snoozed).toHaveLength(1);
        expect(archived).not.toEqual([]);
        const all = [...inbox, ...snoozed, ...archived];
        for (const { updated_at } of all) {
          expect(Date.parse(updated_at)).toBeLessThan(Date.now());
        }
        for (const { target_url } of all.filter(
          ({ type }) => type !== 'announcement.published',
        )) {
          expect(target_url).toMatch(
            /^\/(catalog|callboard|my-time|team-time)[/?]/,
          );
        }
      },
    );

    it('tells the admins, and nobody else, that a receiver is gone', async () => {
      const told = await knex('unread_notifications')
        .where({ type: 'webhook.deactivated' })
        .pluck('user_ref');
      expect(told).toContain('user:default/alex.admin');
      expect(told).not.toContain('user:default/max.member');
    });

    it('has announcements that some have read, and mails nobody of the past', async () => {
      const { body } = await get(
        'alex.admin',
        '/api/callboard/workspaces/default/announcements',
      ).expect(200);
      const [latest] = body.items;
      expect(latest.read_count).toBeGreaterThan(5);
      expect(latest.recipient_count).toBeGreaterThan(latest.read_count);
      expect(await knex('mails')).toEqual([]);
    });

    it('is talked about all year, by those who have to do with it', async () => {
      const comments = await knex('work_item_comments');
      expect(comments.length).toBeGreaterThan(200);
      expect(comments.length).toBeLessThan(1_000);
      const quotes = comments.filter(({ body }) => body.startsWith('> '));
      expect(quotes.length).toBeGreaterThan(30);
      const mentions = await knex('work_item_comment_mentions');
      expect(mentions.length).toBeGreaterThan(100);
      const months = new Set(
        comments.map(({ created_at }) => new Date(created_at).getMonth()),
      );
      expect(months.size).toBeGreaterThan(10);
      const early = await knex('work_item_comments as c')
        .join('work_items as w', 'w.id', 'c.work_item_id')
        .whereRaw('c.created_at < w.created_at');
      expect(early).toEqual([]);
    });

    it('has an item with every kind of change, PAY-311', async () => {
      const { body } = await get(
        'max.member',
        '/api/callboard/search?q=PAY-311',
      ).expect(200);
      const [{ id, title }] = body.items;
      expect(title).toContain('A refund in several parts loses cents');
      const { body: log } = await get(
        'max.member',
        `/api/callboard/activity?entity_type=work_item&entity_id=${id}&limit=50`,
      ).expect(200);
      const told = log.activities.map(
        ({ user_id, action, batch_id }: any) =>
          `${user_id} ${action}${batch_id ? ' with others' : ''}`,
      );
      expect(told.slice(0, -1)).toEqual([
        'user:default/mona.manager update',
        'system:callboard/callboard update',
        'user:default/mona.manager update',
        'user:default/alex.admin update with others',
        'user:default/max.member update',
        'user:default/mona.manager update',
        'user:default/mona.manager update',
      ]);
      const comments = await knex('work_item_comments')
        .where({ work_item_id: id })
        .select('source', 'author_ref');
      expect(comments).toHaveLength(4);
    });

    it('has comments from GitHub, by people with and without a User', async () => {
      const comments = await knex('work_item_comments').where({
        source: 'github',
      });
      expect(comments.length).toBeGreaterThan(100);
      const strangers = comments.filter(
        ({ author_ref }) => author_ref === null,
      );
      expect(strangers.length).toBeGreaterThan(20);
      expect(strangers.length).toBeLessThan(comments.length);
    });

    it('numbers the items of each project from 1, without a gap', async () => {
      const rows = await knex('work_items')
        .join('project_counters as c', 'c.project_id', 'work_items.project_id')
        .groupBy('work_items.project_id', 'c.last_number')
        .select('c.last_number')
        .countDistinct({ numbers: 'number' })
        .min({ first: 'number' })
        .max({ last: 'number' });
      expect(rows).toHaveLength(13);
      for (const { last_number, numbers, first, last } of rows as any[]) {
        expect(number(first)).toBe(1);
        expect(number(numbers)).toBe(number(last));
        expect(number(last_number)).toBe(number(last));
      }
    });

    it('is finished for the most part, within the year, when its trace says', async () => {
      const rows = await knex('work_items')
        .join('work_states', 'work_states.id', 'work_items.state_id')
        .select('work_items.*', 'work_states.group');
      const done = rows.filter(({ group }) => group === 'completed');
      expect(done.length / rows.length).toBeGreaterThan(0.7);
      expect(done.length / rows.length).toBeLessThan(0.8);
      const groups = new Set(rows.map(({ group }) => group));
      expect(groups.size).toBe(6);
      const others = rows.filter(({ group }) => group !== 'completed');
      expect(others.filter(row => row.completed_at !== null)).toEqual([]);
      for (const { completed_at, created_at } of done) {
        const at = number(new Date(completed_at));
        expect(at).toBeGreaterThan(Date.now() - 367 * DAY_MS);
        expect(at).toBeLessThan(Date.now());
        expect(at).toBeGreaterThan(number(new Date(created_at)));
      }
      const traced = new Set(
        (
          await knex('activity')
            .where({ entity_type: 'work_item', action: 'update' })
            .select('entity_id', 'created_at')
        ).map(row => `${row.entity_id} ${number(new Date(row.created_at))}`),
      );
      const untraced = done.filter(
        ({ id, completed_at, source }) =>
          source === 'callboard' &&
          !traced.has(`${id} ${number(new Date(completed_at))}`),
      );
      expect(untraced).toEqual([]);
    });

    it('is assigned only to people who can see its project', async () => {
      const assigned = knex('work_item_assignees as a')
        .join('work_items as w', 'w.id', 'a.work_item_id')
        .join('projects as p', 'p.id', 'w.project_id');
      expect(await assigned.clone().select('a.user_ref')).not.toEqual([]);
      const blind = await assigned
        .clone()
        .whereNotExists(
          knex('memberships as m')
            .whereRaw('m.user_ref = a.user_ref and m.deleted_at is null')
            .where(any =>
              any
                .whereRaw('m.scope_id = p.id')
                .orWhereRaw(
                  "m.scope_id = p.workspace_id and (p.access = 'open' or m.rank = (select max(rank) from memberships))",
                ),
            ),
        )
        .select('a.user_ref', 'p.name');
      expect(blind).toEqual([]);
    });

    it.each([
      ['alex.admin', true],
      ['mona.manager', true],
      ['max.member', true],
      ['gina.guest', false],
    ])('has open items of %s: %p', async (name, expected) => {
      const { body } = await get(
        'alex.admin',
        `${WORK}?assignees=user:default/${name}&state_group=backlog,unstarted,started`,
      ).expect(200);
      expect(body.items.length > 2).toBe(expected);
      expect(body.items.length > 0).toBe(expected);
    });

    it('has Max in every project where he has something to do', async () => {
      const open = await knex('work_item_assignees as a')
        .join('work_items as w', 'w.id', 'a.work_item_id')
        .join('work_states as s', 's.id', 'w.state_id')
        .where('a.user_ref', 'user:default/max.member')
        .whereIn('s.group', ['backlog', 'unstarted', 'started'])
        .whereNull('w.archived_at')
        .distinct('w.project_id')
        .pluck('w.project_id');
      expect(open.length).toBeGreaterThan(1);
      const { body } = await get(
        'max.member',
        '/api/callboard/workspaces/default/projects',
      ).expect(200);
      const roles = new Map(body.items.map((one: any) => [one.id, one.role]));
      expect(open.map(id => roles.get(id))).toEqual(open.map(() => 'member'));
      // And there are others, which he can join.
      expect([...roles.values()]).toContain(null);
    });

    it('has weeks that are approved, given back, and left to Mona and Max', async () => {
      const list = async (name: string, query: string) => {
        const path = '/api/callboard/workspaces/default/periods?limit=200&';
        const { body } = await get(name, path + query).expect(200);
        return body.items;
      };
      const rejected = await list('alex.admin', 'status=rejected');
      expect(rejected.length).toBeGreaterThan(3);
      for (const { total_minutes, reason } of rejected) {
        expect(total_minutes).toBeGreaterThan(0);
        expect(reason).toMatch(/[.?]$/);
      }
      const approved = await list('alex.admin', 'status=approved');
      expect(approved.length).toBeGreaterThan(rejected.length * 10);
      const waiting = await list('mona.manager', 'to_approve=true');
      expect(waiting.length).toBeGreaterThan(3);
      expect(waiting.every(({ can_decide }: any) => can_decide)).toBe(true);
      const { body } = await get(
        'mona.manager',
        '/api/callboard/notifications?type=period.submitted',
      ).expect(200);
      expect(body.items.length).toBeGreaterThan(0);
      const [latest] = await list(
        'max.member',
        'member_id=user:default/max.member',
      );
      expect(Date.now() - Date.parse(latest.week_start)).toBeGreaterThan(
        28 * DAY_MS,
      );
    });

    it('has estimates as wrong as real ones', async () => {
      const { rows = [], ...answer }: any = await knex.raw(`
        SELECT estimate_time AS estimated, sum(duration_minutes) AS spent
        FROM work_items JOIN worklogs ON worklogs.work_item_id = work_items.id
        WHERE estimate_time IS NOT NULL AND completed_at IS NOT NULL
        GROUP BY work_items.id, estimate_time
      `);
      const found: any[] = rows.length > 0 ? rows : Object.values(answer);
      const share = (from: number, to: number) =>
        found.filter(
          ({ estimated, spent }) =>
            number(spent) > from * estimated && number(spent) <= to * estimated,
        ).length / found.length;
      expect(found.length).toBeGreaterThan(500);
      expect(share(0, 1)).toBeGreaterThan(0.5);
      expect(share(0.5, 1.5)).toBeGreaterThan(0.5);
      expect(share(2, Infinity)).toBeGreaterThan(0.03);
      expect(share(2, Infinity)).toBeLessThan(0.25);
    });

    it('hides that of the secret project from the guest', async () => {
      const [{ id }] = await knex('projects').where({ access: 'secret' });
      const ofSecret = `${WORK}?project_id=${id}`;
      const { body: all } = await get('alex.admin', ofSecret).expect(200);
      expect(all.total).toBeGreaterThan(100);
      const { body: none } = await get('gina.guest', ofSecret).expect(200);
      expect(none.items).toEqual([]);
      const path = `/api/callboard/workspaces/default/projects/${id}`;
      await get('gina.guest', `${path}/work-items`).expect(404);
      await get('gina.guest', `${path}/work-items/${all.items[0].id}`).expect(
        404,
      );
    });
  });
});
