import { TestDatabaseId } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { roleRanks } from '@callboard/plugin-callboard-common';
import { NotificationChannels } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { isFullRun } from '../../../__testUtils__/random';
import { createId } from '../../../database/ids';
import { FanOutFixture, MANDATORY } from '../__testUtils__/FanOutFixture';
import { WorkspaceAccess } from '../../../access/Caller';
import { VisibilityScope } from '../../../core/resources/VisibilityScope';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { insertMany } from '../../../database/bulk';
import { Preferences } from '../Preferences';
import { defaultChannels, NotificationTypes } from '../rules/NotificationTypes';
import { AdminNotifications } from './AdminNotifications';

/** The number of concurrent sends of the same event. */
const SENDS = isFullRun ? 500 : 100;

describe('notification dispatch', () => {
  const databases = MigratedDatabases.create();

  /** Lists references of people in no particular order. */
  const manyPeople = (count: number) =>
    Array.from(
      { length: count },
      (_, nth) => `user:default/p${(nth * 7) % count}`,
    );

  const group = (
    name: string,
    members: string[],
    children: string[],
  ): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: {},
    relations: [
      ...members.map(targetRef => ({ type: 'hasMember', targetRef })),
      ...children.map(child => ({
        type: 'parentOf',
        targetRef: `group:default/${child}`,
      })),
    ],
  });

  describe.each(databases.eachSupportedId())('fan-out, on %p', databaseId => {
    let fixture: FanOutFixture;

    const start = async (
      entities: Entity[] = [],
      id: TestDatabaseId = databaseId,
    ) => {
      fixture = await FanOutFixture.create(await databases.init(id), {
        entities,
        batchSize: 1_000,
      });
      return fixture;
    };

    afterEach(async () => {
      await fixture.knex.destroy();
    });

    const listRows = (knex: Knex) => knex('notifications').orderBy('user_ref');

    it('notifies 10,000 group members once each in batches of 1,000, even after a repeated job @full', async () => {
      const people = manyPeople(10_000);
      await start([
        group('all', people.slice(0, 6_000), ['some', 'none']),
        // Nested Groups, with members that are in both.
        group('some', people.slice(4_000), ['all']),
        group('none', [], []),
      ]);
      await fixture.join(people, roleRanks.guest);
      const [notification_event_id] = await fixture.notify({
        to: { refs: ['group:default/all', 'group:default/gone', people[0]] },
        actor_ref: people[5],
        except: [people[6]],
      });
      const batches = await fixture.runJobs();
      expect(batches.map(({ length }) => length)).toEqual([
        ...Array(9).fill(1_000),
        998,
      ]);
      expect(batches.flat()).toEqual(
        people.filter(ref => ref !== people[5] && ref !== people[6]).sort(),
      );
      // A repeated job, as after a crash, notifies nobody twice.
      await fixture.runJobs([{ notification_event_id, after: people[17] }]);
      expect(await listRows(fixture.knex)).toHaveLength(9_998);
    });

    it('omits users without access and users who muted the type, project or work item', async () => {
      const [member, guest, outside, muted, muting, mentions] = manyPeople(6);
      await start();
      await fixture.join([member, muted, muting, mentions], roleRanks.member);
      await fixture.join([guest], roleRanks.guest);
      const { project_id, work_item_id } = await fixture.createSecretProject();
      await fixture.join(
        [member, muted, muting, mentions],
        roleRanks.member,
        project_id,
      );
      await fixture.knex('notification_preferences').insert({
        user_ref: muting,
        type: 'work_item.assigned',
        bell: false,
        email: true,
        browser: false,
        digest: true,
      });
      await fixture.follow(muted, project_id, project_id, 'none');
      await fixture.follow(mentions, project_id, work_item_id, 'mentions');
      const everybody = { refs: manyPeople(6) };
      const notificationEvent = {
        type: 'work_item.assigned',
        visibility: 'project' as const,
        project_id,
        about: { work_item_id },
        to: everybody,
      };
      const reached = async (more: object) => {
        await fixture.notify({ ...notificationEvent, ...more });
        return (await fixture.runJobs()).flat().sort();
      };
      expect(await reached({})).toEqual([member]);
      expect(await reached({ is_mention: true })).toEqual(
        [member, mentions].sort(),
      );
      expect(await reached({ type: MANDATORY })).toEqual(
        [member, muted, muting, mentions].sort(),
      );
      expect(await reached({ visibility: 'recipients' })).toEqual(
        [member, guest, outside].sort(),
      );
    });

    it('notifies members not yet notified of the action, including those who muted the first type', async () => {
      const [both, grouped, muting, formerMember] = manyPeople(4);
      await start([group('some', [both, grouped, muting, formerMember], [])]);
      await fixture.join([both, grouped, muting], roleRanks.admin);
      await fixture.knex('notification_preferences').insert({
        user_ref: muting,
        type: 'work_item.assigned',
        bell: false,
        email: true,
        browser: false,
        digest: true,
      });
      const action = { action_id: createId(0), unless_notified: true };
      await fixture.notify({
        ...action,
        type: 'work_item.assigned',
        to: { refs: [both, muting, formerMember] },
      });
      await fixture.notify({ ...action, to: { refs: ['group:default/some'] } });
      await fixture.notify({ ...action, to: { admins: true } });
      expect(await fixture.runJobs()).toEqual([
        [both],
        [grouped, muting].sort(),
        [],
      ]);
    });

    it('notifies each user once per action, even when only a count increases @full-postgres', async () => {
      const [mentioned, follower] = manyPeople(2);
      await start();
      await fixture.join([mentioned, follower], roleRanks.member);
      const [one, another] = [createId(0), createId(0)];
      const mention = { to: { refs: [mentioned] }, dedupe_key: 'mentioned' };
      await fixture.notify({ ...mention, action_id: one });
      await fixture.notify({ ...mention, action_id: another });
      for (const action_id of [one, another]) {
        await fixture.notify({
          to: { refs: [mentioned, follower] },
          dedupe_key: 'commented',
          action_id,
          unless_notified: true,
        });
      }
      expect(await fixture.runJobs()).toEqual([
        [mentioned],
        [mentioned],
        [follower],
        [follower],
      ]);
      expect(await fixture.knex('notified_actions')).toEqual([]);
    });

    it('counts all identical notifications that are dispatched concurrently @full', async () => {
      const [person] = manyPeople(1);
      await start();
      await fixture.join([person], roleRanks.guest);
      await Promise.all(
        Array.from({ length: SENDS }, (_, nth) =>
          fixture.notify({
            to: { refs: [person] },
            dedupe_key: 'k',
            title: `${nth}`,
          }),
        ),
      );
      await fixture.runJobsConcurrently(8);
      const latest = await fixture
        .knex('notification_events')
        .orderBy('id', 'desc')
        .first();
      expect(await listRows(fixture.knex)).toMatchObject([
        { user_ref: person, count: SENDS, notification_event_id: latest.id },
      ]);
    });

    it('notifies assignees, author and followers of a work item, except those who muted it', async () => {
      const [assignee, author, ofProject, ofItem, quiet] = manyPeople(5);
      await start();
      await fixture.join(manyPeople(5), roleRanks.member);
      const { project_id, work_item_id } = await fixture.createSecretProject(
        author,
        [assignee, quiet],
      );
      await fixture.join(manyPeople(5), roleRanks.member, project_id);
      await fixture.follow(ofProject, project_id, project_id, 'all');
      await fixture.follow(ofItem, project_id, work_item_id, 'all');
      await fixture.follow(quiet, project_id, work_item_id, 'none');
      await fixture.notify({
        project_id,
        visibility: 'project',
        about: { work_item_id },
        to: { followers: { project_id, work_item_id } },
      });
      expect((await fixture.runJobs()).flat().sort()).toEqual(
        [assignee, author, ofProject, ofItem].sort(),
      );
    });

    it('rejects the fan-out and notifies nobody while the catalog is unavailable', async () => {
      await start();
      fixture.setCatalogDown(true);
      await fixture.join(manyPeople(2), roleRanks.guest);
      await fixture.notify({ to: { refs: ['group:default/all'] } });
      await expect(fixture.runJobs()).rejects.toThrow(
        /catalog is not responding/,
      );
      expect(await listRows(fixture.knex)).toEqual([]);
    });
  });
});

describe('admin notifications', () => {
  const admin = 'user:default/admin';
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())(
    'AdminNotifications.catchUp, on %p',
    databaseId => {
      let fixture: FanOutFixture;

      beforeEach(async () => {
        fixture = await FanOutFixture.create(await databases.init(databaseId));
        await fixture.join([admin], roleRanks.admin);
      });

      afterEach(async () => {
        await fixture.knex.destroy();
      });

      const clock = { now: () => Date.now() };
      const types = new NotificationTypes([]);
      const createPreferences = () =>
        new Preferences({
          knex: fixture.knex,
          clock,
          types,
          workspaces: {
            readDefaultTimeZone: async () => 'UTC',
            listAdministered: async () => [],
          } as unknown as WorkspaceDirectory,
        });
      const catchUp = () => {
        const workspace = { id: fixture.workspace_id, slug: 'w' };
        const seen = [{ workspace, role: 'admin' }] as WorkspaceAccess[];
        return new AdminNotifications({
          knex: fixture.knex,
          clock,
          types,
          preferences: createPreferences(),
          retentionMs: 1_000_000,
        }).catchUp(new VisibilityScope(admin, seen));
      };
      /** Stores the channels of a type that differ from the defaults. */
      const storeChannels = (
        type: string,
        channels: Partial<NotificationChannels>,
      ) =>
        fixture
          .knex('notification_preferences')
          .insert({ user_ref: admin, type, ...defaultChannels, ...channels });
      /** Saves the preferences with the default channels for all types. */
      const saveDefaults = async () => {
        const preferences = createPreferences();
        const viewer = { user_ref: admin, is_super_admin: false };
        const values = await preferences.readPreferences(viewer);
        await preferences.put(viewer, {
          ...values,
          types: values.types.map(each => ({
            ...each,
            channels: defaultChannels,
          })),
        });
      };
      const listRows = () =>
        fixture
          .knex('notifications')
          .orderBy('id')
          .select('user_ref', 'count')
          .then(rows => rows.map(({ user_ref, count }) => [user_ref, count]));
      const listTypes = () =>
        fixture.knex('notifications').orderBy('type').pluck('type');

      it('ignores notifications still being dispatched, which the fan-out then delivers', async () => {
        await fixture.notify({ to: { admins: true } });
        await catchUp();
        expect(await listRows()).toEqual([]);
        expect((await fixture.runJobs()).flat()).toEqual([admin]);
      });

      it('counts only types that are not muted towards the maximum', async () => {
        const { knex } = fixture;
        await fixture.notify({ to: { admins: true }, at: Date.now() - 5 });
        await fixture.runJobs();
        await knex('notifications').delete();
        const muted = { type: 'tests.muted', created_at: new Date() };
        const event = await knex('notification_events').first();
        await insertMany(
          knex,
          'notification_events',
          Array.from({ length: 200 }, () => ({
            ...event,
            ...muted,
            id: createId(Date.now()),
          })),
        );
        await storeChannels(muted.type, { bell: false });
        await catchUp();
        expect(await listRows()).toEqual([[admin, 1]]);
      });

      it('skips events from before the admin turned the bell of their type on again', async () => {
        const { knex } = fixture;
        const now = Date.now();
        await storeChannels('tests.notified', { bell: false });
        await fixture.notify({ to: { admins: true }, at: now - 1_000 });
        await fixture.notify({
          to: { admins: true },
          at: now - 1_000,
          type: 'tests.other',
        });
        await fixture.runJobs();
        await saveDefaults();
        await fixture.notify({ to: { admins: true }, at: now + 60_000 });
        await fixture.runJobs();
        await knex('notifications').delete();
        await catchUp();
        expect(await listTypes()).toEqual(['tests.notified', 'tests.other']);
      });

      it('skips no earlier events after the admin changed only other channels', async () => {
        await storeChannels('tests.notified', { email: false });
        await fixture.notify({ to: { admins: true }, at: Date.now() - 1_000 });
        await fixture.runJobs();
        await saveDefaults();
        await fixture.knex('notifications').delete();
        await catchUp();
        expect(await listRows()).toEqual([[admin, 1]]);
      });

      it('skips an event if the admin received a later event with the same key', async () => {
        await fixture.notify({ to: { admins: true }, dedupe_key: 'k' });
        await fixture.notify({ to: { refs: [admin] }, dedupe_key: 'k' });
        await fixture.runJobs();
        await catchUp();
        expect(await listRows()).toEqual([[admin, 2]]);
      });

      it('creates each missed notification once, even for concurrent requests', async () => {
        await fixture.notify({ to: { admins: true } });
        await fixture.notify({ to: { admins: true }, dedupe_key: 'k' });
        await fixture.runJobs();
        await fixture.knex('notifications').delete();
        await Promise.all(Array.from({ length: 8 }, catchUp));
        expect(await listRows()).toEqual([
          [admin, 1],
          [admin, 1],
        ]);
      });
    },
  );
});
