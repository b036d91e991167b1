import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  callboard?: {
    /**
     * Turns issues of Jira into work items; one entry for each instance.
     *
     * @default []
     */
    jira?: Array<{
      /** The address of Jira's pages, without `https://`, such as `example.atlassian.net`. */
      host: string;

      /**
       * The `source` of the work items. Each instance needs its own.
       *
       * @default 'jira'
       */
      id?: string;

      /** The address of the REST API, if it is not `https://` and the host. */
      apiBaseUrl?: string;

      /** The email of the token's account at Jira Cloud; omitted at Jira Data Center. */
      email?: string;

      /**
       * An API token of Jira Cloud, or a personal access token of Jira Data Center.
       *
       * @visibility secret
       */
      token: string;

      /**
       * The secret with which Jira signs webhook events. Without a secret, Callboard accepts no
       * events.
       *
       * @visibility secret
       */
      webhookSecret?: string;

      /**
       * The entities of projects, by project key, such as `PAY: component:default/payments`.
       *
       * @default {}
       */
      projects?: { [key: string]: string };

      /**
       * The keys of the Jira projects that an entity can claim with its annotation
       * `jira/project-key`, in addition to `projects`. `*` stands for all projects: everyone who
       * can register an entity can then read everything that the token can read.
       *
       * @default ["*"]
       */
      annotatedProjects?: string[];

      /**
       * The slug of the workspace for the items.
       *
       * @default 'default'
       */
      workspace?: string;

      /**
       * The annotation that contains the account id (Cloud) or user key (Data Center) of a User.
       *
       * @default 'jira/account-id'
       */
      userAnnotation?: string;

      /**
       * The schedule of the synchronisation.
       *
       * @default { frequency: { minutes: 10 }, timeout: { minutes: 30 }, initialDelay: { minutes: 1 } }
       */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
    }>;
  };
}
