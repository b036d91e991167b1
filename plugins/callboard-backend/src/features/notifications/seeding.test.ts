import { createBackendModule } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  seedersExtensionPoint,
  SeedServices,
} from '@callboard/plugin-callboard-node';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  people,
  PersonName,
  startCallboardOn,
  TestCallboard,
} from '../../__testUtils__/startCallboard';

const DAY_MS = 86_400_000;

const secret: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'secrets', namespace: 'default' },
  spec: { owner: 'somebody' },
};

/** Returns 09:00 UTC on the day that many days ago. */
function daysAgo(days: number): Date {
  const at = new Date(Date.now() - days * DAY_MS);
  at.setUTCHours(9, 0, 0, 0);
  return at;
}
const createSeedActor = (user_ref: string, days: number) => ({
  user_ref,
  at: daysAgo(days),
});

const slug = 'default';

describe('seeded notifications', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let callboard: TestCallboard;

    /** Starts a portal with a seeder that adds the members and then runs `seed`. */
    async function start(
      seed: (services: SeedServices) => Promise<void>,
    ): Promise<void> {
      const module = createBackendModule({
        pluginId: 'callboard',
        moduleId: 'bells',
        register: env =>
          env.registerInit({
            deps: { seeders: seedersExtensionPoint },
            init: async ({ seeders }) => {
              seeders.addSeeder({
                name: 'bells',
                async seed(services) {
                  const admin = createSeedActor(people.admin, 30);
                  await services.ensureMember(admin, slug, {
                    user_ref: people.admin,
                    role: 'admin',
                  });
                  for (const user_ref of [people.member, people.guest]) {
                    await services.ensureMember(admin, slug, {
                      user_ref,
                      role: 'member',
                    });
                  }
                  await seed(services);
                },
              });
            },
          }),
      });
      callboard = await startCallboardOn(await databases.init(databaseId), {
        modules: [module],
        config: { mail: { from: 'callboard@example.com', folder: '/nowhere' } },
      });
    }
    afterEach(() => callboard.stop());

    const readInbox = async (who: PersonName, query = '') =>
      (await callboard.as(who).get(`/notifications${query}`).expect(200)).body;

    /**
     * Creates a secret project with an item that is assigned to the member and has others'
     * comments.
     */
    async function seedCommentedItem(services: SeedServices): Promise<void> {
      const { id: pid } = await services.ensureProject(
        createSeedActor(people.admin, 20),
        slug,
        secret,
      );
      const params = { slug, pid };
      const admin = services.getClient(createSeedActor(people.admin, 20));
      await admin.call(endpoints.updateProject, {
        params,
        body: { access: 'secret' },
      });
      await admin.call(endpoints.addProjectMember, {
        params,
        body: { user_ref: people.member, role: 'member' },
      });
      const items = await services.recordWork(slug, pid, [
        {
          ...createSeedActor(people.admin, 10),
          make: 'item',
          input: { title: 'Hide the key', assignees: [people.member] },
        },
      ]);
      const iid = items.get('item')!.id;
      for (const days of [3, 2]) {
        await services
          .getClient(createSeedActor(people.admin, days))
          .call(endpoints.createWorkItemComment, {
            params: { ...params, iid },
            body: { body: `> How long?\n\nSince ${days} days` },
          });
      }
    }

    it('creates notifications with past dates for users with access, without emails', async () => {
      await start(async services => {
        await seedCommentedItem(services);
        await services.notifyPeople(daysAgo(11), new Date());
      });
      const { items, unread_count } = await readInbox('member');
      expect(
        items.map(({ type, count, body, created_at, updated_at }: any) => ({
          type,
          count,
          body,
          times: [created_at, updated_at],
        })),
      ).toEqual([
        {
          type: 'work_item.commented',
          count: 2,
          body: 'Since 2 days',
          times: [3, 2].map(days => daysAgo(days).toISOString()),
        },
        {
          type: 'work_item.assigned',
          count: 1,
          body: 'Ada Admin assigned it to you.',
          times: [10, 10].map(days => daysAgo(days).toISOString()),
        },
      ]);
      expect(unread_count).toBe(2);
      expect((await readInbox('guest')).items).toEqual([]);
      // Past events cause no emails, and no fan-out is pending.
      expect(await callboard.knex('mails')).toEqual([]);
    });

    it('omits changes before and after the given period @full', async () => {
      await start(async services => {
        await seedCommentedItem(services);
        await services.notifyPeople(daysAgo(4), daysAgo(2));
      });
      expect((await readInbox('member')).items).toMatchObject([
        { count: 1, created_at: daysAgo(3).toISOString() },
      ]);
    });

    it('stores read and archived flags of the recipients without a new updated_at @full', async () => {
      await start(async services => {
        await seedCommentedItem(services);
        await services.notifyPeople(daysAgo(11), new Date());
        const [talk, assigned] = await services.listNotifications(
          people.member,
        );
        await services.markNotifications(people.member, [talk.id], {
          is_read: true,
        });
        await services.markNotifications(people.member, [assigned.id], {
          is_archived: true,
        });
        // Has no effect: the notification belongs to another user.
        await services.markNotifications(people.guest, [assigned.id], {
          is_archived: false,
        });
      });
      expect(await readInbox('member')).toMatchObject({
        items: [{ is_read: true, updated_at: daysAgo(2).toISOString() }],
        unread_count: 0,
      });
      expect((await readInbox('member', '?archived=true')).items).toMatchObject(
        [{ type: 'work_item.assigned', updated_at: daysAgo(10).toISOString() }],
      );
    });

    it('creates announcements that count recipients and readers', async () => {
      await start(async services => {
        const { recipient_count } = await services.announce(
          createSeedActor(people.admin, 5),
          slug,
          { title: 'Hello', severity: 'normal', to: { everyone: true } },
        );
        expect(recipient_count).toBe(2);
        const [{ id }] = await services.listNotifications(people.guest);
        await services.markNotifications(people.guest, [id], { is_read: true });
      });
      expect((await readInbox('member')).items).toMatchObject([
        { title: 'Hello', created_at: daysAgo(5).toISOString() },
      ]);
      const { body } = await callboard
        .as('admin')
        .get(`/workspaces/${slug}/announcements`)
        .expect(200);
      expect(body.items).toMatchObject([
        { status: 'sent', recipient_count: 2, read_count: 1 },
      ]);
    });

    it('notifies admins of a deactivated webhook, with a link to it', async () => {
      let id = '';
      await start(async services => {
        const webhook = await services.recordWebhook(
          createSeedActor(people.admin, 20),
          slug,
          {
            name: 'Chat',
            url: 'https://chat.invalid/hook',
            event_types: ['work_item_comment.create'],
          },
          'removed',
        );
        id = webhook.id;
        await services.notifyPeople(daysAgo(25), new Date());
      });
      expect((await readInbox('admin')).items).toMatchObject([
        {
          type: 'webhook.deactivated',
          target_url: `/callboard/webhooks/${id}?workspace=default`,
        },
      ]);
      expect((await readInbox('member')).items).toEqual([]);
    });
  });
});
