import { Core } from '../../../core/Core';
import { Telling } from '../../notifications/telling/Telling';
import { WorkCalendar } from '../calendar/WorkCalendar';
import { WorklogStore } from '../worklogs/WorklogStore';
import { LogReminders } from './LogReminders';

/**
 * Reminders to log time. They are looked for every minute, as people may want them
 * in the last one of the day.
 */
export function addLogReminders(core: Core, telling: Telling): void {
  const reminders = new LogReminders({
    ...core,
    telling,
    calendar: new WorkCalendar(),
    store: new WorklogStore(),
  });
  core.minuteTasks.add('Reminding people to log their time', signal =>
    reminders.run(signal),
  );
}
