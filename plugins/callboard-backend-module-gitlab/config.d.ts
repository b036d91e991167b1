import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  callboard?: {
    /** Turns GitLab issues into work items. */
    gitlab?: {
      /**
       * The slug of the workspace for the items.
       *
       * @default 'default'
       */
      workspace?: string;

      /**
       * The GitLab hosts, as in `integrations.gitlab`, which has their credentials. Entities
       * without the annotation `gitlab.com/instance` belong to the first host.
       *
       * @default ['gitlab.com']
       */
      hosts?: string[];

      /**
       * The projects to import issues from: `group/name`, or `group/*` for all projects of a group
       * and its subgroups. Case is ignored.
       *
       * @default []
       */
      projects?: string[];

      /**
       * The schedule of the synchronisation through the REST API.
       *
       * @default { frequency: { minutes: 10 }, timeout: { minutes: 30 }, initialDelay: { minutes: 1 } }
       */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
    };
  };
}
