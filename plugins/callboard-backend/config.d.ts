import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Every key has a default, so Callboard works without any of this. */
  callboard?: {
    /**
     * The people who may do everything in every workspace, as references of users
     * or groups such as `user:default/jane` or `group:default/platform`. Default: nobody.
     */
    superAdmins?: string[];

    activity?: {
      /**
       * The people who may read the activity of all workspaces besides super
       * admins, as references of users or groups. Default: nobody.
       */
      readers?: string[];

      /** How many events a person may post in a minute. Default: 1000. */
      eventsPerMinute?: number;

      /** Whether to record the IP address of callers. Default: false. */
      captureIp?: boolean;
    };

    exports?: {
      /**
       * How many exports each backend replica writes at once. Callboard answers
       * further requests with 429 and `Retry-After`; its pages then wait and ask
       * again. Default: 8.
       */
      maxConcurrent?: number;

      /** How many exports one person may have at once. Default: 2. */
      maxConcurrentPerPerson?: number;
    };

    reads?: {
      /**
       * How long a read may take, and how long a large read may wait for its
       * turn; then the answer is a 503. The limit does not apply to writes and
       * exports. On SQLite it applies only to lists and reports of the log.
       * Default: 15 seconds.
       */
      timeout?: HumanDuration;
    };

    projects?: {
      /**
       * The kinds of entities that can have a project. Default: `System` and
       * `Component`.
       */
      kinds?: string[];
    };

    organisation?: {
      /** How many characters a staff id may have. Default: 8. */
      staffIdLength?: number;

      /**
       * The types that departments can have, such as `Division` or `Team`.
       * Default: any text.
       */
      departmentTypes?: string[];

      /** Makes departments and staff from the catalog's Groups and Users. */
      catalogSeed?: {
        /** Whether to do so. Default: false. */
        enabled?: boolean;

        /** The slug of the workspace for them. Default: `default`. */
        workspace?: string;

        /** How often to read the catalog. Default: every hour. */
        schedule?: HumanDuration;

        /**
         * Whether scheduled runs change nothing, and only log what they would
         * change. Default: true.
         */
        dryRun?: boolean;

        /** The types of Groups that become departments. Default: all. */
        groupTypes?: string[];
      };
    };

    workspaces?: {
      /** The workspace that Callboard creates at first start. */
      default?: {
        /** Its name. Only used when it is created. Default: `Default`. */
        name?: string;

        /** Its IANA time zone. Only used when it is created. Default: `UTC`. */
        timezone?: string;

        /**
         * The role that people get in it at their first request; with `none`,
         * its admins add them. Default: `member`.
         */
        autoJoin?: 'member' | 'guest' | 'none';
      };
    };
  };
}
