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

/** The input of a notification: see `POST /notifications`. @public */
export type CreateNotification = NewNotificationInput;

/** Sends notifications on behalf of a plugin of the portal. @public */
export interface NotificationsService {
  /**
   * Creates a notification, and returns before the notification reaches its recipients. Users who
   * cannot see the workspace, or have switched off the notification type, do not receive it.
   *
   * @param options - `transaction`: a transaction of Callboard's database, available only to
   * Callboard's own modules. The notification is sent only if the transaction commits.
   * @returns the id of the notification event; each recipient's notification has an id of its own
   * @throws InputError if the notification is invalid; if Callboard runs in another process, a
   * ResponseError instead
   * @throws Error if `transaction` is given, but Callboard runs in another process
   */
  createNotification(
    notification: CreateNotification,
    options?: { transaction?: Knex.Transaction },
  ): Promise<{ id: string }>;
}

/**
 * The service reference for other plugins and modules. Callboard may run in the same process or in
 * another; transactions require the same process.
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
                'Callboard runs in another process, so it cannot use your transaction. Omit `transaction`',
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
