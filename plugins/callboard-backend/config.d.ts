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
