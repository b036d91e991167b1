export interface Config {
  callboard?: {
    activity?: {
      /**
       * Adds the audit events of the portal's backend plugins to the activity
       * log. Without this key Callboard takes none.
       */
      auditor?: {
        /**
         * The plugins whose events are taken, by their ids such as `catalog`, or
         * `all`. Default: `all`. Callboard's own changes are in the log anyway.
         */
        plugins?: string[] | 'all';

        /**
         * The lowest severity that is taken. An event that tells of a failure
         * counts as `high` at least. Default: `medium`, which leaves out what was
         * only read.
         */
        severity?: 'low' | 'medium' | 'high' | 'critical';

        /**
         * Which events of an act are taken: that it began, that it was done, or
         * that it failed. Default: `succeeded` and `failed`.
         */
        status?: Array<'initiated' | 'succeeded' | 'failed'>;
      };
    };
  };
}
