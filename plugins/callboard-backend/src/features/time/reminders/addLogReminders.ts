import { Core } from '../../../core/Core';
import { NotificationDispatcher } from '../../notifications/dispatch/NotificationDispatcher';
import { WorkCalendar } from '../calendar/WorkCalendar';
import { WorklogStore } from '../worklogs/WorklogStore';
import { LogReminders } from './LogReminders';

/**
 * Adds reminders to log time. They are checked every minute, because they can be set for the last
 * minute of the day.
 */
export function addLogReminders(
  core: Core,
  dispatcher: NotificationDispatcher,
): void {
  const reminders = new LogReminders({
    ...core,
    dispatcher,
    calendar: new WorkCalendar(),
    store: new WorklogStore(),
  });
  core.minuteTasks.add('Reminding people to log their time', signal =>
    reminders.run(signal),
  );
}
