import { SchedulerService } from '@backstage/backend-plugin-api';

type Task = Parameters<SchedulerService['scheduleTask']>[0];

/**
 * Defers scheduled tasks until the data is seeded. Otherwise they would compete with seeders for
 * the database, and process partial data.
 *
 * @returns a scheduler that registers its tasks when `begin` is called, and later tasks at once
 */
export function deferTasks(scheduler: SchedulerService): {
  scheduler: SchedulerService;
  begin(): Promise<void>;
} {
  const deferred: Task[] = [];
  let hasBegun = false;
  return {
    scheduler: {
      scheduleTask: async task => {
        if (hasBegun) {
          await scheduler.scheduleTask(task);
        } else {
          deferred.push(task);
        }
      },
      createScheduledTaskRunner: schedule =>
        scheduler.createScheduledTaskRunner(schedule),
      triggerTask: id => scheduler.triggerTask(id),
      cancelTask: id => scheduler.cancelTask(id),
      getScheduledTasks: () => scheduler.getScheduledTasks(),
    },
    async begin() {
      hasBegun = true;
      for (const task of deferred) {
        await scheduler.scheduleTask(task);
      }
    },
  };
}
