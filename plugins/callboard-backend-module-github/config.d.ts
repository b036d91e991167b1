import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  callboard?: {
    /** Turns GitHub issues into work items. */
    github?: {
      /** The slug of the workspace for the items. Default: `default`. */
      workspace?: string;

      /**
       * The repositories to import issues from: `owner/repository`, or `owner/*` for all of an
       * owner. Case is ignored. Default: none.
       */
      repositories?: string[];

      /** Whether pull requests are work items too. Default: false. */
      pullRequests?: boolean;

      /** The annotation that contains the GitHub login of a User. Default: `github.com/user-login`. */
      userAnnotation?: string;

      /** Maps GitHub logins to Users that do not have the annotation. */
      users?: Array<{
        /** Their login at GitHub. */
        login: string;
        /** A reference such as `user:default/jane`. */
        user_ref: string;
      }>;

      /** Reads issues through GitHub's REST API: older ones, and missed changes. */
      import?: {
        /**
         * Whether to import them. Default: true if `integrations.github` has credentials for the
         * host.
         */
        enabled?: boolean;

        /** The host of the repositories. Default: `github.com`. */
        host?: string;

        /** The schedule of the import. Default: every hour. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
