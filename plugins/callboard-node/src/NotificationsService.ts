import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import {
  endpoints,
  NewNotificationInput,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { createServiceClient } from './createServiceClient';
import { localNotificationsServiceRef } from './localNotifications';

/** Something to tell people: see `POST /notifications`. @public */
export type CreateNotification = NewNotificationInput;

/**
 * Tells people things, as a plugin of the portal.
 *
 * @public
 */
export interface NotificationsService {
  /**
   * Tells people something. Returns before anybody has been told; who may not
   * see the workspace, or does not want to hear of the type, is not.
   *
   * @param options - `transaction`: one of the database of Callboard, which only
   * its own modules have. Then nobody is told unless it commits.
   * @returns the id of what is told; each person's copy has another
   * @throws InputError when something is wrong with the notification
   */
  createNotification(
    notification: CreateNotification,
    options?: { transaction?: Knex.Transaction },
  ): Promise<{ id: string }>;
}

/**
 * Where other plugins and modules get the service from. Callboard may run in the
 * same process or in another; transactions need the same one.
 *
 * @public
 */
export const notificationsServiceRef = createServiceRef<NotificationsService>({
  id: 'callboard.notifications',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        plugin: coreServices.pluginMetadata,
        local: localNotificationsServiceRef,
      },
      factory({ auth, discovery, plugin, local }) {
        const client = createServiceClient({ auth, discovery });
        return {
          async createNotification(notification, { transaction } = {}) {
            const create = local.find();
            if (create) {
              return create(notification, {
                sender: `plugin:${plugin.getId()}`,
                transaction,
              });
            }
            if (transaction) {
              throw new Error(
                'Callboard runs in another process: a transaction cannot reach it',
              );
            }
            return client.call(endpoints.createNotification, {
              body: notification,
            });
          },
        };
      },
    }),
});
