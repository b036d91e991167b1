import { SeedServices } from '@callboard/plugin-callboard-node';
import { untoldChanges } from '../../../changes/untoldChanges';
import { Core } from '../../../core/Core';
import { DatedActors } from '../../../core/DatedActors';
import { Announcements } from '../announcements/Announcements';
import { AnnouncementStore } from '../announcements/AnnouncementStore';
import { NotificationMarks } from '../marks/NotificationMarks';
import { NotificationReader } from '../reading/NotificationReader';
import { sightOf } from '../reading/sightOf';
import { NotificationRules } from '../rules/NotificationRules';
import { NotificationTypes } from '../rules/NotificationTypes';
import { NotificationsSubscriber } from '../rules/NotificationsSubscriber';
import { PastNotices } from './PastNotices';

/** As many as the API lists at once. */
const LISTED = 100;

/** What seeders may do with notifications that no endpoint does. */
export function createNotificationSeeding(
  core: Core,
  deps: {
    rules: NotificationRules;
    types: NotificationTypes;
    past: PastNotices;
    announced: AnnouncementStore;
    reader: NotificationReader;
    marks: NotificationMarks;
  },
): Pick<
  SeedServices,
  'announce' | 'notifyPeople' | 'listNotifications' | 'markNotifications'
> {
  const { knex, workspaces } = core;
  const { past, reader, marks } = deps;
  const { telling } = past;
  const actors = new DatedActors(core);
  const subscriber = new NotificationsSubscriber({ ...core, ...deps, telling });
  const announcements = new Announcements({
    ...core,
    telling,
    store: deps.announced,
  });

  return {
    async announce(actor, slug, input) {
      const workspace = await workspaces.getBySlug(slug);
      const caller = await actors.caller(actor);
      const { id } = await announcements.publish(caller, workspace, input);
      await past.handOut();
      return announcements.get(workspace, id);
    },
    async notifyPeople(from, to) {
      const time = { from: from.getTime(), to: to.getTime() };
      for await (const changes of untoldChanges(knex, time)) {
        await knex.transaction(tx => subscriber.handle(changes, tx));
        await past.handOut();
      }
    },
    async listNotifications(user_ref) {
      const sight = await sightOf(core, user_ref);
      const { items } = await reader.list(sight, { limit: LISTED });
      return items;
    },
    async markNotifications(user_ref, ids, patch) {
      await marks.markMany(await sightOf(core, user_ref), ids, patch);
    },
  };
}
