import { SeedServices } from '@callboard/plugin-callboard-node';
import { listPendingChanges } from '../../../changes/listPendingChanges';
import { Core } from '../../../core/Core';
import { DatedActors } from '../../../core/DatedActors';
import { Announcements } from '../announcements/Announcements';
import { AnnouncementStore } from '../announcements/AnnouncementStore';
import { NotificationStates } from '../states/NotificationStates';
import { NotificationReader } from '../reading/NotificationReader';
import { getVisibilityScope } from '../reading/getVisibilityScope';
import { NotificationRules } from '../rules/NotificationRules';
import { NotificationTypes } from '../rules/NotificationTypes';
import { NotificationsSubscriber } from '../rules/NotificationsSubscriber';
import { PastNotifications } from './PastNotifications';

/** The page limit of the API. */
const LISTED = 100;

/** Seeding operations on notifications that no endpoint offers. */
export function createNotificationSeeding(
  core: Core,
  deps: {
    rules: NotificationRules;
    types: NotificationTypes;
    past: PastNotifications;
    announced: AnnouncementStore;
    reader: NotificationReader;
    states: NotificationStates;
  },
): Pick<
  SeedServices,
  'announce' | 'notifyPeople' | 'listNotifications' | 'markNotifications'
> {
  const { knex, workspaces } = core;
  const { past, reader, states } = deps;
  const { dispatcher } = past;
  const actors = new DatedActors(core);
  const subscriber = new NotificationsSubscriber({
    ...core,
    ...deps,
    dispatcher,
  });
  const announcements = new Announcements({
    ...core,
    dispatcher,
    store: deps.announced,
  });

  return {
    async announce(actor, slug, input) {
      const workspace = await workspaces.getBySlug(slug);
      const caller = await actors.getCaller(actor);
      const { id } = await announcements.publish(caller, workspace, input);
      await past.handOut();
      return announcements.get(workspace, id);
    },
    async notifyPeople(from, to) {
      const time = { from: from.getTime(), to: to.getTime() };
      for await (const changes of listPendingChanges(knex, time)) {
        await knex.transaction(tx => subscriber.handle(changes, tx));
        await past.handOut();
      }
    },
    async listNotifications(user_ref) {
      const scope = await getVisibilityScope(core, user_ref);
      const { items } = await reader.list(scope, { limit: LISTED });
      return items;
    },
    async markNotifications(user_ref, ids, patch) {
      await states.updateMany(
        await getVisibilityScope(core, user_ref),
        ids,
        patch,
      );
    },
  };
}
