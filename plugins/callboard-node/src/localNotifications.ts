import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { NewNotificationInput } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';

/** Creates a notification without HTTP, in the process in which Callboard runs. @internal */
export type CreateLocally = (
  notification: NewNotificationInput,
  options: { sender: string; transaction?: Knex.Transaction },
) => Promise<{ id: string }>;

/**
 * Lets Callboard's backend register its notification function for other plugins in the same
 * process.
 *
 * @internal
 */
export class LocalNotifications {
  #create: CreateLocally | undefined;

  provide(create: CreateLocally): void {
    this.#create = create;
  }

  /** Undefined if Callboard does not run in this process. */
  find(): CreateLocally | undefined {
    return this.#create;
  }
}

/** @internal */
export const localNotificationsServiceRef =
  createServiceRef<LocalNotifications>({
    id: 'callboard.notifications.local',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {},
        factory: () => new LocalNotifications(),
      }),
  });
