import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /** Callboard's work items. */
      callboard?: {
        /** When to rebuild the index. Default: every 10 minutes. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /**
         * Says that the portal's permission policy filters work items by
         * `callboard.work-item.read`. The index then holds the items of secret
         * projects and of all workspaces, too. With a policy that allows
         * everything, everybody finds them. Without `permission.enabled` it has no
         * effect. Default: false.
         */
        policyFilters?: boolean;
      };
    };
  };
}
