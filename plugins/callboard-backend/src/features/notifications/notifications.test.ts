import {
  Notification,
  NotificationPreferences,
  roleRanks,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import fc from 'fast-check';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../__testUtils__/startCallboard';
import { untilBlocked } from '../../__testUtils__/untilBlocked';
import { untilRelayed } from '../../__testUtils__/untilRelayed';
import { waitForNotifications } from './__testUtils__/waitForNotifications';
import { WorkspaceAccess } from '../../access/Caller';
import { anotherClient } from '../../__testUtils__/anotherClient';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { VisibilityScope } from '../../core/resources/VisibilityScope';
import { FanOutFixture } from './__testUtils__/FanOutFixture';
import { NotificationStates } from './reading/NotificationStates';
import { lockUnreadRows } from './reading/unread';
import { analyseDatabase } from '../../__testUtils__/analyseDatabase';
import { insertMany } from '../../database/bulk';
import { isPostgres } from '../../database/isPostgres';
import { createId } from '../../database/ids';
import {
  ANNOUNCEMENT_TYPE,
  findAnnouncement,
  insertAnnouncement,
} from './Announcements';
import { NotificationReader } from './reading/NotificationReader';
import { EventVisibility } from './dispatch/NotificationEvent';
import { numRuns } from '../../__testUtils__/random';

const hour = 3_600_000;
const soon = () => new Date(Date.now() + hour).toISOString();

describeCallboard('notifications', { databases: 'tagged' }, callboard => {
  const send = async (body: object) => {
    const { body: answer } = await callboard()
      .as('service')
      .post('/notifications', {
        workspace: 'default',
        recipients: [people.member],
        type: 'catalog.broken',
        title: 'It broke',
        ...body,
      })
      .expect(202);
    await waitForNotifications(callboard().knex);
    return answer.id as string;
  };
  const list = async (who: PersonName, query = '') =>
    (await callboard().as(who).get(`/notifications${query}`).expect(200))
      .body as {
      items: Notification[];
      unread_count: number;
      next_cursor: string | null;
    };
  const titles = async (who: PersonName, query = '') =>
    (await list(who, query)).items.map(({ title }) => title);
  const unread = async (who: PersonName) =>
    (await callboard().as(who).get('/notifications/unread-count').expect(200))
      .body.unread_count;
  const patch = (who: PersonName, id: string, body: object) =>
    callboard().as(who).patch(`/notifications/${id}`, body);
  const readFirst = async (who: PersonName) => (await list(who)).items[0];
  /** Deletes all notifications, including those of recent changes. */
  const deleteNotifications = async () => {
    const { knex } = callboard();
    await untilRelayed(knex);
    await waitForNotifications(knex);
    await knex('notification_events').delete();
  };
  /** Mutes a type for a user. */
  const mute = async (who: PersonName, muted: string) => {
    const path = '/notifications/preferences';
    const { body } = await callboard().as(who).get(path).expect(200);
    const types = (body as NotificationPreferences).types.map(type =>
      type.type === muted
        ? { ...type, channels: { ...type.channels, bell: false } }
        : type,
    );
    await callboard()
      .as(who)
      .put(path, { ...body, types })
      .expect(200);
  };

  beforeAll(async () => {
    for (const role of ['admin', 'member', 'guest'] as const) {
      await callboard()
        .as('superAdmin')
        .post('/workspaces/default/members', { user_ref: people[role], role })
        .expect(201);
    }
  });

  beforeEach(deleteNotifications);

  it('lists a notification with all fields and its reason to its recipients only', async () => {
    await send({
      body: 'Look at it',
      target_url: '/catalog',
      severity: 'high',
      meta: { entity: 'x' },
    });
    expect(await list('member')).toEqual({
      items: [
        {
          id: expect.any(String),
          workspace_id: expect.any(String),
          workspace_slug: 'default',
          type: 'catalog.broken',
          title: 'It broke',
          body: 'Look at it',
          target_url: '/catalog',
          severity: 'high',
          meta: { entity: 'x' },
          actor_ref: null,
          is_read: false,
          is_archived: false,
          snoozed_until: null,
          count: 1,
          reason: {
            rule: 'plugin',
            text: expect.stringMatching(/^The plugin \S+ sent this to you/),
          },
          thread: null,
          created_at: expect.any(String),
          updated_at: expect.any(String),
        },
      ],
      unread_count: 1,
      next_cursor: null,
    });
    expect(await list('guest')).toMatchObject({ items: [], unread_count: 0 });
  });

  it('omits read, archived and snoozed notifications from the unread count, and lists each by filter @full', async () => {
    for (const title of ['read', 'archived', 'snoozed', 'new']) {
      await send({ title });
    }
    const { items } = await list('member');
    const getItemId = (title: string) =>
      items.find(item => item.title === title)!.id;
    await patch('member', getItemId('read'), { is_read: true }).expect(200);
    await patch('member', getItemId('archived'), { is_archived: true }).expect(
      200,
    );
    const until = soon();
    const { body } = await patch('member', getItemId('snoozed'), {
      snoozed_until: until,
    }).expect(200);
    expect(body).toMatchObject({ snoozed_until: until, is_read: false });

    expect(await unread('member')).toBe(1);
    expect((await titles('member')).sort()).toEqual(['new', 'read']);
    expect(await titles('member', '?only_unread=true')).toEqual(['new']);
    expect(await titles('member', '?archived=true')).toEqual(['archived']);
    expect(await titles('member', '?snoozed=true')).toEqual(['snoozed']);
  });

  it('returns a snoozed notification to the top as unread when the snooze ends @full @postgres', async () => {
    await send({ title: 'first' });
    const { id } = await readFirst('member');
    await patch('member', id, { is_read: true }).expect(200);
    await send({ title: 'second' });
    await patch('member', id, { snoozed_until: soon() }).expect(200);
    expect(await titles('member')).toEqual(['second']);

    const past = new Date(Date.now() - 1);
    for (const table of ['notifications', 'unread_notifications']) {
      await callboard()
        .knex(table)
        .where({ id })
        .update({ snoozed_until: past, sort_at: past });
    }
    expect(await titles('member')).toEqual(['first', 'second']);
    expect(await readFirst('member')).toMatchObject({
      snoozed_until: null,
      is_read: false,
    });
    expect(await unread('member')).toBe(2);
  });

  it('ends a snooze on null, on archiving, and on marking as read @full', async () => {
    for (const body of [
      { snoozed_until: null },
      { is_read: true },
      { is_archived: true },
    ]) {
      await deleteNotifications();
      await send({});
      const { id } = await readFirst('member');
      await patch('member', id, { snoozed_until: soon() }).expect(200);
      await patch('member', id, body).expect(200);
      expect(await titles('member', '?snoozed=true')).toEqual([]);
      expect(
        await titles('member', body.is_archived ? '?archived=true' : ''),
      ).toEqual(['It broke']);
    }
  });

  it('archives instead of snoozing when a patch does both', async () => {
    await send({});
    const { id } = await readFirst('member');
    await patch('member', id, { is_read: true }).expect(200);
    const { body } = await patch('member', id, {
      is_archived: true,
      snoozed_until: soon(),
    }).expect(200);
    expect(body).toMatchObject({
      is_archived: true,
      is_read: true,
      snoozed_until: null,
    });
    expect(await unread('member')).toBe(0);
  });

  it('rejects a snooze in the past, and changes to notifications of other users', async () => {
    await send({});
    const { id } = await readFirst('member');
    const refused = await patch('member', id, {
      snoozed_until: '2020-01-01T00:00:00Z',
    }).expect(400);
    expect(refused.body.error.message).toMatch(/body\.snoozed_until/);
    await patch('superAdmin', id, { is_read: true }).expect(404);
    await patch('guest', id, { is_read: true }).expect(404);
    await patch('guest', id, {
      snoozed_until: '2020-01-01T00:00:00Z',
    }).expect(404);
    const many = await callboard()
      .as('guest')
      .patch('/notifications', { ids: [id], is_read: true })
      .expect(200);
    expect(many.body).toEqual({ updated: 0 });
    expect(await unread('member')).toBe(1);
  });

  it('increases the count of an unread notification with the same dedupe key, and adds a new one once it is read', async () => {
    const input = { dedupe_key: 'k', type: 'a.b' };
    await send({ ...input, title: 'one' });
    await send({ ...input, title: 'two', severity: 'critical' });
    await send({ title: 'without' });
    await send({ title: 'without' });
    expect(await list('member')).toMatchObject({ unread_count: 3 });
    const { items } = await list('member', '?type=a.b');
    expect(items).toMatchObject([
      { title: 'two', count: 2, severity: 'critical' },
    ]);
    await patch('member', items[0].id, { is_read: true }).expect(200);
    await send({ ...input, title: 'three' });
    expect(await list('member', '?type=a.b')).toMatchObject({
      items: [
        { title: 'three', count: 1 },
        { title: 'two', count: 2 },
      ],
    });
  });

  it.each([
    ['marked as unread', [{ is_read: true }, { is_read: false }]],
    [
      'snoozed after it was read',
      [{ is_read: true }, { snoozed_until: soon() }, { snoozed_until: null }],
    ],
    ['unarchived', [{ is_archived: true }, { is_archived: false }]],
    [
      'snoozed in the archive',
      [
        { is_archived: true },
        { snoozed_until: soon() },
        { snoozed_until: null },
      ],
    ],
  ])(
    'increases the count of a notification that was %s @postgres',
    async (_change, changes) => {
      await send({ dedupe_key: 'k' });
      const { id } = await readFirst('member');
      for (const change of changes) {
        await patch('member', id, change).expect(200);
      }
      await send({ dedupe_key: 'k' });
      expect(await list('member')).toMatchObject({
        items: [{ id, count: 2 }],
        unread_count: 1,
      });
    },
  );

  it('increases the count of the latest of several unread notifications with the same dedupe key @postgres', async () => {
    const ids: string[] = [];
    for (const title of ['one', 'two', 'three']) {
      await send({ dedupe_key: 'k', title });
      const { id } = await readFirst('member');
      ids.push(id);
      await patch('member', id, { is_read: true }).expect(200);
    }
    const [one, two, three] = ids;
    await patch('member', two, { is_read: false }).expect(200);
    await patch('member', one, { is_read: false }).expect(200);
    await send({ dedupe_key: 'k', title: 'four' });
    const readCounts = async () =>
      (await list('member')).items
        .map(({ id, count }) => [ids.indexOf(id), count])
        .sort();
    expect(await readCounts()).toEqual([
      [0, 1],
      [1, 2],
      [2, 1],
    ]);
    await callboard()
      .as('member')
      .patch('/notifications', { ids, is_read: true })
      .expect(200);
    await callboard()
      .as('member')
      .patch('/notifications', { ids: [one, three], is_read: false })
      .expect(200);
    await send({ dedupe_key: 'k', title: 'five' });
    expect(await readCounts()).toEqual([
      [0, 1],
      [1, 2],
      [2, 2],
    ]);
  });

  it('pages without gaps or duplicates, and filters by severity and workspace @postgres', async () => {
    for (let nth = 0; nth < 7; nth += 1) {
      await send({ title: String(nth), severity: nth % 2 ? 'low' : 'normal' });
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list(
        'member',
        `?limit=3${cursor ? `&cursor=${cursor}` : ''}`,
      );
      seen.push(...page.items.map(({ title }) => title));
      cursor = page.next_cursor;
    } while (cursor);
    expect(seen).toEqual(['6', '5', '4', '3', '2', '1', '0']);
    expect(await titles('member', '?severity=low')).toEqual(['5', '3', '1']);
    expect(await titles('member', '?workspace=default&limit=1')).toEqual(['6']);
    expect(await titles('member', '?workspace=nowhere')).toEqual([]);
  });

  it('marks as read only notifications of the given type and before the given time', async () => {
    await send({ title: 'a', type: 'one' });
    await send({ title: 'b', type: 'two' });
    const { items } = await list('member');
    await send({ title: 'c', type: 'one' });
    const markAll = async (body: object) =>
      (
        await callboard()
          .as('member')
          .post('/notifications/mark-all-read', body)
          .expect(200)
      ).body.updated;
    expect(await markAll({ before: items[0].created_at, type: 'one' })).toBe(1);
    expect(await titles('member', '?only_unread=true')).toEqual(['c', 'b']);
    expect(await markAll({})).toBe(2);
    expect(await unread('member')).toBe(0);
  });

  describe('notifications for admins', () => {
    it('creates a separate notification for each admin, and none for other users', async () => {
      await send({ recipients: null, title: 'for admins' });
      expect(await titles('admin')).toEqual(['for admins']);
      expect(await titles('superAdmin')).toEqual(['for admins']);
      expect(await titles('member')).toEqual([]);
      await patch('admin', (await readFirst('admin')).id, {
        is_read: true,
      }).expect(200);
      expect(await unread('admin')).toBe(0);
      expect(await unread('superAdmin')).toBe(1);
    });

    it('shows earlier notifications to a new admin, and hides them from a former admin @full', async () => {
      await send({ recipients: null, title: 'old text', dedupe_key: 'x' });
      await send({ recipients: null, title: 'new text', dedupe_key: 'x' });
      await send({ recipients: null, title: 'other' });
      const members = '/workspaces/default/members';
      const { body } = await callboard().as('admin').get(members);
      const { id } = body.items.find(
        (one: { user_ref: string }) => one.user_ref === people.guest,
      );
      const become = (role: string) =>
        callboard()
          .as('superAdmin')
          .patch(`${members}/${id}`, { role })
          .expect(200);
      await mute('guest', 'workspace_member.role_changed');
      await become('admin');
      expect((await titles('guest')).sort()).toEqual(['new text', 'other']);
      expect(await unread('guest')).toBe(2);
      await become('guest');
      expect(await titles('guest')).toEqual([]);
      expect(await unread('guest')).toBe(0);
    });
  });

  describe('notifications for admins with preferences', () => {
    afterEach(() => callboard().knex('notification_preferences').delete());

    it('omits admins who muted the type @full-postgres @postgres', async () => {
      await callboard().knex('notification_preferences').insert({
        user_ref: people.admin,
        type: 'catalog.broken',
        bell: false,
        email: true,
        browser: false,
        digest: true,
      });
      await send({ recipients: null });
      expect(await titles('admin')).toEqual([]);
      expect(await titles('superAdmin')).toEqual(['It broke']);
    });
  });

  it('ignores recipients who do not exist or have no access to the workspace', async () => {
    await callboard()
      .as('superAdmin')
      .post('/workspaces', { slug: 'other', name: 'Other' })
      .expect(201);
    await send({
      workspace: 'other',
      recipients: [
        people.stranger,
        'user:default/nobody',
        'group:default/none',
      ],
    });
    expect(await callboard().knex('notifications')).toEqual([]);
    await send({
      recipients: ['user:default/nobody', 'group:default/none', people.member],
    });
    expect(await callboard().knex('notifications').pluck('user_ref')).toEqual([
      people.member,
    ]);
  });

  it('stores texts unchanged, and rejects texts and links that are too long or unsafe', async () => {
    const text = 'מיד <b>a</b>';
    await send({ title: text });
    expect(await titles('member')).toEqual([text]);
    const refused = async (body: object) =>
      (
        await callboard()
          .as('service')
          .post('/notifications', {
            workspace: 'default',
            recipients: [people.member],
            type: 't',
            title: 'T',
            ...body,
          })
          .expect(400)
      ).body.error.message;
    expect(await refused({ title: 'x'.repeat(40_000) })).toMatch(/body\.title/);
    for (const title of ['a\u0000b', '\u202Eמיד', '\u0007']) {
      expect(await refused({ title })).toMatch(/body\.title/);
    }
    for (const target_url of [
      // eslint-disable-next-line no-script-url
      'javascript:alert(1)',
      '//evil.example',
      '/\\evil.example',
      'https://me:secret@example.com/',
      'http://example.com',
      ' /x',
    ]) {
      expect(await refused({ target_url })).toMatch(/body\.target_url/);
    }
    expect(await refused({ workspace: 'nowhere' })).toMatch(/body\.workspace/);
    expect(await refused({ recipients: ['Jane'] })).toMatch(/body\.recipients/);
  });
});

describe('concurrency', () => {
  // SQLite has one connection, so nothing runs concurrently there.
  const databases = MigratedDatabases.create(['POSTGRES_18']);
  const ann = 'user:default/ann';

  describe('mark-all-read during a fan-out', () => {
    it.each([1, 2])(
      'leaves a notification with count %i unread when its count increases concurrently @full',
      async times => {
        const fanOutFixture = await FanOutFixture.create(
          await databases.init('POSTGRES_18'),
        );
        const { knex, workspace_id } = fanOutFixture;
        await fanOutFixture.join([ann], roleRanks.guest);
        const input = {
          to: { refs: [ann] },
          dedupe_key: 'k',
          at: Date.now() - 5,
        };
        for (let n = 0; n < times; n += 1) {
          await fanOutFixture.notify(input);
        }
        await fanOutFixture.notify({ to: { refs: [ann] }, title: 'other' });
        await fanOutFixture.runJobs();
        const [notification_event_id] = await fanOutFixture.notify(input);
        fanOutFixture.jobs.length = 0;
        const batch = await fanOutFixture.fanOut.prepareBatch({
          notification_event_id,
          after: null,
        });

        const other = await anotherClient(knex);
        const states = new NotificationStates({
          knex: other,
          clock: { now: () => Date.now() },
          onMarked: () => {},
          scheduleSnoozeEnd: async () => {},
        });
        const scope = new VisibilityScope(ann, [
          { workspace: { id: workspace_id, slug: 'w' }, role: 'guest' },
        ] as unknown as WorkspaceAccess[]);
        const tx = await knex.transaction();
        await fanOutFixture.fanOut.write(tx, batch!);
        const marking = states.markAllRead(scope, {});
        await untilBlocked(other, 'notifications');
        await tx.commit();
        expect(await marking).toBe(1);
        expect(
          await knex('unread_notifications').select('count', 'dedupe_key'),
        ).toEqual([{ count: times + 1, dedupe_key: 'k' }]);
        expect(
          await knex('notifications').orderBy('count').pluck('count'),
        ).toEqual([1, times + 1]);
        await other.destroy();
        await knex.destroy();
      },
    );
  });

  it('deletes a withdrawn notification while its recipient marks it, without a deadlock @full', async () => {
    const fanOutFixture = await FanOutFixture.create(
      await databases.init('POSTGRES_18'),
    );
    const { knex, workspace_id, dispatcher } = fanOutFixture;
    await fanOutFixture.join([ann], roleRanks.guest);
    await fanOutFixture.notify({ to: { refs: [ann] }, dedupe_key: 'k' });
    await fanOutFixture.runJobs();
    const ids = await knex('notifications').pluck('id');
    expect(ids).toHaveLength(1);

    const other = await anotherClient(knex);
    const marking = await knex.transaction();
    await lockUnreadRows(marking, ids, ann);
    const withdrawing = other.transaction(tx =>
      dispatcher.withdraw(tx, workspace_id, ['k']),
    );
    await untilBlocked(other);
    await marking('notifications')
      .whereIn('id', ids)
      .update({ is_archived: true });
    await marking.commit();
    await withdrawing;
    expect(await knex('notifications')).toEqual([]);
    expect(await knex('unread_notifications')).toEqual([]);
    await other.destroy();
    await knex.destroy();
  });
});

describe('notification query plans', () => {
  const databases = MigratedDatabases.create();

  const recipients = Array.from(
    { length: 40 },
    (_, nth) => `user:default/p${nth}`,
  );
  const EVENTS = 500;
  const now = Date.now();
  const clock = { now: () => now };

  /** Creates every notification for every user: most are read, some archived, few snoozed. */
  async function notifyEverybody({ knex, workspace_id }: FanOutFixture) {
    const columns = { workspace_id, visibility: 1, type: 'tests.notified' };
    const events = Array.from({ length: EVENTS }, (_, nth) => ({
      id: createId(now - 1_000 * (EVENTS - nth)),
      ...columns,
      type: nth === 0 ? ANNOUNCEMENT_TYPE : columns.type,
      title: `Notification ${nth}`,
      severity: 1,
      meta: {},
      rule: 'test',
      reason: 'A test created it.',
      is_mention: false,
      is_mandatory: false,
      is_for_admins: false,
      audience: { to: { everyone: true } },
      created_at: new Date(now - 1_000 * (EVENTS - nth)),
    }));
    const recipientRows = events.flatMap(
      ({ id: notification_event_id, created_at, type }, nth) =>
        recipients.map(user_ref => ({
          id: createId(created_at.getTime()),
          user_ref,
          notification_event_id,
          ...columns,
          type,
          is_archived: nth % 7 === 3,
          snoozed_until: nth % 50 === 5 ? new Date(now + 60_000) : null,
          sort_at: nth % 50 === 5 ? new Date(now + 60_000) : created_at,
          count: 1,
          severity: 1,
          created_at,
          updated_at: created_at,
        })),
    );
    const unread = recipientRows
      .filter((_, nth) => Math.floor(nth / recipients.length) % 10 === 5)
      .map(({ severity: _, created_at: __, updated_at: ___, ...row }) => row);
    await insertMany(knex, 'notification_events', events);
    await insertMany(knex, 'notifications', recipientRows);
    await insertMany(knex, 'unread_notifications', unread);
    await analyseDatabase(knex);
  }

  /** Returns the plans of all queries that a function runs. */
  async function explainQueries(knex: Knex, run: () => Promise<unknown>) {
    const statements: Array<{ sql: string; bindings?: unknown[] }> = [];
    const recordStatement = (query: any) => statements.push(query);
    knex.on('query', recordStatement);
    await run();
    knex.off('query', recordStatement);
    const plans: string[] = [];
    for (const { sql, bindings = [] } of statements) {
      if (/select/i.test(sql)) {
        plans.push(await explain(knex, sql, bindings));
      }
    }
    return plans.join('\n');
  }

  async function explain(knex: Knex, sql: string, bindings: unknown[]) {
    if (!isPostgres(knex)) {
      const steps = await knex.raw(
        `EXPLAIN QUERY PLAN ${sql}`,
        bindings as Knex.RawBinding[],
      );
      return steps.map(({ detail }: { detail: string }) => detail).join('\n');
    }
    const client = await knex.client.acquireConnection();
    const { rows } = await client.query(`EXPLAIN (GENERIC_PLAN) ${sql}`);
    await knex.client.releaseConnection(client);
    return rows.map((row: object) => Object.values(row)[0]).join('\n');
  }

  describe.each(databases.eachSupportedId())('notifications on %s', id => {
    let fanOutFixture: FanOutFixture;
    let scope: VisibilityScope;

    beforeAll(async () => {
      fanOutFixture = await FanOutFixture.create(await databases.init(id));
      scope = new VisibilityScope(recipients[7], [
        {
          workspace: { id: fanOutFixture.workspace_id, slug: 'w' },
          role: 'guest',
        },
      ] as any);
      await notifyEverybody(fanOutFixture);
    });

    afterAll(async () => {
      await fanOutFixture.knex.destroy();
    });

    /** Matches an index scan by user, in the order of the list. */
    const createIndexPattern = (index: string) =>
      new RegExp(
        `Index (Only )?Scan Backward using ${index} on|INDEX ${index} \\(user_ref=\\? AND .*\\(sort_at,id\\)<`,
      );

    it.each([
      ['notifications_list_idx', {}],
      ['notifications_list_idx', { snoozed: true }],
      ['notifications_archived_idx', { archived: true }],
      ['unread_notifications_list_idx', { only_unread: true }],
    ])(
      'reads the list in the order of the index %s for the query %j',
      async (index, query) => {
        const reader = new NotificationReader({
          knex: fanOutFixture.knex,
          clock,
        });
        const plan = await explainQueries(fanOutFixture.knex, () =>
          reader.list(scope, { limit: 20, ...query }),
        );
        expect(plan).toMatch(createIndexPattern(index));
        const { items, unread_count } = await reader.list(scope, {
          limit: 20,
          ...query,
        });
        expect(items.length).toBeGreaterThan(5);
        expect(unread_count).toBeGreaterThan(9);
      },
    );

    it('counts unread notifications with an index', async () => {
      const reader = new NotificationReader({
        knex: fanOutFixture.knex,
        clock,
      });
      const plan = await explainQueries(fanOutFixture.knex, () =>
        reader.countUnread(scope),
      );
      expect(plan).toContain('unread_notifications_list_idx');
      expect(plan).toContain(
        isPostgres(fanOutFixture.knex)
          ? 'notification_events_pkey'
          : 'SEARCH event USING INDEX',
      );
    });

    it('counts unread recipients of an announcement with an index', async () => {
      const { knex, workspace_id } = fanOutFixture;
      const [notification_event_id] = await knex('notification_events')
        .where({ type: ANNOUNCEMENT_TYPE })
        .pluck('id');
      await insertAnnouncement(knex, notification_event_id, workspace_id);
      const plan = await explainQueries(knex, () =>
        findAnnouncement(knex, workspace_id, notification_event_id),
      );
      expect(plan).toContain('unread_notifications_announced_idx');
    });

    it('finds notifications for mark-all-read with an index', async () => {
      const states = new NotificationStates({
        knex: fanOutFixture.knex,
        clock,
        onMarked: () => {},
        scheduleSnoozeEnd: async () => {},
      });
      const plan = await explainQueries(fanOutFixture.knex, () =>
        states.markAllRead(scope, {}),
      );
      expect(plan).toContain('unread_notifications_list_idx');
    });
  });
});

describe('notification visibility properties', () => {
  const persons = ['ann', 'ben', 'cat'].map(name => `user:default/${name}`);
  const visibilities: EventVisibility[] = [
    'workspace',
    'project',
    'project_members',
    'people',
    'admins',
    'recipients',
  ];

  const rank = fc.constantFrom(null, ...Object.values(roleRanks));

  /** A user's roles in the workspace and its project. */
  const membership = fc.record({
    workspace: rank,
    project: rank,
    owns: fc.boolean(),
  });

  type Membership = typeof membership extends fc.Arbitrary<infer T> ? T : never;

  const generatedCase = fc.record({
    memberships: fc.tuple(membership, membership, membership),
    access: fc.constantFrom('open', 'secret'),
    dashboard: fc.record({
      access: fc.constantFrom('shared', 'private'),
      owner: fc.nat({ max: persons.length - 1 }),
      is_deleted: fc.boolean(),
    }),
    isItemDeleted: fc.boolean(),
  });

  type GeneratedCase = typeof generatedCase extends fc.Arbitrary<infer T>
    ? T
    : never;

  /** The access rule as documented. */
  function maySee(
    visibility: EventVisibility,
    { workspace, project, owns }: Membership,
    access: string,
  ): boolean {
    if (visibility === 'recipients' || workspace === roleRanks.admin) {
      return true;
    }
    const isMember = (project ?? 0) >= roleRanks.member || owns;
    const seesProject = access === 'open' || project !== null || owns;
    return (
      workspace !== null &&
      {
        workspace: true,
        people: true,
        project: seesProject,
        project_members: isMember,
        admins: false,
      }[visibility]
    );
  }

  /** The titles of the notifications about a dashboard and about a work item. */
  const OF_DASHBOARD = 'dashboard';
  const OF_ITEM = 'work item';

  /** Lists the titles that a user may see in a generated case. */
  function listVisibleTitles(
    nth: number,
    { memberships, access, dashboard, isItemDeleted }: GeneratedCase,
  ): string[] {
    const { workspace } = memberships[nth];
    const readsDashboard =
      workspace !== null &&
      !dashboard.is_deleted &&
      (dashboard.access === 'shared' || dashboard.owner === nth);
    return [
      ...visibilities.filter(visibility =>
        maySee(visibility, memberships[nth], access),
      ),
      ...(readsDashboard ? [OF_DASHBOARD] : []),
      ...(workspace !== null && !isItemDeleted ? [OF_ITEM] : []),
    ];
  }

  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('notifications on %s', id => {
    it('notifies, lists, counts and marks only for users with access at that moment @full-postgres', async () => {
      const fanOutFixture = await FanOutFixture.create(
        await databases.init(id),
      );
      const { knex, workspace_id } = fanOutFixture;
      const { project_id, work_item_id } =
        await fanOutFixture.createSecretProject();
      const dashboard_id = await fanOutFixture.createDashboard();
      const reader = new NotificationReader({
        knex,
        clock: { now: () => Date.now() + 1_000 },
      });
      const states = new NotificationStates({
        knex,
        clock: { now: () => Date.now() + 1_000 },
        onMarked: () => {},
        scheduleSnoozeEnd: async () => {},
      });

      const applyCase = async ({
        memberships,
        access,
        dashboard,
        isItemDeleted,
      }: GeneratedCase) => {
        await knex('work_items').update({
          deleted_at: isItemDeleted ? new Date() : null,
        });
        await knex('memberships').delete();
        await knex('project_owners').delete();
        await knex('projects').update({ access });
        await knex('dashboards').update({
          access: dashboard.access,
          owner_ref: persons[dashboard.owner],
          deleted_at: dashboard.is_deleted ? new Date() : null,
        });
        for (const [
          nth,
          { workspace, project, owns },
        ] of memberships.entries()) {
          if (workspace !== null)
            await fanOutFixture.join([persons[nth]], workspace);
          if (project !== null) {
            await fanOutFixture.join([persons[nth]], project, project_id);
          }
          if (owns) {
            await knex('project_owners').insert({
              project_id,
              owner_ref: persons[nth],
            });
          }
        }
      };
      const getVisibilityScope = (
        nth: number,
        { memberships }: GeneratedCase,
      ) => {
        const { workspace } = memberships[nth];
        const seen =
          workspace === null
            ? []
            : [
                {
                  workspace: { id: workspace_id, slug: 'w' },
                  role: workspace === roleRanks.admin ? 'admin' : 'guest',
                },
              ];
        return new VisibilityScope(
          persons[nth],
          seen as unknown as WorkspaceAccess[],
        );
      };
      let compared = 0;

      await fc.assert(
        fc.asyncProperty(generatedCase, generatedCase, async (then, now) => {
          await knex('notification_events').delete();
          await applyCase(then);
          for (const visibility of visibilities) {
            await fanOutFixture.notify({
              visibility,
              project_id,
              title: visibility,
              to: { refs: persons },
            });
          }
          await fanOutFixture.notify({
            dashboard_id,
            title: OF_DASHBOARD,
            to: { refs: persons },
          });
          await fanOutFixture.notify({
            about: { work_item_id },
            title: OF_ITEM,
            to: { refs: persons },
          });
          await fanOutFixture.runJobs();
          for (const [nth, user_ref] of persons.entries()) {
            const input = listVisibleTitles(nth, then);
            const recipientRows = await knex('notifications')
              .join(
                'notification_events',
                'notification_events.id',
                'notifications.notification_event_id',
              )
              .where({ user_ref })
              .pluck('title');
            expect(recipientRows.sort()).toEqual([...input].sort());
          }
          await applyCase(now);
          for (const [nth, user_ref] of persons.entries()) {
            const seenNow = listVisibleTitles(nth, now);
            const shown = listVisibleTitles(nth, then)
              .filter(title => seenNow.includes(title))
              .sort();
            const scope = getVisibilityScope(nth, now);
            const list = await reader.list(scope, { limit: 100 });
            expect(list.items.map(({ title }) => title).sort()).toEqual(shown);
            expect(list.unread_count).toBe(shown.length);
            const all: string[] = await knex('notifications')
              .where({ user_ref })
              .pluck('id');
            expect(
              await states.updateMany(scope, all, { is_read: false }),
            ).toBe(shown.length);
            expect(await states.markAllRead(scope, {})).toBe(shown.length);
            compared += shown.length;
          }
        }),
        { numRuns: numRuns(15) },
      );
      expect(compared).toBeGreaterThan(50);
      await knex.destroy();
    });
  });
});
