import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /** Publishes Callboard's departments and staff as Groups and Users. */
      callboard?: {
        /**
         * Whether to publish them.
         *
         * @default false
         */
        enabled?: boolean;

        /**
         * When all Groups and Users are published again. Changes are published within seconds
         * anyway.
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

        /** The slugs of the workspaces to publish. By default, all. */
        workspaces?: string[];
      };
    };
  };
}
