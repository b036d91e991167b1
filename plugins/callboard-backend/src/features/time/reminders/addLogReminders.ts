import { Core } from '../../../core/Core';
import { NotificationDispatcher } from '../../notifications/dispatch/NotificationDispatcher';
import { WorkCalendar } from '../calendar/WorkCalendar';
import { WorklogStore } from '../worklogs/WorklogStore';
import { LogReminders } from './LogReminders';

/**
 * Reminders to log time. They are looked for every minute, as people may want them
 * in the last one of the day.
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
