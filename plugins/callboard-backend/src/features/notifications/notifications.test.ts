import {
  Notification,
  NotificationPreferences,
} from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../__testUtils__/startCallboard';
import { untilRelayed } from '../../__testUtils__/untilRelayed';
import { untilTold } from './__testUtils__/untilTold';

const hour = 3_600_000;
const soon = () => new Date(Date.now() + hour).toISOString();

describeCallboard('notifications', {}, callboard => {
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
    await untilTold(callboard().knex);
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
  const only = async (who: PersonName) => (await list(who)).items[0];
  /** Forgets all that was told, also of changes that were made just now. */
  const forget = async () => {
    const { knex } = callboard();
    await untilRelayed(knex);
    await untilTold(knex);
    await knex('notices').delete();
  };
  /** Has somebody not told of a type. */
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

  beforeEach(forget);

  it('shows what was told to those who were, with why', async () => {
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

  it('counts what is read, archived and snoozed as neither unread nor listed', async () => {
    for (const title of ['read', 'archived', 'snoozed', 'new']) {
      await send({ title });
    }
    const { items } = await list('member');
    const idOf = (title: string) =>
      items.find(item => item.title === title)!.id;
    await patch('member', idOf('read'), { is_read: true }).expect(200);
    await patch('member', idOf('archived'), { is_archived: true }).expect(200);
    const until = soon();
    const { body } = await patch('member', idOf('snoozed'), {
      snoozed_until: until,
    }).expect(200);
    expect(body).toMatchObject({ snoozed_until: until, is_read: false });

    expect(await unread('member')).toBe(1);
    expect((await titles('member')).sort()).toEqual(['new', 'read']);
    expect(await titles('member', '?only_unread=true')).toEqual(['new']);
    expect(await titles('member', '?archived=true')).toEqual(['archived']);
    expect(await titles('member', '?snoozed=true')).toEqual(['snoozed']);
  });

  it('brings a snoozed one back unread and on top when its time has come', async () => {
    await send({ title: 'first' });
    const { id } = await only('member');
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
    expect(await only('member')).toMatchObject({
      snoozed_until: null,
      is_read: false,
    });
    expect(await unread('member')).toBe(2);
  });

  it('ends a snooze with null, by archiving, and by reading', async () => {
    for (const body of [
      { snoozed_until: null },
      { is_read: true },
      { is_archived: true },
    ]) {
      await forget();
      await send({});
      const { id } = await only('member');
      await patch('member', id, { snoozed_until: soon() }).expect(200);
      await patch('member', id, body).expect(200);
      expect(await titles('member', '?snoozed=true')).toEqual([]);
      expect(
        await titles('member', body.is_archived ? '?archived=true' : ''),
      ).toEqual(['It broke']);
    }
  });

  it('refuses a snooze into the past, and marks on those of others', async () => {
    await send({});
    const { id } = await only('member');
    const refused = await patch('member', id, {
      snoozed_until: '2020-01-01T00:00:00Z',
    }).expect(400);
    expect(refused.body.error.message).toMatch(/body\.snoozed_until/);
    await patch('superAdmin', id, { is_read: true }).expect(404);
    await patch('guest', id, { is_read: true }).expect(404);
    const many = await callboard()
      .as('guest')
      .patch('/notifications', { ids: [id], is_read: true })
      .expect(200);
    expect(many.body).toEqual({ updated: 0 });
    expect(await unread('member')).toBe(1);
  });

  it('counts the same key while it is unread, and begins anew after that', async () => {
    const told = { dedupe_key: 'k', type: 'a.b' };
    await send({ ...told, title: 'one' });
    await send({ ...told, title: 'two', severity: 'critical' });
    await send({ title: 'without' });
    await send({ title: 'without' });
    expect(await list('member')).toMatchObject({ unread_count: 3 });
    const { items } = await list('member', '?type=a.b');
    expect(items).toMatchObject([
      { title: 'two', count: 2, severity: 'critical' },
    ]);
    await patch('member', items[0].id, { is_read: true }).expect(200);
    await send({ ...told, title: 'three' });
    expect(await list('member', '?type=a.b')).toMatchObject({
      items: [
        { title: 'three', count: 1 },
        { title: 'two', count: 2 },
      ],
    });
  });

  it('pages without repeating or leaving out, and filters', async () => {
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
  });

  it('marks as read what was there, of a type or from before', async () => {
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

  describe('for admins', () => {
    it('are there for each admin by themselves, and for nobody else', async () => {
      await send({ recipients: null, title: 'for admins' });
      expect(await titles('admin')).toEqual(['for admins']);
      expect(await titles('superAdmin')).toEqual(['for admins']);
      expect(await titles('member')).toEqual([]);
      await patch('admin', (await only('admin')).id, {
        is_read: true,
      }).expect(200);
      expect(await unread('admin')).toBe(0);
      expect(await unread('superAdmin')).toBe(1);
    });

    it('come to who becomes one, and go from who ceases to be one', async () => {
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

  describe('for admins, by preference,', () => {
    afterEach(() => callboard().knex('notification_preferences').delete());

    it('are kept from those who have muted them', async () => {
      await callboard()
        .knex('notification_preferences')
        .insert({
          user_ref: people.admin,
          type: 'catalog.broken',
          ...{ bell: false, email: true, browser: false, digest: true },
        });
      await send({ recipients: null });
      expect(await titles('admin')).toEqual([]);
      expect(await titles('superAdmin')).toEqual(['It broke']);
    });
  });

  it('says nothing to who is nobody, or not in the workspace', async () => {
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

  it('keeps texts as they are, and refuses those that are too long or unsafe', async () => {
    const title = '\u202Eמיד \u0007<b>a</b>';
    await send({ title });
    expect(await titles('member')).toEqual([title]);
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
    expect(await refused({ title: 'a\u0000b' })).toMatch(/body\.title/);
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
