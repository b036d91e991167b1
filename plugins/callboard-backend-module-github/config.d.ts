import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  callboard?: {
    /** Turns GitHub issues into work items. */
    github?: {
      /**
       * The slug of the workspace for the items.
       *
       * @default 'default'
       */
      workspace?: string;

      /**
       * The repositories to import issues from: `owner/repository`, or `owner/*` for all
       * repositories of an owner. Case is ignored.
       *
       * @default []
       */
      repositories?: string[];

      /**
       * Whether pull requests are work items too.
       *
       * @default false
       */
      pullRequests?: boolean;

      /**
       * The annotation that contains the GitHub login of a User.
       *
       * @default 'github.com/user-login'
       */
      userAnnotation?: string;

      /**
       * Maps GitHub logins to Users that do not have the annotation.
       *
       * @default []
       */
      users?: Array<{
        /** The GitHub login. */
        login: string;
        /** The reference of the User, such as `user:default/jane`. */
        user_ref: string;
      }>;

      /**
       * Reads issues through GitHub's REST API: issues that are older than the webhook, and changes
       * whose webhook delivery was missed.
       */
      import?: {
        /**
         * Whether to read issues through the REST API. By default, true if `integrations.github`
         * has credentials for the host.
         */
        enabled?: boolean;

        /**
         * The host of the repositories.
         *
         * @default 'github.com'
         */
        host?: string;

        /**
         * The schedule of the import.
         *
         * @default { frequency: { hours: 1 }, timeout: { minutes: 30 }, initialDelay: { minutes: 1 } }
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
