/** The platform's scheduler, with what it ran written down. */
import { requireOfBackend } from '../../bench/lib/backend.mjs';
import { TASK_TIMEOUT_MS } from './taskTimeout.mjs';

const { coreServices, createServiceFactory } = requireOfBackend(
  '@backstage/backend-plugin-api',
);
const { metricsServiceRef } = requireOfBackend(
  '@backstage/backend-plugin-api/alpha',
);
const { DefaultSchedulerService } = requireOfBackend(
  '@backstage/backend-defaults/scheduler',
);

/** In a run of minutes, each of the plugin's tasks has to come often. */
const often = {
  frequency: { seconds: 2 },
  initialDelay: { seconds: 1 },
  timeout: { milliseconds: TASK_TIMEOUT_MS },
};

/**
 * Has the tasks of Callboard that run on one replica at a time run more often
 * than they would, and writes each run into `chaos_runs`. The tasks are
 * Callboard's own; so is what they do.
 */
export const createRecordedScheduler = replica =>
  createServiceFactory({
    service: coreServices.scheduler,
    deps: {
      database: coreServices.database,
      logger: coreServices.logger,
      rootLifecycle: coreServices.rootLifecycle,
      httpRouter: coreServices.httpRouter,
      pluginMetadata: coreServices.pluginMetadata,
      metrics: metricsServiceRef,
    },
    async factory(deps) {
      const scheduler = DefaultSchedulerService.create(deps);
      if (deps.pluginMetadata.getId() !== 'callboard') {
        return scheduler;
      }
      const scheduleTask = scheduler.scheduleTask.bind(scheduler);
      scheduler.scheduleTask = async task => {
        if (task.scope === 'local') {
          return scheduleTask(task);
        }
        const knex = await deps.database.getClient();
        return scheduleTask({
          ...task,
          ...often,
          fn: signal => recorded(knex, task, replica, signal),
        });
      };
      return scheduler;
    },
  });

async function recorded(knex, task, replica, signal) {
  const [{ id }] = await knex('chaos_runs')
    .insert({ task: task.id, replica })
    .returning('id');
  const end = error =>
    knex('chaos_runs')
      .where({ id })
      .update({ ended_at: knex.raw('clock_timestamp()'), error });
  try {
    if (!(await knex('chaos_held').where({ task: task.id }).first())) {
      await task.fn(signal);
    }
  } catch (error) {
    await end(String(error));
    throw error;
  }
  await end(null);
}
