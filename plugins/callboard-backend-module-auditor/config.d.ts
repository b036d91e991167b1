export interface Config {
  callboard?: {
    activity?: {
      /**
       * Adds the audit events of the portal's backend plugins to the activity log. Without this
       * key, none are added.
       */
      auditor?: {
        /**
         * The plugins whose events are added, by ids such as `catalog`, or `all`. Default: `all`.
         * Callboard's own changes are in the log anyway.
         */
        plugins?: string[] | 'all';

        /**
         * The lowest severity to add. A failure counts as at least `high`. Default: `medium`, which
         * excludes reads.
         */
        severity?: 'low' | 'medium' | 'high' | 'critical';

        /**
         * The statuses to add: when an action starts, succeeds or fails. Default: `succeeded` and
         * `failed`.
         */
        status?: Array<'initiated' | 'succeeded' | 'failed'>;
      };
    };
  };
}
