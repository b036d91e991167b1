import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { NotificationPreferences } from '@callboard/plugin-callboard-common';
import {
  notificationRulesExtensionPoint,
  NotificationsService,
  notificationsServiceRef,
} from '@callboard/plugin-callboard-node';
import { setTimeout as sleep } from 'timers/promises';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../__testUtils__/startCallboard';
import { catalogEntities } from '../../core/projects/__testUtils__/catalogEntities';
import { ProjectFixture } from '../work/__testUtils__/ProjectFixture';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { untilBlocked } from '../../__testUtils__/untilBlocked';
import { untilRelayed } from '../../__testUtils__/untilRelayed';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { lockName } from '../../database/locks';
import { waitForNotifications } from './__testUtils__/waitForNotifications';
import { findAnnouncement } from './Announcements';
import { deleteOldNotifications } from './deleteOldNotifications';
import { Preferences } from './Preferences';
import { NotificationTypes } from './rules/NotificationTypes';

const day = 86_400_000;
const notifiedChannels: string[] = [];

const signals = createServiceFactory({
  service: signalsServiceRef,
  deps: {},
  factory: () => ({
    async publish({ channel, message }: any) {
      if (message.type === 'notifications') {
        notifiedChannels.push(channel);
      }
    },
  }),
});

let service: NotificationsService;

/** Another plugin of the portal, in the same process. */
const sender = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'tests',
  register(env) {
    env.registerInit({
      deps: {
        notifications: notificationsServiceRef,
        declared: notificationRulesExtensionPoint,
      },
      async init({ notifications, declared }) {
        declared.addRules({
          types: [{ type: 'tests.alarm', label: 'Alarm', is_mandatory: true }],
        });
        service = notifications;
      },
    });
  },
});

describeCallboard(
  'notification preferences and retention',
  {
    entities: catalogEntities,
    modules: [sender],
    services: [signals],
    databases: 'tagged',
  },
  callboard => {
    const as = (who: PersonName) => callboard().as(who);
    const titles = async (who: PersonName, query = '') =>
      (await as(who).get(`/notifications${query}`).expect(200)).body.items.map(
        ({ title }: { title: string }) => title,
      );
    const announce = async (body: object) => {
      const { body: made } = await as('admin')
        .post('/workspaces/default/announcements', { title: 'Hear', ...body })
        .expect(202);
      await waitForNotifications(callboard().knex);
      return made;
    };

    /** Backdates everything by 100 days. */
    const makeOld = () =>
      callboard().knex.transaction(async tx => {
        const at = new Date(Date.now() - 100 * day);
        const id = '01900000-0000-7000-8000-000000000002';
        await tx('unread_notifications').update({ id, sort_at: at });
        await tx('notifications').update({ id, updated_at: at, sort_at: at });
      });

    beforeAll(async () => {
      for (const role of ['admin', 'member', 'guest'] as const) {
        await as('superAdmin')
          .post('/workspaces/default/members', { user_ref: people[role], role })
          .expect(201);
      }
    });

    beforeEach(async () => {
      const { knex } = callboard();
      // Waits for notifications of recent changes.
      await untilRelayed(knex);
      await waitForNotifications(knex);
      await knex('notification_events').delete();
    });

    describe('notification preferences', () => {
      const path = '/notifications/preferences';

      it('returns defaults, stores no time zone when they are sent back, and stores changes per user', async () => {
        const { body } = await as('member').get(path).expect(200);
        const defaults = body as NotificationPreferences;
        expect(defaults).toMatchObject({
          digest: { frequency: 'off' },
          timezone: 'UTC',
          quiet_hours: null,
        });
        expect(defaults.types).toContainEqual({
          type: 'announcement.published',
          label: expect.any(String),
          is_mandatory: false,
          channels: { bell: true, email: true, browser: false, digest: true },
        });
        expect(
          (await as('member').put(path, defaults).expect(200)).body,
        ).toEqual(defaults);
        const { knex } = callboard();
        const readStoredZone = () =>
          knex('notification_settings')
            .where({ user_ref: people.member })
            .pluck('timezone');
        expect(await readStoredZone()).toEqual([null]);
        const requested = {
          ...defaults,
          digest: { frequency: 'weekly', at: '07:15', weekday: 5 },
          timezone: 'Europe/Berlin',
          quiet_hours: { from: '22:00', to: '06:30' },
        };
        await as('member').put(path, requested).expect(200);
        expect((await as('member').get(path)).body).toEqual(requested);
        expect((await as('guest').get(path)).body).toEqual(defaults);
        await as('member').put(path, defaults).expect(200);
        expect(await readStoredZone()).toEqual(['UTC']);
      });

      it('lists webhook and critical event types to admins only, and rejects them from members', async () => {
        const forAdmins = ['critical_event.raised', 'webhook.deactivated'];
        const read = async (
          who: PersonName,
        ): Promise<NotificationPreferences> =>
          (await as(who).get(path).expect(200)).body;
        const shown = async (who: PersonName) =>
          (await read(who)).types
            .map(({ type }) => type)
            .filter(type => forAdmins.includes(type));
        expect(await shown('admin')).toEqual(forAdmins);
        expect(await shown('superAdmin')).toEqual(forAdmins);
        expect(await shown('member')).toEqual([]);
        expect(await shown('guest')).toEqual([]);
        const { body } = await as('member').put(path, await read('admin'));
        expect(body.error.message).toContain(
          'notification type critical_event.raised does not exist',
        );
      });

      it('mutes a type, and rejects unknown and duplicate types', async () => {
        const { body } = await as('member').get(path);
        const types = body.types as NotificationPreferences['types'];
        const muted = types.map(type =>
          type.type === 'announcement.published'
            ? { ...type, channels: { ...type.channels, bell: false } }
            : type,
        );
        await as('member')
          .put(path, { ...body, types: muted })
          .expect(200);
        await announce({ to: { everyone: true } });
        expect(await titles('member')).toEqual([]);
        expect(await titles('guest')).toEqual(['Hear']);
        await as('member').put(path, body).expect(200);

        const refused = async (more: object[]) =>
          (
            await as('member')
              .put(path, { ...body, types: [...types, ...more] })
              .expect(400)
          ).body.error.message;
        expect(await refused([types[0]])).toMatch(/is listed twice/);
        expect(await refused([{ ...types[0], type: 'no.such' }])).toMatch(
          /notification type no\.such does not exist/,
        );
      });
    });

    describe('notification preferences by type', () => {
      const path = '/notifications/preferences';
      const channels = {
        bell: false,
        email: true,
        browser: false,
        digest: true,
      };
      const readTypeChannels = async (requested: string) => {
        const { body } = await as('guest').get(path).expect(200);
        return body.types.find(({ type }: any) => type === requested)?.channels;
      };

      afterEach(() => callboard().knex('notification_preferences').delete());

      it('rejects muting a mandatory type, and ignores a mute stored earlier', async () => {
        await callboard()
          .knex('notification_preferences')
          .insert({ user_ref: people.guest, type: 'tests.alarm', ...channels });
        const { body } = await as('guest').get(path).expect(200);
        expect(await readTypeChannels('tests.alarm')).toMatchObject({
          bell: true,
        });
        await as('guest').put(path, body).expect(200);
        const types = body.types.map((type: any) => ({
          ...type,
          channels,
        }));
        const refused = await as('guest')
          .put(path, { ...body, types })
          .expect(400);
        expect(refused.body.error.message).toMatch(
          /cannot be turned off for tests\.alarm/,
        );
      });

      it('mutes and unmutes an undeclared type after its first notification @full @postgres', async () => {
        const expected = {
          workspace: 'default',
          recipients: [people.guest],
          type: 'tests.undeclared',
          title: 'Undeclared',
        };
        expect(await readTypeChannels(expected.type)).toBeUndefined();
        await service.createNotification(expected);
        await waitForNotifications(callboard().knex);
        const { body } = await as('guest').get(path).expect(200);
        const types = body.types.map((type: any) =>
          type.type === expected.type ? { ...type, channels } : type,
        );
        await as('guest')
          .put(path, { ...body, types })
          .expect(200);
        await service.createNotification(expected);
        await waitForNotifications(callboard().knex);
        expect(await titles('guest')).toEqual(['Undeclared']);
        await callboard().knex('notification_events').delete();
        expect(await readTypeChannels(expected.type)).toEqual(channels);
        await as('guest').put(path, body).expect(200);
        await service.createNotification(expected);
        await waitForNotifications(callboard().knex);
        expect(await titles('guest')).toEqual(['Undeclared']);
      });
    });

    it('returns the most specific subscription level: work item, then project, then relation', async () => {
      const fixture = await ProjectFixture.open(callboard());
      await as('superAdmin')
        .post(`${fixture.path}/members`, {
          user_ref: people.member,
          role: 'member',
        })
        .expect(201);
      const item = await fixture.make({ assignees: [people.member] });
      const thread = `${fixture.path}/work-items/${item.id}/subscription`;
      const project = `${fixture.path}/subscription`;
      const readSubscription = async (who: PersonName, path: string) =>
        (await as(who).get(path).expect(200)).body;
      expect(await readSubscription('member', thread)).toEqual({
        level: 'all',
        source: 'assignee',
      });
      expect(await readSubscription('superAdmin', thread)).toEqual({
        level: 'all',
        source: 'author',
      });
      expect(await readSubscription('guest', thread)).toEqual({
        level: 'none',
        source: 'none',
      });
      await as('guest').put(project, { level: 'mentions' }).expect(200);
      expect(await readSubscription('guest', thread)).toEqual({
        level: 'mentions',
        source: 'project',
      });
      await as('member').put(project, { level: 'none' }).expect(200);
      expect(await readSubscription('member', thread)).toEqual({
        level: 'none',
        source: 'project',
      });
      const put = await as('member').put(thread, { level: 'all' }).expect(200);
      expect(put.body).toEqual({ level: 'all', source: 'own' });
      expect(await readSubscription('member', thread)).toEqual(put.body);
      await as('member').delete(thread).expect(204);
      await as('member').delete(project).expect(204);
      expect(await readSubscription('member', thread)).toMatchObject({
        source: 'assignee',
      });
      await as('member')
        .get(`${fixture.path}/work-items/${fixture.pid}/subscription`)
        .expect(404);
    });

    it('sends announcements to their recipients, and counts reads even after cleanup @postgres', async () => {
      const made = await announce({
        title: 'For all',
        severity: 'high',
        to: { everyone: true },
      });
      expect(made).toMatchObject({ recipient_count: 0, status: 'sending' });
      const { body: list } = await as('guest').get('/notifications');
      await as('guest')
        .patch(`/notifications/${list.items[0].id}`, { is_read: true })
        .expect(200);
      const path = `/workspaces/default/announcements`;
      const found = await as('admin').get(`${path}/${made.id}`).expect(200);
      const { length } = await callboard().knex('notifications');
      expect(found.body).toEqual({
        ...made,
        status: 'sent',
        recipient_count: length,
        read_count: 1,
      });
      expect(length).toBeGreaterThan(1);
      // The author of an announcement is not notified.
      expect(await titles('admin')).toEqual([]);

      await announce({ title: 'For some', to: { refs: [people.guest] } });
      expect(await titles('guest')).toEqual(['For some', 'For all']);
      expect(await titles('member')).toEqual(['For all']);
      const page = await as('admin').get(`${path}?limit=1`).expect(200);
      expect(page.body.items).toMatchObject([{ title: 'For some' }]);
      const next = await as('admin').get(
        `${path}?limit=1&cursor=${page.body.next_cursor}`,
      );
      expect(next.body.items).toEqual([found.body]);

      // Reads count even after recipients are deleted.
      const { knex } = callboard();
      await knex('notifications')
        .whereNotIn('id', knex('unread_notifications').select('id'))
        .update({
          id: '01900000-0000-7000-8000-000000000001',
          marked_at: new Date(Date.now() - 91 * day),
        });
      await deleteOldNotifications(knex, Date.now() - 90 * day);
      expect(await titles('guest')).toEqual(['For some']);
      expect((await as('admin').get(`${path}/${made.id}`)).body).toEqual(
        found.body,
      );
      await as('admin')
        .post(path, { title: 'T', to: { department_id: made.id } })
        .expect(400);
    });

    it('returns the audience of an announcement to admins, but not to its recipients', async () => {
      const { body: department } = await as('admin')
        .post('/workspaces/default/departments', { name: 'Sales' })
        .expect(201);
      const project = await ProjectFixture.open(callboard());
      const audiences = [
        { everyone: true },
        { department_id: department.id, recursive: false },
        { project_id: project.pid },
        { refs: [people.guest, people.member] },
      ];
      for (const to of audiences) {
        const made = await announce({ to });
        expect(made.to).toEqual(to);
        const path = `/workspaces/default/announcements/${made.id}`;
        expect((await as('admin').get(path).expect(200)).body.to).toEqual(to);
      }
      const listMetas = async () =>
        (await as('guest').get('/notifications').expect(200)).body.items.map(
          ({ meta }: { meta: object }) => meta,
        );
      expect(await listMetas()).toEqual([{}, {}]);
      // As version 1.0.0 stored it.
      await callboard()
        .knex('notification_events')
        .update({ meta: JSON.stringify({ to: { refs: [people.member] } }) });
      expect(await listMetas()).toEqual([{}, {}]);
    });

    it('counts recipients and readers of an announcement in one statement', async () => {
      const made = await announce({ to: { everyone: true } });
      const { knex } = callboard();
      const { workspace_id } = await knex('announcements')
        .where({ notification_event_id: made.id })
        .first();
      const statements: string[] = [];
      const recordStatement = ({ sql }: { sql: string }) =>
        statements.push(sql);
      knex.on('query', recordStatement);
      const found = await findAnnouncement(knex, workspace_id, made.id);
      knex.off('query', recordStatement);
      expect(found).toMatchObject({ id: made.id, read_count: 0 });
      expect(
        statements.filter(sql => sql.includes('unread_notifications')),
      ).toEqual([expect.stringContaining('recipient_count')]);
    });

    it('retains old unread notifications, and deletes the event with its last recipient @postgres', async () => {
      const { knex } = callboard();
      await announce({ title: 'unread', to: { refs: [people.guest] } });
      await knex('announcements').delete();
      await makeOld();
      await deleteOldNotifications(knex, Date.now() - 90 * day);
      expect(await titles('guest')).toEqual(['unread']);
      await knex('notifications').update({
        is_archived: true,
        marked_at: new Date(Date.now() - 91 * day),
      });
      await deleteOldNotifications(knex, Date.now() + day);
      expect(await knex('notification_events')).toEqual([]);
    });

    it('deletes notifications by the time of mark-all-read, not by their creation date', async () => {
      const { knex } = callboard();
      await announce({ title: 'old', to: { refs: [people.guest] } });
      await makeOld();
      await as('guest')
        .post('/notifications/mark-all-read', {})
        .expect(200, { updated: 1 });
      await deleteOldNotifications(knex, Date.now() - day);
      expect(await titles('guest')).toEqual(['old']);
      await deleteOldNotifications(knex, Date.now() + day);
      expect(await titles('guest')).toEqual([]);
      expect(await knex('notification_readings')).toEqual([]);
    });

    it('deletes old records of unmuted types', async () => {
      const { knex } = callboard();
      await knex('unmuted_types').insert({
        user_ref: people.guest,
        type: 'tests.muted',
        unmuted_at: new Date(Date.now() - 90 * day),
      });
      await deleteOldNotifications(knex, Date.now() - 91 * day);
      expect(await knex('unmuted_types')).toHaveLength(1);
      await deleteOldNotifications(knex, Date.now() - 89 * day);
      expect(await knex('unmuted_types')).toEqual([]);
    });

    it.each([
      ['individually before the limit', { marked: 95 }, false],
      ['individually after the limit', { marked: 85 }, true],
      [
        'individually before the limit, after an earlier mark-all-read',
        { marked: 95, all: 97 },
        false,
      ],
      ['by mark-all-read before the limit', { all: 95 }, false],
      ['by mark-all-read after the limit', { all: 85 }, true],
      [
        'before the limit, and not covered by a later mark-all-read',
        { all: 85, created_before: 101 },
        false,
      ],
      [
        'by mark-all-read after the limit, marked individually before it',
        { marked: 95, all: 85 },
        true,
      ],
      ['by a mark-all-read whose record was deleted', {}, false],
    ] as Array<[string, { marked?: number; all?: number; created_before?: number }, boolean]>)(
      'applies the retention of 90 days to notifications read %s: %j @full',
      async (_, read, isRetained) => {
        const { knex } = callboard();
        const ago = (days: number) => new Date(Date.now() - days * day);
        await announce({ title: 'read', to: { refs: [people.guest] } });
        await makeOld();
        await knex('unread_notifications').delete();
        if (read.marked) {
          await knex('notifications').update({ marked_at: ago(read.marked) });
        }
        if (read.all) {
          await knex('notification_readings').insert({
            user_ref: people.guest,
            read_at: ago(read.all),
            created_before: ago(read.created_before ?? read.all),
          });
        }
        await deleteOldNotifications(knex, Date.now() - 90 * day);
        expect(await titles('guest')).toEqual(isRetained ? ['read'] : []);
        await knex('notification_readings').delete();
      },
    );

    it('publishes a live signal to the user for new, marked and unsnoozed notifications @full', async () => {
      const { body } = await as('member').get('/live').expect(200);
      const own = body.channels.find(({ topics }: { topics: string[] }) =>
        topics.includes('notifications'),
      ).name;
      const untilNotified = async () => {
        while (!notifiedChannels.includes(own)) {
          await sleep(10);
        }
        notifiedChannels.length = 0;
      };
      notifiedChannels.length = 0;
      await announce({ to: { refs: [people.member] } });
      await untilNotified();
      const { items } = (await as('member').get('/notifications')).body;
      const marked = as('member').patch(`/notifications/${items[0].id}`, {
        snoozed_until: new Date(Date.now() + 500).toISOString(),
      });
      await marked.expect(200);
      await untilNotified();
      expect(await titles('member')).toEqual([]);
      await untilNotified();
      expect(await titles('member')).toEqual(['Hear']);
    });

    it('creates notifications of other plugins only if their transaction commits @postgres', async () => {
      const { knex } = callboard();
      const expected = {
        workspace: 'default',
        recipients: [people.guest],
        type: 'tests.notified',
        title: 'From a module',
      };
      const failing = knex.transaction(async transaction => {
        await service.createNotification(expected, { transaction });
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await knex('notification_events')).toEqual([]);
      const { id } = await knex.transaction(transaction =>
        service.createNotification(expected, { transaction }),
      );
      expect(await knex('notification_events').pluck('id')).toEqual([id]);
      await service.createNotification({ ...expected, title: 'Without' });
      await waitForNotifications(knex);
      expect(await titles('guest')).toEqual(['Without', 'From a module']);
      await expect(
        service.createNotification({ ...expected, title: '' }),
      ).rejects.toThrow(/title/);
    });
  },
);

// SQLite has one connection, so nothing can happen between two steps of a request.
describe('notification preferences during concurrent changes', () => {
  const databases = MigratedDatabases.create(['POSTGRES_18']);

  it('retains the choice for a type that the user does not see @full', async () => {
    const knex = await databases.init('POSTGRES_18');
    const preferences = new Preferences({
      knex,
      clock: { now: () => Date.now() },
      types: new NotificationTypes([]),
      workspaces: {
        readDefaultTimeZone: async () => 'UTC',
        listAdministered: async () => [],
      } as unknown as WorkspaceDirectory,
    });
    const user_ref = people.member;
    const viewer = { user_ref, is_super_admin: false };
    const values = await preferences.readPreferences(viewer);
    const saved = await knex.transaction(async tx => {
      await lockName(tx, `notification preferences ${user_ref}`);
      await tx('notification_preferences').insert({
        user_ref,
        type: 'tests.hidden',
        bell: true,
        email: false,
        browser: false,
        digest: true,
      });
      const put = preferences.put(viewer, values);
      await untilBlocked(knex, 'advisory');
      // Not awaited here, because it waits for this transaction.
      return { put };
    });
    await saved.put;
    const getChannels = await preferences.readUserChannels(user_ref);
    expect(getChannels('tests.hidden').email).toBe(false);
    await knex.destroy();
  });
});
