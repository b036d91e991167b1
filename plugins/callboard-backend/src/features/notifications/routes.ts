import { endpoints } from '@callboard/plugin-callboard-common';
import { Caller } from '../../access/Caller';
import { VisibilityScope } from '../../core/resources/VisibilityScope';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { ContractRouter } from '../../http/ContractRouter';
import { Announcements } from './Announcements';
import { Following } from './following/Following';
import { NotificationStates } from './reading/NotificationStates';
import { Preferences } from './Preferences';
import { NotificationReader } from './reading/NotificationReader';
import { AdminNotifications } from './dispatch/AdminNotifications';
import { PluginNotifications } from './dispatch/PluginNotifications';

export interface NotificationServices {
  workspaces: WorkspaceDirectory;
  reader: NotificationReader;
  states: NotificationStates;
  adminNotifications: AdminNotifications;
  pluginNotifications: PluginNotifications;
  preferences: Preferences;
  following: Following;
  announcements: Announcements;
}

export function bindNotifications(
  router: ContractRouter,
  services: NotificationServices,
): void {
  const { preferences, announcements, pluginNotifications } = services;
  bindNotificationLists(router, services);
  bindFollowing(router, services);
  router.handleService(endpoints.createNotification, ({ body, service }) =>
    pluginNotifications.create(body, { sender: service }),
  );
  router.handle(endpoints.getNotificationPreferences, ({ caller }) =>
    preferences.readPreferences(caller),
  );
  router.handle(
    endpoints.putNotificationPreferences,
    async ({ caller, body }) => {
      await preferences.put(caller, body);
      return preferences.readPreferences(caller);
    },
  );
  router.handle(endpoints.listAnnouncements, ({ workspace, query }) =>
    announcements.list(workspace, query),
  );
  router.handle(endpoints.createAnnouncement, ({ caller, workspace, body }) =>
    announcements.publish(caller, workspace, body),
  );
  router.handle(endpoints.getAnnouncement, ({ workspace, params }) =>
    announcements.get(workspace, params.id),
  );
}

function bindNotificationLists(
  router: ContractRouter,
  { workspaces, reader, states, adminNotifications }: NotificationServices,
): void {
  const readScope = async (caller: Caller) =>
    new VisibilityScope(caller.user_ref, await workspaces.listVisible(caller));
  /** Reads the scope, and adds the earlier admin notifications that a new admin has missed. */
  const readCaughtUpScope = async (caller: Caller) => {
    const scope = await readScope(caller);
    await adminNotifications.catchUp(scope);
    return scope;
  };
  router.handle(endpoints.listNotifications, async ({ caller, query }) =>
    reader.list(await readCaughtUpScope(caller), query),
  );
  router.handle(endpoints.getUnreadCount, async ({ caller }) => ({
    unread_count: await reader.countUnread(await readCaughtUpScope(caller)),
  }));
  router.handle(
    endpoints.updateNotification,
    async ({ caller, params, body }) => {
      const scope = await readScope(caller);
      // Errors about access come before errors about fields.
      await reader.get(scope, params.id);
      await states.updateMany(scope, [params.id], body);
      return reader.get(scope, params.id);
    },
  );
  router.handle(
    endpoints.updateManyNotifications,
    async ({ caller, body: { ids, ...patch } }) => ({
      updated: await states.updateMany(await readScope(caller), ids, patch),
    }),
  );
  router.handle(
    endpoints.markAllNotificationsRead,
    async ({ caller, body }) => ({
      updated: await states.markAllRead(await readScope(caller), {
        before: body.before ? Date.parse(body.before) : undefined,
        type: body.type ?? undefined,
      }),
    }),
  );
}

function bindFollowing(
  router: ContractRouter,
  { following }: NotificationServices,
): void {
  const toThread = ({ pid, iid }: { pid: string; iid?: string }) => ({
    project_id: pid,
    work_item_id: iid,
  });
  for (const [read, put, remove] of [
    [
      endpoints.getProjectSubscription,
      endpoints.putProjectSubscription,
      endpoints.deleteProjectSubscription,
    ],
    [
      endpoints.getWorkItemSubscription,
      endpoints.putWorkItemSubscription,
      endpoints.deleteWorkItemSubscription,
    ],
  ] as const) {
    router.handle(read, ({ caller, params }) =>
      following.readSubscription(caller.user_ref, toThread(params)),
    );
    router.handle(put, ({ caller, params, body }) =>
      following.putSubscription(caller.user_ref, toThread(params), body.level),
    );
    router.handle(remove, ({ caller, params }) =>
      following.deleteSubscription(caller.user_ref, toThread(params)),
    );
  }
}
