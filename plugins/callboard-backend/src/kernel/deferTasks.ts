import { SchedulerService } from '@backstage/backend-plugin-api';

/**
 * Holds scheduled tasks back until the data are there: counting, sealing and refreshing would
 * compete with seeders for the database, and see half of what they make.
 *
 * @returns a scheduler that registers its tasks when `begin` is called, and those that come later
 * at once
 */
export function deferTasks(scheduler: SchedulerService): {
  scheduler: SchedulerService;
  begin(): Promise<void>;
} {
  let deferred: Parameters<SchedulerService['scheduleTask']>[0][] | undefined =
    [];
  return {
    scheduler: Object.assign(Object.create(scheduler), {
      scheduleTask: async (
        task: Parameters<SchedulerService['scheduleTask']>[0],
      ) => {
        if (deferred) {
          deferred.push(task);
        } else {
          await scheduler.scheduleTask(task);
        }
      },
    }),
    async begin() {
      const tasks = deferred ?? [];
      deferred = undefined;
      for (const task of tasks) {
        await scheduler.scheduleTask(task);
      }
    },
  };
}
