import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /** Callboard's work items. */
      callboard?: {
        /**
         * The schedule of index rebuilds.
         *
         * @default { frequency: { minutes: 10 }, timeout: { minutes: 15 }, initialDelay: { seconds: 10 } }
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /**
         * Declares that the portal's permission policy filters work items by
         * `callboard.work-item.read`. The index then also contains the items of secret projects and
         * of all workspaces. If the policy allows everything, all users find these items. Without
         * `permission.enabled`, this option has no effect.
         *
         * @default false
         */
        policyFilters?: boolean;
      };
    };
  };
}
