import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import callboardPlugin from '@callboard/plugin-callboard-backend';
import {
  SeederHandle,
  seedersExtensionPoint,
} from '@callboard/plugin-callboard-node';
import { formatMention } from '@callboard/plugin-callboard-common';
import { groupBy, map, partition, reject, uniqBy } from 'lodash';
import request from 'supertest';
import { BROWSER_ACTIONS } from './__testUtils__/browserActions';
import { DAY_MS } from './Calendar';
import {
  ALEX_REF,
  demoPeople,
  makePeople,
  MAX_REF,
  MONA_REF,
} from './company/people';
import { seedYear } from './seedYear';

const DEFAULT = '/api/callboard/workspaces/default';
const WORK = `${DEFAULT}/work-items`;

const toTime = (value: unknown) => new Date(value as string).getTime();

// The database of `npm start`.
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
let knex: Awaited<ReturnType<typeof databases.init>>;
let backend: Awaited<ReturnType<typeof startTestBackend>>;
let handle: SeederHandle;
/** A season has the same daily volume as a year. */
const SEASON = { people: 40, days: 90 };
let size = { ...SEASON, now: new Date().toISOString() };

const seeding = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'demo',
  register(env) {
    env.registerInit({
      deps: { seeders: seedersExtensionPoint },
      async init({ seeders }) {
        handle = seeders.addSeeder({
          name: 'demo',
          async seed(services) {
            const { days, now } = size;
            if (size.days !== SEASON.days) {
              // Callboard only uses the real time, before which it snoozes nothing.
              services.markNotifications = async () => {};
            }
            const people = makePeople(size.people);
            await seedYear(services, people, days, new Date(now));
          },
        });
      },
    });
  },
});

beforeAll(async () => {
  knex = await databases.init('SQLITE_3');
  const callboard = { superAdmins: [ALEX_REF] };
  backend = await startTestBackend({
    features: [
      ...[callboardPlugin, seeding, catalogServiceMock.factory()],
      mockServices.database.factory({ knex }),
      mockServices.rootConfig.factory({ data: { callboard } }),
    ],
  });
});
afterAll(() => backend?.stop());

const has = (rows: any[], field: string) =>
  rows.filter(row => row[field] !== null).length;

describe('seedYear for 90 days @full', () => {
  const get = async (name: string, path: string) => {
    const authorization = mockCredentials.user.header(`user:default/${name}`);
    const response = request(backend.server).get(path).set({ authorization });
    return (await response.expect(200)).body;
  };
  const count = async (table: string, where: object = {}) =>
    (await knex(table).where(where)).length;

  it('creates 60 departments and 400 staff, who join, move and leave', async () => {
    expect(await count('departments')).toBe(60);
    const [users, others] = partition(await knex('staff'), 'user_ref');
    expect(uniqBy(others, 'department_id')).toHaveLength(60);
    expect([users.length, others.length]).toEqual([40, 360]);
  });

  it.each([
    ['staff', { employment_status: 'resigned' }, 1],
    ['staff_transfers', {}, 6],
    ['department_links', {}, 6],
    ['activity', { entity_type: 'department', action: 'update' }, 6],
    ['activity', { entity_type: 'workspace_member', action: 'update' }, 1],
    ['activity', { entity_type: 'workspace_member', action: 'delete' }, 1],
    ['work_item_comment_mentions', {}, 30],
    ['work_items', { is_draft: 1 }, 1],
  ])('creates some %s %p', async (table, where, min) => {
    expect(await count(table, where)).toBeGreaterThanOrEqual(min);
  });

  it('assigns roles to the demo users, and a time zone', async () => {
    const { items } = await get('alex.admin', `${DEFAULT}/members?limit=200`);
    const roles = new Map(items.map((one: any) => [one.user_ref, one.role]));
    const own = demoPeople.map(({ ref }) => roles.get(ref));
    expect(own.join()).toBe('admin,member,member,guest');
    const { timezone } = await get('alex.admin', DEFAULT);
    expect(timezone).toBe('UTC');
  });

  it('creates items in 13 projects, some of them from GitHub', async () => {
    const access = await knex('projects').pluck('access');
    expect(access.sort()).toEqual([...Array(12).fill('open'), 'secret']);
    const items = await knex('work_items');
    const [issues, made] = partition(items, { source: 'github' });
    expect(issues).toHaveLength(222);
    expect(made).toHaveLength(518);
    for (const { external_url } of issues) {
      expect(external_url).toMatch(/^https:\/\/github\.com\/.+\/issues\/\d+$/);
    }
    expect(has(items, 'cycle_id')).toBeGreaterThan(400);
    expect(has(items, 'module_id')).toBeGreaterThan(300);
    expect(has(items, 'parent_id')).toBeGreaterThan(30);
    expect(has(items, 'archived_at')).toBeGreaterThan(0);
    expect(uniqBy(made, 'title').length).toBeGreaterThan(made.length * 0.8);
  });

  it.each([
    ['Build bot', null, { try_count: 9, last_status_code: 503 }],
    ['Team chat', 'endpoint_removed', { try_count: 1, last_status_code: 410 }],
  ])(
    'creates webhook deliveries to %s, exactly one of them failed',
    async (name, disabled_reason, failure) => {
      const [webhook] = await knex('webhooks').where({ name });
      expect(webhook).toMatchObject({ is_active: 0, disabled_reason });
      const own = { webhook_id: webhook.id };
      const deliveries = await knex('webhook_deliveries').where(own);
      const { failed, delivered, ...rest } = groupBy(deliveries, 'status');
      expect(failed).toMatchObject([failure]);
      expect(delivered.length).toBeGreaterThan(1);
      expect(rest).toEqual({});
      const ids = map(deliveries, 'id');
      const attempts = knex('webhook_attempts').whereIn('delivery_id', ids);
      expect(await attempts).toHaveLength(delivered.length + failure.try_count);
    },
  );

  it.each(demoPeople.map(({ name }) => name))(
    'creates read, unread, snoozed and archived notifications for %s',
    async name => {
      const list = async (query: string) => {
        const path = `/api/callboard/notifications?limit=100&${query}`;
        return (await get(name, path)).items;
      };
      const inbox = await list('');
      const [read, unread] = partition(inbox, 'is_read');
      expect(read).not.toEqual([]);
      expect(unread).not.toEqual([]);
      expect(await list('only_unread=true')).toHaveLength(unread.length);
      const counts = inbox.map((each: any) => each.count);
      expect(Math.max(...counts)).toBeGreaterThan(1);
      const snoozed = await list('snoozed=true');
      const archived = await list('archived=true');
      expect(snoozed).toHaveLength(1);
      expect(archived).not.toEqual([]);
      const all = [...inbox, ...snoozed, ...archived];
      for (const { updated_at } of all) {
        expect(toTime(updated_at)).toBeLessThan(Date.now());
      }
      const page = /^\/(catalog|callboard|my-time|team-time)[/?]/;
      for (const each of reject(all, { type: 'announcement.published' })) {
        expect(each.target_url).toMatch(page);
      }
    },
  );

  it('creates announcements that some users have read', async () => {
    const { items } = await get('alex.admin', `${DEFAULT}/announcements`);
    const [latest] = items;
    expect(latest.read_count).toBeGreaterThan(5);
    expect(latest.recipient_count).toBeGreaterThan(latest.read_count);
  });

  it('creates comments in every month, with quotes, by authors with and without a catalog user', async () => {
    const comments = await knex('work_item_comments');
    expect(comments.length).toBeGreaterThan(60);
    expect(comments.length).toBeLessThan(400);
    const quotes = comments.filter(({ body }) => body.startsWith('> '));
    expect(quotes.length).toBeGreaterThan(5);
    const own = comments.filter(
      ({ body, author_ref: ref }) => ref && body.includes(formatMention(ref)),
    );
    expect(own).toEqual([]);
    const months = comments.map(each => new Date(each.created_at).getMonth());
    expect(new Set(months).size).toBeGreaterThan(2);
    const early = knex('work_item_comments as c')
      .join('work_items as w', 'w.id', 'c.work_item_id')
      .whereRaw('c.created_at < w.created_at');
    expect(await early).toEqual([]);
    const issues = comments.filter(({ source }) => source === 'github');
    const known = has(issues, 'author_ref');
    expect(known).toBeGreaterThan(issues.length / 3);
    expect(known).toBeLessThan(issues.length * 0.9);
  });

  it('creates four shared dashboards with data', async () => {
    const path = `${DEFAULT}/dashboards`;
    const { items } = await get('max.member', path);
    const rows = items.map((one: any) =>
      [one.name, one.owner_name, one.access, one.is_default].join(' '),
    );
    expect(rows).toEqual([
      'Delivery Mona Manager shared true',
      'Portal adoption Alex Admin shared false',
      'Team health Mona Manager shared false',
      'Time Alex Admin shared false',
    ]);
    for (const { id } of items) {
      const { widgets } = await get('max.member', `${path}/${id}`);
      expect(widgets.length).toBeGreaterThan(5);
      for (const widget of widgets) {
        await get('max.member', `${path}/${id}/widgets/${widget.id}/data`);
      }
    }
  });

  it('creates an issue with every kind of change', async () => {
    const title = 'A refund in several parts loses cents';
    const [{ id: entity_id }] = await knex('work_items').where({ title });
    const changes = await knex('activity')
      .where({ entity_id, action: 'update' })
      .orderBy('created_at')
      .pluck('user_id');
    const github = 'system:callboard/callboard';
    expect(changes).toEqual([
      MONA_REF,
      MONA_REF,
      MAX_REF,
      ALEX_REF,
      MONA_REF,
      github,
      MONA_REF,
    ]);
    const authors = await knex('work_item_comments')
      .where({ work_item_id: entity_id })
      .orderBy('created_at')
      .pluck('author_ref');
    // The comments of the last day may follow: those on an open item of Max.
    expect(authors.slice(0, 3)).toEqual([MONA_REF, MAX_REF, null]);
  });

  it('numbers the items of each project from 1, without a gap', async () => {
    const rows: any[] = await knex('work_items')
      .groupBy('project_id')
      .count({ count: '*' })
      .min({ first: 'number' })
      .max({ last: 'number' });
    expect(rows).toHaveLength(13);
    for (const { count: total, first, last } of rows) {
      expect([first, last]).toEqual([1, total]);
    }
  });

  it('completes most items within the period', async () => {
    const rows = await knex('work_items')
      .join('work_states', 'work_states.id', 'work_items.state_id')
      .select('work_items.*', 'work_states.group');
    const [done, others] = partition(rows, { group: 'completed' });
    expect(done.length / rows.length).toBeGreaterThan(0.5);
    expect(done.length / rows.length).toBeLessThan(0.8);
    expect(uniqBy(rows, 'group')).toHaveLength(6);
    expect(has(others, 'completed_at')).toBe(0);
    for (const { completed_at, created_at } of done) {
      const at = toTime(completed_at);
      expect(at).toBeGreaterThan(Date.now() - (SEASON.days + 2) * DAY_MS);
      expect(at).toBeLessThan(Date.now());
      expect(at).toBeGreaterThan(toTime(created_at));
    }
  });

  it('assigns items only to people with access to their project', async () => {
    const assignees: any[] = await knex.raw(`
      SELECT a.user_ref, EXISTS (
        SELECT 1 FROM memberships m
        WHERE m.user_ref = a.user_ref AND m.deleted_at IS NULL AND (
          m.scope_id = p.id OR m.scope_id = p.workspace_id AND (
            p.access = 'open' OR m.rank = (SELECT max(rank) FROM memberships)
          )
        )
      ) AS has_access
      FROM work_item_assignees a
      JOIN work_items w ON w.id = a.work_item_id
      JOIN projects p ON p.id = w.project_id
    `);
    expect(assignees).not.toEqual([]);
    expect(reject(assignees, 'has_access')).toEqual([]);
  });

  it('assigns open items to the demo users, but not to the guest', async () => {
    for (const { name, role } of demoPeople) {
      const query = `assignees=user:default/${name}&state_group=backlog,unstarted,started`;
      const { items } = await get('alex.admin', `${WORK}?${query}`);
      expect([name, items.length > 0]).toEqual([name, role !== 'guest']);
    }
  });

  it('adds Max as a member of every project in which he has open items', async () => {
    const query = `assignees=${MAX_REF}&state_group=backlog,unstarted,started`;
    const { items } = await get('max.member', `${WORK}?${query}`);
    const open = new Set(map(items, 'project_id'));
    expect(open.size).toBeGreaterThan(1);
    const projects = await get('max.member', `${DEFAULT}/projects`);
    const [own, others] = partition(projects.items, ({ id }) => open.has(id));
    expect(map(own, 'role')).toEqual(own.map(() => 'member'));
    // He can join the others.
    expect(map(others, 'role')).toContain(null);
  });

  it('creates approved and rejected weeks, and leaves some to Mona to approve and Max to submit', async () => {
    const list = async (name: string, query: string) =>
      (await get(name, `${DEFAULT}/periods?limit=200&${query}`)).items;
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
    const submitted = '/api/callboard/notifications?type=period.submitted';
    const { items } = await get('mona.manager', submitted);
    expect(items.length).toBeGreaterThan(0);
    const [latest] = await list('max.member', `member_id=${MAX_REF}`);
    expect(Date.now() - toTime(latest.week_start)).toBeGreaterThan(28 * DAY_MS);
  });

  it('creates estimates with realistic errors', async () => {
    const found: any[] = await knex.raw(`
      SELECT sum(duration_minutes) * 1.0 / estimate_time AS ratio
      FROM work_items JOIN worklogs ON worklogs.work_item_id = work_items.id
      WHERE estimate_time IS NOT NULL AND completed_at IS NOT NULL
      GROUP BY work_items.id, estimate_time
    `);
    const getShare = (from: number, to: number) =>
      found.filter(({ ratio }) => ratio > from && ratio <= to).length /
      found.length;
    expect(found.length).toBeGreaterThan(100);
    expect(getShare(0, 1)).toBeGreaterThan(0.5);
    expect(getShare(0.5, 1.5)).toBeGreaterThan(0.5);
    expect(getShare(2, Infinity)).toBeGreaterThan(0.03);
    expect(getShare(2, Infinity)).toBeLessThan(0.25);
  });

  it('hides the items of the secret project from the guest', async () => {
    const [{ id }] = await knex('projects').where({ access: 'secret' });
    const path = `${WORK}?project_id=${id}`;
    expect((await get('alex.admin', path)).total).toBeGreaterThan(20);
    expect((await get('gina.guest', path)).total).toBe(0);
  });
});

describe('seedYear at other sizes and times @full', () => {
  /** Returns the activity, which is before now. */
  async function seed(people: number, days: number, now: string) {
    size = { people, days, now };
    await handle.reset();
    const activity = await knex('activity').where({ is_dated: 1 });
    const times = activity.map(({ created_at }) => toTime(created_at));
    expect(Math.max(...times)).toBeLessThan(Date.parse(now));
    const today = Date.parse(now.slice(0, 10));
    // Announcements and webhooks are a week old in any year.
    const first = today - Math.max(days, 8) * DAY_MS;
    expect(Math.min(...times)).toBeGreaterThan(first - 3 * DAY_MS);
    return activity;
  }

  it.each([
    { people: 4, days: 1, now: '2026-03-18T15:04:05.678Z', items: 13 },
    { people: 104, days: 2, now: '2026-03-18T15:04:05.678Z', items: 30 },
    { people: 8, days: 14, now: '2026-03-14T00:00:00.000Z', items: 18 },
    { people: 8, days: 75, now: '2026-03-16T00:00:00.000Z', items: 84 },
    { people: 8, days: 14, now: '2026-01-01T00:00:00.000Z', items: 18 },
  ])(
    'scales the number of items and stays before now: $people people, $days days until $now',
    async ({ people, days, now, items }) => {
      const activity = await seed(people, days, now);
      expect(activity.some(each => BROWSER_ACTIONS.includes(each.action))).toBe(
        true,
      );
      const made = await knex('work_items').where({ source: 'callboard' });
      expect(made).toHaveLength(items);
      expect(await knex('staff').whereNotNull('user_ref')).toHaveLength(people);
      // Only visitors of the portal act today.
      const refs = demoPeople.map(({ ref }) => ref);
      const today = Date.parse(now.slice(0, 10));
      const ofToday = activity.filter(each => toTime(each.created_at) >= today);
      for (const { action, user_id } of ofToday) {
        expect([...BROWSER_ACTIONS, 'create']).toContain(action);
        expect(refs).not.toContain(user_id);
      }
      const steps = await knex('time_period_steps');
      expect(steps.length > 20).toBe(days > 70);
    },
  );

  it('creates the same data again for the same size and time', async () => {
    const read = async () =>
      (await seed(4, 5, '2026-03-29T23:59:59.999Z'))
        .map(({ created_at, user_id, action, entity_type, entity_label }) =>
          [created_at, user_id, action, entity_type, entity_label].join(' '),
        )
        .sort();
    expect(await read()).toEqual(await read());
  });
});
