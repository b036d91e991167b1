export interface Config {
  callboard?: {
    activity?: {
      /**
       * Adds the audit events of the portal's backend plugins to the activity log. Without this
       * key, no audit events are added.
       */
      auditor?: {
        /**
         * The ids of the plugins whose events are added, such as `catalog`, or `all`. Callboard's
         * own changes are in the log anyway.
         *
         * @default 'all'
         */
        plugins?: string[] | 'all';

        /**
         * The lowest severity to add; `low` includes reads. A failure counts as at least `high`.
         *
         * @default 'medium'
         */
        severity?: 'low' | 'medium' | 'high' | 'critical';

        /**
         * The statuses to add: when an action starts, succeeds or fails.
         *
         * @default ['succeeded', 'failed']
         */
        status?: Array<'initiated' | 'succeeded' | 'failed'>;
      };
    };
  };
}
