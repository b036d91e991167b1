import { Core } from '../../core/Core';
import { NotificationRules } from './rules/NotificationRules';
import { NotificationTypes } from './rules/NotificationTypes';
import { NotificationsSubscriber } from './rules/NotificationsSubscriber';
import { NotificationDispatcher } from './dispatch/NotificationDispatcher';

/** Registers the subscriber that applies the notification rules to every change. */
export function addNotificationRules(
  { subscribers, logger }: Pick<Core, 'subscribers' | 'logger'>,
  rest: {
    rules: NotificationRules;
    types: NotificationTypes;
    dispatcher: NotificationDispatcher;
  },
): void {
  subscribers.transactional.push(
    new NotificationsSubscriber({ logger, ...rest }),
  );
}
