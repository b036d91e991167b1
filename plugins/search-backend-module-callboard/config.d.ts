import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /** Callboard's work items. */
      callboard?: {
        /** The schedule of index rebuilds. Default: every 10 minutes. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /**
         * Declares that the portal's permission policy filters work items by
         * `callboard.work-item.read`. The index then also contains the items of secret projects and
         * of all workspaces. With a policy that allows everything, everyone finds them. Without
         * `permission.enabled` it has no effect. Default: false.
         */
        policyFilters?: boolean;
      };
    };
  };
}
