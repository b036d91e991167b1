import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /** Callboard's departments and staff as Groups and Users. */
      callboard?: {
        /** Whether anything is published. Default: false. */
        enabled?: boolean;

        /**
         * When everything is compared; changes show within seconds anyway.
         * Default: every 10 minutes.
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
