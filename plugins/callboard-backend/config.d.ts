import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Callboard works without any of this; every key has a default. */
  callboard?: {
    /**
     * Who may do everything in every workspace: references of users or groups,
     * such as `user:default/jane` or `group:default/platform`. Default: nobody.
     */
    superAdmins?: string[];

    activity?: {
      /**
       * Who, besides super admins, may read the activity of all workspaces:
       * references of users or groups. Default: nobody.
       */
      readers?: string[];

      /** How many events a person may post in a minute. Default: 1000. */
      eventsPerMinute?: number;

      /** Whether the address of callers is recorded. Default: false. */
      captureIp?: boolean;
    };

    exports?: {
      /**
       * How many exports each backend replica writes at once. Who asks for
       * another gets 429 with `Retry-After`; the portal's pages wait and ask
       * again. Default: 8.
       */
      maxConcurrent?: number;

      /** How many of them may be one person's. Default: 2. */
      maxConcurrentPerPerson?: number;
    };

    reads?: {
      /**
       * How long PostgreSQL may look for what somebody wants to read, and how
       * long a large read waits for its turn; the answer is then a 503. Writes
       * and exports are not touched by it, and SQLite knows no such limit.
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
       * What departments can be, such as `Division` or `Team`. Default: any
       * text.
       */
      departmentTypes?: string[];

      /** Departments and staff from the catalog's Groups and Users. */
      catalogSeed?: {
        /** Whether any are taken. Default: false. */
        enabled?: boolean;

        /** The slug of the workspace they go to. Default: `default`. */
        workspace?: string;

        /** How often the catalog is looked at. Default: every hour. */
        schedule?: HumanDuration;

        /**
         * Whether scheduled runs only say in the log what they would do.
         * Default: true.
         */
        dryRun?: boolean;

        /** The types of Groups that become departments. Default: all. */
        groupTypes?: string[];
      };
    };

    workspaces?: {
      /** The workspace that is made at first start. */
      default?: {
        /** Its name. Default: `Default`. Only read when it is made. */
        name?: string;

        /** Its IANA time zone. Default: `UTC`. Only read when it is made. */
        timezone?: string;

        /**
         * What people become in it at their first request; `none` leaves it to
         * its admins. Default: `member`.
         */
        autoJoin?: 'member' | 'guest' | 'none';
      };
    };
  };
}
