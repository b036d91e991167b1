import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  callboard?: {
    /** Turns GitHub issues into work items. */
    github?: {
      /** The slug of the workspace for the items. Default: `default`. */
      workspace?: string;

      /**
       * The repositories to take issues from: `owner/repository`, or
       * `owner/*` for all of an owner. Case does not matter. Default: none.
       */
      repositories?: string[];

      /** Whether pull requests are work items too. Default: false. */
      pullRequests?: boolean;

      /**
       * The annotation of Users that holds their login at GitHub. Default:
       * `github.com/user-login`.
       */
      userAnnotation?: string;

      /** The Users of logins that no annotation names. */
      users?: Array<{
        /** Their login at GitHub. */
        login: string;
        /** A reference such as `user:default/jane`. */
        user_ref: string;
      }>;

      /** Reads issues through GitHub's REST API: older ones, and missed changes. */
      import?: {
        /**
         * Whether to read them. Default: true if `integrations.github` has
         * credentials for the host.
         */
        enabled?: boolean;

        /** The host of the repositories. Default: `github.com`. */
        host?: string;

        /** When to read. Default: every hour. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
