import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /** Publishes Callboard's departments and staff as Groups and Users. */
      callboard?: {
        /** Whether to publish them. Default: false. */
        enabled?: boolean;

        /**
         * The schedule of full comparisons. Changes are published within seconds anyway. Default:
         * every 10 minutes.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;

        /** The namespace of the Groups. Default: `default`. */
        namespace?: string;

        /** The slugs of the workspaces to publish. Default: all. */
        workspaces?: string[];
      };
    };
  };
}
