import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { NewNotificationInput } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';

/** Tells people something, in the process that Callboard runs in. @internal */
export type CreateLocally = (
  notification: NewNotificationInput,
  options: { sender: string; transaction?: Knex.Transaction },
) => Promise<{ id: string }>;

/**
 * Where the backend of Callboard says how it tells people things, for the other
 * plugins of its process.
 *
 * @internal
 */
export class LocalNotifications {
  #create: CreateLocally | undefined;

  provide(create: CreateLocally): void {
    this.#create = create;
  }

  /** Nothing where Callboard does not run in this process. */
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
