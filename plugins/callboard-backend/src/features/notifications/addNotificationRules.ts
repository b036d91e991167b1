import { Core } from '../../core/Core';
import { NotificationRules } from './rules/NotificationRules';
import { NotificationTypes } from './rules/NotificationTypes';
import { NotificationsSubscriber } from './rules/NotificationsSubscriber';
import { Telling } from './telling/Telling';

/** Has rules run on every change. */
export function addNotificationRules(
  { subscribers, logger }: Pick<Core, 'subscribers' | 'logger'>,
  rest: {
    rules: NotificationRules;
    types: NotificationTypes;
    telling: Telling;
  },
): void {
  subscribers.transactional.push(
    new NotificationsSubscriber({ logger, ...rest }),
  );
}
