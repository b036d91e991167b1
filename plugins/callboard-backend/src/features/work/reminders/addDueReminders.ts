import { Core } from '../../../core/Core';
import { Feature } from '../../../core/Feature';
import { NotificationDispatcher } from '../../notifications/dispatch/NotificationDispatcher';
import { DueReminders } from './DueReminders';

/** Reminders of the due dates of work items. */
export async function addDueReminders(
  core: Core,
  dispatcher: NotificationDispatcher,
): Promise<Feature<{ dueReminders: DueReminders }>> {
  const dueReminders = new DueReminders({ ...core, dispatcher });
  await core.platform.scheduler.scheduleTask({
    id: 'callboard-due-reminders',
    frequency: { minutes: 15 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    fn: signal => dueReminders.run(signal),
  });
  return {
    data: {
      domain: 'reminders',
      tables: ['work_reminders'],
      personal: [
        {
          table: 'work_reminders',
          identifiedBy: [{ column: 'after_ref', holds: 'user_ref' }],
          columns: [],
          erasure: {},
        },
      ],
      nonPersonalColumns: {},
    },
    services: { dueReminders },
  };
}
