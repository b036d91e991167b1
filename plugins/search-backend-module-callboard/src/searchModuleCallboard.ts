import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { createServiceClient } from '@callboard/plugin-callboard-node';
import { WorkItemCollatorFactory } from './WorkItemCollatorFactory';

const SCHEDULE = 'search.collators.callboard.schedule';

const defaultSchedule: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 15 },
  // Callboard has to be there first.
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
        scheduler: coreServices.scheduler,
        indexRegistry: searchIndexRegistryExtensionPoint,
      },
      async init({ config, scheduler, indexRegistry, ...deps }) {
        const schedule = config.has(SCHEDULE)
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
              config.getConfig(SCHEDULE),
            )
          : defaultSchedule;
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new WorkItemCollatorFactory(createServiceClient(deps)),
        });
      },
    });
  },
});
