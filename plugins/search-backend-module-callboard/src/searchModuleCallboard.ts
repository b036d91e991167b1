import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { createServiceClient } from '@callboard/plugin-callboard-node';
import { doesPolicyFilter } from './doesPolicyFilter';
import { IndexRefresher } from './IndexRefresher';
import { WorkItemCollatorFactory } from './WorkItemCollatorFactory';

const SCHEDULE = 'search.collators.callboard.schedule';

/** The task id that the search plugin derives from the type of the documents. */
const TASK_ID = 'search_index_callboard_work-item';

const defaultSchedule: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 15 },
  // Callboard must have started first.
  initialDelay: { seconds: 10 },
};

/**
 * Indexes work items.
 *
 * @public
 */
export const searchModuleCallboard = createBackendModule({
  pluginId: 'search',
  moduleId: 'callboard',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
        indexRegistry: searchIndexRegistryExtensionPoint,
      },
      async init({ config, indexRegistry, lifecycle, ...deps }) {
        const schedule = config.has(SCHEDULE)
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
              config.getConfig(SCHEDULE),
            )
          : defaultSchedule;
        indexRegistry.addCollator({
          schedule: deps.scheduler.createScheduledTaskRunner(schedule),
          factory: new WorkItemCollatorFactory(
            createServiceClient(deps),
            doesPolicyFilter(config, deps.logger),
          ),
        });
        const refresher = new IndexRefresher({ ...deps, taskId: TASK_ID });
        await refresher.start();
        lifecycle.addShutdownHook(() => refresher.stop());
      },
    });
  },
});
