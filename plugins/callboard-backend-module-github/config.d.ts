import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  callboard?: {
    /** GitHub's issues as work items. */
    github?: {
      /** The slug of the workspace they go to. Default: `default`. */
      workspace?: string;

      /**
       * The repositories whose issues are taken: `owner/repository`, or
       * `owner/*` for all of an owner, in whatever case. Default: none.
       */
      repositories?: string[];

      /** Whether pull requests are work items too. Default: false. */
      pullRequests?: boolean;

      /**
       * The annotation by which a User says who they are at GitHub. Default:
       * `github.com/user-login`.
       */
      userAnnotation?: string;

      /** Who people are that no User says to be. */
      users?: Array<{
        /** Their login at GitHub. */
        login: string;
        /** A reference such as `user:default/jane`. */
        user_ref: string;
      }>;

      /** Reading issues through GitHub's REST API: at first, and what was missed. */
      import?: {
        /**
         * Whether it is done. Default: where `integrations.github` has
         * credentials for the host.
         */
        enabled?: boolean;

        /** The host of the repositories. Default: `github.com`. */
        host?: string;

        /** When. Default: every hour. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
