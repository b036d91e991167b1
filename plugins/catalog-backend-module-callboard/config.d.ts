import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /** Publishes Callboard's departments and staff as Groups and Users. */
      callboard?: {
        /**
         * Whether to publish departments and staff.
         *
         * @default false
         */
        enabled?: boolean;

        /**
         * The schedule on which all Groups and Users are published again. Regardless of it, each
         * change is published within seconds.
         *
         * @default { frequency: { minutes: 10 }, timeout: { minutes: 5 }, initialDelay: { minutes: 1 } }
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;

        /**
         * The namespace of the Groups.
         *
         * @default 'default'
         */
        namespace?: string;

        /** The slugs of the workspaces to publish. By default, all workspaces are published. */
        workspaces?: string[];
      };
    };
  };
}
