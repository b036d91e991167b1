import { Core } from '../../../core/Core';
import { Telling } from '../../notifications/telling/Telling';
import { WorkCalendar } from '../calendar/WorkCalendar';
import { WorklogStore } from '../worklogs/WorklogStore';
import { LogReminders } from './LogReminders';

/**
 * Reminders to log time. They are looked for every minute, as people may want them
 * in the last one of the day.
 */
export async function addLogReminders(
  core: Core,
  telling: Telling,
): Promise<void> {
  const reminders = new LogReminders({
    ...core,
    telling,
    calendar: new WorkCalendar(),
    store: new WorklogStore(),
  });
  await core.platform.scheduler.scheduleTask({
    id: 'callboard-log-reminders',
    frequency: { minutes: 1 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    fn: signal => reminders.run(signal),
  });
}
